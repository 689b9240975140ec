"""What an expert does beside scoring: recusing, undoing, asking the office, looking back, handing in, leaving.

Prompts are imported when one is wanted: none is needed for the first frame.
"""

from __future__ import annotations

from dataclasses import replace

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

    # ------------------------------------------------------------------------------------------ the office

    def action_ask(self) -> None:
        """Read what the office has answered about this nomination, and ask."""
        from review_tui.desks.questions import ExpertQuestions
        from review_tui.widgets.prompt import AskText

        nomination = self.keeper.nomination
        if not nomination:
            return
        questions = ExpertQuestions(self.desk)
        thread = [f"问：{q.text}\n答：{q.answer or '还没有答复'}" for q in questions.all(nomination)[-2:]]
        with self.keeper.writing():
            self.attempt(lambda: questions.read(nomination))
        ask = "写下要问办公室的（例如：某项事实以哪份材料为准）。答复会显示在这份材料的开头。"
        prompt = AskText(
            f"向办公室提问：{self.desk.label(nomination)}",
            "\n".join([*thread, ask]),
            lines=4,
            limit=NOTE_LIMIT,
            required="请写明要问什么；不问就按 Esc。",
        )
        self.app.push_screen(prompt, lambda text: self._ask(nomination, text) if text else self.reopen())

    def _ask(self, nomination: str, text: str) -> None:
        from review_tui.desks.questions import ExpertQuestions

        def work() -> None:
            self.collect()
            self.keeper.flush()
            with self.keeper.writing() as desk:
                ExpertQuestions(desk).ask(nomination, text)

        if self.attempt(work):
            self.reopen()
            self.say("已交给办公室，并已存；答复会显示在这份材料的开头。可以先评别的", "good")

    # ------------------------------------------------------------------------------------------ looking back

    def action_yardstick(self) -> None:
        """The own points so far, and what was alike."""
        from review_tui.screens.expert_yardstick import yardstick_blocks
        from review_tui.widgets.prompt import Reading

        if self.keeper.nomination:
            self.app.push_screen(Reading("我的尺子", yardstick_blocks(self.own, self.keeper.nomination)))

    def action_history(self) -> None:
        """What was done so far; Enter goes to the nomination."""
        from review_tui.desks.own_history import history
        from review_tui.screens.expert_history import HistoryScreen

        def chosen(nomination: str | None) -> None:
            if nomination:
                self.open(nomination)
                self.say("")

        self.app.push_screen(HistoryScreen(self.desk.label, history(self.desk)), chosen)

    def _tell_of_duels(self) -> None:
        """Pairs that the office asks about and that have no choice yet."""
        from review_tui.desks.duels import ExpertDuels

        left = len(ExpertDuels(self.desk).left())
        if left:
            self.say(f"办公室请您对名额线附近的材料作 {left} 次两两比较：按 v 开始", "warn")

    def action_duel(self) -> None:
        """Choose pairwise among the contested, where the office asks for it."""
        from review_tui.desks.duels import ExpertDuels
        from review_tui.screens.expert_duel import DuelScreen

        self.desk.refresh()
        if not ExpertDuels(self.desk).pairs():
            self.say("办公室现在没有请您两两比较。", "warn")
            return
        self.app.push_screen(DuelScreen(self.desk))

    def action_finish(self) -> None:
        """What is open, odd or equal in this category, and handing it in."""
        from review_tui.screens.expert_finish import FinishScreen

        if not self.keeper.nomination or not self.collect() or not self.attempt(self.keeper.flush):
            return
        category = self.queue.row(self.keeper.nomination).category
        self.app.push_screen(FinishScreen(self.keeper, category), self._finished)

    def _finished(self, wanted: str | None) -> None:
        """Back from the finish page: with the id of a nomination to look at, or the sentence of a receipt."""
        self.queue = Queue(self.desk, self.queue.prefs, self.queue.typed)
        self.recount()
        if wanted is not None and wanted in self.queue:
            self.open(wanted)
            self.say("")
        else:
            self.open(self.keeper.nomination)
            self.say(wanted or "", "good")

    def action_practise(self) -> None:
        """The first sitting on a made-up nomination; nothing of it is kept but that it was taken."""
        from review_tui.screens.expert_practice import PracticeScreen

        def practised(_done: bool | None) -> None:
            if not self.queue.prefs.toured:
                self.prefer(replace(self.queue.prefs, toured=True))
            self.say("练习结束，没有留下记录。现在开始评分；按 ? 随时查看能做的事", "good")

        self.app.push_screen(PracticeScreen(self.desk.rules), practised)

    # ------------------------------------------------------------------------------------------ help and leaving

    def action_help(self) -> None:
        """All that can be done here: to search, and to run."""
        from review_tui.screens.expert_help import COMMANDS, NOTE
        from review_tui.widgets.command_list import CommandList

        async def run(action: str | None) -> None:
            if action:
                await self.app.run_action(action, default_namespace=self)

        self.app.push_screen(CommandList("能做的事", COMMANDS, NOTE), run)

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
