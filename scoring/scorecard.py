"""One expert's card for one nomination, and its check against the rubric.

Points are exact decimals on the season's step; a card is a value, never edited: a correction is a new card.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from pydantic import BaseModel, ConfigDict

from scoring.season import Criterion, Rubric


class Scorecard(BaseModel):
    """A submitted card. `gate` True: passed; None: the rubric has no gate. `points` by criterion id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    expert: str
    nomination: str
    points: Mapping[str, Decimal]
    gate: bool | None = None

    @property
    def total(self) -> Decimal:
        """Sum of all points, exact."""
        return sum(self.points.values(), Decimal(0))


class Recusal(BaseModel):
    """An expert withdraws from one nomination: it voids the expert's card and is no zero."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    expert: str
    nomination: str


class PointsRefused(ValueError):
    """A text is no valid number of points; `str()` is a Chinese sentence that says what is allowed."""


def parse_points(text: str, criterion: Criterion, step: Decimal) -> Decimal:
    """The points that `text` says for `criterion`.

    Full-width digits and dots are read like their ASCII twins. Both ends 0 and `criterion.points` are allowed; the
    value must be a multiple of `step`. Raises `PointsRefused` for anything else (empty, NaN, exponents, signs).
    """
    plain = text.strip().translate(_ASCII)
    if not plain or not all(ch in "0123456789." for ch in plain):
        raise PointsRefused(f"“{criterion.name}”要填 0–{criterion.points} 的数字")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise PointsRefused(f"“{criterion.name}”要填 0–{criterion.points} 的数字") from None
    if value > criterion.points:
        raise PointsRefused(f"“{criterion.name}”最高 {criterion.points} 分，填了 {plain}")
    if value % step != 0:
        raise PointsRefused(f"“{criterion.name}”以 {step} 分为一档，填了 {plain}")
    return value


def lacks(points: Mapping[str, Decimal], gate: bool | None, rubric: Rubric) -> tuple[str, ...]:
    """What a card still lacks before it can be submitted: ids of criteria in rubric order, `gate` first.

    Empty: it is complete.
    """
    missing = ["gate"] if rubric.gate is not None and gate is None else []
    missing += [c.id for c in rubric.criteria if c.id not in points]
    return tuple(missing)


_ASCII = str.maketrans("０１２３４５６７８９．。", "0123456789..")
