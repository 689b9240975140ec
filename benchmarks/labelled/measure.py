"""How well pairs that were found agree with the truth of a labelled set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from benchmarks.labelled.make import LabelledSet


class Measure(NamedTuple):
    """Of pairs (nomination, past record). `per_clean`: how many of 100 nominees that were never recommended got one;
    near misses are among them.

    Pairs that the data cannot decide count as true ones; `recall` has them in its denominator.
    """

    precision: float
    recall: float
    f1: float
    per_clean: float


def measured(found: Iterable[tuple[str, str]], labelled: LabelledSet) -> Measure:
    """Precision, recall and F1 of the pairs found; 0 where nothing was found."""
    pairs = set(found)
    true = {(nomination, t.past) for nomination, t in labelled.truth.items() if t.true}
    clean = {nomination for nomination, t in labelled.truth.items() if not t.true}
    hits = len(pairs & true)
    precision, recall = hits / max(len(pairs), 1), hits / len(true)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Measure(precision, recall, f1, 100 * len({n for n, _ in pairs} & clean) / len(clean))
