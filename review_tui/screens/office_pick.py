"""One of a few rows is to be picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from review_tui.screens.office_page import DeskList
from review_tui.widgets.frame import KeyLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import said

_TALLEST = 13
"""Rows that are seen at once; the list turns its pages."""


class PickScreen(ModalScreen[str | None]):
    """Its result is the key of the row that was picked, or None for Esc. `at`: the key that the cursor begins on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "取消")]

    def __init__(self, title: str, question: str, rows: Sequence[tuple[str, str]], *, at: str = "") -> None:
        super().__init__(classes="prompt")
        self._title, self._question, self._rows, self._at = title, question, tuple(rows), at

    def compose(self) -> ComposeResult:
        """Title, what it is about, the rows, keys."""
        with Vertical(classes="box"):
            yield said(self._title, "box-title")
            yield said(self._question, "box-text")
            yield DeskList([Column("", 8, grow=True)], enter="选定")
            yield KeyLine()

    def on_mount(self) -> None:
        """The list has the focus."""
        rows = self.query_one(PagedList)
        rows.styles.height = min(len(self._rows), _TALLEST)
        rows.set_rows([Row(key, (text,)) for key, text in self._rows])
        if any(key == self._at for key, _ in self._rows):
            rows.go_to(self._at)
        self.set_focus(rows)

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.dismiss(message.row.key)

    def action_leave(self) -> None:
        """Nothing is picked."""
        self.dismiss(None)
