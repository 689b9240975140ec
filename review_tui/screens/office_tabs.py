"""The pages in one line, the open one in brackets, each with the digit that opens it."""

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
        """The tabs with their notes; in a narrower window without, in a very narrow one digits beside the open one."""
        full = [f"{name} {note}" if note else name for name, note in zip(self._names, self._notes, strict=True)]
        digits = [name if index == self._open else "" for index, name in enumerate(self._names)]
        for index, text in enumerate(next((one for one in (full, self._names) if self._fits(one)), digits)):
            here = index == self._open
            said = f"{index + 1} {text}".rstrip()
            yield (f"[{said}]" if here else f" {said} "), here

    def _fits(self, texts: Sequence[str]) -> bool:
        return 1 + sum(cell_len(text) + 5 for text in texts) <= self.size.width

    def render_line(self, y: int) -> Strip:
        """The line."""
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
