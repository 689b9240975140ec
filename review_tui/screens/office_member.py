"""One member of the panel: what was given to her, how far each is; giving a card back; a reminder to copy."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.member_view import MemberLine, member_lines, reminder
from review_tui.desks.office_rows import PanelRow
from review_tui.desks.round import Round
from review_tui.errors import ReviewError
from review_tui.screens.office_dossier import DossierScreen
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Line, named
from review_tui.screens.office_reason import ReasonScreen
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import Reading
from review_tui.widgets.text_pane import Block

_INKS = {"已交": "good", "退回": "bad", "草稿": "warn", "回避": "faint", "待评": "warn"}


class MemberScreen(OverScreen):
    """Everything assigned to one expert, by state. Enter opens the nomination."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "give_back", "退回评分"),
        Binding("t", "remind", "催办文字"),
    ]
    TITLE_TEXT = "评审专家"
    WRITES = frozenset({"give_back"})
    KEYS = (
        ("Enter", "打开申报材料"),
        ("b", "把已交的评分退回给专家（写理由）；重新提交以前不计分"),
        ("t", "催办文字，可复制后发给专家"),
    )

    def __init__(self, bench: Bench, row: PanelRow) -> None:
        super().__init__()
        self.bench, self._member = bench, row
        self._lines: dict[str, MemberLine] = {}
        self.read_only = bench.desk.read_only

    def body(self) -> ComposeResult:
        """Who, and the list."""
        yield Line()
        with Vertical(id="list"):
            yield DeskList(
                [
                    Column("编号", 6),
                    Column("姓名/项目", 8, grow=True),
                    Column("单位", 18, from_width=72),
                    Column("状态", 6),
                    Column("总分", 6, "right"),
                    Column("退回理由", 20, from_width=100),
                ],
                empty="还没有分配材料。",
            )

    def on_mount(self) -> None:
        """Everything anew."""
        self._show()
        self.set_focus(self.query_one(PagedList))

    def _show(self) -> None:
        one = self._member
        self.query_one(TitleLine).show(f"{one.id} {one.name}", one.employer)
        try:
            lines = member_lines(self.bench.desk, one.id)
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            lines = ()
        self._lines = {line.nomination.id: line for line in lines}
        counts = {state: sum(1 for line in lines if line.state == state) for state in _INKS}
        text = "  ".join(f"{state} {count}" for state, count in counts.items() if count)
        self.query_one(Line).show((f"系统账号 {one.account or '共用'}  应评 {len(lines)}  {text}", "plain"))
        self.query_one(PagedList).set_rows([_row(line) for line in lines])

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.app.push_screen(DossierScreen(self.bench.desk, message.row.key, list(self._lines)), self.pass_on)

    def action_give_back(self) -> None:
        """Ask for the reason, and give the card under the cursor back."""
        row = self.query_one(PagedList).current
        line = self._lines.get(row.key) if row else None
        if line is None or line.state != "已交":
            self.say("只能退回已交的评分；请把光标移到“已交”的一行。", "warn")
            return
        found = line.nomination
        question = f"{self._member.id} 对 {found.id} {found.name} 的评分（{line.total} 分）。理由专家看得到。"
        done = lambda reason: self._give_back(found.id, reason)  # noqa: E731
        self.app.push_screen(ReasonScreen("退回评分", question, (), hint="写给这位专家"), done)

    def _give_back(self, nomination: str, reason: str | None) -> None:
        if reason is None:
            return
        act = Round(self.bench.desk)
        if self.attempt(self.bench, lambda: act.give_back(self._member.id, nomination, reason)):
            self.say(f"已退回 {nomination}；专家重新提交以前不计分。", "good")
        self._show()

    def action_remind(self) -> None:
        """A text to copy."""
        self.app.push_screen(Reading("催办文字（选中复制）", [Block(reminder(self.bench.desk, self._member.id))]))


def _row(line: MemberLine) -> Row:
    found = line.nomination
    total = "-" if line.total is None else f"{line.total}"
    cells = (found.id, named(found.name, found.special), found.unit, line.state, total, line.reason)
    return Row(found.id, cells, inks=("", "", "", _INKS[line.state]))
