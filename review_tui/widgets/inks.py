"""The roles of text and what they look like under a theme: hue, weight and ground together, never hue alone."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

INKS = ("plain", "strong", "faint", "accent", "good", "warn", "bad", "cursor", "mark", "key")
"""Roles of text. `plain` is the widget's own style."""

_FACES: Mapping[str, tuple[str, str, bool]] = {
    "strong": ("", "", True),
    "faint": ("secondary", "", False),
    "accent": ("accent", "", True),
    "good": ("success", "", False),
    "warn": ("warning", "", False),
    "bad": ("error", "", True),
    "mark": ("background", "warning", True),
    "key": ("warning", "", True),
    "cursor": ("", "panel", True),
    "cursor focused": ("", "primary", True),
}
"""Theme variables of the text's colour and of its ground ("": as the widget has it), and whether it is bold."""


def ink_style(name: str, variables: Mapping[str, str], *, focused: bool) -> Style:
    """What is laid over a widget's own style for an ink; nothing for `plain`. KeyError for an unknown name.

    `variables`: the theme's colours by name. Style sheets could say the same, but every component class is matched
    again for each widget at each change of focus: it was half of the time from start to first frame.
    """
    if name in ("", "plain"):
        return Style.null()
    ink, ground, bold = _FACES["cursor focused" if name == "cursor" and focused else name]
    return Style(
        color=Color.parse(variables[ink]).rich_color if ink else None,
        bgcolor=Color.parse(variables[ground]).rich_color if ground else None,
        bold=bold or None,
    )
