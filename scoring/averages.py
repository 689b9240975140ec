"""From several numbers to one: trimmed mean, mean, median and spread, exact, and rounded half up at the very end.

Points lie on the season's step, so they are counted in whole steps: sums of integers are exact. All nominations are
worked out at once (15 cards for each of 1,500 are ranked while a key is pressed).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from scoring.season import Method, Scoring

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
_SAFE = 2**62
"""Below this, products fit 64 bits; above it they are worked out with Python's own integers."""


@dataclass(frozen=True)
class Groups:
    """How a flat list of values falls into groups: the first `counts[0]` belong together, then the next. None empty."""

    counts: Whole

    @property
    def starts(self) -> Whole:
        """Where each group begins."""
        return np.asarray(np.cumsum(self.counts) - self.counts, dtype=np.int64)


class Averages:
    """The arithmetic of one season's `scoring`.

    Values are whole numbers of steps; results are whole units of the last decimal place (8850 is 88.50 with two
    decimals), and `decimal` makes points of them.
    """

    def __init__(self, scoring: Scoring) -> None:
        self._trim_from = scoring.trim_from
        over, under = scoring.step.as_integer_ratio()
        self._over, self._under = over * 10**scoring.decimals, under
        self.decimal = Rounded(scoring.decimals)

    def average(self, values: Whole, groups: Groups, method: Method) -> Whole:
        """One figure for each group of values, or for each column of a table of them (rows grouped).

        `trimmed` drops one highest and one lowest value of a group of `scoring.trim_from` or more, and is the plain
        mean below that; `median` of an even number is the mean of the two in the middle. Rounded half up to
        `scoring.decimals`.
        """
        counts = groups.counts.reshape(-1, *[1] * (values.ndim - 1))
        if method == "median":
            return self._ratio(_middle(values, groups), np.full_like(counts, 2))
        sums = np.add.reduceat(values, groups.starts, axis=0)
        if method == "mean":
            return self._ratio(sums, counts)
        ends = np.maximum.reduceat(values, groups.starts, axis=0) + np.minimum.reduceat(values, groups.starts, axis=0)
        trims = counts >= self._trim_from
        return self._ratio(np.where(trims, sums - ends, sums), np.where(trims, counts - 2, counts))

    def deviation(self, values: Whole, groups: Groups) -> list[int | None]:
        """Sample standard deviation (n - 1), rounded half up to `scoring.decimals`; None for fewer than two values."""
        counts = groups.counts
        bound = 4 * int(counts.max()) ** 2 * max(1, int(np.abs(values).max())) ** 2 * self._over**2
        wide = values if bound < _SAFE else values.astype(object)
        sums = np.add.reduceat(wide, groups.starts)
        squares = counts * np.add.reduceat(wide * wide, groups.starts) - sums * sums
        many = counts > 1
        parts = np.where(many, counts * (counts - 1), 1) * self._under**2
        roots = [(isqrt(x) + 1) // 2 for x in (4 * squares * self._over**2 // parts).tolist()]
        return [root if known else None for root, known in zip(roots, many.tolist(), strict=True)]

    def _ratio(self, steps: Whole, parts: Whole) -> Whole:
        """`steps / parts` in points, rounded half up (nothing here is negative)."""
        parts = parts * self._under
        return np.asarray((2 * steps * self._over + parts) // (2 * parts), dtype=np.int64)


def simulated(cards: Real, counts: Whole, scoring: Scoring) -> Real:
    """The official method on made-up cards, not rounded: nominations × rounds.

    `cards`: cards × rounds, sorted by nomination; `counts`: cards of each nomination, 0 gives NaN.
    """
    out = np.full((len(counts), cards.shape[1]), np.nan)
    starts = np.cumsum(counts) - counts
    for count in np.unique(counts[counts > 0]).tolist():
        rows = np.flatnonzero(counts == count)
        block = cards[(starts[rows][:, None] + np.arange(count)[None, :]).ravel()].reshape(len(rows), count, -1)
        if scoring.method == "median":
            out[rows] = np.median(block, axis=1)
        elif scoring.method == "trimmed" and count >= scoring.trim_from:
            out[rows] = (block.sum(axis=1) - block.max(axis=1) - block.min(axis=1)) / (count - 2)
        else:
            out[rows] = block.mean(axis=1)
    return out


def _middle(values: Whole, groups: Groups) -> Whole:
    """Twice the median of each group."""
    owner = np.repeat(np.arange(len(groups.counts)), groups.counts)
    low, high = groups.starts + (groups.counts - 1) // 2, groups.starts + groups.counts // 2
    if values.ndim == 1:
        ordered = values[np.lexsort((values, owner))]
        return np.asarray(ordered[low] + ordered[high], dtype=np.int64)
    columns = [_middle(values[:, i], groups) for i in range(values.shape[1])]
    return np.stack(columns, axis=1)


class Steps(dict[Decimal, int]):
    """Points to whole steps, worked out once for each value that occurs. ValueError for points between two steps."""

    def __init__(self, step: Decimal) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, points: Decimal) -> int:
        if points < 0 or points % self._step != 0:
            raise ValueError(f"{points} points are not a multiple of {self._step}")
        self[points] = steps = int(points / self._step)
        return steps


class Rounded(dict[int, Decimal]):
    """Whole units of the last decimal place to the decimal itself: 8850 to 88.50."""

    def __init__(self, decimals: int) -> None:
        super().__init__()
        self._decimals = decimals

    def __missing__(self, units: int) -> Decimal:
        self[units] = value = Decimal(units).scaleb(-self._decimals)
        return value
