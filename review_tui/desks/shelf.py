"""Dockets that parse nominations when they are asked for.

An expert has 40 to 150 nominations before her, one session runs for each of 15 experts on one machine, and reading the
whole season would be most of what the start costs, in time and in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping
from functools import cache, partial
from typing import Any, Generic, TypeVar

from review_tui.content import Leaves
from review_tui.desks.across import COMPARISONS, Findings
from review_tui.desks.docket import Docket, Documents
from review_tui.desks.kept import Kept
from review_tui.errors import SeasonError
from review_tui.season_store import SeasonStore
from scoring.findings import Finding
from scoring.nomination import Nomination, UnitPackage
from scoring.season import SeasonRules

Value = TypeVar("Value")


class Shelf(MutableMapping[str, Value], Generic[Value]):
    """Values by key, each made when it is first asked for. A key whose value is not made yet is there all the same."""

    def __init__(self) -> None:
        self._made: dict[str, Value] = {}
        self._how: dict[str, Callable[[], Value]] = {}

    def expect(self, key: str, how: Callable[[], Value]) -> None:
        """`how` makes the value."""
        self._made.pop(key, None)
        self._how[key] = how

    def __getitem__(self, key: str) -> Value:
        if key not in self._made:
            self._made[key] = self._how[key]()
        return self._made[key]

    def __setitem__(self, key: str, value: Value) -> None:
        self.expect(key, lambda: value)

    def __delitem__(self, key: str) -> None:
        del self._how[key]
        self._made.pop(key, None)

    def __contains__(self, key: object) -> bool:
        return key in self._how

    def __iter__(self) -> Iterator[str]:
        return iter(self._how)

    def __len__(self) -> int:
        return len(self._how)


class ExpertDocket(Docket):
    """A docket without private facts whose packages and nominations are parsed one at a time.

    A dossier is read from the disk, and held against its hash, at most once: `LedgerError` for a missing or altered one
    comes when the first of its nominations is asked for, and not again later.
    """

    def __init__(self, store: SeasonStore) -> None:
        self._by_unit: Shelf[UnitPackage] = Shelf()
        self._by_id: Shelf[Nomination] = Shelf()
        super().__init__(store, private=False, packages=self._by_unit, nominations=self._by_id)

    def _fetch(self, unit: str, row: Mapping[str, Any], key: tuple[str, str | None]) -> None:
        leaves = _Once(lambda: self.store.leaves(key[0]))
        self._by_unit.expect(unit, lambda: leaves().package())
        for nomination in row["nominations"]:
            self._by_id.expect(nomination, partial(_leaf, leaves, nomination, self.store.season.rules))


class OfficeDocket(Docket):
    """A docket whose dossiers are read, and held against their hashes, at once, and parsed when first asked for.

    Its findings hold those of the comparisons too (`desks/across.py`).
    """

    def __init__(self, store: SeasonStore, *, private: bool) -> None:
        self._by_unit: Shelf[UnitPackage] = Shelf()
        self._by_id: Shelf[Nomination] = Shelf()
        self._compared: Kept[Findings] = Kept()
        self._keys: dict[str, Hashable] = {}
        super().__init__(store, private=private, packages=self._by_unit, nominations=self._by_id)

    def _fetch(self, unit: str, row: Mapping[str, Any], key: tuple[str, str | None]) -> None:
        self.version += 1
        whole = cache(partial(_whole, self.store.dossier_later(*key), self.store.season.rules))
        self._by_unit.expect(unit, whole)
        for nomination in row["nominations"]:
            self._by_id.expect(nomination, partial(_of_package, whole, nomination))

    def load(self, documents: Documents) -> None:
        """As a docket does; what comparisons found is kept while it cannot be another."""
        super().load(documents)
        self._documents = documents
        self._keys = {one.name: (self.version, one.key(documents)) for one in COMPARISONS}

    def compare(self) -> Iterator[None]:
        """Works out every comparison that is not worked out yet."""
        for one in COMPARISONS:
            yield from one.steps(self, self._documents)
        self._across()
        yield

    def known(self, unit: str) -> bool:
        """As a docket does; comparisons too must be worked out."""
        return super().known(unit) and all(self._compared.has(one.name, self._keys[one.name]) for one in COMPARISONS)

    def _nomination_findings(self, nomination_id: str) -> tuple[Finding, ...]:
        found = (one.get(nomination_id, ()) for one in self._across())
        return (*self._own_findings(nomination_id), *(finding for findings in found for finding in findings))

    def _across(self) -> list[Findings]:
        return [
            self._compared.get(one.name, self._keys[one.name], partial(one.find, self, self._documents))
            for one in COMPARISONS
        ]


class _Once:
    """Leaves that are read when they are first needed."""

    def __init__(self, read: Callable[[], Leaves]) -> None:
        self._read = read
        self._leaves: Leaves | None = None

    def __call__(self) -> Leaves:
        if self._leaves is None:
            self._leaves = self._read()
        return self._leaves


def _leaf(leaves: _Once, nomination: str, rules: SeasonRules) -> Nomination:
    found = leaves().nomination(nomination)
    _refuse_unknown(found, rules)
    return found


def _whole(read: Callable[[], UnitPackage], rules: SeasonRules) -> UnitPackage:
    package = read()
    for one in package.nominations:
        _refuse_unknown(one, rules)
    return package


def _refuse_unknown(one: Nomination, rules: SeasonRules) -> None:
    """Every check and every list asks for the category of a nomination."""
    known = [c.id for c in rules.categories]
    if one.category not in known:
        raise SeasonError(
            "规则与材料不符",
            f"{one.id} 属于类别“{one.category}”，season.toml 里没有这个类别（现有 {'、'.join(known)}）。",
            "导入材料以后不要改类别的 id：请改回来再试。",
        )


def _of_package(whole: Callable[[], UnitPackage], nomination: str) -> Nomination:
    return next(n for n in whole().nominations if n.id == nomination)
