"""Which package of a unit was in force when, as the office journal tells it.

Every dossier that it names is there until it is purged, so what changed between two of them can be worked out at any
time, and no copy of it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from review_tui.desks.changes import PackageChange, compare, table_names
from review_tui.desks.docket import Documents
from review_tui.errors import LedgerError
from review_tui.season_store import SeasonStore


class TakenIn(NamedTuple):
    """One package of a unit. `row`: what the journal keeps of it (`dossier`, `private`, `received` …)."""

    at: datetime
    row: Mapping[str, Any]
    sent: bool = True
    """Whether the unit sent it; else the office put a file of it elsewhere."""


class PackageHistory:
    """Every package that units sent, oldest first. It follows the journal that it was given."""

    def __init__(self, journal: Documents) -> None:
        self._journal = journal
        self._head = ""
        self._taken: dict[str, list[TakenIn]] = {}

    def of(self, unit: str) -> Sequence[TakenIn]:
        """The packages of one unit; empty where there is none."""
        if self._journal.head != self._head:
            self._read()
        return tuple(self._taken.get(unit, ()))

    def in_force(self, unit: str, at: datetime) -> TakenIn | None:
        """The package that was in force at a moment: the last one taken in before it, or the first of all.

        None: the unit sent nothing. One taken in within the same second counts as later.
        """
        taken = self.of(unit)
        before = [one for one in taken if one.at.replace(microsecond=0) < at]
        return before[-1] if before else (taken[0] if taken else None)

    def _read(self) -> None:
        self._taken = {}
        for entry in self._journal.entries():
            for unit, row in entry.puts.get("packages", {}).items():
                taken = TakenIn(datetime.fromisoformat(entry.at), row, entry.kind == "package.take-in")
                self._taken.setdefault(unit, []).append(taken)
        self._head = self._journal.head


class Reimport(NamedTuple):
    """A re-import of a unit: when it was (`at`), what it came from then and now, what it changed.

    `change` None: a dossier was purged, or cannot be read (`verify` says why).
    """

    at: datetime
    sources: tuple[str, str]
    change: PackageChange | None


def last_reimport(store: SeasonStore, history: PackageHistory, unit: str, *, private: bool = True) -> Reimport | None:
    """The last re-import of the unit that changed anything, else the last one; None where there was none.

    `private` False: without phones and addresses, for accounts that cannot read them.
    """
    taken = history.of(unit)
    found = None
    for old, new in reversed(list(pairwise(taken))):
        if not new.sent:
            continue
        one = _compared(store, old, new, private)
        if one.change is None or one.change:
            return one
        found = found or one
    return found


def _compared(store: SeasonStore, old: TakenIn, new: TakenIn, private: bool) -> Reimport:
    try:
        was, now = (store.dossier(t.row["dossier"], t.row["private"] if private else None) for t in (old, new))
    except LedgerError:
        return Reimport(new.at, ("", ""), None)
    return Reimport(new.at, (was.source, now.source), compare(was, now, table_names(store.season.rules)))
