"""All pairs of a season's photos that may be one picture, by arrays: 28 million pairs of 7,500 photos."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from scoring.nomination import PhotoFacts
from scoring.picture_limits import APART, COARSE, TINT

_CELLS = 256
_BLOCK = 512
_BATCH = 1024
_ALIKE = 0.85
"""Correlation of two pictures' cells below which no margin and no brightness makes them one."""

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


def near_pairs(photos: Sequence[PhotoFacts], owners: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of pairs (i < j) of different owners that hash, colour and, of two upright pictures, cells do not part.

    Every photo has a `phash`, and `detail` or `cells`.
    """
    index = _Index(photos, owners)
    for start in range(0, len(photos), _BLOCK):
        first, second = index.alike(start)
        for at in range(0, len(first), _BATCH):
            one, other = first[at : at + _BATCH], second[at : at + _BATCH]
            keep = index.same_tint(one, other) & index.same_cells(one, other)
            yield from zip(one[keep].tolist(), other[keep].tolist(), strict=True)


def near_codes(one: Sequence[str], other: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Places of pairs of 64-bit hashes (hex), one of each list, that differ in at most `most` bits."""
    a, b = (np.array([int(code, 16) for code in codes], dtype=np.uint64) for codes in (one, other))
    for start in range(0, len(a), _BLOCK):
        first, second = np.nonzero(np.bitwise_count(a[start : start + _BLOCK, None] ^ b[None, :]) <= most)
        yield from zip((first + start).tolist(), second.tolist(), strict=True)


def unexplained(a: str, b: str) -> float:
    """What the cells of one picture leave unexplained of the other's variance, the least over all margins; 0 to 1."""
    rows, basis = _fitted(np.stack([_rows(text) for text in (a, b)]))
    return float(_least(rows[:1], basis[:1], rows[1:], basis[1:])[0])


class _Index:
    def __init__(self, photos: Sequence[PhotoFacts], owners: Sequence[str]) -> None:
        self._codes = np.array([int(photo.phash or "", 16) for photo in photos], dtype=np.uint64)
        numbers = {owner: number for number, owner in enumerate(dict.fromkeys(owners))}
        self._owners = np.array([numbers[owner] for owner in owners])
        grey = bytes(32)
        self._coloured = np.array([bool(photo.tint) for photo in photos])
        tints = b"".join(bytes.fromhex(photo.tint) or grey for photo in photos)
        self._tints = np.frombuffer(tints, dtype=np.uint8).reshape(len(photos), -1).astype(np.int16)
        upright = [at for at, photo in enumerate(photos) if photo.cells]
        self._row = np.full(len(photos), -1)
        self._row[upright] = np.arange(len(upright))
        if upright:
            self._rows, self._basis = _fitted(np.stack([_rows(photos[at].cells) for at in upright]))
            self._first = np.ascontiguousarray(self._rows[:, 0, :])

    def alike(self, start: int) -> tuple[Places, Places]:
        """Pairs of a block of photos with all behind them, by hash and owner."""
        block = slice(start, start + _BLOCK)
        near = np.bitwise_count(self._codes[block, None] ^ self._codes[None, start:]) <= COARSE
        near &= self._owners[block, None] != self._owners[None, start:]
        first, second = np.nonzero(np.triu(near, 1))
        return first + start, second + start

    def same_tint(self, one: Places, other: Places) -> npt.NDArray[np.bool_]:
        """A picture without colour may be a grey copy of any."""
        apart = np.abs(self._tints[one] - self._tints[other]).max(axis=1)
        return np.asarray((apart <= TINT) | ~self._coloured[one] | ~self._coloured[other])

    def same_cells(self, one: Places, other: Places) -> npt.NDArray[np.bool_]:
        """Whether cells do not speak against it; of a pair without cells on both sides nothing is known."""
        a, b = self._row[one], self._row[other]
        both = np.flatnonzero((a >= 0) & (b >= 0))
        found = np.ones(len(one), dtype=bool)
        if len(both):
            found[both] = False
            alike = (self._first[a[both]] * self._first[b[both]]).sum(axis=1) >= _ALIKE
            both = both[alike]
            a, b = a[both], b[both]
            found[both] = _least(self._rows[a], self._basis[a], self._rows[b], self._basis[b]) <= APART
        return found


def _rows(text: str) -> Floats:
    """The cells of one upright picture: a row for each margin, of mean 0 and length 1."""
    rows = np.frombuffer(b64decode(text), dtype=np.uint8).reshape(-1, _CELLS).astype(np.float32)
    rows -= rows.mean(axis=1, keepdims=True)
    return np.asarray(rows / (np.sqrt((rows * rows).sum(axis=1, keepdims=True)) + 1e-9))


def _fitted(rows: Floats) -> tuple[Floats, Floats]:
    """The rows of each picture, and an orthonormal basis of the cubic functions of its first row."""
    first = rows[:, 0, :].astype(float) * _CELLS**0.5
    basis, _ = np.linalg.qr(np.stack([first**power for power in range(4)], axis=2))
    return rows, basis.astype(np.float32)


def _least(a: Floats, a_basis: Floats, b: Floats, b_basis: Floats) -> Floats:
    """For each pair of pictures what no cubic function of one's first row explains of the best of the other's rows."""
    explained = [(np.matmul(rows, basis) ** 2).sum(axis=2).max(axis=1) for rows, basis in ((b, a_basis), (a, b_basis))]
    return np.asarray(1 - np.maximum(*explained))
