"""Page 4: the panel at work, as it happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.office_rows import PanelRow
from review_tui.screens.office_page import (
    Aside,
    Bench,
    Changed,
    DeskList,
    Go,
    Line,
    Page,
    bar,
    counted,
    label,
    moment,
)
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText, Confirm
from review_tui.widgets.text_pane import Block
from scoring.nomination import Nomination

COLUMNS = (
    Column("编号", 5),
    Column("姓名", 8),
    Column("单位", 6, grow=True, from_width=64),
    Column("进度", 10, from_width=50),
    Column("已评/应评", 9, "right"),
    Column("未评", 4, "right"),
    Column("草稿", 4, "right", from_width=50),
    Column("回避", 4, "right", from_width=50),
    Column("退回", 4, "right", from_width=72),
    Column("最近一次", 11, from_width=64),
)


class PanelPage(Page):
    """Each member's progress. `a` gives the nominations to the panel."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "assign", "分配评审"),
        Binding("c", "check", "开评核查"),
        Binding("o", "round", "评审进程"),
        Binding("w", "questions", "专家提问"),
    ]
    WRITES = frozenset({"assign"})
    KEYS = (
        ("a", "把参评材料分给各位专家：问每份几位，空着为每位都评；需回避的自动避开"),
        ("c", "开评核查：每位的份数，每份够不够人评，专家之间能否比较，模拟最好的有多少能入选"),
        ("o", "评审进程：结束、恢复、封存"),
        ("w", "专家提问：看和答复"),
        ("Enter", "打开这位专家：每份材料的状态，退回评分，催办文字"),
    )

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self._rows: dict[str, PanelRow] = {}

    def compose(self) -> ComposeResult:
        """Totals and the list."""
        yield Line()
        with Vertical(classes="work"):
            yield DeskList(COLUMNS, enter="打开", empty="还没有专家。先运行 review-tui panel SEASON add 添加。")
            yield Aside()

    def show_values(self) -> None:
        """Totals and rows anew."""
        rows, unassigned = self.desk.progress(), len(self.desk.unassigned())
        self.query_one(Line).show(*_totals(rows, unassigned))
        self._rows = {row.id: row for row in rows}
        self.query_one(PagedList).set_rows([_row(r) for r in rows])
        self.show_details()

    def show_details(self) -> None:
        """What the member under the cursor has not scored."""
        aside, row = self.query_one(Aside), self.query_one(PagedList).current
        if aside.display:
            member = self._rows.get(row.key) if row else None
            head = [Block(f"{member.id} {member.name}", ink="strong")] if member else []
            aside.set_blocks(head + member_blocks(member, self.desk.outstanding(member.id)) if member else [])

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        from review_tui.screens.office_member import MemberScreen

        message.stop()
        self.app.push_screen(MemberScreen(self.bench, self._rows[message.row.key]), self._left)

    def action_check(self) -> None:
        """The check before the round opens."""
        from review_tui.screens.office_rehearsal import RehearsalScreen

        if self.desk.panel():
            self.app.push_screen(RehearsalScreen(self.bench), self._left)
        else:
            self.say("评审组还没有专家。先运行 review-tui panel SEASON add 添加。", "warn")

    def action_round(self) -> None:
        """The round: closing, opening again, sealing."""
        from review_tui.screens.office_round import RoundScreen

        self.app.push_screen(RoundScreen(self.bench), self._left)

    def action_questions(self) -> None:
        """What experts ask."""
        from review_tui.screens.office_questions import QuestionsScreen

        self.app.push_screen(QuestionsScreen(self.bench), self._left)

    def _left(self, go: Go | None) -> None:
        """A screen over this page was left; it may have changed something."""
        self.show_values()
        self.post_message(Changed())
        super()._left(go)

    # ------------------------------------------------------------------------------------------ assigning

    def action_assign(self) -> None:
        """Ask how many experts score each nomination."""
        panel = len(self.desk.panel())
        question = f"评审组 {panel} 位专家。每份材料由几位来评？空着为每位都评（需回避的除外）。"
        self.app.push_screen(AskText("分配评审", question, limit=3), self._assign)

    def _assign(self, text: str | None) -> None:
        if text is None:
            return
        plain = text.translate(_DIGITS)
        if plain and not (plain.isascii() and plain.isdigit() and int(plain) > 0):
            self.say(f"“{text}”不是人数：请填 1、2、3 这样的数，或空着。", "warn")
            return
        per = int(plain) if plain else None
        each = f"每份由 {per} 位专家评" if per else "每份由每位专家评（需回避的除外）"
        question = f"{each}。已经提交的评分和回避都保留在原来的专家名下。"
        self.app.push_screen(Confirm("分配评审", question, yes="分配", no="取消"), lambda yes: self._do(per, yes))

    def _do(self, per: int | None, yes: bool | None) -> None:
        if yes and self.attempt(lambda: self.desk.assign(per)):
            self.show_values()
            given = [len(ids) for ids in self.desk.assignments().values()]
            spread = f"{min(given)}" if min(given) == max(given) else f"{min(given)}-{max(given)}"
            self.say(f"已分配：{len(given)} 位专家，每位 {spread} 份。改变后可再按 a 重新分配。", "good")


def member_blocks(row: PanelRow, left: Sequence[Nomination]) -> list[Block]:
    """Who the member is, and what is not scored yet."""
    blocks = [
        Block(row.employer or "未填", label=label("单位")),
        Block(row.account or "共用账号", label=label("系统账号")),
        Block(
            f"已评 {row.done}，草稿 {row.drafts}，回避 {row.recused}，未评 {row.open}",
            label=label(f"应评 {row.assigned - row.recused}"),
        ),
        Block(""),
    ]
    if not left:
        return [*blocks, Block("没有未评的材料。")]
    return [*blocks, Block("未评：", ink="accent"), *[Block(f"{n.name}  {n.unit}", label=label(n.id, 6)) for n in left]]


_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _totals(rows: Sequence[PanelRow], unassigned: int) -> list[tuple[str, str]]:
    due, done = sum(r.assigned - r.recused for r in rows), sum(r.done for r in rows)
    parts = counted([("专家", len(rows)), ("应评", due), ("已评", done), ("未评", sum(r.open for r in rows))])
    text = f"{parts}  [{bar(done, due, 20)}] {100 * done // due if due else 0}%" if rows else "还没有专家"
    missing = f"  未分配 {unassigned} 份，按 a 分配" if unassigned else ""
    return [(text, "plain"), (missing, "warn")]


def _row(row: PanelRow) -> Row:
    due = row.assigned - row.recused
    if row.problem:  # nothing of a journal that cannot be read is counted; Enter says what is wrong
        unread = (row.id, row.name, row.employer, "日志有误", f"?/{due}", "?", "?", "?", "?", "-")
        return Row(row.id, unread, inks=("", "", "", "bad"))
    cells = (
        row.id,
        row.name,
        row.employer,
        bar(row.done, due),
        f"{row.done}/{due}",
        str(row.open or "-"),
        str(row.drafts or "-"),
        str(row.recused or "-"),
        str(row.returned or "-"),
        moment(row.last_at) or "-",
    )
    finished = due > 0 and not row.open
    inks = (
        "",
        "",
        "",
        "good" if finished else "",
        "",
        "" if row.open else "faint",
        "",
        "",
        "bad" if row.returned else "",
    )
    return Row(row.id, cells, inks=inks)
