"""What a journal amounts to: its tables after the last entry."""

from __future__ import annotations

from collections.abc import Iterable

from review_tui.ledger.entry import Doc, Drops, Entry, Tables, copied


class State:
    """Tables by name, documents by id. A document inside is never changed, only replaced; what goes out is a copy.

    A table without documents does not exist, so that a state does not depend on the way that led to it.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.tables: Tables = {}
        for entry in entries:
            self.apply(entry.puts, entry.drops)

    def apply(self, puts: Tables, drops: Drops) -> None:
        """Take one entry's documents in."""
        for name, docs in puts.items():
            self.tables.setdefault(name, {}).update(docs)
        for name, ids in drops.items():
            table = self.tables.get(name, {})
            for doc_id in ids:
                table.pop(doc_id, None)
            if not table:
                self.tables.pop(name, None)

    def get(self, table: str, doc_id: str) -> Doc | None:
        """A copy of the document, or None where there is none."""
        found = self.tables.get(table, {}).get(doc_id)
        return None if found is None else dict(copied(found))

    def all(self, table: str) -> dict[str, Doc]:
        """Copies of all documents of a table by id; empty where there is no such table."""
        return {doc_id: copied(doc) for doc_id, doc in self.tables.get(table, {}).items()}


def inverse(entries: Iterable[Entry], target: Entry) -> tuple[Tables, Drops]:
    """What puts the documents touched by `target` back to what they were before it: (put, drop)."""
    touched = {(t, i) for t, docs in target.puts.items() for i in docs}
    touched |= {(t, i) for t, ids in target.drops.items() for i in ids}
    before: dict[tuple[str, str], Doc] = {}
    for entry in entries:
        if entry.seq >= target.seq:
            break
        for table, doc_id in touched:
            if doc_id in entry.puts.get(table, {}):
                before[table, doc_id] = entry.puts[table][doc_id]
            if doc_id in entry.drops.get(table, ()):
                before.pop((table, doc_id), None)
    put: Tables = {}
    drop: Drops = {}
    for table, doc_id in sorted(touched):
        if (table, doc_id) in before:
            put.setdefault(table, {})[doc_id] = copied(before[table, doc_id])
        else:
            drop.setdefault(table, []).append(doc_id)
    return put, drop
