"""The expert's screen: queue, dossier and score pane on one screen, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from review_tui.errors import ReviewError
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_card import COMMENT, SUBMIT, Card
from review_tui.screens.expert_comment import CommentBox
from review_tui.screens.expert_dossier import DossierPane, dossier_blocks
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.screens.expert_errands import Errands
from review_tui.screens.expert_points import plain
from review_tui.screens.expert_queue import COLUMNS, Queue, QueueStrip, queue_row
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import PagedList, Row

_NOTE_SECONDS = 0.8
"""A comment is written this long after the first letter that is not yet on disk."""
_FOLLOW_SECONDS = 0.06
"""The dossier follows the cursor of the queue when no key came for this long."""

_WIDTHS: list[tuple[int, str]] | None = [(0, "-narrow"), (66, "-normal"), (110, "-wide"), (140, "-huge")]
_HEIGHTS: list[tuple[int, str]] | None = [(0, "-low"), (20, "-high"), (40, "-tall")]


class ExpertScreen(Errands, Screen[None]):
    """One expert at work. Values come from the desk through `DraftKeeper`, which also makes every change durable.

    What is asked in a prompt (recusal, undo, search, help, leaving) is in `Errands`.
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
        Binding("slash,f3", "find", "查找"),
        Binding("r,f4", "recuse", "回避"),
        Binding("u,f8", "undo", "撤销"),
        Binding("c,f9", "category", "换类别"),
        Binding("tab", "field(0)", "评分", show=False),
        Binding("shift+tab", "field(-1)", "评分", show=False),
        Binding("q,ctrl+q", "leave", "离开"),
        Binding("question_mark,f1", "help", "帮助"),
    ]

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        self.keeper = keeper
        self.desk = keeper.desk
        self.queue = Queue(self.desk)
        self._last: dict[str, str] = {}
        self._note_timer: Timer | None = None
        self._follow_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The frame, and between its lines queue, dossier, score pane."""
        self._begin_in_shape()
        yield TitleLine(id="title")
        yield QueueStrip(id="strip")
        with Horizontal(id="work"):
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
            self.say("直接输入分数，Enter 到下一项，Ctrl+S 提交；按 ? 看全部按键", "faint")
        if self.desk.torn:
            self.say("上次断线时最后一笔没有写完，已另存；请核对这一份的分数。", "warn")

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
            self._show_state()
        return True

    def open(self, nomination: str, field: str = "", cursor: int = 0) -> None:
        """Show a nomination and put the cursor on a field (unknown: the first that is open)."""
        self.collect()
        self.attempt(self.keeper.flush)
        if self.desk.refresh():
            self.queue = Queue(self.desk)
        dossier, ballot = self.desk.dossier(nomination), self.desk.ballot(nomination)
        self.keeper.open(ballot)
        self._last[ballot.category.id] = nomination
        found = dossier.nomination
        self.query_one(DossierPane).show(f"{found.id}  {found.name}", dossier_blocks(dossier, ballot.category))
        reason = self.desk.recusal_reason(nomination) if ballot.state == "recused" else ""
        locked = f"已回避（{reason}）。要评分请先按 r 取消回避" if ballot.state == "recused" else ""
        card = Card.of(ballot, self.desk.rules.scoring.step, field=field, cursor=cursor, locked=locked)
        self.query_one(BallotPane).show(card)
        comment = ballot.draft.comment
        at = cursor if field == COMMENT else len(comment)
        self.query_one(CommentBox).show(comment, at, locked=bool(locked))
        self._show_frame(listed=True)
        self.attempt(lambda: self.keeper.sit(COMMENT if field == COMMENT else card.field, cursor))

    def _show_frame(self, *, listed: bool = False) -> None:
        """Title, strip and queue for the present state. `listed`: the queue may hold other rows."""
        ballot = self.desk.ballot(self.keeper.nomination)
        row = replace(self.queue.row(ballot.nomination), state=ballot.state, total=ballot.total)
        self.queue.replace(row)
        rows, shown = self.queue.of(row.category), self.query_one("#queue", PagedList)
        if listed:
            shown.set_rows([queue_row(one) for one in rows], key=row.id)
        else:
            shown.update_row(queue_row(row))
        rules = self.desk.rules
        parts = [f"{c.short} {self.queue.progress(c.id)}" for c in self.desk.categories if c.id != row.category]
        here = f"[{ballot.category.short} {self.queue.progress(row.category)}]"
        title = f"{rules.year}年{rules.province}终身学习推介评审  专家 {self.desk.name}"
        self.query_one("#title", TitleLine).show(title, "  ".join([here, *parts]))
        self.query_one(QueueStrip).show(rows, row.id)
        receipt = f"回执 {ballot.receipt.code}" if ballot.receipt else ""
        self.query_one("#score-head", TitleLine).show("评分", receipt)

    def _show_state(self) -> None:
        line = self.query_one(MessageLine)
        if self.desk.unsaved:
            line.show_state("未保存！", "bad")
        else:
            line.show_state("保存中" if self.keeper.behind else "已存", "faint" if self.keeper.behind else "good")

    # ------------------------------------------------------------------------------------------ what is entered

    def action_keep(self) -> None:
        """Points or gate have changed: on disk at once, before they are painted."""
        if self.collect():
            self.say("")
        self._show_frame()

    def collect(self) -> bool:
        """Give the desk what stands on the screen and is not there yet: whether it went well."""
        card, comment, draft = self.query_one(BallotPane).card, self.query_one(CommentBox), self.keeper.draft
        if card is None:
            return True
        if comment.text != draft.comment:
            self.keeper.note(comment.text, comment.cursor)
        if card.points == draft.points and card.gate == draft.gate:
            return True
        return self.attempt(
            lambda: self.keeper.change(points=card.points, gate=card.gate, field=card.field, cursor=card.cursor)
        )

    @on(BallotPane.Entered)
    def _entered(self) -> None:
        card = self.query_one(BallotPane).card
        assert card is not None
        self.query_one(MessageLine).fade("warn")
        self.attempt(lambda: self.keeper.sit(card.field, card.cursor))

    @on(BallotPane.Refused)
    def _refused(self, message: BallotPane.Refused) -> None:
        self.say(message.why, "warn")

    async def action_comment(self) -> None:
        """From the card to the comment."""
        if not self.keeper.nomination:
            return
        comment = self.query_one(CommentBox)
        await comment.edit()
        self.say("写完按 Ctrl+S 提交，Esc 回到评分", "faint")
        self.attempt(lambda: self.keeper.sit(COMMENT, comment.cursor))

    @on(CommentBox.Typed)
    def _commented(self) -> None:
        """A comment is written within a second: with every letter it would be a file a letter."""
        self.collect()
        self._show_state()
        if self.keeper.behind and self._note_timer is None:
            self._note_timer = self.set_timer(_NOTE_SECONDS, self._write_note)

    def on_descendant_blur(self) -> None:
        """The comment is left: it need not wait any longer."""
        if self.keeper.behind and not self.query_one(CommentBox).is_edited:
            self._write_note()

    def _write_note(self) -> None:
        self._note_timer = None
        self.attempt(self.keeper.flush)
        self._show_frame()

    @on(PagedList.Moved, "#queue")
    def _follow(self, message: PagedList.Moved) -> None:
        """The rest of the screen follows the cursor when it rests."""
        if self._follow_timer is not None:
            self._follow_timer.stop()
        row = message.row
        self._follow_timer = self.set_timer(_FOLLOW_SECONDS, lambda: self._catch_up(row))

    def _catch_up(self, row: Row) -> None:
        """Open the row, unless the cursor has gone on: opening would throw it back, and that key would be lost."""
        current = self.query_one("#queue", PagedList).current
        if current is not None and current.key == row.key:
            self.open(row.key)

    @on(PagedList.Chosen, "#queue")
    def _chosen(self, message: PagedList.Chosen) -> None:
        if self._follow_timer is not None:
            self._follow_timer.stop()
        self.set_focus(self.query_one(BallotPane))
        if message.row.key != self.keeper.nomination:
            self.open(message.row.key)

    def action_field(self, by: int) -> None:
        """Tab outside the score pane: to its first open field; Shift+Tab in the comment: back to the last line."""
        ballot, in_note = self.query_one(BallotPane), self.query_one(CommentBox).is_edited
        self.set_focus(ballot)
        if in_note and ballot.card is not None:
            ballot.go(SUBMIT if by < 0 else ballot.card.fields[0])

    def action_submit(self) -> None:
        """Submit what stands here, and go on to the next open one."""
        if not self.keeper.nomination:
            return
        row = self.queue.row(self.keeper.nomination)
        if not self.collect():
            return
        if not self.attempt(lambda: self._submit(row.id, row.name)):
            card = self.query_one(BallotPane).card
            if card is not None and not card.locked and card.first_open() != SUBMIT:
                self.set_focus(self.query_one(BallotPane))
                self.query_one(BallotPane).go(card.first_open())

    def _submit(self, nomination: str, name: str) -> None:
        self.keeper.flush()
        with self.keeper.writing() as desk:
            receipt = desk.submit(nomination)
        total = self.desk.ballot(nomination).total
        self._show_frame()
        following = self.desk.next_open(nomination)
        points = plain(total) if total is not None else "0"
        said = f"已提交 {nomination} {name}：{points} 分，回执 {receipt.count} 号 {receipt.code}"
        self.set_focus(self.query_one(BallotPane))
        if following is not None:
            self.open(following)
        self.say(said if following else said + "。全部评完，可以离开（q）", "good")
