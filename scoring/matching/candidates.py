"""Which records are worth comparing: an index that finds all that a full comparison could call a suspect, and few more.

Persons are found by full name, other names and short forms, by sound, and by every name one look-alike character away;
long transliterated names by `rapidfuzz.process.cdist`. Titles are found by what the characters in common, the units and
the texts can weigh at most (`bounds`). Both by copied texts and like photos, persons by their month of birth too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from scoring.matching.bodies import Directory
from scoring.matching.bounds import Floats, Ints, TitleBounds, UnitBounds, most_beside
from scoring.matching.characters import folded_all
from scoring.matching.copies import Copies
from scoring.matching.evidence import TAIL, Frequencies, title_weight
from scoring.matching.overlap import Overlap
from scoring.matching.people import misspellings, sound_keys, sound_keys_of_all
from scoring.matching.rarity import NameRarity
from scoring.matching.records import Nature, Side
from scoring.matching.surprise import Surprise
from scoring.matching.weights import UNIT

_PERSON = re.compile(r"[\u3400-\u9fff]{2,3}")
_TITLE = re.compile(r"[\u3400-\u9fffa-z·\- :,、]+")
_NOT_PLAIN = re.compile(r"[第年届期季]|[〇零一二三四五六七八九十]季|名称")
_MARKS = dict.fromkeys(map(ord, "·- :,、"))
_LONG = 4
_CLOSE = 75
_CHUNK = 256
_LONG_TITLE = 40
OPEN = UNIT["city"][1]
"""From this weight of the units on, an equal title of its own makes a suspect whatever its bits."""


class Index:
    """Records of one nature, to be asked for those like another one.

    `names`: as they stand in the rows; `units`: unit and region. `make(i)`: the record of a row, made only where it is
    needed. `special`: rows that say more than name and unit (remark, deed, birth, photos). `telling`: those whose texts
    may tell of the record that is asked about. `known`: rarities to use; None: the index's own.
    """

    def __init__(
        self,
        nature: Nature,
        names: Sequence[str],
        units: Sequence[tuple[str, str]],
        make: Callable[[int], Side],
        directory: Directory,
        special: Iterable[int] = (),
        telling: Iterable[int] = (),
        known: Frequencies | None = None,
    ) -> None:
        self.nature = nature
        self._make, self._made = make, dict[int, Side]()
        self._special = _flags(len(names), special)
        heads = directory.gazetteer.heads
        forms = [
            self._forms_of(i, text, text[:2] in heads or text[:2] == units[i][0][:2])
            for i, text in enumerate(folded_all(names))
        ]
        self._copies = Copies((i, self.side(i)) for i in np.flatnonzero(self._special).tolist())
        known = known or _frequencies(nature, forms, units)
        self.known = known._replace(common_runs=self._copies.common)
        self._search: _Persons | _Projects
        if nature == "person":
            self._search = _Persons(forms, self.side, np.flatnonzero(self._special).tolist())
        else:
            bounds = UnitBounds(units, lambda row: self.side(row).bodies, directory, self.known)
            self._search = _Projects(forms, bounds, _flags(len(names), telling), self.known)
        self._count = len(names)

    def __len__(self) -> int:
        return self._count

    def side(self, row: int) -> Side:
        """The record of a row."""
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]

    def candidates(self, sides: Sequence[Side], bits: float) -> Iterator[tuple[Side, list[int]]]:
        """Each of `sides` with the rows that may weigh at least `bits` with it (the base left out), in their order."""
        if self._count:
            for side, rows in self._search.candidates(sides, bits):
                yield side, sorted(rows | self._copies.of(side))

    def _forms_of(self, row: int, text: str, headed: bool) -> tuple[str, ...]:
        """The names or titles by which a row is found; simple rows are not made into records for this."""
        if self.nature == "person":
            simple = not self._special[row] and _PERSON.fullmatch(text)
            return (text,) if simple else self.side(row).person.names
        if headed or self._special[row] or _NOT_PLAIN.search(text) or not _TITLE.fullmatch(text):
            return self.side(row).title.forms
        bare = text.translate(_MARKS)
        return (bare,) if 1 < len(bare) <= _LONG_TITLE else self.side(row).title.forms


class _Persons:
    """Persons by the keys of their names; `special` rows by their birth too."""

    def __init__(self, forms: Sequence[tuple[str, ...]], side: Callable[[int], Side], special: Iterable[int]) -> None:
        self._rows: dict[str, list[int]] = defaultdict(list)
        full = [(name, i) for i, names in enumerate(forms) for name in names]
        for (name, i), keys in zip(full, sound_keys_of_all([name for name, _ in full]), strict=True):
            self._rows[name].append(i)
            for key in keys:
                self._rows[key].append(i)
        for i, names in enumerate(forms):
            if any(len(name) > 3 for name in names):
                for short in side(i).person.shorts:
                    self._rows[short].append(i)
        for i in special:
            for key in _births(side(i)):
                self._rows[key].append(i)
        self._long = [(name, i) for i, names in enumerate(forms) for name in names if len(name) >= _LONG]

    def candidates(self, sides: Sequence[Side], bits: float) -> Iterator[tuple[Side, set[int]]]:
        """All of them, whatever `bits`: names are few enough."""
        for start in range(0, len(sides), _CHUNK):
            chunk = sides[start : start + _CHUNK]
            for side, alike in zip(chunk, self._alike(chunk), strict=True):
                yield side, alike | {i for key in _questions(side) for i in self._rows.get(key, ())}

    def _alike(self, sides: Sequence[Side]) -> list[set[int]]:
        """For each person the rows whose long names are alike as wholes."""
        found: list[set[int]] = [set() for _ in sides]
        asked = [(i, name) for i, side in enumerate(sides) for name in side.person.names if len(name) >= _LONG]
        if asked and self._long:
            names, others = [name for _, name in asked], [name for name, _ in self._long]
            scores = process.cdist(names, others, scorer=fuzz.ratio, score_cutoff=_CLOSE, dtype=np.uint8)
            for (i, _), line in zip(asked, scores, strict=True):
                found[i].update(self._long[j][1] for j in np.flatnonzero(line).tolist())
        return found


class _Projects:
    """Projects by what they can weigh at most: first for all rows at once, then title by title."""

    def __init__(
        self,
        forms: Sequence[tuple[str, ...]],
        units: UnitBounds,
        telling: NDArray[np.bool_],
        known: Frequencies,
    ) -> None:
        self._forms, self._units, self._telling, self._known = forms, units, telling, known
        self._titles = TitleBounds(forms, known)
        self._overlap = Overlap([text for some in forms for text in some], known)
        self._ends = np.cumsum([len(some) for some in forms])

    def candidates(self, sides: Sequence[Side], bits: float) -> Iterator[tuple[Side, set[int]]]:
        """The rows that may weigh `bits`; those with an equal title are kept where nothing is known of their unit."""
        for side in sides:
            forms = side.title.forms
            if not forms:
                yield side, set()
                continue
            groups = self._units.most(side)
            most = groups.max() + most_beside(side, self._telling).max()
            rows, title = self._titles.most(forms, min(bits - most, self._titles.whole(forms)))
            others = groups[self._units.group_of[rows]]
            rest = others + most_beside(side, self._telling[rows])
            kept = title + rest >= bits
            found = self._weighed(forms, rows[kept], rest[kept], bits)
            enough = OPEN if self._titles.own(forms) else 0.0
            equal = rows[(others >= enough) & (title >= self._titles.whole(forms))]
            found.update(r for r in equal.tolist() if not set(forms).isdisjoint(self._forms[r]))
            yield side, found

    def _weighed(self, forms: Sequence[str], rows: Ints, rest: Floats, bits: float) -> set[int]:
        """Those of the rows whose titles weigh `bits` with what else may speak for each, its `rest`."""
        counts = np.array([len(self._forms[row]) for row in rows.tolist()], dtype=np.int64)
        owner = np.repeat(np.arange(len(rows)), counts)
        which = np.arange(len(owner)) + np.repeat(self._ends[rows] - np.cumsum(counts), counts)
        found: set[int] = set()
        for form in forms:
            near = owner[self._overlap.most(form, which) + rest[owner] >= bits]
            for row, more in zip(rows[near].tolist(), rest[near].tolist(), strict=True):
                if any(title_weight(form, other, self._known) + more >= bits for other in self._forms[row]):
                    found.add(row)
        return found


def _flags(count: int, which: Iterable[int]) -> NDArray[np.bool_]:
    flags = np.zeros(count, dtype=bool)
    flags[list(which)] = True
    return flags


def _frequencies(nature: Nature, forms: Sequence[tuple[str, ...]], units: Sequence[tuple[str, str]]) -> Frequencies:
    """What is rare. A name counts once for each unit, so that who is listed in two years is one bearer of it; rows
    without a unit are counted one by one."""
    tails = [unit.replace(" ", "")[-TAIL:] for unit in folded_all([unit or region for unit, region in units])]
    bearers = {
        (some[0], tail if unit else i): some[0]
        for i, (some, tail, (unit, _)) in enumerate(zip(forms, tails, units, strict=True))
        if some
    }
    mains = list(bearers.values())
    people, titles = (mains, []) if nature == "person" else ([], mains)
    return Frequencies(NameRarity(people), Surprise(titles), Counter(tails), len(forms))


def _births(side: Side) -> Iterator[str]:
    """Keys of a month of birth with the first character of the name."""
    if len(side.birth) > 4:
        yield f"birth {side.birth[:7]} {side.person.names[0][:1]}"


def _questions(side: Side) -> Iterator[str]:
    """The keys under which a person's likes are."""
    yield from _births(side)
    yield from side.person.shorts
    for name in side.person.names:
        yield name
        yield from sound_keys(name)
        yield from misspellings(name)
