"""A list with a cursor in two directions: up and down over the rows, left and right over some of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from review_tui.screens.office_page import DeskList
from review_tui.widgets.paged_list import Column
from review_tui.widgets.painted import Span
from review_tui.widgets.width import fit


class MatrixList(DeskList):
    """`stops`: the columns on which the cursor can stand, by index. The first one is the row as a whole.

    The cell under the cursor stands in brackets, so that it does not hang on colour alone. `Moved` is posted for moves
    to the sides too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "across(-1)", "选格"),
        Binding("right,l", "across(1)", "选格"),
    ]

    def __init__(
        self, columns: Sequence[Column], stops: Sequence[int], *, enter: str = "打开", empty: str = "（空）"
    ) -> None:
        super().__init__(columns, enter=enter, empty=empty)
        self._stops = tuple(stops)
        self._stop = 0

    @property
    def column(self) -> int:
        """Index of the column under the cursor."""
        return self._stops[self._stop]

    def action_across(self, by: int) -> None:
        """To the next column that is shown; at the ends nothing happens."""
        widths = self._widths()
        at = self._stop + by
        while 0 <= at < len(self._stops) and not widths[self._stops[at]]:
            at += by
        if 0 <= at < len(self._stops):
            self._stand(at)

    def _stand(self, stop: int) -> None:
        if stop != self._stop:
            self._stop = stop
            self._repaint(self.cursor)
            if self.current is not None:
                self.post_message(self.Moved(self, self.current))

    def on_resize(self) -> None:
        """A column that is no longer shown cannot hold the cursor."""
        if not self._widths()[self.column]:
            self._stop = 0

    def _paint_row(self, index: int) -> Strip:
        if index != self.cursor or not self._stop or self.rows[index].rule:
            return super()._paint_row(index)
        row, spans = self.rows[index], list[Span]([("> ", "cursor")])
        for position, width in enumerate(self._widths()):
            if not width:
                continue
            text = fit(row.cells[position] if position < len(row.cells) else "", width, self.columns[position].align)
            if position == self.column:
                before, ink = spans[-1]
                spans[-1] = (before[:-1], ink)
                spans.append((f"[{text}]", "mark"))
            else:
                spans.append((f"{text} ", "cursor"))
        return self.paint(spans, fill="cursor")

    def on_click(self, event: events.Click) -> None:
        """The cursor goes to the cell; a click on it opens it."""
        stop = self._stop_at(event.x)
        if stop != self._stop:
            event.prevent_default()
            index = self.cursor // self.page_size * self.page_size + event.y - self._header
            if event.y >= self._header and index < len(self.rows):
                self._move_to(index)
                self._stand(stop)

    def _stop_at(self, x: int) -> int:
        """The stop at a cell of the line; a column without one is the row as a whole."""
        left = 2
        for position, width in enumerate(self._widths()):
            right = left + width + bool(width)
            if left <= x < right and position in self._stops:
                return self._stops.index(position)
            left = right
        return 0
