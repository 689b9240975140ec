"""What an expert does beside scoring: recusing, undoing, asking the office, looking back, handing in, leaving.

Prompts are imported when one is wanted: none is needed for the first frame.
"""

from __future__ import annotations

from review_tui.desks.expert import NOTE_LIMIT
from review_tui.screens.expert_base import ExpertPart
from review_tui.screens.expert_queue import Queue


class Errands(ExpertPart):
    """The actions of `ExpertScreen` that are neither scoring, reading nor moving."""

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
            self.recount()
            self.open(nomination)
            self.go_on(f"已登记回避 {label}，并已存；撤销请按 u")

    def _return(self, nomination: str, label: str) -> None:
        def work() -> None:
            with self.keeper.writing() as desk:
                desk.return_from_recusal(nomination)

        if self.attempt(work):
            self.recount()
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
            before, self.queue = self.queue, Queue(self.desk, self.queue.prefs, self.queue.typed)
            self.recount()
            changed = before.changed(self.queue)
            self.open(changed[0] if changed else self.keeper.nomination)
            self.say(said[0], "good")

    # ------------------------------------------------------------------------------------------ help and leaving

    def action_help(self) -> None:
        """All keys."""
        from review_tui.screens.expert_help import GROUPS, NOTE
        from review_tui.widgets.prompt import Reading, help_blocks
        from review_tui.widgets.text_pane import Block

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
