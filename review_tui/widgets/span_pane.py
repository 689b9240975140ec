"""Lines of spans for reading, made anew for each width, and scrolled by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from review_tui.widgets.painted import Painted, Span

SpanLine = Sequence[Span]
Maker = Callable[[int], Sequence[SpanLine]]
"""Cells of the width → lines."""


class SpanPane(Painted, can_focus=True):
    """What does not fit is reached with the keys of moving; `Turned` tells how much of it is out of sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line(-1)", "上下", show=False),
        Binding("down,j", "line(1)", "上下", show=False),
        Binding("pageup", "page(-1)", "翻页", show=False),
        Binding("pagedown", "page(1)", "翻页", show=False),
        Binding("home", "line(-1000000)", "开头", show=False),
        Binding("end", "line(1000000)", "结尾", show=False),
    ]

    class Turned(Message):
        """Lines that are below the pane."""

        def __init__(self, below: int) -> None:
            super().__init__()
            self.below = below

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make: Maker = lambda _width: ()
        self._lines: Sequence[SpanLine] = ()
        self._made_for = -1
        self._top = 0

    def set_lines(self, make: Maker, *, keep: bool = False) -> None:
        """Show what `make` gives for the width of the pane; `keep`: from the line where one is."""
        self._make, self._made_for = make, -1
        self._top = self._top if keep else 0
        self._changed()

    @property
    def below(self) -> int:
        """Lines that are below the pane."""
        return max(0, len(self._made()) - self._top - self.size.height)

    def render_line(self, y: int) -> Strip:
        """A line of what is in sight."""
        lines = self._made()
        index = self._top + y
        return self.paint(lines[index] if index < len(lines) else [])

    def action_line(self, by: int) -> None:
        """Move by so many lines."""
        top = max(0, min(self._top + by, len(self._made()) - self.size.height))
        if top != self._top:
            self._top = top
            self._changed()

    def action_page(self, by: int) -> None:
        """Turn a page; its last line is the first of the next one."""
        self.action_line(by * max(1, self.size.height - 1))

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves three lines."""
        self.action_line(3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves three lines."""
        self.action_line(-3)

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other lines: keep inside them."""
        self._top = max(0, min(self._top, len(self._made()) - self.size.height))
        self._changed()

    def _made(self) -> Sequence[SpanLine]:
        if self._made_for != self.size.width:
            self._made_for = self.size.width
            self._lines = self._make(self.size.width) if self.size.width else ()
        return self._lines

    def _changed(self) -> None:
        self.refresh()
        if self.is_mounted:
            self.post_message(self.Turned(self.below))
