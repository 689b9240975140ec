"""What a desk holds: one writer's store, to write into or only to follow.

A Book is for one thread at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from review_tui.errors import LedgerError
from review_tui.ledger.entry import Doc, Drops, Entry, Tables, plain_receipt
from review_tui.ledger.journal import Journal, JournalReader
from review_tui.ledger.state import State, inverse

if TYPE_CHECKING:
    from tinydb import TinyDB

    from review_tui.ledger.storage import JournalStorage


@dataclass(slots=True)
class Change:
    """What an `entry` block became. `entry` is None until the block has ended, and stays so when nothing differed."""

    entry: Entry | None = None


class Book:
    """The store of one writer.

    Opened on a Journal it can be written; on a JournalReader it follows what another program writes: `refresh` then
    takes in what is new, and any write raises LedgerError.
    """

    def __init__(self, source: Journal | JournalReader) -> None:
        self._source = source
        self._entries: list[Entry] = []
        self._state = State()
        self._storage: JournalStorage | None = None
        self._db: TinyDB | None = None
        if isinstance(source, Journal):
            self._replay()
        else:
            self.refresh()

    # ------------------------------------------------------------------------------------------------ reading

    @property
    def writer(self) -> str:
        """Whose journal it is: `office`, `expert-<id>`."""
        return self._source.writer

    @property
    def read_only(self) -> bool:
        """True: it follows another program's journal."""
        return not isinstance(self._source, Journal)

    @property
    def head(self) -> str:
        """Hash of the last entry; of the genesis where there is none."""
        return self._source.head

    @property
    def last(self) -> Entry | None:
        """The last entry; None only while another program has not begun its journal."""
        return self._entries[-1] if self._entries else None

    def entries(self) -> Sequence[Entry]:
        """All entries from the first (`open`) on."""
        return tuple(self._entries)

    def get(self, table: str, doc_id: str) -> Doc | None:
        """A copy of one document, or None."""
        return self._view().get(table, doc_id)

    def all(self, table: str) -> dict[str, Doc]:
        """Copies of all documents of a table by id, in the order in which they first came."""
        return self._view().all(table)

    def find_receipt(self, code: str) -> Entry | None:
        """The entry whose receipt a person typed, or None."""
        wanted = plain_receipt(code)
        return next((entry for entry in self._entries if entry.receipt == wanted), None)

    def inverse(self, seq: int) -> tuple[Tables, Drops]:
        """(put, drop) that bring the documents which entry `seq` touched back to what they were before it.

        IndexError when there is no such entry.
        """
        if not 1 <= seq <= len(self._entries):
            raise IndexError(seq)
        return inverse(self._entries, self._entries[seq - 1])

    def refresh(self) -> bool:
        """Take in what another program wrote; True when anything changed. A Book that writes is always up to date.

        LedgerError when the journal is broken.
        """
        if isinstance(self._source, Journal):
            return False
        fresh = self._source.poll()
        if self._source.restarted:
            self._entries, self._state.tables = [], {}
        for entry in fresh:
            self._state.apply(entry.puts, entry.drops)
        self._entries += fresh
        return bool(fresh) or self._source.restarted

    # ------------------------------------------------------------------------------------------------ writing

    @property
    def db(self) -> TinyDB:
        """The TinyDB over this journal; document ids are texts. A write outside `entry` is an entry of its own."""
        if self._db is None:
            from tinydb import TinyDB

            from review_tui.ledger.storage import Documents

            class LedgerDB(TinyDB):
                table_class = Documents

            self._db = LedgerDB(storage=lambda: self._open_storage())
        return self._db

    @contextmanager
    def entry(
        self, kind: str, *, at: datetime, rid: str | None = None, ref: int | None = None, always: bool = False
    ) -> Iterator[Change]:
        """All writes of the block become one entry, acknowledged when the block has been left without an error.

        An exception inside, or NotSavedError at the end, leaves everything as it was before. A `rid` that is in the
        journal already writes nothing (`Change.entry` is the entry that it made). Nothing differs: no entry, unless
        `always`. Blocks do not nest.
        """
        journal, storage = self._journal(), self._open_storage()
        storage.begin()
        change = Change()
        try:
            yield change
            put, drop = storage.difference()
            known = journal.find(rid) if rid else None
            if known is not None:
                change.entry = known
            elif put or drop or always:
                change.entry = journal.append(kind, at=at, rid=rid, put=put, drop=drop, ref=ref)
                self._keep(change.entry)
        finally:
            storage.rollback()

    def put(self, table: str, doc_id: str, doc: Doc) -> None:
        """Put one whole document: like a TinyDB upsert of a complete document, but without copying the table.

        Outside `entry` it is an entry of its own.
        """
        self._journal()
        self._open_storage().set(table, doc_id, doc)

    def drop(self, table: str, doc_id: str) -> None:
        """Drop one document; one that is not there is no error."""
        self._journal()
        self._open_storage().set(table, doc_id, None)

    @property
    def broken(self) -> bool:
        """Whether a write failed since the last `reopen`: nothing can be written until then."""
        return isinstance(self._source, Journal) and self._source.broken

    @property
    def torn(self) -> str | None:
        """Name of the file to which a torn tail was set aside when the journal was opened, for the screen to report."""
        aside = self._source.torn if isinstance(self._source, Journal) else None
        return None if aside is None else aside.name

    def reopen(self) -> None:
        """After NotSavedError: read the journal anew; then the same `rid` may be written again. NotSavedError while
        the trouble lasts."""
        self._journal().reopen()
        self._replay()

    def close(self) -> None:
        """Let go of the journal."""
        if isinstance(self._source, Journal):
            self._source.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------------ inside

    def _journal(self) -> Journal:
        if not isinstance(self._source, Journal):
            raise LedgerError("只能查看", f"{self.writer} 的日志在这里是只读的。")
        return self._source

    def _view(self) -> State:
        """The state with what an open `entry` has gathered."""
        if self._storage is None:
            return self._state
        view = State()
        view.tables = self._storage.tables
        return view

    def _open_storage(self) -> JournalStorage:
        if self._storage is None:
            from review_tui.ledger.storage import JournalStorage

            self._storage = JournalStorage(self._state, self._record)
        return self._storage

    def _record(self, put: Tables, drop: Drops) -> None:
        self._keep(self._journal().append("write", put=put, drop=drop))

    def _keep(self, entry: Entry) -> None:
        self._state.apply(entry.puts, entry.drops)

    def _replay(self) -> None:
        self._entries = self._journal().entries
        self._state.tables = State(self._entries).tables
