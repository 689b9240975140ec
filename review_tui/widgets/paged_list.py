"""A long list that turns pages instead of scrolling: a move of the cursor repaints two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from review_tui.widgets.painted import Painted, Span
from review_tui.widgets.width import Align, fit

_MARK = 2
"""Cells before the first column: the cursor is `>`, so that it does not hang on colour alone."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, `cells` wide. `grow`: takes a share of what is left over. `from_width`: shown from that list width."""

    title: str
    cells: int
    align: Align = "left"
    grow: bool = False
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `key` is what messages name it by, `cells` are data, `ink` colours the row, `inks` single cells.

    `rule`: a line across the list between two groups of rows. Its first cell stands in it; the cursor passes over it.
    """

    key: str
    cells: tuple[str, ...]
    ink: str = "plain"
    inks: tuple[str, ...] = ()
    rule: bool = False


class PagedList(Painted, can_focus=True):
    """Rows under a header, one page at a time.

    Values down: `set_rows`, `go_to`, `update_row`. Messages up: `Moved` for every move of the cursor, `Chosen` for
    Enter or a click on the row under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "移动"),
        Binding("down,j", "move(1)", "移动"),
        Binding("pageup", "page(-1)", "翻页"),
        Binding("pagedown,space", "page(1)", "翻页"),
        Binding("home", "end(-1)", "首行", show=False),
        Binding("end", "end(1)", "末行", show=False),
        Binding("enter", "choose", "打开"),
    ]

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, sender: PagedList, row: Row) -> None:
            super().__init__()
            self.list, self.row = sender, row

        @property
        def control(self) -> PagedList:
            """The list, for `@on(..., selector)`."""
            return self.list

    class Chosen(Moved):
        """The row under the cursor is wanted."""

    def __init__(
        self, columns: Sequence[Column], *, empty: str = "（空）", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.empty = empty
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0
        self._header = any(c.title for c in self.columns)

    # ------------------------------------------------------------------------------------------ values down

    def set_rows(self, rows: Sequence[Row], *, key: str | None = None) -> None:
        """Show other rows; the cursor stays on the row of `key` (None: of the present row) where it still exists."""
        wanted = key if key is not None else (self.current.key if self.current else None)
        before = (self.rows, self.cursor)
        self.rows = tuple(rows)
        found = next((i for i, row in enumerate(self.rows) if row.key == wanted), None)
        self.cursor = self._landing(self.cursor if found is None else found, 1)
        if (self.rows, self.cursor) != before:
            self.refresh()

    def update_row(self, row: Row) -> None:
        """Replace the row of the same key, and repaint nothing else."""
        for index, old in enumerate(self.rows):
            if old.key == row.key and old != row:
                self.rows = (*self.rows[:index], row, *self.rows[index + 1 :])
                self._repaint(index)

    def go_to(self, key: str) -> None:
        """Put the cursor on the row of `key`, without a message; nothing happens where there is none."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                self._set_cursor(index)
                return

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; `set_rows` with cells for them follows."""
        if tuple(columns) != self.columns:
            self.columns = tuple(columns)
            self._header = any(c.title for c in self.columns)
            self.refresh()

    @property
    def widths(self) -> tuple[int, ...]:
        """Cells that each column has at present; 0: it is not shown."""
        return tuple(self._widths())

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None while the list is empty."""
        row = self.rows[self.cursor] if self.rows else None
        return None if row is None or row.rule else row

    @property
    def page_size(self) -> int:
        """Rows on a page, at least 1."""
        return max(1, self.size.height - self._header)

    # ------------------------------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """A line of the page under the cursor."""
        if self._header and y == 0:
            cells = zip(self._widths(), self.columns, strict=True)
            return self.paint(
                [("  ", "faint"), *((fit(c.title, w, c.align) + " " * bool(w), "faint") for w, c in cells)]
            )
        index = self.cursor // self.page_size * self.page_size + y - self._header
        if index < len(self.rows):
            return self._paint_row(index)
        return self.paint([("  " + self.empty, "faint")] if not self.rows and index == 0 else [])

    def _paint_row(self, index: int) -> Strip:
        row, here = self.rows[index], index == self.cursor
        if row.rule:
            title = f"-- {row.cells[0]} " if row.cells and row.cells[0] else ""
            return self.paint([(title, row.ink), ("-" * self.size.width, row.ink)])
        spans: list[Span] = [("> " if here else "  ", "cursor" if here else row.ink)]
        for position, width in enumerate(self._widths()):
            if width:
                ink = row.inks[position] if position < len(row.inks) and row.inks[position] else row.ink
                text = row.cells[position] if position < len(row.cells) else ""
                spans.append((fit(text, width, self.columns[position].align) + " ", "cursor" if here else ink))
        return self.paint(spans, fill="cursor" if here else "plain")

    def _widths(self) -> list[int]:
        """Cells of each column; 0: the list is too narrow to show it."""
        width = self.size.width
        shown = [c.cells if width >= c.from_width else 0 for c in self.columns]
        left = width - _MARK - sum(shown) - sum(1 for w in shown if w)
        growing = [i for i, c in enumerate(self.columns) if c.grow and shown[i]]
        for nth, index in enumerate(growing):
            shown[index] = max(2, shown[index] + left // len(growing) + (nth < left % len(growing)))
        return shown

    # ------------------------------------------------------------------------------------------ moving

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Turn so many pages; past the last one the cursor goes to the end."""
        self._move_to(self.cursor + by * self.page_size)

    def action_end(self, where: int) -> None:
        """To the first (-1) or last (1) row."""
        self._move_to(0 if where < 0 else len(self.rows) - 1)

    def action_choose(self) -> None:
        """The row under the cursor is wanted."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    def on_click(self, event: events.Click) -> None:
        """First click: the cursor; click on the cursor: choose."""
        index = self.cursor // self.page_size * self.page_size + event.y - self._header
        if event.y < self._header or index >= len(self.rows):
            return
        if index == self.cursor:
            self.action_choose()
        self._move_to(index)

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the cursor."""
        self._move_to(self.cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the cursor."""
        self._move_to(self.cursor - 3)

    def _move_to(self, index: int) -> None:
        index = self._landing(index, 1 if index > self.cursor else -1)
        if self.rows and index != self.cursor:
            self._set_cursor(index)
            self.post_message(self.Moved(self, self.rows[index]))

    def _landing(self, index: int, way: int) -> int:
        """The row nearest to `index` on which the cursor can stand, on the `way` first; 0 where there is none."""
        if not self.rows:
            return 0
        index = max(0, min(index, len(self.rows) - 1))
        ahead = range(index, len(self.rows)) if way > 0 else range(index, -1, -1)
        behind = range(index, -1, -1) if way > 0 else range(index, len(self.rows))
        return next((i for i in chain(ahead, behind) if not self.rows[i].rule), 0)

    def _set_cursor(self, index: int) -> None:
        old, self.cursor = self.cursor, index
        if old // self.page_size == index // self.page_size:
            self._repaint(old, index)
        else:
            self.refresh()

    def _repaint(self, *indexes: int) -> None:
        first = self.cursor // self.page_size * self.page_size
        on_page = [i - first + self._header for i in indexes if first <= i < first + self.page_size]
        if on_page and self.size:  # what was never laid out has nothing to repaint, and would have all laid out anew
            self.refresh(*(Region(0, y, self.size.width, 1) for y in on_page))
