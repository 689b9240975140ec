"""Records that share a picture or long stretches of text, found without comparing all with all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from scoring.matching import weights as w
from scoring.matching.records import Side

_RUN = 6
_NO_WORD = re.compile(r"\W+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio (Knuth 1998, 6.4); products wrap around."""
_LONG = 400
_EVERY = 8
"""Of texts from `_LONG` characters on one run in so many is kept, chosen by its own bytes, so alike in all texts."""
_FEWEST = 2
_COMMON = (3, 0.02)
"""A run in more texts than this many, and in more than this part of them, is a manner of speaking."""


def copied(a: str, b: str, common: frozenset[str] = frozenset()) -> float:
    """The part of the shorter text's runs of six characters that the other has too, those of `common` left out; 0 for
    texts under `COPIED_LEAST` characters. Texts come squeezed, here and below."""
    if min(len(a), len(b)) < w.COPIED_LEAST:
        return 0.0
    one, other = runs(a) - common, runs(b) - common
    if len(a) < _LONG <= len(b):
        one &= chosen(a)
    if len(b) < _LONG <= len(a):
        other &= chosen(b)
    return len(one & other) / max(min(len(one), len(other)), _FEWEST)


@lru_cache(maxsize=4_000)
def runs(text: str) -> frozenset[str]:
    """The runs of six characters of a text, marks and spaces left out: all of a short one, the chosen of a long one."""
    if len(text) >= _LONG:
        return chosen(text)
    bare = _NO_WORD.sub("", text)
    return frozenset(bare[i : i + _RUN] for i in range(len(bare) - _RUN + 1))


@lru_cache(maxsize=4_000)
def chosen(text: str) -> frozenset[str]:
    """Of the runs of a text those that a hash of their own characters chooses, one in `_EVERY`."""
    bare = _NO_WORD.sub("", text)
    signs = np.frombuffer(bare.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = np.zeros(max(len(bare) - _RUN + 1, 0), dtype=np.uint64)
    for i in range(_RUN):
        hashes = hashes * _FACTOR + signs[i : i + len(hashes)]
    picked = (hashes * _FACTOR >> np.uint64(32)) % np.uint64(_EVERY) == 0
    return frozenset(bare[i : i + _RUN] for i in np.flatnonzero(picked).tolist())


class Copies:
    """Finds rows with a like photo, or with a deed that shares runs of characters. `common`: the runs of many deeds."""

    def __init__(self, sides: Iterable[tuple[int, Side]]) -> None:
        self._runs: dict[str, list[int]] = defaultdict(list)
        hashes: list[int] = []
        rows: list[int] = []
        texts = 0
        for row, side in sides:
            if len(side.plain_deed) >= w.COPIED_LEAST:
                texts += 1
                for run in runs(side.plain_deed):
                    self._runs[run].append(row)
            for one in side.phashes:
                hashes.append(int(one, 16))
                rows.append(row)
        self._hashes, self._rows = np.array(hashes, dtype=np.uint64), np.array(rows, dtype=np.int64)
        limit = max(_COMMON[0], _COMMON[1] * texts)
        self.common = frozenset(run for run, some in self._runs.items() if len(some) > limit)
        for run in self.common:
            del self._runs[run]

    def of(self, side: Side) -> set[int]:
        """The rows that share a picture with `side`, or text enough to be worth a look."""
        found: set[int] = set()
        for one in side.phashes if len(self._rows) else ():
            distance = np.bitwise_count(self._hashes ^ np.uint64(int(one, 16)))
            found.update(self._rows[distance <= w.PHOTO_NEAR].tolist())
        asked = runs(side.plain_deed) if self._runs and len(side.plain_deed) >= w.COPIED_LEAST else ()
        shared = Counter(row for run in asked for row in self._runs.get(run, ()))
        return found | {row for row, times in shared.items() if times >= _FEWEST}
