"""How an expert gets from one nomination to another: queue, order, filter, categories."""

from __future__ import annotations

import time
from dataclasses import replace

from textual.timer import Timer

from review_tui.desks.prefs import Prefs, keep_prefs
from review_tui.desks.queue_order import NEXT_MODES, ORDERS, NextMode, Order
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_base import ExpertPart
from review_tui.screens.expert_comment import CommentBox
from review_tui.screens.expert_dossier import DossierPane
from review_tui.screens.expert_queue import QueueScreen
from review_tui.widgets.paged_list import PagedList

_FOLLOW_SECONDS = 0.06
"""While a key is held down (it repeats after 33 ms) nothing follows; the dossier comes when none came for this long."""
_ALONE_SECONDS, _ALONE_FOLLOWS = 0.25, 0.04
"""A key after such a silence stands alone, unless another comes at the pace of a held key: it is waited for less."""
_SOON = 0.005


class Moving(ExpertPart):
    """Values of the queue are in `Queue`; here is what keys do with it."""

    _follow_timer: Timer | None = None
    _moved_at = 0.0
    _last: dict[str, str]
    """Where the expert was in each category."""

    # ------------------------------------------------------------------------------------------ the list

    def on_paged_list_moved(self) -> None:
        """The rest of the screen follows the cursor. However many keys come, one timer runs."""
        now = time.monotonic()
        alone, self._moved_at = now - self._moved_at > _ALONE_SECONDS, now
        if self._follow_timer is not None:
            return
        wait = _ALONE_FOLLOWS if alone else _FOLLOW_SECONDS
        self._follow_timer = self.set_timer(wait, lambda: self._catch_up(wait))

    def _catch_up(self, wait: float) -> None:
        rest = self._moved_at + wait - time.monotonic()
        self._follow_timer = self.set_timer(rest, lambda: self._catch_up(_FOLLOW_SECONDS)) if rest > _SOON else None
        if self._follow_timer is None:
            self._open_current()

    def _open_current(self) -> None:
        """Open what is under the cursor by now: opening anything else would throw the cursor back."""
        current = self.query_one("#queue", PagedList).current
        if current is not None and current.key != self.keeper.nomination:
            self.open(current.key)

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """Score what is under the cursor."""
        self.set_focus(self.query_one(BallotPane))
        if message.row.key != self.keeper.nomination:
            self.open(message.row.key)

    def action_list(self) -> None:
        """From the comment back to the card; else to the queue: beside it where it is shown, over it where not."""
        shown = self.query_one("#queue", PagedList)
        if self.query_one(CommentBox).is_edited or self.query_one(DossierPane).text.has_focus:
            self.action_score()
        elif self.query_one("#aside").display:
            self.set_focus(self.query_one(BallotPane) if shown.has_focus else shown)
        elif self.keeper.nomination:
            here = self.queue.row(self.keeper.nomination)
            title = self.desk.rules.find(here.category).name

            def chosen(nomination: str | None) -> None:
                if nomination is not None and nomination != self.keeper.nomination:
                    self.open(nomination)
                    self.say("")

            self.app.push_screen(QueueScreen(title, self.queue, here), chosen)

    # ------------------------------------------------------------------------------------------ the neighbour, the next

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

    def go_on(self, said: str, ink: str = "good") -> None:
        """To the next open nomination, and say what was done with the last one."""
        following = self.queue.next(self.keeper.nomination)
        if following is not None:
            self.open(following)
            self.say(said, ink)
            return
        self.show_frame(listed=True)
        hidden = "筛选出的都评完了：按 f 再 Enter 看全部" if self.queue.typed and self.queue.open_left() else ""
        self.say(f"{said}。{hidden or '全部评完：按 w 核对并交卷，按 q 离开'}", ink)

    # ------------------------------------------------------------------------------------------ categories

    def action_category(self, wanted: str = "") -> None:
        """The wanted category, else the next one, where one was last in it."""
        categories = [c.id for c in self.desk.categories]
        if len(categories) < 2 or not self.keeper.nomination:
            self.say("分配给您的只有一个类别", "faint")
            return
        here = self.queue.row(self.keeper.nomination).category
        wanted = wanted or categories[(categories.index(here) + 1) % len(categories)]
        if wanted != here:
            self.open(self._last.get(wanted) or self.queue.first(wanted) or self.keeper.nomination)
            self.say(f"现在是：{self.desk.rules.find(wanted).name}", "faint")

    # ------------------------------------------------------------------------------------------ order and filter

    def action_order(self) -> None:
        """The next way of ordering the queue, remembered for the next sitting."""
        orders: list[Order] = list(ORDERS)
        chosen = orders[(orders.index(self.queue.prefs.order) + 1) % len(orders)]
        if self.prefer(replace(self.queue.prefs, order=chosen)):
            more = "（每位专家的次序不同，每次进来相同）" if chosen == "shuffled" else ""
            self.say(f"列表按{ORDERS[chosen]}排{more}；再按 o 换一种", "faint")

    def action_mode(self) -> None:
        """What comes after a submission, remembered for the next sitting."""
        modes: list[NextMode] = list(NEXT_MODES)
        chosen = modes[(modes.index(self.queue.prefs.next_mode) + 1) % len(modes)]
        if self.prefer(replace(self.queue.prefs, next_mode=chosen)):
            self.say(f"提交以后转到：{NEXT_MODES[chosen]}；再按 m 换一种", "faint")

    def prefer(self, chosen: Prefs) -> bool:
        """Remember how the expert likes the desk: whether that could be written."""

        def work() -> None:
            with self.keeper.writing() as desk:
                keep_prefs(desk, chosen)

        self.queue.prefs = chosen
        done = self.attempt(work)
        if self.keeper.nomination:
            self.show_frame(listed=True)
        return done

    def action_filter(self) -> None:
        """Ask what the queue is to be narrowed to."""
        from review_tui.widgets.prompt import AskText

        if not self.keeper.nomination:
            return
        question = (
            "只列出符合的（几个词用空格隔开，都要符合）：\n姓名拼音首字母（lgh）、姓名、编号、单位、人群类型、"
            "状态（待评、草稿、已交、回避、退回）、特。留空则列出全部。"
        )
        self.app.push_screen(AskText("筛选", question, value=self.queue.typed, limit=40), self._filter)

    def _filter(self, typed: str | None) -> None:
        if typed is None:
            return
        category = self.queue.row(self.keeper.nomination).category
        before, self.queue.typed = self.queue.typed, typed
        found = self.queue.of(category)
        if not found:
            self.queue.typed = before
            self.say(f"没有符合「{typed}」的；列表没有变。按 f 换个词，或留空列出全部", "warn")
            return
        if self.keeper.nomination not in {row.id for row in found}:
            self.open(found[0].id)
        else:
            self.show_frame(listed=True)
        self.say(f"「{typed}」有 {len(found)} 份；按 f 再 Enter 列出全部" if typed else "已列出全部", "faint")
