"""A card while it is filled in: what stands in which field, without a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from review_tui.desks.ballots import Ballot
from review_tui.screens.expert_points import Typed, is_complete, plain, type_character
from scoring.scorecard import PointsRefused, parse_points
from scoring.season import Criterion, Rubric

GATE, SUBMIT, COMMENT = "gate", "submit", "comment"
"""Fields that are no criterion. `COMMENT` is a text field of its own below the card."""

Own = Mapping[str, Mapping[str, int]]
"""By criterion, how many cards fall in which band."""


@dataclass(frozen=True, slots=True)
class Card:
    """The card on the screen. `points`: raw texts by criterion id. `fresh`: the next digit begins the field anew.

    `locked`: a Chinese sentence saying why nothing can be entered; empty: it can. `field` is where the cursor is.
    `own`: by criterion, how many of the expert's own cards fall in which band.

    When no further digit can follow (26 of 30), the cursor goes on by itself; `left` is the criterion it came from.
    Straight afterwards a dot or Backspace still belongs to that one, and an Enter, Tab or Down is the one that a
    person gives after a number: it is swallowed. `paced`: such a key has been used on this card, so that the one after
    the last number is swallowed too, and the total is seen before the Enter that submits. `handed_in`: it was
    submitted, and no point has been changed since.
    """

    rubric: Rubric
    step: Decimal
    points: Mapping[str, str]
    gate: bool | None
    field: str
    fresh: bool = True
    locked: str = ""
    own: Own | None = None
    left: str = ""
    paced: bool = False
    handed_in: bool = False

    @classmethod
    def of(cls, ballot: Ballot, step: Decimal, *, field: str, cursor: int, locked: str, own: Own | None = None) -> Card:
        """The card of a ballot. An unknown `field`: the first that is open. `cursor` as in the property."""
        draft, rubric = ballot.draft, ballot.category.rubric
        card = cls(rubric, step, dict(draft.points), draft.gate, SUBMIT, cursor <= 0, locked, own)
        card = replace(card, field=field if field in card.fields else card.first_open())
        card = replace(card, handed_in=ballot.state == "done")
        return replace(card, left=card.next_to(-1) or "") if cursor < 0 and card.field == field else card

    @property
    def fields(self) -> list[str]:
        """The fields from top to bottom."""
        return [GATE] * (self.rubric.gate is not None) + [c.id for c in self.rubric.criteria] + [SUBMIT]

    @property
    def cursor(self) -> int:
        """Characters before the cursor; 0 where the next digit begins anew, -1 where the cursor came by itself."""
        if self.left:
            return -1
        return 0 if self.fresh else len(self.points.get(self.field, ""))

    @property
    def total(self) -> Decimal:
        """The sum of what is valid so far."""
        values = (self.value(c) for c in self.rubric.criteria)
        return sum((v for v in values if v is not None), Decimal(0))

    def criterion(self, field: str | None = None) -> Criterion | None:
        """The criterion of a field (None: of the one under the cursor); None for the other fields."""
        wanted = self.field if field is None else field
        return next((c for c in self.rubric.criteria if c.id == wanted), None)

    def value(self, criterion: Criterion) -> Decimal | None:
        """The points that stand for a criterion; None: nothing valid."""
        try:
            return parse_points(self.points.get(criterion.id, ""), criterion, self.step)
        except PointsRefused:
            return None

    def band(self, criterion: Criterion) -> str:
        """The name of the band that the points fall in; empty while there are none."""
        value = self.value(criterion)
        return "" if value is None else self.rubric.band(criterion, value).name

    def first_open(self) -> str:
        """The first field that is not filled in, else the line for submitting."""
        if self.rubric.gate is not None and self.gate is None:
            return GATE
        return next((c.id for c in self.rubric.criteria if self.value(c) is None), SUBMIT)

    def at(self, field: str) -> Card:
        """The same card with the cursor on another field."""
        return replace(self, field=field, fresh=True, left="")

    def next_to(self, by: int) -> str | None:
        """The field so many lines below (or above) the cursor; None beyond the ends."""
        at = self.fields.index(self.field) + by
        return self.fields[at] if 0 <= at < len(self.fields) else None

    def swallowed(self) -> Card | None:
        """The card after an Enter or Tab that only says that the number is whole; None: it wants to go on."""
        if not self.left or (self.field == SUBMIT and not self.paced):
            return None
        return replace(self, left="", paced=True)

    def typed(self, character: str) -> tuple[Card, str]:
        """The card after a digit or dot, and why it was refused ("": it was taken)."""
        if self.locked:
            return self, self.locked
        if self.left and character == ".":
            return self._back().typed(character)
        criterion = self.criterion()
        if criterion is None:
            return (
                self,
                "这里按 1 合格、0 不合格" if self.field == GATE else "按 Enter 提交；要改分请用上下键回到那一项",
            )
        before = "" if self.fresh else self.points.get(self.field, "")
        typed: Typed = type_character(before, character, criterion, self.step)
        return (self, typed.refusal) if typed.refusal else (self._put(typed.text)._gone_on(criterion), "")

    def nudged(self, by: int) -> tuple[Card, str]:
        """The card with the criterion so many steps higher or lower, and why that was refused.

        Empty counts as 0; straight after a number it is that number that is meant.
        """
        if self.left and not self.locked:
            return self._back().nudged(by)
        criterion = self.criterion()
        if self.locked or criterion is None:
            return self, self.locked or "加减要在评分项上：请用上下键移到那一项"
        value = (self.value(criterion) or Decimal(0)) + by * self.step
        if not 0 <= value <= criterion.points:
            return (
                self,
                f"「{criterion.name}」在 0 到 {plain(criterion.points)} 分之间，不能再{'加' if by > 0 else '减'}",
            )
        return replace(self._put(plain(value)), fresh=True), ""

    def decided(self, passed: bool | None) -> tuple[Card, str]:
        """The card after a word on the gate, and why it was refused."""
        return (self, self.locked) if self.locked else (replace(self, gate=passed, handed_in=False), "")

    def shortened(self, *, wholly: bool) -> tuple[Card, str]:
        """The card after Backspace (or, `wholly`, Delete), and why it was refused."""
        if self.locked:
            return self, self.locked
        if self.left:
            return self._back().shortened(wholly=wholly)
        if self.field == GATE:
            return self.decided(None)
        text = self.points.get(self.field, "")
        return (self._put("" if wholly else text[:-1]), "") if text else (self, "")

    def _put(self, text: str) -> Card:
        return replace(self, points={**self.points, self.field: text}, fresh=False, left="", handed_in=False)

    def _gone_on(self, criterion: Criterion) -> Card:
        following = self.next_to(1)
        if following is None or not is_complete(self.points[criterion.id], criterion, self.step):
            return self
        return replace(self, field=following, fresh=True, left=criterion.id)

    def _back(self) -> Card:
        """The criterion that the cursor has just left, as if it had not."""
        return replace(self, field=self.left, fresh=False, left="")
