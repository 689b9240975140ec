"""A secret vote of the panel on nominations that share a rank: the counts, and how it was held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import KeyLine
from review_tui.widgets.prompt import said

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class VoteScreen(ModalScreen[tuple[Mapping[str, int], str] | None]):
    """Asks for the votes of each and for how the vote was held. Its result is both, or None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "answer", "记录", priority=True),
        Binding("down", "app.focus_next", "下一项"),
        Binding("up", "app.focus_previous", "上一项", show=False),
        Binding("escape", "leave", "取消"),
    ]

    def __init__(self, nominees: Sequence[tuple[str, str]]) -> None:
        super().__init__(classes="prompt")
        self._nominees = tuple(nominees)

    def compose(self) -> ComposeResult:
        """A field for each, one for how it was held, what was wrong, keys."""
        with Vertical(classes="box"):
            yield said("记录专家组投票", "box-title")
            for nomination, name in self._nominees:
                yield said(f"{nomination} {name} 得票：", "box-note")
                yield LineField(limit=4, id=f"votes-{nomination}")
            yield said("投票的时间、方式、监票人：", "box-note")
            yield LineField(limit=200, id="how")
            yield Static("", classes="box-refusal", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """The first one."""
        self.set_focus(self.query(LineField).first())

    @on(LineField.Submitted)
    def _next(self, message: LineField.Submitted) -> None:
        if message.field.id == "how":
            self.action_answer()
        else:
            self.focus_next()

    def action_answer(self) -> None:
        """Close with everything, unless something is missing."""
        counts: dict[str, int] = {}
        for nomination, _name in self._nominees:
            field = self.query_one(f"#votes-{nomination}", LineField)
            text = field.value.strip().translate(_DIGITS)
            if not (text.isascii() and text.isdigit()):
                self._refuse(f"{nomination} 的得票要填数字。", field)
                return
            counts[nomination] = int(text)
        how = self.query_one("#how", LineField)
        if not how.value.strip():
            self._refuse("请写明投票的时间、方式和监票人。", how)
            return
        self.dismiss((counts, how.value.strip()))

    def _refuse(self, text: str, field: LineField) -> None:
        self.query_one(".box-refusal", Static).update(Content(text))
        self.set_focus(field)

    def action_leave(self) -> None:
        """Close without a vote."""
        self.dismiss(None)
