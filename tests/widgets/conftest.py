"""An application that holds one widget."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from review_tui.app import THEME
from review_tui.kiosk.app import KioskApp


class Stage(KioskApp):
    """Shows what it is given, and keeps the messages that come up."""

    CSS_PATH = "../../review_tui/app.tcss"

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = "review"
        self.widgets = widgets
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def text(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    def on_paged_list_moved(self, message: object) -> None:
        self.heard.append(f"moved {message.row.key}")  # type: ignore[attr-defined]

    def on_paged_list_chosen(self, message: object) -> None:
        self.heard.append(f"chosen {message.row.key}")  # type: ignore[attr-defined]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Stage]:
    monkeypatch.setattr("review_tui.kiosk.too_small.LEAST", Size(1, 1))  # a stage is as small as its widget needs
    return Stage
