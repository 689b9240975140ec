"""What a benchmark gives: rows of figures, each beside its floor."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    `ours` and `floor` are in `unit`; `floor` None: there is nothing to compare with, then `goal` is in `unit` too.
    `goal` None: the figure is for information. A ratio or figure equal to the goal meets it.
    """

    benchmark: str
    what: str
    unit: str
    ours: float
    floor: float | None = None
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours to the floor; None without a floor."""
        return None if self.floor is None else self.ours / self.floor

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        figure = self.ours if self.ratio is None else self.ratio
        return figure <= self.goal


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` per cent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


def median(values: Sequence[float]) -> float:
    """The 50th percentile."""
    return percentile(values, 50)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


@contextmanager
def steady() -> Iterator[None]:
    """No garbage collection of the measuring program itself inside the block."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
