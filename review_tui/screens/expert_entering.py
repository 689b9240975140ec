"""What an expert enters: points, gate, comment; reading back what looks like a slip; submitting."""

from __future__ import annotations

from decimal import Decimal

from textual.timer import Timer

from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_base import ExpertPart
from review_tui.screens.expert_card import COMMENT, SUBMIT
from review_tui.screens.expert_comment import CommentBox
from review_tui.screens.expert_points import plain
from review_tui.widgets.message_line import MessageLine

_NOTE_SECONDS = 0.8
"""A comment is written this long after the first letter that is not yet on disk."""


class Entering(ExpertPart):
    """The way of a key to the disk, and of a card to its receipt."""

    _note_timer: Timer | None = None
    _read_back: tuple[str, object] = ("", None)
    """The nomination and draft that were last read back: each is asked about once."""

    def action_keep(self) -> None:
        """Points or gate have changed: on disk at once, before they are painted."""
        if self.collect():
            self.say("")
        self.show_typed()

    def collect(self) -> bool:
        """Give the desk what stands on the screen and is not there yet: whether it went well."""
        card, comment, draft = self.query_one(BallotPane).card, self.query_one(CommentBox), self.keeper.draft
        if card is None or card.locked:
            return True
        if comment.text != draft.comment:
            self.keeper.note(comment.text, comment.cursor)
        if card.points == draft.points and card.gate == draft.gate:
            return True
        return self.attempt(
            lambda: self.keeper.change(points=card.points, gate=card.gate, field=card.field, cursor=card.cursor)
        )

    def on_ballot_pane_entered(self) -> None:
        """Another field is under the cursor."""
        card = self.query_one(BallotPane).card
        assert card is not None
        self.query_one(MessageLine).fade("warn")
        self.attempt(lambda: self.keeper.sit(card.field, card.cursor))

    def on_ballot_pane_refused(self, message: BallotPane.Refused) -> None:
        """A key was not taken."""
        self.say(message.why, "warn")

    # ------------------------------------------------------------------------------------------ the comment

    async def action_comment(self) -> None:
        """From the card to the comment."""
        if not self.keeper.nomination:
            return
        comment = self.query_one(CommentBox)
        await comment.edit()
        self.say("写完按 Ctrl+S 提交，Esc 回到评分", "faint")
        self.attempt(lambda: self.keeper.sit(COMMENT, comment.cursor))

    def on_comment_box_typed(self) -> None:
        """A comment is written within a second: with every letter it would be a file a letter."""
        self.collect()
        self.show_state()
        if self.keeper.behind and self._note_timer is None:
            self._note_timer = self.set_timer(_NOTE_SECONDS, self._write_note)

    def on_descendant_blur(self) -> None:
        """The comment is left: it need not wait any longer."""
        if self.keeper.behind and not self.query_one(CommentBox).is_edited:
            self._write_note()

    def _write_note(self) -> None:
        self._note_timer = None
        self.attempt(self.keeper.flush)
        self.show_frame()

    def action_field(self, by: int) -> None:
        """Tab outside the score pane: to its first open field; Shift+Tab in the comment: back to the last line."""
        ballot, in_note = self.query_one(BallotPane), self.query_one(CommentBox).is_edited
        self.set_focus(ballot)
        if in_note and ballot.card is not None:
            ballot.go(SUBMIT if by < 0 else ballot.card.fields[0])

    # ------------------------------------------------------------------------------------------ submitting

    def action_submit(self) -> None:
        """Submit what stands here, and go on to the next open one; what looks like a slip is read back first, once."""
        nomination = self.keeper.nomination
        if not nomination or not self.collect():
            return
        doubts = self.own.doubts(nomination)
        asked = nomination, dict(self.keeper.draft.points)
        if doubts and self.desk.ballot(nomination).state != "done" and self._read_back != asked:
            self._read_back = asked
            from review_tui.screens.expert_read_back import ReadBack

            label = f"{self.desk.label(nomination)}：合计 {plain(self.desk.ballot(nomination).total or Decimal(0))} 分"
            self.app.push_screen(ReadBack(label, doubts), lambda field: self._answered(nomination, field))
        else:
            self._submit(nomination)

    def _answered(self, nomination: str, field: str | None) -> None:
        """The answer to the read-back: an empty field means that it is right as it stands."""
        if nomination != self.keeper.nomination:
            return
        if field:
            self.set_focus(self.query_one(BallotPane))
            self.query_one(BallotPane).go(field if field != "total" else SUBMIT)
            self.say("改好后再提交；没有错就再按一次 Ctrl+S", "faint")
        else:
            self._submit(nomination)

    def _submit(self, nomination: str) -> None:
        if self.attempt(lambda: self._do_submit(nomination)):
            return
        card = self.query_one(BallotPane).card
        if card is not None and not card.locked and card.first_open() != SUBMIT:
            self.set_focus(self.query_one(BallotPane))
            self.query_one(BallotPane).go(card.first_open())

    def _do_submit(self, nomination: str) -> None:
        self.keeper.flush()
        with self.keeper.writing() as desk:
            receipt = desk.submit(nomination)
        total = self.desk.ballot(nomination).total
        self.recount()
        self.show_frame()
        self.set_focus(self.query_one(BallotPane))
        points = plain(total or Decimal(0))
        self.go_on(f"已提交 {self.desk.label(nomination)}：{points} 分，回执 {receipt.count} 号 {receipt.code}")
