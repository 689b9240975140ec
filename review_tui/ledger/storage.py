"""TinyDB over a journal: each write becomes the entry that records the difference, each read the replayed state.

TinyDB changes the dictionaries that it was handed in place, so a read hands out copies (only of the tables that are
looked at), and a write compares them with the state, which nobody else holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any, NoReturn, cast

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from review_tui.ledger.entry import Doc, Drops, Tables, copied
from review_tui.ledger.state import State


class Documents(Table):
    """A table whose ids are texts (nomination ids, unit names).

    It keeps no query cache: results would be stale after another journal entry was replayed, and TinyDB hands out the
    cached dictionaries themselves.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB declares the type of its default, not what it takes

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size, persist_empty)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As in TinyDB (fields of a document that is there are updated); one with an id does not copy the table."""
        storage = self._storage
        if cond is not None or not isinstance(document, Document) or not isinstance(storage, JournalStorage):
            return super().upsert(document, cond)
        doc_id = str(document.doc_id)
        storage.set(self.name, doc_id, {**storage.tables.get(self.name, {}).get(doc_id, {}), **document})
        return [document.doc_id]

    def _get_next_id(self) -> NoReturn:
        raise ValueError("a document of the ledger has an id: Document(value, doc_id=...)")


def document(doc_id: str, value: Mapping[str, Any]) -> Document:
    """A TinyDB document with a text for its id."""
    return Document(value, doc_id)  # type: ignore[arg-type]


class Loan(MutableMapping[str, dict[str, Doc]]):
    """Copies of the tables, each made when it is first looked at; `seen` are those that may have been changed."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._dropped: set[str] = set()
        self.seen: dict[str, dict[str, Doc]] = {}

    def __getitem__(self, name: str) -> dict[str, Doc]:
        if name not in self.seen:
            if name in self._dropped:
                raise KeyError(name)
            self.seen[name] = {doc_id: copied(doc) for doc_id, doc in self._tables[name].items()}
        return self.seen[name]

    def __setitem__(self, name: str, docs: dict[str, Doc]) -> None:
        self._dropped.discard(name)
        self.seen[name] = docs

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._dropped.add(name)
        self.seen.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in {**self._tables, **self.seen} if name not in self._dropped)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self) -> dict[str, dict[str, Doc]]:
        """All tables that may differ from the state, as they are now; dropped ones are empty."""
        return {**self.seen, **{name: {} for name in self._dropped}}


class JournalStorage(Storage):
    """Between TinyDB and one writer's state.

    `record(put, drop)` writes the entry. Between `begin` and `rollback` writes are only gathered, and reads
    see them.
    """

    def __init__(self, state: State, record: Callable[[Tables, Drops], object]) -> None:
        self._state = state
        self._record = record
        self._staged: Tables | None = None
        self._touched: set[tuple[str, str]] = set()

    @property
    def tables(self) -> Tables:
        """What a read sees. Not to be changed."""
        return self._state.tables if self._staged is None else self._staged

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Copies of all tables, made lazily; the caller's to change."""
        return cast(dict[str, dict[str, Any]], Loan(self.tables))

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Record how `data` differs from the state; no difference records nothing. NotSavedError."""
        with self._gathering() as staged:
            self._stage(staged, data.changed() if isinstance(data, Loan) else _whole(data, self.tables))

    def set(self, name: str, doc_id: str, doc: Doc | None) -> None:
        """Record one document (None: drop it) without going through a whole table."""
        with self._gathering() as staged:
            table = dict(staged.get(name, {}))
            if doc is None:
                table.pop(doc_id, None)
            else:
                table[doc_id] = copied(doc)
            staged[name] = table
            self._touched.add((name, doc_id))

    def begin(self) -> Tables:
        """Gather from now on. RuntimeError inside another gathering."""
        if self._staged is not None:
            raise RuntimeError("entries do not nest")
        self._staged = dict(self._state.tables)
        self._touched = set()
        return self._staged

    def rollback(self) -> None:
        """Forget what was gathered."""
        self._staged = None
        self._touched = set()

    def difference(self) -> tuple[Tables, Drops]:
        """What was gathered against the state: (put, drop)."""
        put: Tables = {}
        drop: Drops = {}
        for name, doc_id in sorted(self._touched):
            old = self._state.tables.get(name, {}).get(doc_id)
            new = self.tables.get(name, {}).get(doc_id)
            if new is None and old is not None:
                drop.setdefault(name, []).append(doc_id)
            elif new is not None and new != old:
                put.setdefault(name, {})[doc_id] = new
        return put, drop

    @contextmanager
    def _gathering(self) -> Iterator[Tables]:
        """Inside `begin` … `rollback` what is gathered so far; else a gathering that is recorded at its end."""
        if self._staged is not None:
            yield self._staged
            return
        try:
            yield self.begin()
            put, drop = self.difference()
            if put or drop:
                self._record(put, drop)
        finally:
            self.rollback()

    def _stage(self, staged: Tables, tables: dict[str, dict[str, Doc]]) -> None:
        for name, docs in tables.items():
            old = staged.get(name, {})
            fresh = {doc_id: doc for doc_id, doc in docs.items() if old.get(doc_id) != doc}
            gone = old.keys() - docs.keys()
            if fresh or gone:
                kept = {doc_id: doc for doc_id, doc in old.items() if doc_id not in gone}
                staged[name] = kept | {doc_id: copied(doc) for doc_id, doc in fresh.items()}
                self._touched |= {(name, doc_id) for doc_id in (*fresh, *gone)}


def _whole(data: dict[str, dict[str, Any]], tables: Tables) -> dict[str, dict[str, Any]]:
    """Any other mapping says everything: tables that it lacks are dropped."""
    return {**{name: {} for name in tables}, **data}
