"""How much two projects can weigh at most, for all rows at once: what cannot become a suspect is not compared.

The bounds never lie below what `evidence.balance` finds (tests compare with everything compared in full).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import add

import numpy as np
from numpy.typing import NDArray

from scoring.matching import weights as w
from scoring.matching.bodies import Body, Directory
from scoring.matching.evidence import Frequencies, unit_weight
from scoring.matching.records import Side
from scoring.matching.titles import MOST_SLIPS, SLIP
from scoring.matching.told import AWARD, body_forms, in_standard

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_BITS, _MASK = 21, (1 << 21) - 1
_ROUNDING = 1e-6
_KEPT = 500
_FAR = max(w.UNIT[how][1] for how in ("city", "other", "sibling", "elsewhere", "parts")) + w.DEED["place"]
_OTHER = max(w.DEED["award"], w.DEED["leader"], w.DEED["admitted"])


class TitleBounds:
    """The most that the titles of rows can prove. `forms`: the titles of every row in normal form."""

    def __init__(self, forms: Sequence[tuple[str, ...]], known: Frequencies) -> None:
        self._known = known
        texts = [text for some in forms for text in some]
        self._row_of = np.repeat(np.arange(len(forms)), [len(some) for some in forms])
        self._single = len(texts) == len(forms)
        self._count = len(forms)
        self._pairs, self._triples = _Pieces(texts, 2), _Pieces(texts, 3)
        self._first = np.array([ord(text[0]) for text in texts], dtype=np.int64)
        self._last = np.array([ord(text[-1]) for text in texts], dtype=np.int64)

    def most(self, texts: Sequence[str], least: float) -> tuple[Ints, Floats]:
        """The rows that share a pair of characters with one of the titles and may prove `least` bits, and bits for
        each: of the characters in common pairs, and of as many others as may be slips."""
        best = np.zeros(self._count)
        for text in texts:
            bits = self._known.titles.bits(text)
            found = np.zeros(len(self._row_of))
            for i in range(len(text) - 1):
                found[self._pairs.of(text[i : i + 2])] += bits[i] + bits[i + 1]
            for i in range(len(text) - 2):
                found[self._triples.of(text[i : i + 3])] -= bits[i + 1]
            slips = SLIP * sum(sorted(bits)[-MOST_SLIPS:])
            ends = (self._first == ord(text[0])) * bits[0] + (self._last == ord(text[-1])) * bits[-1]
            bound = np.minimum(found + slips + ends, min(sum(bits), w.TITLE_MOST))
            bound[found <= 0] = 0
            if self._single:
                best = np.maximum(best, bound)
            else:
                np.maximum.at(best, self._row_of, bound)
        rows = np.flatnonzero(best >= max(least, _ROUNDING))
        return rows, best[rows]

    def own(self, texts: Sequence[str]) -> bool:
        """Whether one of the titles is rare enough to be somebody's own."""
        titles = self._known.titles
        return any(min(sum(titles.bits(text)), titles.most(text)) + _ROUNDING >= w.TITLE_OWN for text in texts)

    def whole(self, texts: Sequence[str]) -> float:
        """No row with an equal title has less than this."""
        return min(min(sum(self._known.titles.bits(text)), w.TITLE_MOST) for text in texts) - _ROUNDING


class _Pieces:
    """Which texts have which pieces of `length` characters; a code point has up to 21 bits."""

    def __init__(self, texts: Sequence[str], length: int) -> None:
        self._length = length
        signs = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        places = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        count = max(len(signs) - length + 1, 0)
        codes = np.zeros(count, dtype=np.int64)
        for i in range(length):
            codes = (codes << _BITS) | (signs[i : i + count] & _MASK)
        inside = places[:count] == places[length - 1 : length - 1 + count]
        codes, places = codes[inside], places[:count][inside]
        order = np.argsort(codes, kind="stable")
        self._codes, self._places = codes[order], places[order]

    def of(self, piece: str) -> Ints:
        """The places in `texts` of the texts with the piece; one may come twice."""
        code = 0
        for sign in piece:
            code = (code << _BITS) | (ord(sign) & _MASK)
        start, end = np.searchsorted(self._codes, [code, code + 1])
        found: Ints = self._places[start:end]
        return found


