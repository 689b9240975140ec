"""The pages of the office's desk in the order of their digits, which is the order of the work."""

from __future__ import annotations

import importlib
from typing import NamedTuple

from review_tui.screens.office_page import Bench, Page


class PageKind(NamedTuple):
    """A page: its name on the tab, and where its class is. It is imported when the first page stands."""

    name: str
    module: str
    kind: str

    def make(self, bench: Bench, number: int) -> Page:
        """The page, under the id `page-<number>`."""
        module = importlib.import_module(f"review_tui.screens.{self.module}")
        page: Page = getattr(module, self.kind)(bench, id=f"page-{number}")
        return page


PAGES = (
    PageKind("单位", "office_units", "UnitsPage"),
    PageKind("审查", "office_findings", "FindingsPage"),
    PageKind("查重", "office_repeats", "RepeatsPage"),
    PageKind("评审组", "office_panel", "PanelPage"),
    PageKind("排名", "office_ranking", "RankingPage"),
    PageKind("遴选", "office_selection", "SelectionPage"),
    PageKind("公示", "office_notice", "NoticePage"),
    PageKind("导出", "office_exports", "ExportsPage"),
)
