"""What on a card looks like a slip of the fingers, so that it is read back once before it is submitted.

A rule of thumb for attention, never a judgement: whoever meant it presses Enter again. Only the expert's own earlier
cards are compared with, since nobody is to be drawn towards the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from scoring.season import Criterion, Rubric

ENOUGH = 8
"""Own cards of the category from which on a pattern is spoken of."""
_ENOUGH_FOR_SWAP = 5
_SWAP_FAR, _SWAP_NEAR = Decimal("0.2"), Decimal("0.1")
"""Shares of a criterion's points: so far off is the typed value, so near lies the one with its digits swapped."""
_FAR_POINTS = Decimal("0.35")
"""Share of a criterion's points by which a value must leave the own median to be asked about."""
_FAR_TOTAL = Decimal("0.12")
"""Share of the rubric's total by which a total must leave the own mean at least; three standard deviations besides."""
_DEVIATIONS = 3


class Doubt(NamedTuple):
    """One thing to look at again. `field`: id of the criterion, or `total`. `why`: a Chinese sentence."""

    field: str
    why: str


def second_look(
    rubric: Rubric, points: Mapping[str, Decimal], earlier: Sequence[Mapping[str, Decimal]]
) -> tuple[Doubt, ...]:
    """What looks like a slip on a complete card, in the order of the rubric, the total last; empty: nothing.

    `points`: by criterion id, all of the rubric. `earlier`: the points of the expert's own submitted cards of the same
    category, without this nomination. At most one doubt for each criterion, the first that holds of:

    1. 0 points.
    2. Swapped digits (98 for 89): from 5 own cards on, the value is at least 20 % of the criterion's points away from
       the own median, and the same digits the other way round are within 10 % of it.
    3. Far from the own pattern: from 8 own cards on, at least 35 % of the criterion's points away from the median, and
       outside of what was ever given before.

    And for the total, where no criterion is in doubt: from 8 own cards on, more than three standard deviations and at
    least 12 % of the rubric's total away from the own mean.
    """
    doubts = [d for c in rubric.criteria if (d := _criterion(c, points[c.id], [e[c.id] for e in earlier if c.id in e]))]
    if doubts or len(earlier) < ENOUGH:
        return tuple(doubts)
    total = sum(points.values(), Decimal(0))
    totals = [sum(e.values(), Decimal(0)) for e in earlier]
    mean = sum(totals, Decimal(0)) / len(totals)
    deviation = (sum(((t - mean) ** 2 for t in totals), Decimal(0)) / len(totals)).sqrt()
    off = abs(total - mean)
    if off >= _FAR_TOTAL * rubric.total and off > _DEVIATIONS * deviation:
        way = "高" if total > mean else "低"
        return (Doubt("total", f"合计 {_plain(total)} 分，比您自己的平均 {_plain(round(mean, 1))} 分{way}得多"),)
    return ()


def _criterion(criterion: Criterion, value: Decimal, before: Sequence[Decimal]) -> Doubt | None:
    if value == 0:
        return Doubt(criterion.id, f"「{criterion.name}」是 0 分")
    if len(before) < _ENOUGH_FOR_SWAP:
        return None
    middle, most = median(before), criterion.points
    swapped = _swapped(value)
    if (
        swapped is not None
        and swapped <= most
        and abs(value - middle) >= _SWAP_FAR * most
        and abs(swapped - middle) <= _SWAP_NEAR * most
    ):
        return Doubt(criterion.id, f"「{criterion.name}」{_plain(value)} 分，会不会是 {_plain(swapped)} 分？")
    outside = value < min(before) or value > max(before)
    if len(before) >= ENOUGH and outside and abs(value - middle) >= _FAR_POINTS * most:
        return Doubt(criterion.id, f"「{criterion.name}」{_plain(value)} 分，您这一项多在 {_plain(middle)} 分上下")
    return None


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle value, of an even number the mean of the two middle ones. ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _swapped(value: Decimal) -> Decimal | None:
    """A whole number of two digits with its digits the other way round; None where that is nothing else."""
    text = str(int(value))
    if value % 1 != 0 or len(text) != 2 or text[0] == text[1]:
        return None
    return Decimal(text[::-1])


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
