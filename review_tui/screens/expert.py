"""The expert's screen: queue, dossier and score pane on one screen, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from review_tui.desks.own_cards import OwnCards
from review_tui.desks.prefs import prefs
from review_tui.desks.round_gate import closed_sentence
from review_tui.errors import ReviewError
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_card import COMMENT, Card
from review_tui.screens.expert_comment import CommentBox
from review_tui.screens.expert_dossier import DossierPane, dossier_blocks
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.screens.expert_entering import Entering
from review_tui.screens.expert_errands import Errands
from review_tui.screens.expert_moving import Moving
from review_tui.screens.expert_notices import office_notices
from review_tui.screens.expert_queue import COLUMNS, Queue, QueueStrip, Tabs, left_text, queue_row
from review_tui.screens.expert_reading import Reads
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.sparing import SparingCompositor

_WIDTHS: list[tuple[int, str]] | None = [(0, "-narrow"), (66, "-normal"), (110, "-wide"), (140, "-huge")]
_HEIGHTS: list[tuple[int, str]] | None = [(0, "-low"), (20, "-high"), (40, "-tall")]


class ExpertScreen(Entering, Moving, Reads, Errands, Screen[None]):
    """One expert at work. Values come from the desk through `DraftKeeper`, which also makes every change durable.

    Here is what is shown; what keys do is in the parts: entering points, moving in the queue, reading, errands.
    """

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,f6", "turn", "材料/评分"),
        Binding("ctrl+s,f10", "submit", "提交"),
        Binding("pageup", "read(-1)", "翻材料"),
        Binding("pagedown,space", "read(1)", "翻材料"),
        Binding("left_square_bracket", "step(-1)", "换一份"),
        Binding("right_square_bracket", "step(1)", "换一份"),
        Binding("l,f2,escape", "list", "列表"),
        Binding("p", "pictures", "看照片"),
        Binding("slash,f3", "find", "查找"),
        Binding("r,f4", "recuse", "回避"),
        Binding("u,f8", "undo", "撤销"),
        Binding("f", "filter", "筛选"),
        Binding("c,f9", "category", "换类别"),
        Binding("t", "yardstick", "我的尺子"),
        Binding("w", "finish", "收尾"),
        Binding("a", "ask", "提问"),
        Binding("v", "duel", "两两比较", show=False),
        Binding("h", "history", "做过的"),
        Binding("o", "order", "排序"),
        Binding("m", "mode", "下一份"),
        Binding("g", "practise", "练习", show=False),
        Binding("tab", "field(0)", "评分", show=False),
        Binding("shift+tab", "field(-1)", "评分", show=False),
        Binding("q,ctrl+q", "leave", "离开"),
        Binding("question_mark,f1", "help", "帮助"),
    ]

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        self._compositor = SparingCompositor()
        self.keeper = keeper
        self.desk = keeper.desk
        self.own = OwnCards(self.desk)
        self.queue = Queue(self.desk, prefs(self.desk))
        self._last = {}
        self._left = ""

    def compose(self) -> ComposeResult:
        """The frame, and between its lines queue, dossier, score pane."""
        self._begin_in_shape()
        yield Tabs(id="title")
        yield QueueStrip(id="strip")
        with Horizontal(id="work"):
            with Vertical(id="aside"):
                yield TitleLine(id="queue-head")
                yield PagedList(COLUMNS, empty="没有分配给您的材料", id="queue")
            yield DossierPane(id="dossier")
            with Vertical(id="score"):
                yield TitleLine(id="score-head")
                yield BallotPane(id="ballot")
                yield CommentBox(id="comment")
        yield MessageLine(id="message")
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        """Back to where the expert was, or to the first that is open."""
        self.set_focus(self.query_one(BallotPane))
        seat = self.desk.seat()
        self.query_one(CommentBox).keep = self.keeper.note
        nomination = seat.nomination if seat else self.queue.first()
        self._count_left()
        if nomination is None:
            self.query_one(BallotPane).show(None)
            self.say("还没有分配给您的材料。请联系办公室；分配后按 q 离开再进来。", "warn")
        elif seat:
            self.open(nomination, seat.field, seat.cursor)
            if seat.field == COMMENT:
                await self.query_one(CommentBox).edit()
            self.say(f"欢迎回来，已回到上次的位置：{nomination}", "faint")
        else:
            self.open(nomination)
            first = "" if self.queue.prefs.toured else "第一次用可按 g 练习两分钟；"
            self.say(f"{first}直接输入分数，Enter 到下一项，Ctrl+S 提交；按 ? 看全部按键", "faint")
        if self.desk.torn:
            self.say("上次断线时最后一笔没有写完，已另存；请核对这一份的分数。", "warn")
        if self.desk.round != "open":
            self.say(closed_sentence(self.desk.round), "warn")
        if self.desk.office.all("duels"):
            self._tell_of_duels()

    def _begin_in_shape(self) -> None:
        """Take the classes of the window's size before the first style is computed, not after the first layout."""
        for size, steps in ((self.app.size.width, _WIDTHS), (self.app.size.height, _HEIGHTS)):
            name = [name for least, name in steps or () if size >= least][-1]
            self.set_class(True, name, update=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dossier instead of score pane: only where both do not fit beside each other."""
        return self.has_class("-narrow") if action == "turn" else True

    # ------------------------------------------------------------------------------------------ what is shown

    def say(self, text: str, ink: str = "plain") -> None:
        """One message; `good`, `warn`, `bad`, `faint` as ink."""
        self.query_one(MessageLine).say(text, ink)

    def attempt(self, work: Callable[[], None]) -> bool:
        """Do something with the desk; what goes wrong becomes a sentence. Whether it was done."""
        try:
            work()
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            return False
        finally:
            self.show_state()
        return True

    def open(self, nomination: str, field: str = "", cursor: int = 0) -> None:
        """Show a nomination and put the cursor on a field (unknown: the first that is open)."""
        self.collect()
        self.attempt(self.keeper.flush)
        if self.desk.refresh():
            self.queue = Queue(self.desk, self.queue.prefs, self.queue.typed)
            self.recount()
        dossier, ballot = self.desk.dossier(nomination), self.desk.ballot(nomination)
        self.keeper.open(ballot)
        self._last[ballot.category.id] = nomination
        notices = office_notices(self.desk, nomination)
        found = dossier.nomination
        self.query_one(DossierPane).show(f"{found.id}  {found.name}", dossier_blocks(dossier, ballot.category, notices))
        locked = self._locked(nomination)
        own = self.own.band_counts(ballot.category.id)
        card = Card.of(ballot, self.desk.rules.scoring.step, field=field, cursor=cursor, locked=locked, own=own)
        self.query_one(BallotPane).show(card)
        comment = ballot.draft.comment
        at = cursor if field == COMMENT else len(comment)
        self.query_one(CommentBox).show(comment, at, locked=bool(locked))
        self.show_frame(listed=True)
        self.attempt(lambda: self.keeper.sit(COMMENT if field == COMMENT else card.field, cursor))

    def reopen(self) -> None:
        """Show the nomination as it is now, with the cursor where it was."""
        card = self.query_one(BallotPane).card
        if card is not None:
            self.open(self.keeper.nomination, card.field, card.cursor)

    def _locked(self, nomination: str) -> str:
        """Why nothing can be entered; empty: it can."""
        if self.desk.state(nomination) == "recused":
            return f"已回避（{self.desk.recusal_reason(nomination).rstrip('。')}）。要评分请先按 r 取消回避"
        return closed_sentence(self.desk.round)

    def show_frame(self, *, listed: bool = False) -> None:
        """Title, strip and queue for the present state. `listed`: the queue may hold other rows."""
        ballot = self.desk.ballot(self.keeper.nomination)
        row = replace(self.queue.row(ballot.nomination), state=ballot.state, total=ballot.total)
        self.queue.replace(row)
        shown = self.query_one("#queue", PagedList)
        rows = self.queue.of(row.category, always=row.id)
        if listed:
            shown.set_rows([queue_row(one) for one in rows], key=row.id)
        else:
            shown.update_row(queue_row(row))
        rules = self.desk.rules
        tabs = [(c.id, f"{c.short} {self.queue.progress(c.id)}") for c in self.desk.categories]
        title = f"{rules.year}年{rules.province}终身学习推介评审  专家 {self.desk.name}"
        self.query_one(Tabs).tabs(title, tabs, row.category)
        self.query_one(QueueStrip).show(rows, row.id, self._left, self.queue.how() if self.queue.narrowed else "")
        self.query_one("#queue-head", TitleLine).show(self.queue.how(), self._left)
        receipt = f"回执 {ballot.receipt.code}" if ballot.receipt else ""
        self.query_one("#score-head", TitleLine).show("评分", receipt)

    def show_typed(self) -> None:
        """After a key in the card: its row of the queue; the whole frame only when the state is another."""
        ballot = self.desk.ballot(self.keeper.nomination)
        row = self.queue.row(ballot.nomination)
        if ballot.state != row.state or self.queue.narrowed:
            self.show_frame()
        elif ballot.total != row.total:
            row = replace(row, total=ballot.total)
            self.queue.replace(row)
            self.query_one("#queue", PagedList).update_row(queue_row(row))

    def recount(self) -> None:
        """Cards or assignments have changed: the own yardstick and pace are worked out anew."""
        self.own.forget()
        self._count_left()

    def _count_left(self) -> None:
        self._left = left_text(self.own.seconds_left())

    def show_state(self) -> None:
        """Whether everything is on disk."""
        line = self.query_one(MessageLine)
        if self.desk.unsaved:
            line.show_state("未保存！", "bad")
        else:
            line.show_state("保存中" if self.keeper.behind else "已存", "faint" if self.keeper.behind else "good")
