"""The findings of one cell of the matrix, or of one unit, to be ruled on where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from review_tui.desks.docket import Ruled
from review_tui.desks.matrix import GROUPS, group_of
from review_tui.screens.office_findings import FindingsPage
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, Wanted
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.message_line import MessageLine


class CellScreen(OverScreen):
    """Page 2 with one unit's findings only. `group`: the id of a group; empty: all of the unit."""

    TITLE_TEXT = "问题与裁定"
    KEYS = FindingsPage.KEYS

    def __init__(self, bench: Bench, unit: str, group: str = "") -> None:
        super().__init__()
        self.bench, self.unit, self.group = bench, unit, group

    def body(self) -> ComposeResult:
        """The page, narrowed."""
        page = FindingsPage(self.bench, id="cell", unit=self.unit, group=self.group)
        page.add_class("-shown")
        yield page

    def on_mount(self) -> None:
        """The findings, and what they are of."""
        self.query_one(TitleLine).show(cell_title(self.unit, self.group), "")
        self.query_one(FindingsPage).enter()

    def on_changed(self) -> None:
        """Something was ruled on, or could not be written."""
        state = ("未保存！", "bad") if self.bench.desk.unsaved else ("已存", "good")
        self.query_one(MessageLine).show_state(*state)

    def on_wanted(self, message: Wanted) -> None:
        """A screen over this one points elsewhere."""
        message.stop()
        self.dismiss(message.go)


def cell_title(unit: str, group: str) -> str:
    """The unit and the group."""
    name = next((g.name for g in GROUPS if g.id == group), "全部问题")
    return f"{unit}  {name}"


def of_group(found: Sequence[Ruled], group: str) -> list[Ruled]:
    """Those of the group; empty: all."""
    return [ruled for ruled in found if group in ("", group_of(ruled.finding.rule))]
