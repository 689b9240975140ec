"""Which records are worth comparing: an index that finds all that a full comparison could call a suspect, and few more.

Persons are found by full name, other names and short forms, by sound, and by every name one look-alike character away;
long transliterated names by `rapidfuzz.process.cdist`. Titles are found by the pairs of characters they share, weighed
by their rarity, and by `cdist`. Both are found by equal photos, and persons by their day of birth.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from scoring.matching.characters import folded_all
from scoring.matching.evidence import TAIL, Frequencies
from scoring.matching.people import misspellings, sound_keys
from scoring.matching.rarity import NameRarity
from scoring.matching.records import Nature, Side
from scoring.matching.surprise import Surprise

_PERSON = re.compile(r"[\u3400-\u9fff]{2,3}")
_TITLE = re.compile(r"[\u3400-\u9fffa-z·\- :,、]+")
_NOT_PLAIN = re.compile(r"[第年届期季]|[〇零一二三四五六七八九十]季|名称")
_MARKS = re.compile(r"[^\w]|_")
_LONG = 4
_CLOSE = 75
_RATIO = 60
_PART = 0.3
_CHUNK = 256


class Index:
    """Records of one nature, to be asked for those like another one.

    `names`, `units`: as they stand in the rows. `make(i)`: the record of a row, made only where it is needed.
    `special`: rows that say more than name and unit (remark, deed, birth, photos). `known`: rarities to use; None: the
    index's own.
    """

    def __init__(
        self,
        nature: Nature,
        names: Sequence[str],
        units: Sequence[str],
        make: Callable[[int], Side],
        special: Iterable[int] = (),
        known: Frequencies | None = None,
    ) -> None:
        self.nature = nature
        self._make, self._made = make, dict[int, Side]()
        self._keys: dict[str, list[int]] = defaultdict(list)
        special = frozenset(special)
        forms = [self._forms_of(i, text, i in special) for i, text in enumerate(folded_all(names))]
        for i in special:
            for key in _marks(self.side(i)):
                self._keys[key].append(i)
        self.known = known or _frequencies(nature, forms, folded_all(units))
        if nature == "person":
            self._add_persons(forms)
            pairs = [(form, i) for i, some in enumerate(forms) for form in some if len(form) >= _LONG]
        else:
            pairs = [(form, i) for i, some in enumerate(forms) for form in some]
        self._forms = [form for form, _ in pairs]
        self._rows = np.array([i for _, i in pairs], dtype=np.int64)
        self._pairs = _Pairs(self._forms) if nature == "project" else None
        self._count = len(names)

    def __len__(self) -> int:
        return self._count

    def side(self, row: int) -> Side:
        """The record of a row."""
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]

    def candidates(self, sides: Sequence[Side]) -> Iterator[tuple[Side, list[int]]]:
        """Each of `sides` with the rows to compare it with, in their order."""
        for start in range(0, len(sides), _CHUNK):
            chunk = sides[start : start + _CHUNK]
            near = self._near(chunk)
            for side, rows in zip(chunk, near, strict=True):
                rows.update(i for key in self._questions(side) for i in self._keys.get(key, ()))
                yield side, sorted(rows)

    def _forms_of(self, row: int, text: str, special: bool) -> tuple[str, ...]:
        """The names or titles by which a row is found; simple rows are not made into records for this."""
        if self.nature == "person":
            return (text,) if not special and _PERSON.fullmatch(text) else self.side(row).person.names
        if not special and _TITLE.fullmatch(text) and not _NOT_PLAIN.search(text):
            return (_MARKS.sub("", text),)
        return self.side(row).title.forms

    def _add_persons(self, forms: Sequence[tuple[str, ...]]) -> None:
        for i, names in enumerate(forms):
            for name in names:
                self._keys[name].append(i)
                for key in sound_keys(name):
                    self._keys[key].append(i)
            if any(len(name) > 3 for name in names):
                for short in self.side(i).person.shorts:
                    self._keys[short].append(i)

    def _questions(self, side: Side) -> Iterator[str]:
        """The keys under which a record's likes are."""
        yield from _marks(side)
        if self.nature == "person":
            yield from side.person.shorts
            for name in side.person.names:
                yield name
                yield from sound_keys(name)
                yield from misspellings(name)

    def _near(self, sides: Sequence[Side]) -> list[set[int]]:
        """For each record the rows whose titles (or long names) are alike as wholes."""
        found: list[set[int]] = [set() for _ in sides]
        forms = [(i, form) for i, side in enumerate(sides) for form in self._asked(side)]
        if not forms or not self._forms:
            return found
        cutoff = _CLOSE if self.nature == "person" else _RATIO
        texts = [form for _, form in forms]
        scores = process.cdist(
            texts,
            self._forms,
            scorer=fuzz.ratio,
            score_cutoff=cutoff,
            dtype=np.uint8,
            workers=2 if len(texts) > 8 else 1,
        )
        for (i, form), line in zip(forms, scores, strict=True):
            found[i].update(self._rows[np.flatnonzero(line)].tolist())
            if self._pairs is not None:
                found[i].update(self._rows[self._pairs.sharing(form)].tolist())
        return found

    def _asked(self, side: Side) -> Iterable[str]:
        if self.nature == "person":
            return [name for name in side.person.names if len(name) >= _LONG]
        return side.title.forms


class _Pairs:
    """Which texts share how much of another's pairs of characters, each pair weighed by its rarity."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._ids: dict[str, int] = {}
        ids, rows = [], []
        for row, text in enumerate(texts):
            for pair in _pairs_of(text):
                ids.append(self._ids.setdefault(pair, len(self._ids)))
                rows.append(row)
        which = np.array(ids, dtype=np.int64)
        order = np.argsort(which, kind="stable")
        self._rows = np.array(rows, dtype=np.int64)[order]
        counts = np.bincount(which, minlength=len(self._ids))
        self._ends = np.cumsum(counts)
        self._weights = np.log2(1 + len(texts) / np.maximum(counts, 1))
        self._whole = (
            np.bincount(rows, weights=self._weights[which], minlength=len(texts)) if rows else np.zeros(len(texts))
        )

    def sharing(self, text: str) -> NDArray[np.int64]:
        """The texts that share with `text` at least `_PART` of what the poorer of both weighs."""
        asked = [self._ids[pair] for pair in _pairs_of(text) if pair in self._ids]
        if not asked:
            return np.zeros(0, dtype=np.int64)
        lines = [self._rows[self._ends[i - 1] if i else 0 : self._ends[i]] for i in asked]
        weights = np.concatenate([np.full(len(line), self._weights[i]) for i, line in zip(asked, lines, strict=True)])
        shared = np.bincount(np.concatenate(lines), weights=weights, minlength=len(self._whole))
        whole = sum(self._weights[i] for i in asked)
        return np.flatnonzero((shared > 0) & (shared >= _PART * np.minimum(self._whole, whole)))


def _pairs_of(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _frequencies(nature: Nature, forms: Sequence[tuple[str, ...]], units: Sequence[str]) -> Frequencies:
    mains = [some[0] for some in forms]
    people, titles = (mains, []) if nature == "person" else ([], mains)
    tails = Counter(unit.replace(" ", "")[-TAIL:] for unit in units)
    return Frequencies(NameRarity(people), Surprise(titles), tails, len(mains))


def _marks(side: Side) -> Iterator[str]:
    """Keys that are no names: photos, and the day of birth with the month at least."""
    yield from (f"photo {one}" for one in side.phashes)
    if len(side.birth) > 4:
        yield f"birth {side.birth[:7]} {side.person.names[0][:1]}"
