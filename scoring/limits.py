"""The limits of a list and the exact best list under them.

Without minimums the limits are a laminar family: the specials of a unit lie inside the unit, the units inside the
whole. Sets that keep such limits are the independent sets of a laminar matroid, for which taking the best remaining
candidate that still fits is exact (Edmonds 1971). What the lead moves in is taken first (a contraction of the matroid),
what the lead moves out is struck off, and both leave a laminar matroid.

Minimums for types cut across the units: `scoring.exchange` goes on from there, as exactly. Weights are integers of any
length (score, then rank), so nothing is rounded. The tests hold it against brute force and an independent solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from scoring.exchange import Exchange
from scoring.season import Selection
from scoring.standing import Standing

_MICRO = 6
"""Scores have at most this many decimals."""


class Limits:
    """Counts who was taken, and names the limits of its unit that a further one would break."""

    def __init__(self, rules: Selection, taken: Sequence[Standing] = ()) -> None:
        self._rules = rules
        self._units: Counter[str] = Counter()
        self._specials: Counter[str] = Counter()
        for one in taken:
            self.take(one)

    def take(self, one: Standing) -> None:
        """Counts one more."""
        self._units[one.unit] += 1
        self._specials[one.unit] += one.special

    def broken_by(self, one: Standing) -> tuple[str, ...]:
        """`per_unit`, `specials_per_unit`: what taking it would break; empty: nothing."""
        broken = []
        if self._rules.per_unit is not None and self._units[one.unit] >= self._rules.per_unit:
            broken.append("per_unit")
        most = self._rules.specials_per_unit
        if one.special and most is not None and self._specials[one.unit] >= most:
            broken.append("specials_per_unit")
        return tuple(broken)


@dataclass(frozen=True)
class BestList:
    """The best list under the limits. `ids`: who is in; `greedy`: who would be in without minimums.

    `refused`: ids that were to be moved in and could not be, with the limits that stood in the way (`seats` too).
    `raised`: types whose minimum changed the list. `unmet`: types whose minimum could not be met, with how many are in.
    """

    ids: frozenset[str]
    greedy: frozenset[str]
    refused: Mapping[str, tuple[str, ...]]
    raised: tuple[str, ...]
    unmet: Mapping[str, int]


def best_list(
    ordered: Sequence[Standing],
    rules: Selection,
    seats: int,
    moved_in: Sequence[str] = (),
    moved_out: frozenset[str] = frozenset(),
) -> BestList:
    """The list of at most `seats` with the greatest sum of scores; equal sums: the one that is better by rank.

    `ordered`: the ranked in the order that decides. `moved_in` are taken first, in this order, as far as the
    limits let them; `moved_out` are not taken.
    """
    by_id = {one.id: one for one in ordered}
    limits, chosen, refused = Limits(rules), list[Standing](), dict[str, tuple[str, ...]]()
    for one in (by_id[i] for i in dict.fromkeys(moved_in) if i in by_id):
        broken = limits.broken_by(one) or (("seats",) if len(chosen) >= seats else ())
        if broken:
            refused[one.id] = broken
        else:
            limits.take(one)
            chosen.append(one)
    forced = frozenset(one.id for one in chosen)
    for one in ordered:
        if len(chosen) >= seats:
            break
        if one.id not in forced and one.id not in moved_out and not limits.broken_by(one):
            limits.take(one)
            chosen.append(one)
    greedy = frozenset(one.id for one in chosen)
    if not any(rules.minimum.values()):
        return BestList(greedy, greedy, refused, (), {})
    places = {one.id: i for i, one in enumerate(ordered)}
    inside = {places[i] for i in greedy}
    raised = exchange_of(ordered, rules, seats).fill(
        [i for i, one in enumerate(ordered) if one.id not in moved_out],
        _weights(ordered),
        inside,
        frozenset(places[i] for i in forced),
    )
    chosen = [ordered[i] for i in sorted(inside)]
    counts = Counter(one.type for one in chosen)
    unmet = {kind: counts[kind] for kind, wish in rules.minimum.items() if counts[kind] < wish}
    wished = tuple(kind for kind in rules.minimum if kind in raised)
    return BestList(frozenset(one.id for one in chosen), greedy, refused, wished, unmet)


def exchange_of(people: Sequence[Standing], rules: Selection, seats: int) -> Exchange:
    """The network in which minimums are filled; candidates are places in `people`."""
    return Exchange(
        [one.type for one in people],
        [one.unit for one in people],
        [one.special for one in people],
        per_unit=rules.per_unit,
        per_special=rules.specials_per_unit,
        minimum=rules.minimum,
        seats=seats,
    )


def _weights(ordered: Sequence[Standing]) -> list[int]:
    """Score first; among equal sums the list whose first difference ranks higher."""
    count = len(ordered)
    points = (int((one.score or Decimal(0)).scaleb(_MICRO)) for one in ordered)
    return [(value << count) | (1 << (count - 1 - place)) for place, value in enumerate(points)]


def score_of(chosen: Sequence[Standing]) -> Decimal:
    """The sum of scores of a list."""
    return sum(chain((s.score for s in chosen if s.score is not None), (Decimal(0),)), Decimal(0))
