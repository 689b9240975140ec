"""The end of a category: what is open, odd or equal, and handing all of it in with one receipt."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from review_tui.desks.hand_in import Finish, finish, hand_in
from review_tui.errors import ReviewError
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.screens.expert_points import plain
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import Column, PagedList, Row

_COLUMNS = (
    Column("编号", 5),
    Column("姓名/项目", 10, grow=True),
    Column("合计", 5, "right"),
    Column("说明", 24, grow=True),
)


class FinishScreen(ModalScreen[str | None]):
    """Its result: the id of a nomination to open, the sentence of the receipt, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "hand_in", "整类交卷"),
        Binding("escape,w,q", "leave", "返回"),
    ]

    def __init__(self, keeper: DraftKeeper, category: str) -> None:
        super().__init__(classes="full")
        self.keeper, self._category = keeper, category
        self.standing = finish(keeper.desk, category)

    def compose(self) -> ComposeResult:
        """Title, list, message, keys."""
        yield TitleLine(f"收尾：{self.standing.category.name}", _summary(self.standing))
        with Vertical():
            yield PagedList(_COLUMNS, empty="没有未评、可疑或同分的。按 Ctrl+S 整类交卷")
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list in, and say what can be done."""
        listed = self.query_one(PagedList)
        listed.set_rows(_rows(self.standing))
        listed.focus()
        self.query_one(MessageLine).say(*_advice(self.standing))

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """Open the nomination of the row."""
        self.dismiss(message.row.key.partition(" ")[2])

    def action_hand_in(self) -> None:
        """Ask once, then hand in."""
        from review_tui.widgets.prompt import Confirm

        if self.standing.open:
            self.query_one(MessageLine).say(*_advice(self.standing))
            return
        ready = f"其中 {len(self.standing.ready)} 份填好还没提交的，会一起提交。" if self.standing.ready else ""
        question = (
            f"{self.standing.category.name}共 {len(self.standing.rows)} 份。{ready}交卷后在封存前仍可修改、可撤销。"
        )
        self.app.push_screen(
            Confirm("整类交卷", question, yes="交卷", no="再看看"), lambda yes: self._hand_in() if yes else None
        )

    def _hand_in(self) -> None:
        try:
            with self.keeper.writing() as desk:
                receipt = hand_in(desk, self._category)
        except ReviewError as error:
            self.query_one(MessageLine).say(error.sentence(), "bad")
            return
        name = self.standing.category.short
        self.dismiss(f"{name}已交卷，回执 {receipt.count} 号 {receipt.code}，请抄下。按 c 换类别，按 q 离开")

    def action_leave(self) -> None:
        """Back to scoring."""
        self.dismiss(None)


def _summary(standing: Finish) -> str:
    parts = [f"共 {len(standing.rows)}", f"未评完 {len(standing.open)}", f"待提交 {len(standing.ready)}"]
    return "  ".join(parts)


def _advice(standing: Finish) -> tuple[str, str]:
    """What to do next, and its ink."""
    if standing.open:
        return f"还有 {len(standing.open)} 份没有评完，评完或回避后才能整类交卷：Enter 打开选中的一份", "warn"
    if standing.handed and not standing.ready and not standing.touched:
        return f"已于 {standing.handed[5:16].replace('T', ' ')} 交卷，没有再改过。Esc 返回", "good"
    since = "交卷后又改过；" if standing.handed else ""
    return f"{since}都评完了：Ctrl+S 整类交卷，得一个回执；Enter 打开选中的一份再看看", "good"


def _rows(standing: Finish) -> list[Row]:
    rows: list[Row] = []

    def add(group: str, title: str, found: list[tuple[str, str]], ink: str) -> None:
        if found:
            rows.append(Row(f"-{group}", (f"{title}（{len(found)}）",), ink="accent", rule=True))
        for nomination, why in found:
            row = standing.rows[nomination]
            total = "" if row.total is None else plain(row.total)
            rows.append(Row(f"{group} {nomination}", (row.id, row.name, total, why), ink=ink))

    add("open", "没有评完", list(standing.open.items()), "warn")
    add("ready", "填好了，还没提交", [(i, "交卷时一起提交") for i in standing.ready], "plain")
    add("odd", "可疑，请再看一眼", [(i, found[0].why) for i, found in standing.odd.items()], "plain")
    equal = [(i, f"{len(ids)} 份同为 {plain(total)} 分") for total, ids in standing.equal for i in ids]
    add("equal", "同分", equal, "faint")
    return rows
