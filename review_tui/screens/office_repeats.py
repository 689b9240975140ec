"""Page 3: who was recommended before."""

from __future__ import annotations

from textual.app import ComposeResult

from review_tui.screens.office_page import DeskList, Page
from review_tui.widgets.paged_list import Column


class RepeatsPage(Page):
    """Nothing to show yet."""

    def compose(self) -> ComposeResult:
        """An empty list."""
        yield DeskList([Column("单位", 8, grow=True)], empty="还没有往年名单。")

    def show_values(self) -> None:
        """There is nothing that could change."""
