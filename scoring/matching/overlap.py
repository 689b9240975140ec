"""The most that pairs of titles can prove by the characters that both have in pieces: no pair is tiled for this.

Closer than `bounds.TitleBounds`, which knows nothing of what either title has of its own, and asked of the rows that
are left by it. It never lies below `evidence.title_weight` (a test compares).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scoring.matching import weights as w
from scoring.matching.evidence import NOTHING, Frequencies
from scoring.matching.titles import FILLER, MOST_SLIPS, SLIP, closing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_BITS = 21
_ROUNDING = 1e-6


class Overlap:
    """The titles of an index, character after character; how rare they are is worked out when they are first asked for.

    `texts`: titles in normal form, of two and more characters.
    """

    def __init__(self, texts: Sequence[str], known: Frequencies) -> None:
        self._texts, self._known = texts, known
        signs = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        self._lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self._ends = np.cumsum(self._lengths)
        self._starts = self._ends - self._lengths
        self._pairs = np.full(len(signs), -1, dtype=np.int64)
        self._pairs[:-1] = (signs[:-1] << _BITS) | signs[1:]
        self._pairs[self._ends - 1] = -1
        self._signs = signs
        self._bits = np.zeros((2, len(signs)))
        self._whole, self._slips = np.zeros(len(texts)), np.zeros(len(texts))
        self._made = np.zeros(len(texts), dtype=bool)

    def most(self, text: str, which: Ints) -> Floats:
        """Bits at most of `text` with each of the titles at the places `which`."""
        if not len(which):
            return np.zeros(0)
        self._make(which[~self._made[which]])
        lengths = self._lengths[which]
        owner = np.repeat(np.arange(len(which)), lengths)
        begins = np.cumsum(lengths) - lengths
        at = np.arange(len(owner)) + np.repeat(self._starts[which] - begins, lengths)
        bits = np.array(_counted(text, self._known))
        pairs = np.array([(ord(a) << _BITS) | ord(b) for a, b in pairwise(text)], dtype=np.int64)
        codes, of_code = np.unique(pairs, return_inverse=True)
        places = np.searchsorted(codes, self._pairs[at]).clip(max=len(codes) - 1)
        hit = codes[places] == self._pairs[at]
        theirs = self._theirs(hit, owner, at, len(which))
        ours = _ours(hit, owner, places, of_code, bits, len(which))
        first, last = self._starts[which], self._ends[which] - 1
        same_first, same_last = self._signs[first] == ord(text[0]), self._signs[last] == ord(text[-1])
        theirs += same_first * self._bits[:, first] + same_last * self._bits[:, last] + self._slips[which]
        ours += same_first * bits[:, :1] + same_last * bits[:, -1:] + _slip_bits(bits[0].tolist())
        common = np.minimum(np.minimum(ours[0], theirs[0]), w.TITLE_MOST)
        left, right = bits[1].sum() - ours[1], self._whole[which] - theirs[1]
        less = np.maximum(np.minimum(left, right) - _ROUNDING, 0)
        constant, each = w.TITLE_CHANGED
        changed = np.where(less >= NOTHING, np.maximum(constant, -less) + each * less, 0.0)
        found: Floats = np.maximum(common + changed, w.TITLE_OTHER) + _ROUNDING
        return found

    def _make(self, which: Ints) -> None:
        for i, start, end in zip(which.tolist(), self._starts[which].tolist(), self._ends[which].tolist(), strict=True):
            bits, own = _counted(self._texts[i], self._known)
            self._bits[0, start:end], self._bits[1, start:end] = bits, own
            self._whole[i], self._slips[i] = sum(own), _slip_bits(bits)
        self._made[which] = True

    def _theirs(self, hit: NDArray[np.bool_], owner: Ints, at: Ints, count: int) -> Floats:
        """Bits of the titles' characters that stand in a pair of `text`, as shared and as their own."""
        covered = hit.copy()
        covered[1:] |= hit[:-1]
        return np.array([np.bincount(owner, self._bits[k, at] * covered, count) for k in (0, 1)])


def _ours(hit: NDArray[np.bool_], owner: Ints, places: Ints, of_code: Ints, bits: Floats, count: int) -> Floats:
    """Bits of the asked title's characters that stand in a pair of each of the titles, as shared and as its own."""
    has = np.zeros((count, int(of_code.max()) + 1), dtype=bool)
    has[owner[hit], places[hit]] = True
    pairs = has[:, of_code]
    covered = np.zeros((count, bits.shape[1]), dtype=bool)
    covered[:, :-1] = pairs
    covered[:, 1:] |= pairs
    found: Floats = bits @ covered.T.astype(np.float64)
    return found


def _counted(text: str, known: Frequencies) -> tuple[Sequence[float], Sequence[float]]:
    """Bits of each character: as a shared one, and as the title's own (little for closing words)."""
    bits, end = known.titles.bits(text), closing(text)
    return bits, [*bits[:end], *(FILLER * x for x in bits[end:])]


def _slip_bits(bits: Sequence[float]) -> float:
    """The most that slips can count."""
    return SLIP * sum(sorted(bits)[-MOST_SLIPS:])
