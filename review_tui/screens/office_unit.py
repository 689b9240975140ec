"""One unit: its quota, when it sent what, what is wrong with its package as a whole, and its nominations."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.filing import Filing
from review_tui.desks.history import PackageHistory, Reimport, last_reimport
from review_tui.desks.since_scored import StaleScores
from review_tui.screens.office_blocks import unit_blocks
from review_tui.screens.office_change import ChangeScreen, change_blocks, change_summary
from review_tui.screens.office_dossier import DossierScreen
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Go, attempted, label, moment, named
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.text_pane import Block, TextPane
from scoring.nomination import Nomination


class UnitScreen(OverScreen):
    """A unit's package. Enter opens a nomination."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rule", "裁定"),
        Binding("d", "change", "变化"),
        Binding("s", "slip", "补正通知"),
        Binding("f", "files", "文件归属"),
        Binding("tab", "switch", "上下栏", show=False),
    ]
    TITLE_TEXT = "单位"
    WRITES = frozenset({"slip"})
    KEYS = (
        ("Enter", "打开申报材料"),
        ("r", "本单位的全部问题，就地裁定：w 放行，x 不予评审，u 撤回"),
        ("d", "最近一次补报改了什么：逐项列出由什么改成什么，各在何处"),
        ("s", "写出本单位的补正通知（Word 和 Excel）"),
        ("f", "文件归属：看不出是谁的文件在那里归入，归错的拿出来"),
        ("Tab", "在概况和列表之间切换（概况长时可翻页）"),
        ("名额条", "一格一份，方括号内是规定的名额"),
    )

    def __init__(self, bench: Bench, unit: str) -> None:
        super().__init__()
        self.bench, self.desk, self.unit = bench, bench.desk, unit
        self.read_only = bench.desk.read_only
        self._stale: dict[str, str] = {}

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
        self._show()
        self.set_focus(self.query_one(PagedList))

    def _show(self) -> None:
        package = self.desk.docket.packages[self.unit]
        self._stale = {
            s.nomination.id: s.line() for s in StaleScores(self.desk).all() if s.nomination.unit == self.unit
        }
        self.query_one(TitleLine).show(self.unit, f"{len(package.nominations)} 份")
        blocks = unit_blocks(self.desk, package, named=False)
        self.query_one(OverviewPane).set_blocks([*blocks[:2], *self._news(), *blocks[2:]])
        self.query_one(PagedList).set_rows([self._row(n) for n in package.nominations])

    def _news(self) -> list[Block]:
        """Files that wait for an owner, the last re-import, and what changed under cards that were given."""
        last, blocks = self._last(), []
        waiting = len(Filing(self.desk).unclear(self.unit))
        if waiting:
            blocks.append(Block(f"{waiting} 个文件看不出是谁的，按 f 归入", label=label("待归入"), ink="warn"))
        if last is not None:
            told = "上一次的材料已清除或读不出，无从比较"
            if last.change is not None:
                told = f"{change_summary(last.change) or '人选和内容没有变化'}（d 看明细）"
            blocks.append(Block(f"{moment(last.at.isoformat())}  {told}", label=label("补报")))
        names = "、".join(self.desk.docket.nominations[i].name for i in self._stale)
        if names:
            blocks.append(Block(f"{names}：评分以后材料有变，已提示评过的专家", label=label("注意"), ink="warn"))
        return blocks

    def _last(self) -> Reimport | None:
        history, private = PackageHistory(self.desk.documents), self.desk.docket.private
        return last_reimport(self.desk.store, history, self.unit, private=private)

    def _row(self, one: Nomination) -> Row:
        found = self.desk.docket.findings(one.id)
        left = sum(1 for r in found if r.open)
        barred = bool(self.desk.docket.barred(one))
        category = self.desk.rules.find(one.category).short
        state = "不参评" if barred else "评后变" if one.id in self._stale else "参评"
        ink = "bad" if barred else "warn" if one.id in self._stale else ""
        cells = (
            one.id,
            named(one.name, one.special),
            category,
            one.text("type"),
            str(left or "-"),
            str(len(found) or "-"),
        )
        inks = ("", "", "", "", "warn" if left else "faint", "" if found else "faint", ink)
        return Row(one.id, (*cells, state), inks=inks)

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.say(self._stale.get(message.row.key, ""), "warn")

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        ids = [row.key for row in self.query_one(PagedList).rows]
        self.app.push_screen(DossierScreen(self.desk, message.row.key, ids), self._back)

    def _back(self, go: Go | None) -> None:
        self._show()
        self.pass_on(go)

    # ------------------------------------------------------------------------------------------ keys

    def action_rule(self) -> None:
        """The findings of this unit, to be ruled on."""
        from review_tui.screens.office_cell import CellScreen

        self.app.push_screen(CellScreen(self.bench, self.unit), self._back)

    def action_change(self) -> None:
        """What the last re-import changed."""
        last = self._last()
        if last is None:
            self.say("这个单位只报过一次，没有变化可看。")
        elif last.change is None:
            self.say("上一次的材料已按期清除，或读不出（用 review-tui verify 检查），无从比较。", "warn")
        else:
            old, new = last.sources
            head = [
                Block(f"{old} → {new}", label=label("材料")),
                Block(change_summary(last.change), label=label("变化")),
            ]
            blocks = change_blocks(last.change) or [Block("人选、事实、文字、文件都没有变化。")]
            title = f"{self.unit}  最近一次补报"
            self.app.push_screen(
                ChangeScreen(title, moment(last.at.isoformat()), [*head, Block(""), *blocks]), self.pass_on
            )

    def action_files(self) -> None:
        """Whose the files are."""
        from review_tui.screens.office_filing import FilingScreen

        self.app.push_screen(FilingScreen(self.bench, self.unit), self._back)

    def action_slip(self) -> None:
        """Write the return slip of this unit."""
        from review_tui.screens.office_slip import write_slip

        attempted(self.bench, lambda: self.say(*write_slip(self.bench, self.unit)), self.say)
        state = ("未保存！", "bad") if self.desk.unsaved else ("已存", "good")
        self.query_one(MessageLine).show_state(*state)

    def action_switch(self) -> None:
        """Between the overview and the list."""
        pane, rows = self.query_one(OverviewPane), self.query_one(PagedList)
        self.set_focus(rows if pane.has_focus else pane)


class OverviewPane(TextPane):
    """As high as its text, up to half of the window."""
