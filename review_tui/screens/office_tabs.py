"""The five pages in one line, the open one in brackets, each with the digit that opens it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from review_tui.screens.office_page import Go, Wanted
from review_tui.widgets.painted import Painted


class TabLine(Painted):
    """Tabs by number. A click posts `Wanted`."""

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = tuple(names)
        self._notes: tuple[str, ...] = ("",) * len(self._names)
        self._open = 0

    def show(self, page: int, notes: Sequence[str]) -> None:
        """Which page is open, and a short note (a count) behind each name; empty: none."""
        if (page, tuple(notes)) != (self._open, self._notes):
            self._open, self._notes = page, tuple(notes)
            self.refresh()

    def _tabs(self) -> Iterator[tuple[str, bool]]:
        for index, (name, note) in enumerate(zip(self._names, self._notes, strict=True)):
            text = f"{index + 1} {name}" + (f" {note}" if note else "")
            here = index == self._open
            yield (f"[{text}]" if here else f" {text} "), here

    def render_line(self, y: int) -> Strip:
        """The line; in a narrow window the names without their notes."""
        tabs = list(self._tabs())
        return self.paint([(" ", "plain"), *((text + " ", "strong" if here else "faint") for text, here in tabs)])

    def on_click(self, event: events.Click) -> None:
        """A click opens the page."""
        x = 1
        for index, (text, _here) in enumerate(self._tabs()):
            if x <= event.x < x + cell_len(text):
                self.post_message(Wanted(Go(index)))
                return
            x += cell_len(text) + 1
