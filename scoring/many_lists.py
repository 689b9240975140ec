"""Thousands of lists at once: who would be in under the season's limits, for each row of a table of scores.

Simulations need the outcome only, without words. Without minimums the walk down the scores is exact (`scoring.limits`);
a row whose list misses a minimum is solved by the exact method itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.limits import exchange_of
from scoring.season import Selection
from scoring.standing import Standing
from scoring.tally import Real, Whole

Inside = NDArray[np.bool_]
_FINE = 10**8
"""Scores are compared to so many parts of a point where lists are exchanged."""


def inside(scores: Real, people: Sequence[Standing], rules: Selection, seats: int) -> Inside:
    """Rounds × people: whether each one is in, by the scores of each round. Equal scores: the earlier of `people`."""
    count = len(people)
    units = {name: i for i, name in enumerate(dict.fromkeys(one.unit for one in people))}
    unit = np.array([units[one.unit] for one in people], dtype=np.int64)
    special = np.array([one.special for one in people], dtype=bool)
    order = np.argsort(-scores, axis=1, kind="stable")
    fits = np.ones(order.shape, dtype=bool)
    if rules.specials_per_unit is not None and special.any():
        fits = ~special[order] | (_earlier(unit[order], special[order]) < rules.specials_per_unit)
    if rules.per_unit is not None and count and np.bincount(unit).max() > rules.per_unit:
        fits &= _earlier(unit[order], fits) < rules.per_unit
    fits &= np.cumsum(fits, axis=1) <= seats
    found = np.zeros(order.shape, dtype=bool)
    np.put_along_axis(found, order, fits, axis=1)
    if any(rules.minimum.values()):
        _meet_minimums(found, scores, order, people, rules, seats)
    return found


def _earlier(unit: Whole, counted: Inside) -> Whole:
    """How many counted ones of the same unit stand further ahead in their row."""
    rounds, count = unit.shape
    by_unit = np.argsort(unit, axis=1, kind="stable")
    marks = np.take_along_axis(counted, by_unit, axis=1)
    before: Whole = np.cumsum(marks, axis=1) - marks
    ordered = np.take_along_axis(unit, by_unit, axis=1)
    fresh = np.ones((rounds, count), dtype=bool)
    fresh[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    base = np.maximum.accumulate(np.where(fresh, before, 0), axis=1)
    out = np.empty((rounds, count), dtype=np.int64)
    np.put_along_axis(out, by_unit, before - base, axis=1)
    return out


def _meet_minimums(
    found: Inside, scores: Real, order: Whole, people: Sequence[Standing], rules: Selection, seats: int
) -> None:
    kinds = {kind: np.array([one.type == kind for one in people]) for kind, wish in rules.minimum.items() if wish}
    missed = np.zeros(len(found), dtype=bool)
    for kind, members in kinds.items():
        missed |= found[:, members].sum(axis=1) < min(rules.minimum[kind], int(members.sum()))
    network = exchange_of(people, rules, seats)
    weights = np.round((scores - scores.min(axis=1, keepdims=True)) * _FINE).astype(np.int64)
    for row in np.flatnonzero(missed).tolist():
        chosen = set(np.flatnonzero(found[row]).tolist())
        network.fill(order[row].tolist(), (weights[row] + 1).tolist(), chosen)
        found[row] = False
        found[row, list(chosen)] = True
