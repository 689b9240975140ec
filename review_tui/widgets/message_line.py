"""One line for what the program has to say, and whether everything is on disk."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from review_tui.widgets.marks import visible
from review_tui.widgets.painted import Painted
from review_tui.widgets.width import take, wrap

_MOST_LINES = 3


class MessageLine(Painted):
    """A message on the left, the state of saving on the right.

    A long message takes up to three lines. It stays until the next one: no timer takes it away.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text, self._ink = "", "plain"
        self._state, self._state_ink = "", "plain"

    @property
    def text(self) -> str:
        """The message that stands there."""
        return self._text

    @property
    def state(self) -> str:
        """The state of saving that stands there."""
        return self._state

    def say(self, text: str, ink: str = "plain") -> None:
        """Show a message; empty: take the last one away. Inks: `plain`, `good`, `warn`, `bad`, `faint`."""
        if (text, ink) != (self._text, self._ink):
            self._text, self._ink = text, ink
            self._settle()

    def fade(self, ink: str) -> None:
        """Take the message away if it is of this ink: a refused key is old news after the next one."""
        if self._ink == ink:
            self.say("")

    def show_state(self, text: str, ink: str) -> None:
        """Show whether everything is on disk (`已存`, `未保存`)."""
        if (text, ink) != (self._state, self._state_ink):
            self._state, self._state_ink = text, ink
            self._settle()

    def on_resize(self) -> None:
        """Another width may need another number of lines."""
        self._settle()

    def _settle(self) -> None:
        lines = len(self._lines())
        if self.size.width and self.styles.height is not None and self.styles.height.value != lines:
            self.styles.height = lines
        self.refresh()

    def _lines(self) -> list[str]:
        room = self.size.width - cell_len(self._state) - 4
        return wrap(visible(self._text), room)[:_MOST_LINES] if room > 8 else [take(visible(self._text), 80)]

    def render_line(self, y: int) -> Strip:
        """The line; the state stands on the first one."""
        lines = self._lines()
        text = lines[y] if y < len(lines) else ""
        if y:
            return self.paint([(" ", "plain"), (text, self._ink)])
        gap = " " * max(1, self.size.width - 2 - cell_len(text) - cell_len(self._state))
        return self.paint([(" ", "plain"), (text, self._ink), (gap, "plain"), (self._state, self._state_ink)])
