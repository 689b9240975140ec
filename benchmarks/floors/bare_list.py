"""Floor of moving in a list: a paged `render_line` widget and nothing else. Arguments: file of rows, width, height."""

import sys
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

ROWS = Path(sys.argv[1]).read_text("utf-8").splitlines()
WIDTH, HEIGHT = int(sys.argv[2]), int(sys.argv[3])
PLAIN, CURSOR = Style(color="white", bgcolor="black"), Style(color="white", bgcolor="blue", bold=True)


class BareList(Widget, can_focus=True):
    """One page of the rows, the cursor marked."""

    BINDINGS = [("down", "move(1)"), ("up", "move(-1)")]  # noqa: RUF012
    cursor = 0

    def render_line(self, y: int) -> Strip:
        """A row."""
        index = self.cursor // HEIGHT * HEIGHT + y
        text = ("> " if index == self.cursor else "  ") + (ROWS[index] if index < len(ROWS) else "")
        return Strip([Segment(text, CURSOR if index == self.cursor else PLAIN)]).adjust_cell_length(WIDTH, PLAIN)

    def action_move(self, by: int) -> None:
        """Two rows are painted, or another page."""
        old, self.cursor = self.cursor, max(0, min(self.cursor + by, len(ROWS) - 1))
        if old // HEIGHT != self.cursor // HEIGHT:
            self.refresh()
        else:
            self.refresh(Region(0, old % HEIGHT, WIDTH, 1), Region(0, self.cursor % HEIGHT, WIDTH, 1))


class Bare(App[None]):
    """The list alone."""

    CSS = f"BareList {{ width: {WIDTH}; height: {HEIGHT}; }}"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """The list."""
        yield BareList()


Bare().run()
