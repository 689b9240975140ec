"""Page 6: the list under quotas, tried out before it is fixed."""

from __future__ import annotations

from textual.app import ComposeResult

from review_tui.screens.office_page import DeskList, Page
from review_tui.widgets.paged_list import Column


class SelectionPage(Page):
    """Nothing to show yet."""

    def compose(self) -> ComposeResult:
        """An empty list."""
        yield DeskList([Column("单位", 8, grow=True)], empty="还没有可以遴选的名次。")

    def show_values(self) -> None:
        """There is nothing that could change."""
