"""The last wall before the terminal: whatever a widget was given, nothing that steers a terminal leaves the program."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from review_tui.widgets.marks import is_safe, visible


class LastWall(LineFilter):
    """Replaces control, bidirectional, zero-width, private and surrogate characters in every segment by a mark.

    Widgets clean what they measure (see `widgets.marks`); this wall is for what nobody thought of.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, with the text of the unsafe ones made visible; styles and control segments stay."""
        return [one if is_safe(one.text) else Segment(visible(one.text), one.style, one.control) for one in segments]
