"""An expert's own yardstick: how the own points spread, whether they drift, how long a card takes, what was alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from scoring.nomination import Nomination
from scoring.season import Criterion, Rubric

_BREAK_SECONDS = 20 * 60
"""A longer gap between two cards was a break, not work."""
_RECENT = 20
_LEAST_FOR_PACE = 3
_LEAST_FOR_DRIFT = 9
_TYPE, _KIND, _TEXT = 0.3, 0.1, 0.6
"""Weights of similarity: same type of person or field, same kind of body, shared pairs of characters."""


class Bar(NamedTuple):
    """Totals from `low` to `high` points (both included); `cards`: how many of the own fall there."""

    low: Decimal
    high: Decimal
    cards: int


class Drift(NamedTuple):
    """Means of the first and of the last third of the own cards, in the order of submission."""

    early: Decimal
    late: Decimal


class Likeness(NamedTuple):
    """What two nominations are compared by. `pairs`: the pairs of neighbouring characters of the texts."""

    type: str
    kind: str
    pairs: frozenset[str]


def histogram(totals: Sequence[Decimal], step: Decimal, grain: Decimal = Decimal(5)) -> tuple[Bar, ...]:
    """Totals counted in bars of `grain` points from the lowest to the highest that is there, empty ones included.

    `step`: the grain of a total, so that a bar ends one step below the next. Empty for no totals.
    """
    if not totals:
        return ()
    lowest, highest = min(totals) // grain, max(totals) // grain
    edges = [grain * i for i in range(int(lowest), int(highest) + 1)]
    return tuple(Bar(e, e + grain - step, sum(e <= t < e + grain for t in totals)) for e in edges)


def band_counts(rubric: Rubric, criterion: Criterion, values: Sequence[Decimal]) -> Mapping[str, int]:
    """How many of the own points of a criterion fall in which band, bands of none included."""
    counts = {band.name: 0 for band in rubric.bands}
    for value in values:
        counts[rubric.band(criterion, value).name] += 1
    return counts


def drift(totals: Sequence[Decimal]) -> Drift | None:
    """How the own level moved over the sitting; None below nine cards. `totals` in the order of submission.

    The nominations of the two thirds are others, so a difference is a hint to look again and no proof.
    """
    third = len(totals) // 3
    if len(totals) < _LEAST_FOR_DRIFT:
        return None
    first, last = totals[:third], totals[-third:]
    return Drift(sum(first, Decimal(0)) / third, sum(last, Decimal(0)) / third)


def pace(times: Sequence[datetime]) -> float | None:
    """Seconds that a card takes: the median of the last 20 gaps between submissions, breaks over 20 minutes left out.

    None below three such gaps. `times` ascending.
    """
    gaps = [(b - a).total_seconds() for a, b in pairwise(times)]
    worked = sorted([g for g in gaps if 0 < g <= _BREAK_SECONDS][-_RECENT:])
    if len(worked) < _LEAST_FOR_PACE:
        return None
    half = len(worked) // 2
    return worked[half] if len(worked) % 2 else (worked[half - 1] + worked[half]) / 2


def likeness(nomination: Nomination, kind: str) -> Likeness:
    """What there is to compare of a nomination; `kind` is that of its unit."""
    pairs: set[str] = set()
    for passage in nomination.passages:
        letters = [c for c in passage.body if c.isalnum()]
        pairs.update(a + b for a, b in pairwise(letters))
    return Likeness(nomination.text("type") or nomination.text("audience"), kind, frozenset(pairs))


def similarity(one: Likeness, other: Likeness) -> float:
    """0 (nothing shared) to 1: 0.3 for the same type (unknown is none), 0.1 for the same kind of unit, 0.6 for the
    share of common character pairs among all of the smaller text. Symmetric."""
    shared = len(one.pairs & other.pairs) / max(1, min(len(one.pairs), len(other.pairs)))
    same_type = bool(one.type) and one.type == other.type
    return _TYPE * same_type + _KIND * (one.kind == other.kind) + _TEXT * shared


def most_similar(wanted: Likeness, others: Mapping[str, Likeness], most: int = 3) -> tuple[tuple[str, float], ...]:
    """The `most` ids that are most like `wanted`, with their similarity, most alike first; ties by id."""
    rated = sorted(((i, similarity(wanted, one)) for i, one in others.items()), key=lambda r: (-r[1], r[0]))
    return tuple(rated[:most])
