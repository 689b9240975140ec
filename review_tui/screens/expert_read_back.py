"""Reading a card back before it is submitted, when something on it looks like a slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from review_tui.widgets.frame import KeyLine
from review_tui.widgets.prompt import said
from scoring.second_look import Doubt


class ReadBack(ModalScreen[str | None]):
    """Its result: the field to go back to, or "" when the card is right as it stands.

    Digits answer nothing: they were meant for the next card.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,ctrl+s", "right", "没有错，提交"),
        Binding("escape,n,backspace", "back", "回去改"),
    ]

    def __init__(self, label: str, doubts: Sequence[Doubt]) -> None:
        super().__init__(classes="prompt")
        self._label, self._doubts = label, tuple(doubts)

    def compose(self) -> ComposeResult:
        """What is to be submitted, and what is odd about it."""
        with Vertical(classes="box"):
            yield said("请再看一眼", "box-title")
            lines = [self._label, *(f"- {doubt.why}" for doubt in self._doubts), "只问这一次。"]
            yield said("\n".join(lines), "box-text")
            yield KeyLine()

    def action_right(self) -> None:
        """It is as meant."""
        self.dismiss("")

    def action_back(self) -> None:
        """To the first field in doubt."""
        self.dismiss(self._doubts[0].field)
