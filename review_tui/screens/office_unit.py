"""One unit: its quota, what is wrong with its package as a whole, and its nominations."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.office import OfficeDesk
from review_tui.screens.office_blocks import unit_blocks
from review_tui.screens.office_dossier import DossierScreen
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import FINDINGS, DeskList, Go, named
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.text_pane import TextPane
from scoring.nomination import Nomination


class UnitScreen(OverScreen):
    """A unit's package. Enter opens a nomination."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rule", "裁定本单位"),
        Binding("tab", "switch", "上下栏"),
    ]
    TITLE_TEXT = "单位"
    KEYS = (
        ("Enter", "打开申报材料"),
        ("r", "到“审查”页，只列本单位的问题"),
        ("Tab", "在概况和列表之间切换（概况长时可翻页）"),
    )

    def __init__(self, desk: OfficeDesk, unit: str) -> None:
        super().__init__()
        self.desk, self.unit = desk, unit

    def body(self) -> ComposeResult:
        """Overview above, nominations below."""
        yield OverviewPane()
        with Vertical(id="list"):
            yield DeskList(
                [
                    Column("编号", 6),
                    Column("姓名/项目", 8, grow=True),
                    Column("类别", 8, from_width=56),
                    Column("类型", 12, from_width=72),
                    Column("待裁定", 6, "right"),
                    Column("问题", 4, "right", from_width=56),
                    Column("评审", 6),
                ],
                empty="没有申报材料。",
            )

    def on_mount(self) -> None:
        """Everything of the unit."""
        package = self.desk.docket.packages[self.unit]
        self.query_one(TitleLine).show(self.unit, f"{len(package.nominations)} 份")
        self.query_one(OverviewPane).set_blocks(unit_blocks(self.desk, package, named=False))
        self._show_rows()
        self.set_focus(self.query_one(PagedList))

    def _show_rows(self) -> None:
        package = self.desk.docket.packages[self.unit]
        self.query_one(PagedList).set_rows([self._row(n) for n in package.nominations])

    def _row(self, one: Nomination) -> Row:
        found = self.desk.docket.findings(one.id)
        left = sum(1 for r in found if r.open)
        barred = bool(self.desk.docket.barred(one))
        category = self.desk.rules.find(one.category).short
        state = "不参评" if barred else "参评"
        cells = (
            one.id,
            named(one.name, one.special),
            category,
            one.text("type"),
            str(left or "-"),
            str(len(found) or "-"),
        )
        inks = ("", "", "", "", "warn" if left else "faint", "" if found else "faint", "bad" if barred else "")
        return Row(one.id, (*cells, state), inks=inks)

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        ids = [row.key for row in self.query_one(PagedList).rows]
        self.app.push_screen(DossierScreen(self.desk, message.row.key, ids), self.pass_on)

    def action_rule(self) -> None:
        """To the findings of this unit."""
        self.dismiss(Go(FINDINGS, self.unit))

    def action_switch(self) -> None:
        """Between the overview and the list."""
        pane, rows = self.query_one(OverviewPane), self.query_one(PagedList)
        self.set_focus(rows if pane.has_focus else pane)


class OverviewPane(TextPane):
    """As high as its text, up to half of the window."""
