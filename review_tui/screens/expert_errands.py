"""What an expert does beside scoring: turning pages, changing the nomination, recusing, undoing, searching, leaving.

Prompts are imported when one is wanted: none is needed for the first frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from review_tui.desks.expert import NOTE_LIMIT
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_comment import CommentBox
from review_tui.screens.expert_dossier import DossierPane
from review_tui.screens.expert_queue import Queue, QueueScreen
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.text_pane import Block

if TYPE_CHECKING:
    from textual.screen import Screen

    from review_tui.desks.expert import ExpertDesk
    from review_tui.screens.expert_drafts import DraftKeeper

    _Base = Screen[None]
else:
    _Base = object


class Errands(_Base):
    """The actions of `ExpertScreen` that are not scoring. It relies on the screen's `open`, `say` and `attempt`."""

    keeper: DraftKeeper
    desk: ExpertDesk
    queue: Queue
    _last: dict[str, str]

    if TYPE_CHECKING:

        def say(self, text: str, ink: str = "plain") -> None: ...
        def attempt(self, work: Callable[[], None]) -> bool: ...
        def collect(self) -> bool: ...
        def open(self, nomination: str, field: str = "", cursor: int = 0) -> None: ...

    # ------------------------------------------------------------------------------------------ reading

    def action_read(self, by: int) -> None:
        """Turn the pages of the dossier, wherever the focus is."""
        self.query_one(DossierPane).text.action_page(by)

    def action_turn(self) -> None:
        """In a narrow window: dossier instead of score pane, and back."""
        self.toggle_class("reading")
        self.set_focus(self.query_one(DossierPane).text if self.has_class("reading") else self.query_one(BallotPane))

    def action_find(self) -> None:
        """Ask for a text and go to its first place in the dossier."""

        from review_tui.widgets.prompt import AskText

        def found(needle: str | None) -> None:
            if needle is None:
                return
            pane = self.query_one(DossierPane).text
            hits = pane.search(needle)
            if needle and not hits:
                self.say(f"材料里没有「{needle}」", "warn")
            elif needle:
                self.set_focus(pane)
                self.say(f"「{needle}」有 {hits} 处：Enter 下一处，Esc 回到评分", "faint")

        self.app.push_screen(AskText("查找", "在这份材料里查找（留空则清除标记）：", limit=40), found)

    def action_next_hit(self) -> None:
        """To the next place that was found."""
        self.query_one(DossierPane).text.next_hit()

    def action_score(self) -> None:
        """Back to the score pane."""
        self.remove_class("reading")
        self.set_focus(self.query_one(BallotPane))

    # ------------------------------------------------------------------------------------------ another nomination

    def action_step(self, by: int) -> None:
        """The neighbour in the queue."""
        if not self.keeper.nomination:
            return
        beside = self.queue.beside(self.keeper.nomination, by)
        if beside is None:
            self.say("已经是第一份" if by < 0 else "已经是最后一份", "faint")
        else:
            self.set_focus(self.query_one(BallotPane))
            self.open(beside)
            self.say("")

    def action_list(self) -> None:
        """From the comment back to the card; else to the queue: beside it where it is shown, over it where not."""
        shown = self.query_one("#queue", PagedList)
        if self.query_one(CommentBox).is_edited or self.query_one(DossierPane).text.has_focus:
            self.action_score()
        elif shown.display:
            self.set_focus(self.query_one(BallotPane) if shown.has_focus else shown)
        elif self.keeper.nomination:
            here = self.queue.row(self.keeper.nomination)
            category = self.desk.rules.find(here.category)

            def chosen(nomination: str | None) -> None:
                if nomination is not None and nomination != self.keeper.nomination:
                    self.open(nomination)
                    self.say("")

            self.app.push_screen(QueueScreen(category.name, self.queue.of(here.category), here.id), chosen)

    def action_category(self) -> None:
        """The next category, where one was last in it."""
        categories = [c.id for c in self.desk.categories]
        if len(categories) < 2 or not self.keeper.nomination:
            self.say("分配给您的只有一个类别", "faint")
            return
        at = categories.index(self.queue.row(self.keeper.nomination).category)
        wanted = categories[(at + 1) % len(categories)]
        rows = self.queue.of(wanted)
        first = next((row.id for row in rows if row.state in ("todo", "draft")), rows[0].id)
        self.open(self._last.get(wanted, first))
        self.say(f"现在是：{self.desk.rules.find(wanted).name}", "faint")

    # ------------------------------------------------------------------------------------------ recusal and undo

    def action_recuse(self) -> None:
        """Withdraw from this nomination with a reason; from a recusal: back."""
        from review_tui.widgets.prompt import AskText, Confirm

        nomination = self.keeper.nomination
        if not nomination:
            return
        label = f"{nomination} {self.queue.row(nomination).name}"
        if self.desk.ballot(nomination).state == "recused":
            reason = self.desk.recusal_reason(nomination)
            ask = Confirm(
                "取消回避",
                f"{label}\n回避理由：{reason}\n取消后，之前的草稿或评分重新有效。",
                yes="取消回避",
                no="不变",
            )
            self.app.push_screen(ask, lambda yes: self._return(nomination, label) if yes else None)
            return
        question = f"{label}\n请写明理由（例如：与申报人同单位、有亲属关系）。回避后这份不计分，可以再取消。"
        prompt = AskText("回避", question, lines=3, limit=NOTE_LIMIT, required="请写明回避理由。")
        self.app.push_screen(prompt, lambda reason: self._recuse(nomination, label, reason) if reason else None)

    def _recuse(self, nomination: str, label: str, reason: str) -> None:
        def work() -> None:
            self.collect()
            self.keeper.flush()
            with self.keeper.writing() as desk:
                desk.recuse(nomination, reason)

        if self.attempt(work):
            self.open(nomination)
            following = self.desk.next_open(nomination)
            if following is not None:
                self.open(following)
            self.say(f"已登记回避 {label}，并已存。撤销请按 u。", "good")

    def _return(self, nomination: str, label: str) -> None:
        def work() -> None:
            with self.keeper.writing() as desk:
                desk.return_from_recusal(nomination)

        if self.attempt(work):
            self.open(nomination)
            self.say(f"已取消回避 {label}，可以评分。", "good")

    def action_undo(self) -> None:
        """Take the last submission or recusal back, and show the nomination that it was about."""
        from review_tui.widgets.prompt import Confirm

        question = "撤销最近一次提交、回避或取消回避？\n撤销后可以改了再交；历史里两次都会留下。"
        self.app.push_screen(
            Confirm("撤销", question, yes="撤销", no="不变"), lambda yes: self._undo() if yes else None
        )

    def _undo(self) -> None:
        said: list[str] = []

        def work() -> None:
            self.collect()
            self.keeper.flush()
            with self.keeper.writing() as desk:
                said.append(desk.undo())

        if self.attempt(work):
            before, self.queue = self.queue, Queue(self.desk)
            changed = before.changed(self.queue)
            self.open(changed[0] if changed else self.keeper.nomination)
            self.say(said[0], "good")

    # ------------------------------------------------------------------------------------------ help and leaving

    def action_help(self) -> None:
        """All keys."""
        from review_tui.screens.expert_help import GROUPS, NOTE
        from review_tui.widgets.prompt import Reading, help_blocks

        self.app.push_screen(Reading("按键", [*help_blocks(GROUPS), Block(""), Block(NOTE, ink="faint")]))

    def action_leave(self) -> None:
        """Leave, when everything is on disk or the expert says so."""
        from review_tui.widgets.prompt import Confirm

        self.collect()
        saved = self.attempt(self.keeper.flush) and not self.keeper.unsaved
        question = (
            "您输入的内容都已保存，下次进来会回到这里。"
            if saved
            else "有内容还没有保存！请先联系办公室检查磁盘空间；离开会丢失这部分。"
        )
        ask = Confirm("离开评审台", question, yes="离开", no="继续评审")
        self.app.push_screen(ask, lambda yes: self.app.exit(False) if yes else None)
