"""The reason of a ruling: written, or taken from the last ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.screens.office_page import DeskList
from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import KeyLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.text_pane import Block, TextPane

LIMIT = 200
"""The most characters of a reason."""


class ReasonScreen(ModalScreen[str | None]):
    """Asks for the reason of a verdict, or of another step. Its result is the reason, never empty, or None for Esc.

    `recent`: reasons given before. Enter on one puts it into the field, where it can still be changed. `given`: the
    reason of a ruling that is to be confirmed; it stands in the field. `hint`: who will read the reason.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "取消"),
        Binding("down", "recent", "用过的理由"),
    ]

    def __init__(
        self, verdict: str, question: str, recent: Sequence[str], given: str = "", *, hint: str = "理由会列入形式审查表"
    ) -> None:
        super().__init__(classes="prompt")
        self._hint = hint
        self._verdict, self._question, self._recent, self._given = verdict, question, tuple(recent), given

    def compose(self) -> ComposeResult:
        """The finding, the field, the reasons of before, keys."""
        with Vertical(classes="box"):
            yield Static(Content(f"{self._verdict}：写明理由"), classes="box-title", markup=False)
            yield TextPane(classes="question")
            yield LineField(self._given, limit=LIMIT, placeholder=self._hint, id="answer")
            yield Static("", classes="box-refusal", markup=False)
            if self._recent:
                yield Static(Content("最近用过的理由："), classes="box-note", markup=False)
                yield DeskList([Column("", 8, grow=True)], enter="采用")
            yield KeyLine()

    def on_mount(self) -> None:
        """The field has the focus."""
        question = self.query_one(TextPane)
        question.can_focus = False
        question.set_blocks([Block(self._question)])
        if self._recent:
            rows = self.query_one(PagedList)
            rows.styles.height = len(self._recent)
            rows.set_rows([Row(text, (text,)) for text in self._recent])
        field = self.query_one(LineField)
        field.select_on_focus = False  # a reason that was taken over is gone on with, not typed over
        self.set_focus(field)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`down` leads to the reasons of before only where there are any."""
        return bool(self._recent) if action == "recent" else True

    @on(LineField.Submitted)
    def _submitted(self, message: LineField.Submitted) -> None:
        if message.value:
            self.dismiss(message.value)
        else:
            self.query_one(".box-refusal", Static).update(Content("要写明理由；按 Esc 取消。"))

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        field = self.query_one(LineField)
        field.value = message.row.key
        field.cursor_position = len(field.value)
        self.set_focus(field)

    def action_recent(self) -> None:
        """To the reasons of before."""
        self.set_focus(self.query_one(PagedList))

    def action_leave(self) -> None:
        """Close without a ruling."""
        self.dismiss(None)
