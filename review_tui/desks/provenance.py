"""Which entry of which journal a fact of the season comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from review_tui.desks.office_view import OfficeView
from review_tui.ledger.entry import Entry


class Source(NamedTuple):
    """An entry: `writer` is `office` or an expert's id, `seq` its number in that journal, `at` its time."""

    writer: str
    seq: int
    at: str

    def words(self) -> str:
        """办公室 第 12 条 / e01 第 45 条."""
        return f"{'办公室' if self.writer == 'office' else self.writer} 第 {self.seq} 条"


class Provenance:
    """The newest entry that put each document. Made anew when the journals have grown; reading one costs its length."""

    def __init__(self, view: OfficeView) -> None:
        self._view = view
        self._office = _index("office", view.documents.entries())
        self._experts: dict[str, dict[tuple[str, str], Source]] = {}

    def office(self, table: str, key: str) -> Source | None:
        """The entry of the office journal that put a document; None: none ever did."""
        return self._office.get((table, key))

    def expert(self, expert: str, table: str, key: str) -> Source | None:
        """The same in an expert's journal. `LedgerError` when it is broken."""
        if expert not in self._experts:
            self._experts[expert] = _index(expert, self._view.journal(expert).entries())
        return self._experts[expert].get((table, key))


def _index(writer: str, entries: Iterable[Entry]) -> dict[tuple[str, str], Source]:
    found = {}
    for entry in entries:
        for table, docs in entry.puts.items():
            for key in docs:
                found[table, key] = Source(writer, entry.seq, entry.at)
    return found
