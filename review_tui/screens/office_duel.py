"""The cut-line duel at the office's desk: opened for the contested, followed, closed; evidence beside the scores."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.duels import Duelled, OfficeDuels, duelled
from review_tui.desks.figures import Figures
from review_tui.errors import ReviewError
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Line
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import Confirm
from scoring.season import Category

COLUMNS = (
    Column("次序", 4, "right"),
    Column("编号", 6),
    Column("姓名/项目", 8, grow=True),
    Column("得分", 6, "right"),
    Column("名次", 4, "right"),
    Column("胜-负", 7, "right"),
    Column("净胜", 4, "right"),
    Column("强弱", 7, "right", from_width=60),
)


class DuelScreen(OverScreen):
    """Who was preferred how often. The list goes by the scores: this is for the panel's talk and the minutes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "请专家比较"),
        Binding("c", "close_duel", "结束比较"),
    ]
    TITLE_TEXT = "两两比较"
    KEYS = (
        ("o", "请专家比较：把现在“待定”的几份交给专家两两比较（按 v 进入）"),
        ("c", "结束比较"),
        ("净胜", "多数专家认为它胜过的份数减去胜过它的份数，次序先按它排；得分和名次不受影响"),
        ("强弱", "Bradley-Terry 模型的对数强度，平均为 0；有的从未输过或胜过时不能估计"),
    )
    WRITES = frozenset({"open", "close_duel"})

    def __init__(self, bench: Bench, category: Category, figures: Figures) -> None:
        super().__init__()
        self.bench, self._category, self._figures = bench, category, figures
        self.read_only = bench.desk.read_only
        self._found: Duelled | None = None

    def body(self) -> ComposeResult:
        """State and list."""
        yield Line()
        with Vertical(id="list"):
            yield DeskList(COLUMNS, enter="决定说明", empty="还没有两两比较。按 o，请专家比较名额线附近“待定”的材料。")

    def on_mount(self) -> None:
        """Everything anew."""
        self._show()
        self.set_focus(self.query_one(PagedList))

    @on(PagedList.Chosen)
    def _memo(self, message: PagedList.Chosen) -> None:
        from review_tui.screens.office_memo import memo_screen

        message.stop()
        try:
            self.app.push_screen(memo_screen(self.bench.desk, message.row.key))
        except ReviewError as error:
            self.say(error.sentence(), "bad")

    def _show(self) -> None:
        self.query_one(TitleLine).show(f"{self._category.short}：两两比较", "只作参考，不改变得分和名次")
        try:
            self._found = duelled(self.bench.desk, self._category)
            ranked = {one.id: one for one in self._figures.ranked(self._category)}
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            return
        found = self._found
        if found is None:
            self.query_one(Line).show(("还没有开始", "plain"))
            return
        state = "专家正在比较" if found.open else "已结束"
        circle = "、".join(found.outcome.circle)
        told = f"  互有胜负成环：{circle}，没有一种次序合乎所有多数" if circle else ""
        self.query_one(Line).show((f"{state}  已比较 {found.answered}/{found.asked} 次{told}", "plain"))
        rows = []
        for place, line in enumerate(found.outcome.rows, start=1):
            one = ranked.get(line.id)
            cells = (
                str(place),
                line.id,
                one.name if one else "",
                str(one.score) if one and one.score is not None else "-",
                str(one.rank) if one and one.rank is not None else "-",
                f"{line.won}-{line.lost}",
                f"{line.copeland:+d}" if line.copeland else "0",
                "-" if line.strength is None else f"{line.strength:+.2f}",
            )
            rows.append(Row(line.id, cells))
        self.query_one(PagedList).set_rows(rows)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an open duel can be ended."""
        here = action != "close_duel" or (self._found is not None and self._found.open)
        return here and super().check_action(action, parameters)

    def action_open(self) -> None:
        """Ask, and hand the contested to the panel."""
        try:
            certain = self._figures.certainty(self._category)
            order = [one.id for one in self._figures.ranked(self._category)]
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            return
        contested = sorted(certain.contested(), key=order.index)
        if len(contested) < 2:
            self.say("名额线附近没有把握不定的材料，或只有一份：不用两两比较。", "warn")
            return
        question = f"把“待定”的 {len(contested)} 份（{'、'.join(contested[:8])}）交给专家两两比较。专家按 v 进入。"
        self.app.push_screen(
            Confirm("两两比较", question, yes="开始", no="取消"), lambda yes: self._open(contested, yes)
        )

    def _open(self, contested: list[str], yes: bool | None) -> None:
        if yes and self.attempt(self.bench, lambda: OfficeDuels(self.bench.desk).open(self._category, contested)):
            self.say("已开始；专家的选择会陆续显示。按 c 结束。", "good")
        self._show()

    def action_close_duel(self) -> None:
        """End the choosing."""
        if self.attempt(self.bench, lambda: OfficeDuels(self.bench.desk).close(self._category)):
            self.say("已结束；结果只作参考，不改变得分和名次。", "good")
        self._show()
