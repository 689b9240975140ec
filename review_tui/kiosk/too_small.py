"""A window in which nothing can be read: says so, takes no keys, and gives way when there is room again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip

from review_tui.widgets.painted import Painted

LEAST = Size(40, 10)
"""The smallest window in which a card can be filled in."""


def too_small(size: Size) -> bool:
    """Whether a window has less than `LEAST` in either direction."""
    return size.width < LEAST.width or size.height < LEAST.height


class _Plea(Painted):
    """Three short lines: they fit in 20×5."""

    def render_line(self, y: int) -> Strip:
        """A line."""
        width, height = self.app.size
        lines = (f"窗口太小 {width}x{height}", f"请拉大到 {LEAST.width}x{LEAST.height}", "输入的都已保存")
        return self.paint([(lines[y], "strong" if y == 0 else "plain")] if y < len(lines) else [])


class TooSmall(ModalScreen[None]):
    """Lies over whatever is there. No key reaches what cannot be seen."""

    DEFAULT_CSS = "TooSmall { background: $background; } TooSmall _Plea { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        """The lines."""
        yield _Plea()

    def on_screen_resume(self) -> None:
        """What lay on top has gone: there may be room by now."""
        self.on_resize()

    def on_resize(self) -> None:
        """Gives way as soon as there is room and nothing lies on top."""
        if not too_small(self.app.size) and self.app.screen is self:
            self.dismiss(None)
