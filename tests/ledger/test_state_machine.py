"""Any sequence of writes, failures, reopenings: the Book holds what a plain dictionary would hold."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from review_tui.errors import NotSavedError
from review_tui.ledger.check import check_journal
from review_tui.ledger.entry import copied
from review_tui.ledger.storage import document
from tests.ledger.conftest import SEASON, WRITER, Desk, no_file_beyond

AT = datetime(2022, 9, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
TABLES = st.sampled_from(["cards", "drafts", "seat"])
IDS = st.sampled_from(["S001", "S002", "unit:长春市教育局|deadline.late"])
VALUES = st.recursive(
    st.none()
    | st.integers(-5, 5)
    | st.text(st.characters(codec="utf-8"), max_size=3)
    | st.sampled_from(["26.5", "\n", "\u2028"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("abé", max_size=2), inner, max_size=2),
    max_leaves=4,
)
DOCS = st.dictionaries(st.text("abc", max_size=2), VALUES, max_size=3)
CHANGES = st.lists(st.tuples(TABLES, IDS, st.none() | DOCS), min_size=1, max_size=4)

Model = dict[str, dict[str, dict[str, Any]]]


def changed(model: Model, changes: list[tuple[str, str, dict[str, Any] | None]]) -> Model:
    """The model after some changes (None drops)."""
    new: Model = copied(model)
    for table, doc_id, doc in changes:
        if doc is None:
            new.get(table, {}).pop(doc_id, None)
        else:
            new.setdefault(table, {})[doc_id] = copied(doc)
    return {name: docs for name, docs in new.items() if docs}


class BookMachine(RuleBasedStateMachine):
    """A Book, a follower, and a dictionary."""

    @initialize()
    def begin(self) -> None:
        self.directory = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.directory.name))
        self.book = self.desk.book()
        self.tail = self.desk.tail()
        self.model: Model = {}
        self.history: list[Model] = [{}]
        self.rids: list[str] = []

    def _acknowledged(self, model: Model) -> None:
        if model != self.model:
            self.model = model
            self.history.append(model)

    @rule(changes=CHANGES)
    def write(self, changes: list[tuple[str, str, dict[str, Any] | None]]) -> None:
        rid = f"r{len(self.rids)}"
        with self.book.entry("put", at=AT, rid=rid) as change:
            for table, doc_id, doc in changes:
                if doc is None:
                    self.book.drop(table, doc_id)
                else:
                    self.book.put(table, doc_id, doc)
        expected = changed(self.model, changes)
        assert (change.entry is None) == (expected == self.model)
        if change.entry is not None:
            self.rids.append(rid)
        self._acknowledged(expected)

    @rule(changes=CHANGES)
    def write_through_tinydb(self, changes: list[tuple[str, str, dict[str, Any] | None]]) -> None:
        with self.book.entry("tinydb", at=AT):
            for table, doc_id, doc in changes:
                docs = self.book.db.table(table)
                docs.remove(doc_ids=[doc_id])  # type: ignore[list-item]
                if doc is not None:
                    docs.insert(document(doc_id, doc))
        self._acknowledged(changed(self.model, changes))

    @rule(table=TABLES, doc_id=IDS, doc=DOCS)
    def update_outside_a_block(self, table: str, doc_id: str, doc: dict[str, Any]) -> None:
        self.book.db.table(table).update(doc, doc_ids=[doc_id])  # type: ignore[list-item]
        old = self.model.get(table, {}).get(doc_id)
        if old is not None:
            self._acknowledged(changed(self.model, [(table, doc_id, {**old, **doc})]))

    @rule(changes=CHANGES)
    def fail_inside(self, changes: list[tuple[str, str, dict[str, Any] | None]]) -> None:
        with pytest.raises(ZeroDivisionError), self.book.entry("never", at=AT):
            for table, doc_id, doc in changes:
                self.book.put(table, doc_id, doc or {})
            raise ZeroDivisionError

    @rule(doc=DOCS, room=st.integers(0, 150), retry=st.booleans())
    def disk_full(self, doc: dict[str, Any], room: int, retry: bool) -> None:
        doc = {**doc, "n": len(self.history)}
        rid = f"full{len(self.history)}-{room}"
        size = self.desk.path.stat().st_size + room
        full = no_file_beyond(size)
        with full, pytest.raises(NotSavedError), self.book.entry("full", at=AT, rid=rid):
            self.book.put("cards", "S001", doc)
        self.book.reopen()
        if retry:
            for _ in range(2):
                with self.book.entry("full", at=AT, rid=rid):
                    self.book.put("cards", "S001", doc)
            self._acknowledged(changed(self.model, [("cards", "S001", doc)]))

    @rule()
    def same_rid_again(self) -> None:
        if self.rids:
            with self.book.entry("again", at=AT, rid=self.rids[0]) as change:
                self.book.put("cards", "S001", {"never": "written"})
            assert change.entry is not None
            assert change.entry.rid == self.rids[0]

    @rule(garbage=st.binary(max_size=20).filter(lambda b: b"\n" not in b))
    def next_login(self, garbage: bytes) -> None:
        self.book.close()
        with self.desk.path.open("ab") as file:
            file.write(garbage)
        self.book = self.desk.book()
        assert (self.book.torn is not None) == bool(garbage)

    @rule()
    def reopen(self) -> None:
        self.book.reopen()

    @rule(back=st.integers(1, 3))
    def take_back(self, back: int) -> None:
        """`inverse` brings the touched documents to what the history says."""
        entries = self.book.entries()
        if len(entries) <= back:
            return
        target = entries[-back]
        put, drop = self.book.inverse(target.seq)
        before = self.history[len(self.history) - back - 1]
        assert {(t, i) for t, docs in put.items() for i in docs} | {(t, i) for t, ids in drop.items() for i in ids} == {
            (t, i) for t, docs in target.put.items() for i in docs
        } | {(t, i) for t, ids in target.drop.items() for i in ids}
        assert all(before[t][i] == doc for t, docs in put.items() for i, doc in docs.items())
        assert all(i not in before.get(t, {}) for t, ids in drop.items() for i in ids)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        self.tail.refresh()
        for book in (self.book, self.tail):
            assert {t: book.all(t) for t in ("cards", "drafts", "seat") if book.all(t)} == self.model
            assert len(book.entries()) == len(self.history)
        assert self.tail.head == self.book.head

    def teardown(self) -> None:
        self.book.close()
        assert check_journal(self.desk.path, WRITER, SEASON)[0].ok
        self.directory.cleanup()


BookMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestBook = BookMachine.TestCase
