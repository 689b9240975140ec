"""Floor of a digit: a bare `Input`."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """One field."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """The field."""
        field = Input(compact=True)
        field.cursor_blink = False
        yield field


Bare().run()
