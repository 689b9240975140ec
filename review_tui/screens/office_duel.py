"""The duel at the cut, for the office: opening it for the contested, how far experts are, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.duelling import OfficeDuel
from review_tui.desks.figures import Figures
from review_tui.errors import ReviewError
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Details, attempted
from review_tui.screens.office_ranking_rows import percent, shown
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import Confirm
from review_tui.widgets.text_pane import Block
from scoring.season import Category

if TYPE_CHECKING:
    from scoring.duel import Duel

COLUMNS = (
    Column("编号", 5),
    Column("姓名/项目", 8, grow=True),
    Column("净胜", 4, "right"),
    Column("胜/负", 7, "right"),
    Column("强弱", 6, "right"),
    Column("名次", 4, "right"),
    Column("得分", 6, "right"),
    Column("机会", 4, "right"),
)


class CutDuelScreen(OverScreen):
    """Verdicts beside the scores, never merged with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open_duel", "请专家比较"),
        Binding("c", "close_duel", "结束比较"),
    ]
    TITLE_TEXT = "名额线上的两两比较"
    WRITES = frozenset({"open_duel", "close_duel"})
    KEYS = (
        ("o", "请专家两两比较“待定”的；各位专家在评审台按 v 作答"),
        ("c", "结束比较；已经答的都保留"),
        ("净胜", "多数专家认为它胜过的份数，减去胜过它的份数"),
        ("强弱", "布拉德利—特里模型，0 为平均；与得分并列，不合并"),
    )

    def __init__(self, bench: Bench, figures: Figures, category: Category) -> None:
        super().__init__()
        self.bench, self._figures, self._category = bench, figures, category
        self.read_only = bench.desk.read_only
        self._duel = OfficeDuel(bench.desk)

    def body(self) -> ComposeResult:
        """The list, and below it progress and what to know."""
        with Vertical(id="list"):
            yield DeskList(COLUMNS, enter="", empty="还没有比较。按 o 请专家比较“待定”的。")
        details = Details()
        details.can_focus = False
        yield details

    def on_mount(self) -> None:
        """Everything anew."""
        self._show()
        self.set_focus(self.query_one(PagedList))

    def _show(self) -> None:
        state = self._duel.state(self._category)
        now = "没有开始" if state is None else "正在比较" if state.open else "已结束"
        self.query_one(TitleLine).show(f"{self._category.name}：名额线上的两两比较", now)
        try:
            found = self._duel.result(self._category)
            blocks = self._blocks(found)
        except ReviewError as error:
            found, blocks = None, [Block(error.sentence(), ink="bad")]
        self.query_one(PagedList).set_rows(self._rows(found) if found else [])
        self.query_one(Details).set_blocks(blocks)

    def _rows(self, found: Duel) -> list[Row]:
        standings = {s.id: s for s in self._figures.ranked(self._category)}
        certainty = self._figures.certainty_known(self._category)
        rows = []
        for one in found.rows:
            standing = standings.get(one.id)
            chance = certainty.chances.get(one.id) if certainty else None
            cells = (
                one.id,
                standing.name if standing else "",
                f"{one.copeland:+}" if one.won or one.lost else "-",
                f"{one.won}/{one.lost}",
                shown(one.strength),
                str(standing.rank or "-") if standing else "-",
                shown(standing.score) if standing else "-",
                percent(chance),
            )
            rows.append(Row(one.id, cells))
        return rows

    def _blocks(self, found: Duel | None) -> list[Block]:
        if found is None:
            return [Block("只比较“待定”的；结果与得分并列，不合并，供专家组讨论和表决时参考。", ink="faint")]
        answers = [f"{one.expert} {one.given}/{one.asked}" for one in self._duel.progress(self._category)]
        blocks = [Block("  ".join(answers), label="作答  ")]
        if found.reason:
            blocks.append(Block(found.reason, label="强弱  "))
        if found.circle:
            text = f"{' 胜 '.join((*found.circle, found.circle[0]))}：没有一种先后能与所有多数意见一致"
            blocks.append(Block(text, label="循环  ", ink="warn"))
        return blocks

    def attempt(self, work: Callable[[], object]) -> bool:
        """Change something at the desk; False when it could not be done, and then the message line says why."""
        return attempted(self.bench, work, self.say)

    def action_open_duel(self) -> None:
        """Ask, and open the duel for the contested."""
        certainty = self._figures.certainty_known(self._category)
        contested = certainty.contested() if certainty else ()
        question = f"请专家两两比较 {len(contested)} 份“待定”的：{'、'.join(contested)}。"
        ask = Confirm("请专家比较", question, yes="开始", no="取消")
        self.app.push_screen(ask, lambda yes: self._open(contested) if yes else None)

    def _open(self, contested: tuple[str, ...]) -> None:
        if self.attempt(lambda: self._duel.open(self._category, contested)):
            self._show()
            self.say("已开始；专家在评审台按 v 作答。", "good")

    def action_close_duel(self) -> None:
        """End it."""
        if self.attempt(lambda: self._duel.close(self._category)):
            self._show()
            self.say("已结束；按 o 可以再开始。", "good")
