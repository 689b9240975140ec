"""Text for reading: wrapped by display width, a page at a time, with a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from review_tui.widgets.marks import visible, visible_lines
from review_tui.widgets.painted import Painted, Span
from review_tui.widgets.width import wrap

MAX_CELLS = 80
"""Lines longer than this tire the eye; a wider pane leaves the rest empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or more (split at line breaks). `label` stands before the first line, later lines hang under it.

    `first`: cells by which the first line of each paragraph is drawn in (2 Chinese characters are 4).
    `pieces`: short texts that follow the text and are not broken inside.
    """

    text: str
    ink: str = "plain"
    label: str = ""
    label_ink: str = "faint"
    first: int = 0
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    label_ink: str
    text: str
    ink: str


class TextPane(Painted, can_focus=True):
    """Shows `Block`s by pages; the last line of a page is the first of the next one.

    `Turned` is posted when another page is shown or the number of pages changes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", "翻页"),
        Binding("pagedown,space", "page(1)", "翻页"),
        Binding("up,k", "line(-1)", "逐行"),
        Binding("down,j", "line(1)", "逐行"),
        Binding("home", "line(-1000000)", "开头", show=False),
        Binding("end", "line(1000000)", "结尾", show=False),
    ]

    class Turned(Message):
        """The page that is shown (from 1) and how many there are."""

        def __init__(self, page: int, pages: int) -> None:
            super().__init__()
            self.page, self.pages = page, pages

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._blocks: tuple[Block, ...] = ()
        self._lines: tuple[_Line, ...] = ()
        self._wrapped_at = -1
        self._top = 0
        self._needle = ""

    # ------------------------------------------------------------------------------------------ values down

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show another text from its beginning; the search is forgotten."""
        self._blocks, self._wrapped_at, self._top, self._needle = tuple(blocks), -1, 0, ""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)
        self._changed()

    def search(self, needle: str) -> int:
        """Mark every place of `needle` (case and width do not matter) and go to the first; the number of lines hit.

        An empty needle takes the marks away.
        """
        self._needle = _folded(needle.strip())
        hits = self._hits()
        if hits:
            self._go(next((h for h in hits if h >= self._top), hits[0]))
        self._changed()
        return len(hits)

    def next_hit(self) -> bool:
        """Go on to the next place, from the last one to the first; False where there is none."""
        hits = self._hits()
        if hits:
            self._go(next((h for h in hits if h > self._top), hits[0]), exact=True)
        return bool(hits)

    @property
    def page(self) -> tuple[int, int]:
        """The page that is shown (from 1), and how many there are."""
        step, total = self._step, len(self._wrapped())
        pages = 1 + max(0, -(-(total - self._height) // step))
        return (pages if self._top >= self._last_top else 1 + self._top // step), pages

    # ------------------------------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """A line of the page."""
        lines = self._wrapped()
        index = self._top + y
        if index >= len(lines):
            return self.paint([])
        line = lines[index]
        return self.paint([(line.label, line.label_ink), *self._marked(line)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Where the height is `auto`: as many lines as the text has."""
        return max(1, sum(1 for block in self._blocks for _ in _wrap_block(block, _cells(width))))

    def _marked(self, line: _Line) -> Iterator[Span]:
        if not self._needle:
            yield line.text, line.ink
            return
        folded, at = _folded(line.text), 0
        while (found := folded.find(self._needle, at)) >= 0:
            yield line.text[at:found], line.ink
            at = found + len(self._needle)
            yield line.text[found:at], "mark"
        yield line.text[at:], line.ink

    def _wrapped(self) -> tuple[_Line, ...]:
        width = self.size.width
        if self._wrapped_at != width:
            self._wrapped_at = width
            self._lines = tuple(line for block in self._blocks for line in _wrap_block(block, _cells(width)))
        return self._lines

    # ------------------------------------------------------------------------------------------ moving

    @property
    def _height(self) -> int:
        return max(1, self.size.height)

    @property
    def _step(self) -> int:
        return max(1, self._height - 1)

    @property
    def _last_top(self) -> int:
        return max(0, len(self._wrapped()) - self._height)

    def action_page(self, by: int) -> None:
        """Turn so many pages."""
        self._go(self._top + by * self._step)

    def action_line(self, by: int) -> None:
        """Move by so many lines."""
        self._go(self._top + by)

    def _go(self, top: int, *, exact: bool = False) -> None:
        top = max(0, min(top, len(self._wrapped()) - 1 if exact else self._last_top))
        if top != self._top:
            self._top = top
            self._changed()

    def _hits(self) -> list[int]:
        if not self._needle:
            return []
        return [i for i, line in enumerate(self._wrapped()) if self._needle in _folded(line.text)]

    def _changed(self) -> None:
        self.refresh()
        if self.is_mounted:
            self.post_message(self.Turned(*self.page))

    def on_resize(self, event: events.Resize) -> None:
        """Another width wraps otherwise: keep inside the text."""
        self._top = min(self._top, self._last_top)
        self._changed()

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves three lines."""
        self._go(self._top + 3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves three lines."""
        self._go(self._top - 3)


def _cells(width: int) -> int:
    return max(2, min(width, MAX_CELLS))


def _wrap_block(block: Block, cells: int) -> Iterator[_Line]:
    hang = min(cell_len(block.label), cells - 2)
    if block.pieces:
        for text in _flow([block.text, *block.pieces], cells - hang):
            yield _Line(" " * hang, block.label_ink, text, block.ink)
        return
    for nth, paragraph in enumerate(visible_lines(block.text)):
        head = "\u3000" * (block.first // 2) if paragraph.strip() else ""
        for at, text in enumerate(wrap(head + paragraph.strip(" \u3000"), cells - hang)):
            label = block.label if nth == 0 and at == 0 else " " * hang
            yield _Line(label, block.label_ink, text, block.ink)


def _flow(pieces: Sequence[str], cells: int) -> Iterator[str]:
    """The pieces side by side, as many as fit on a line."""
    line = ""
    for piece in (visible(p) for p in pieces if p):
        longer = f"{line}{_GAP}{piece}" if line else piece
        if line and cell_len(longer) > cells:
            yield line
            longer = piece
        line = longer
    yield from wrap(line, cells)


_GAP = "   "


def _folded(text: str) -> str:
    """Comparable text of the same length: lower case, full-width forms as ASCII."""
    return "".join(_FOLD.get(c, c) for c in text)


_FOLD = {chr(c): chr(c).lower() for c in range(0x41, 0x5B)} | {
    chr(c + 0xFEE0): chr(c).lower() for c in range(0x21, 0x7F)
}
