"""Adding rows to the register: the same row twice is one, whichever file it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from review_tui.intake.text import key
from scoring.nomination import PastWinner


class Counts(NamedTuple):
    """Rows that were new, known, and known but completed by what was added."""

    new: int
    known: int
    changed: int


class Merge:
    """A register that rows are added to.

    Two rows are one when name and unit are the same (spaces, width and punctuation do not matter) and year and category
    do not contradict each other; a row without a unit is one with the only row of its name in that year. What is there
    is never overwritten: an addition only fills in what was not known, so that lists may come in any order and twice.
    """

    def __init__(self, register: Sequence[PastWinner], used: int | None = None) -> None:
        """`used`: the highest number that an id ever had; None: those of the register itself."""
        self._rows = list(register)
        self._begun = len(self._rows)
        self.used = len(self._rows) if used is None else used
        self._touched: set[int] = set()
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._named: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        self._bare: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        for number, one in enumerate(self._rows):
            self._index(number, one)

    @property
    def total(self) -> int:
        """Rows of the register."""
        return len(self._rows)

    @property
    def new(self) -> int:
        """Rows that were not there when the merge began."""
        return len(self._rows) - self._begun

    @property
    def changed(self) -> int:
        """Rows that were there and have been completed."""
        return len(self._touched)

    def fresh(self) -> tuple[PastWinner, ...]:
        """What is to be kept of the merge: completed rows under their ids, and new ones with theirs."""
        return tuple(self._rows[n] for n in (*sorted(self._touched), *range(self._begun, len(self._rows))))

    def add(self, winners: Iterable[PastWinner]) -> Counts:
        """Adds the rows; a new one gets the next id (W00001, W00002, …). Ids are never used twice."""
        new = known = changed = 0
        for one in winners:
            number = self._find(one)
            if number is None:
                number = len(self._rows)
                self.used += 1
                self._rows.append(one.model_copy(update={"id": f"W{self.used:05d}"}))
                self._index(number, one)
                new += 1
            elif self._complete(number, one):
                changed += 1
            else:
                known += 1
        return Counts(new, known, changed)

    def _index(self, number: int, one: PastWinner) -> None:
        name = key(one.name)
        self._places[name, key(one.unit)].append(number)
        self._named[name, one.year].append(number)
        if not one.unit:
            self._bare[name, one.year].append(number)

    def _find(self, one: PastWinner) -> int | None:
        name, unit = key(one.name), key(one.unit)
        fitting = [n for n in self._places.get((name, unit), ()) if _agree(self._rows[n], one)]
        exact = [n for n in fitting if self._rows[n].year == one.year]
        if exact or fitting:
            return (exact or fitting)[0]
        if one.year is None:
            return None
        namesakes = (self._bare if unit else self._named).get((name, one.year), ())
        found = list(islice((n for n in namesakes if _agree(self._rows[n], one)), 2))
        return found[0] if len(found) == 1 and not (unit and self._rows[found[0]].unit) else None

    def _complete(self, number: int, one: PastWinner) -> bool:
        there = self._rows[number]
        more: dict[str, Any] = {
            name: value
            for name in ("year", "category", "unit", "region", "remark", "birth", "deed", "phashes")
            if (value := getattr(one, name)) and not getattr(there, name)
        }
        if not more:
            return False
        self._rows[number] = there.model_copy(update=more)
        if "unit" in more or "year" in more:
            self._index(number, self._rows[number])
        if number < self._begun:
            self._touched.add(number)
        return True


def _agree(there: PastWinner, one: PastWinner) -> bool:
    years = there.year is None or one.year is None or there.year == one.year
    return years and (there.category is None or one.category is None or there.category == one.category)
