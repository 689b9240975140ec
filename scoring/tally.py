"""The cards of one category as arrays: what the ranking and every statistic of the panel count with.

Points are whole steps of the season (see `Steps`), so all sums are sums of integers and therefore exact. Making a tally
touches every number of a season once; everything else works on its arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from operator import attrgetter, itemgetter
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from scoring.averages import Steps
from scoring.scorecard import Recusal, Scorecard
from scoring.season import Category

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True)
class Tally:
    """Counted cards, sorted by nomination and within a nomination by expert.

    `ids`: the nominations in the order given, those without a card too; `experts`: those with a counted card, sorted.
    By card: `nomination` and `expert` (places in `ids` and `experts`), `points` (cards × criteria in rubric order, in
    whole steps), `failed` (the gate was not passed). By nomination: `counts`, the number of its cards.
    """

    ids: tuple[str, ...]
    experts: tuple[str, ...]
    step: Decimal
    nomination: Whole
    expert: Whole
    points: Whole
    failed: NDArray[np.bool_]
    counts: Whole

    @property
    def totals(self) -> Whole:
        """The sum of each card, in whole steps."""
        return np.asarray(self.points.sum(axis=1), dtype=np.int64)

    @property
    def starts(self) -> Whole:
        """Where the cards of each nomination begin; that of the next one where it has none."""
        return np.asarray(np.cumsum(self.counts) - self.counts, dtype=np.int64)

    def matrix(self, values: Whole) -> Real:
        """Values by card as a table, nominations × experts, in points; NaN where there is no card."""
        table = np.full((len(self.ids), len(self.experts)), np.nan)
        table[self.nomination, self.expert] = values * float(self.step)
        return table

    def only(self, nominations: Collection[str]) -> Tally:
        """The tally of some of the nominations, in the order they have here."""
        wanted = frozenset(nominations)
        inside = np.fromiter((one in wanted for one in self.ids), dtype=bool, count=len(self.ids))
        return self._picked(inside, inside[self.nomination])

    def without(self, expert: str) -> Tally:
        """The tally as if one expert had not scored; all nominations stay."""
        every = np.ones(len(self.ids), dtype=bool)
        return self._picked(every, self.expert != self.experts.index(expert))

    def _picked(self, nominations: NDArray[np.bool_], cards: NDArray[np.bool_]) -> Tally:
        seated = np.unique(self.expert[cards])
        place = np.cumsum(nominations) - 1
        kept = place[self.nomination[cards]]
        ids = tuple(one for one, inside in zip(self.ids, nominations.tolist(), strict=True) if inside)
        return Tally(
            ids=ids,
            experts=tuple(self.experts[i] for i in seated.tolist()),
            step=self.step,
            nomination=kept,
            expert=np.searchsorted(seated, self.expert[cards]),
            points=self.points[cards],
            failed=self.failed[cards],
            counts=np.bincount(kept, minlength=len(ids)),
        )


def tally(
    nominations: Sequence[str],
    cards: Iterable[Scorecard],
    category: Category,
    step: Decimal,
    recusals: Iterable[Recusal] = (),
) -> Tally:
    """Counts the cards of these nominations (ids); a card under a recusal and a card of any other does not count.

    Raises ValueError for a second nomination of one id, a second card of one expert, and a card that does not fit the
    rubric or whose points lie between two steps.
    """
    place = {one: i for i, one in enumerate(nominations)}
    if len(place) < len(nominations):
        raise ValueError("two nominations of one id")
    void = {(r.expert, r.nomination) for r in recusals}
    mine = [c for c in cards if c.nomination in place and not (void and (c.expert, c.nomination) in void)]
    experts = tuple(sorted({c.expert for c in mine}))
    seat = {one: i for i, one in enumerate(experts)}
    count = len(mine)
    nomination = np.fromiter(map(place.__getitem__, map(attrgetter("nomination"), mine)), np.int64, count)
    expert = np.fromiter(map(seat.__getitem__, map(attrgetter("expert"), mine)), np.int64, count)
    order = np.argsort(nomination * (len(experts) + 1) + expert, kind="stable")
    nomination, expert = nomination[order], expert[order]
    double = (nomination[1:] == nomination[:-1]) & (expert[1:] == expert[:-1])
    if double.any():
        raise ValueError(f"two cards of one expert for {nominations[nomination[1:][double][0]]}")
    points = _points(mine, [c.id for c in category.rubric.criteria], category.rubric.gate is not None, Steps(step))
    return Tally(
        ids=tuple(nominations),
        experts=experts,
        step=step,
        nomination=nomination,
        expert=expert,
        points=points[order],
        failed=np.fromiter((c.gate is False for c in mine), bool, count)[order],
        counts=np.bincount(nomination, minlength=len(place)),
    )


def _points(cards: list[Scorecard], names: list[str], gate: bool, steps: Steps) -> Whole:
    """Cards × criteria. This loop touches every number of the season, so it runs in C."""
    points = [card.points for card in cards]
    if not set(map(len, points)) <= {len(names)} or (gate and None in {card.gate for card in cards}):
        _misfit(cards, names)
    try:
        flat = np.fromiter(
            map(steps.__getitem__, chain.from_iterable(map(_row_of(names), points))), np.int64, len(cards) * len(names)
        )
    except KeyError:
        _misfit(cards, names)
    return flat.reshape(len(cards), len(names))


def _row_of(names: list[str]) -> Callable[[Mapping[str, Decimal]], tuple[Decimal, ...]]:
    """Reads the points in rubric order (itemgetter gives no tuple for a single name)."""
    return itemgetter(*names) if len(names) > 1 else lambda points: (points[names[0]],)


def _misfit(cards: list[Scorecard], names: list[str]) -> NoReturn:
    first = next((c for c in cards if set(c.points) != set(names)), None) or next(c for c in cards if c.gate is None)
    raise ValueError(f"a card for {first.nomination} does not fit the rubric")