class UnitBounds:
    """The most that the units of rows can prove. Rows with one and the same unit and region are one group.

    `units`: unit and region of every row; `bodies(row)`: the bodies that they name.
    """

    def __init__(
        self,
        units: Sequence[tuple[str, str]],
        bodies: Callable[[int], tuple[Body, ...]],
        directory: Directory,
        known: Frequencies,
    ) -> None:
        self._directory, self._known = directory, known
        self._kept: dict[tuple[Body, ...], Floats] = {}
        groups: dict[tuple[str, str], int] = {}
        self.group_of = np.array([groups.setdefault(unit, len(groups)) for unit in units], dtype=np.int64)
        first = {group: row for row, group in reversed(list(enumerate(self.group_of.tolist())))}
        self._bodies = [bodies(first[group]) for group in range(len(groups))]
        self._codes: dict[str, int] = {"": 0}
        lines = [(g, *self._line(body)) for g, some in enumerate(self._bodies) for body in some]
        table = np.array(lines, dtype=np.int64).reshape(len(lines), 6)
        self._group, self._city, self._county, self._first, self._second, self._institution = table.T
        self._known_as: dict[str, set[int]] = defaultdict(set)
        self._silent = {g for g, some in enumerate(self._bodies) if not some}
        self._forms: dict[str, set[int]] = defaultdict(set)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for g, some in enumerate(self._bodies):
            for body in some:
                self._known_as[body.ident].add(g)
                for form in () if body.is_place else body_forms(body, directory):
                    self._forms[form].add(g)
                    self._lengths[form[:2]].add(len(form))

    def _line(self, body: Body) -> tuple[int, ...]:
        texts = (body.city, body.county, body.name[:1], body.name[1:2])
        return (*(self._codes.setdefault(text, len(self._codes)) for text in texts), int(body.is_institution))

    def most(self, side: Side) -> Floats:
        """Bits for each group: exact where the places or the names may agree, else those of another unit; with what
        the side's texts may tell of it."""
        if side.bodies not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[side.bodies] = self._standing(side)
        told = set().union(*map(self._told, {side.told, in_standard(side.told)}))
        if not told:
            return self._kept[side.bodies]
        bits = self._kept[side.bodies].copy()
        for group in told:
            bits[group] = max(bits[group], _FAR) + w.DEED["names"]
        return bits

    def _standing(self, side: Side) -> Floats:
        near = set(self._silent)
        for body in side.bodies:
            near |= self._known_as.get(body.ident, set())
            near |= set(self._group[self._may_agree(body)].tolist())
        bits = np.full(len(self._bodies), _FAR)
        for group in near if side.bodies else range(len(self._bodies)):
            how, one, other = self._directory.nearest(side.bodies, self._bodies[group])
            exact = unit_weight("within" if how == "unknown" else how, one, other, side.nature, self._known)
            bits[group] = max(exact, _FAR)
        return bits

    def _may_agree(self, body: Body) -> NDArray[np.bool_]:
        _, city, county, first, second, _ = (0, *self._line(body))
        alike = (self._first == first) | ((self._second == second) & (second > 0))
        clash = ((self._county > 0) & (county > 0) & (self._county != county)) | (
            (self._city > 0) & (city > 0) & (self._city != city)
        )
        named = (self._institution == 1) | body.is_institution
        found: NDArray[np.bool_] = np.where(named, alike, ~clash)
        return found

    def _told(self, text: str) -> set[int]:
        """The groups whose bodies a text names."""
        found: set[int] = set()
        for head in self._lengths.keys() & set(map(add, text, text[1:])):
            at = text.find(head)
            while at >= 0:
                for length in self._lengths[head]:
                    found |= self._forms.get(text[at : at + length], set())
                at = text.find(head, at + 1)
        return found


def most_beside(side: Side, telling: NDArray[np.bool_]) -> Floats:
    """Bits for each row beside title and unit: what the side says of itself, and what a `telling` row may say."""
    may = _OTHER if side.admitted or AWARD.search(side.told) else 0.0
    bound: Floats = may + telling.astype(np.float64) * w.DEED["names"]
    return bound
