"""From several numbers to one: trimmed mean, mean, median and spread, exact, and rounded half up at the very end.

Points lie on the season's step, so they are counted in whole steps: sums of integers are exact and several times
faster than sums of decimals (15 cards for each of 1,500 nominations are ranked while a key is pressed).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isqrt

from scoring.season import Method, Scoring


class Averages:
    """The arithmetic of one season's `scoring`. Values are whole numbers of steps; results are points."""

    def __init__(self, scoring: Scoring) -> None:
        self._trim_from = scoring.trim_from
        over, under = scoring.step.as_integer_ratio()
        self._over, self._under = over * 10**scoring.decimals, under
        self._rounded = _Rounded(scoring.decimals)
        self.steps = Steps(scoring.step)

    def average(self, values: Sequence[int], method: Method) -> Decimal:
        """One figure for the totals, or for the points of one criterion, of at least one card.

        `trimmed` drops one highest and one lowest value when there are `scoring.trim_from` or more, and is the plain
        mean below that; `median` of an even number is the mean of the two in the middle. Rounded half up to
        `scoring.decimals`. Raises ValueError for no values.
        """
        count = len(values)
        if not count:
            raise ValueError("no values to average")
        if method == "median":
            ordered = sorted(values)
            return self._ratio(ordered[(count - 1) // 2] + ordered[count // 2], 2)
        if method == "trimmed" and count >= self._trim_from:
            return self._ratio(sum(values) - max(values) - min(values), count - 2)
        return self._ratio(sum(values), count)

    def averages(self, columns: Sequence[Sequence[int]], method: Method) -> list[Decimal]:
        """The same figure for several columns of equally many values (the criteria of one nomination)."""
        count = len(columns[0])
        if method != "trimmed" or count < self._trim_from:
            return [self.average(values, method) for values in columns]
        # written out: most of the numbers of a season pass here
        twice, parts, rounded = 2 * self._over, (count - 2) * self._under, self._rounded
        return [rounded[((sum(v) - max(v) - min(v)) * twice + parts) // (2 * parts)] for v in columns]

    def deviation(self, values: Sequence[int]) -> Decimal | None:
        """Sample standard deviation (n - 1), rounded half up to `scoring.decimals`; None for fewer than two values."""
        count = len(values)
        if count < 2:
            return None
        total = sum(values)
        squares = count * sum([v * v for v in values]) - total * total
        fourfold = 4 * squares * self._over**2 // (count * (count - 1) * self._under**2)
        return self._rounded[(isqrt(fourfold) + 1) // 2]

    def _ratio(self, steps: int, parts: int) -> Decimal:
        """`steps / parts` in points, rounded half up (nothing here is negative)."""
        parts *= self._under
        return self._rounded[(2 * steps * self._over + parts) // (2 * parts)]


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


class _Rounded(dict[int, Decimal]):
    """Whole units of the last decimal place to the decimal itself: 8850 to 88.50."""

    def __init__(self, decimals: int) -> None:
        super().__init__()
        self._decimals = decimals

    def __missing__(self, units: int) -> Decimal:
        self[units] = value = Decimal(units).scaleb(-self._decimals)
        return value
