"""What a desk sees of its store: transactions, TinyDB, undo, following another program."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from tinydb import where

from review_tui.errors import LedgerError
from review_tui.ledger.book import Book
from review_tui.ledger.check import check_journal
from review_tui.ledger.storage import document
from tests.ledger.conftest import SEASON, WRITER, Desk

AT = datetime(2022, 9, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def put(book: Book, table: str, doc_id: str, doc: dict[str, Any]) -> int:
    with book.entry("put", at=AT) as change:
        book.put(table, doc_id, doc)
    assert change.entry is not None
    return change.entry.seq


def test_several_writes_are_one_entry(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "drafts", "S001", {"points": {"learning": "26."}})
        with book.entry("card.submit", at=AT, rid="r1", ref=2) as change:
            book.db.table("cards").insert(document("S001", {"points": {"learning": "26.5"}}))
            book.db.table("drafts").remove(doc_ids=["S001"])  # type: ignore[list-item]
            book.put("seat", "here", {"nomination": "S002"})
            assert book.get("cards", "S001") == {"points": {"learning": "26.5"}}  # seen inside already
            assert change.entry is None
        entry = change.entry
    assert entry is not None
    assert (entry.seq, entry.by, entry.kind, entry.rid, entry.ref) == (3, "expert-e07", "card.submit", "r1", 2)
    assert entry.at == "2022-09-01T09:30:00.000+08:00"
    assert entry.put == {"cards": {"S001": {"points": {"learning": "26.5"}}}, "seat": {"here": {"nomination": "S002"}}}
    assert entry.drop == {"drafts": ("S001",)}
    again = desk.tail()
    assert again.last == entry
    assert again.all("cards") == {"S001": {"points": {"learning": "26.5"}}}
    assert again.all("drafts") == {}


def test_an_exception_inside_leaves_everything_as_before(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": "1"})
        before = desk.path.read_bytes()
        with pytest.raises(KeyError), book.entry("card", at=AT):
            book.put("cards", "S001", {"points": "2"})
            book.db.table("cards").insert(document("S002", {"points": "3"}))
            raise KeyError("something in the desk")
        assert book.all("cards") == {"S001": {"points": "1"}}
        assert desk.path.read_bytes() == before
        assert put(book, "cards", "S001", {"points": "2"}) == 3


def test_what_differs_in_nothing_is_no_entry_unless_asked_for(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": {"a": "1"}})
        with book.entry("card", at=AT) as change:
            book.put("cards", "S001", {"points": {"a": "1"}})
            book.put("cards", "S002", {"points": {}})
            book.drop("cards", "S002")
        assert change.entry is None
        with book.entry("round.begin", at=AT, always=True) as change:
            pass
        assert change.entry is not None
        assert (change.entry.kind, change.entry.put) == ("round.begin", {})


def test_blocks_do_not_nest(desk: Desk) -> None:
    with desk.book() as book, book.entry("outer", at=AT):
        inner = book.entry("inner", at=AT)
        with pytest.raises(RuntimeError, match="nest"):
            inner.__enter__()


def test_writes_outside_a_block_are_entries_of_their_own(desk: Desk) -> None:
    with desk.book() as book:
        book.db.table("cards").insert(document("S001", {"points": "1"}))
        book.put("cards", "S002", {"points": "2"})
        book.drop("cards", "S002")
        book.drop("cards", "S002")
        assert [entry.kind for entry in book.entries()] == ["open", "write", "write", "write"]


def test_tinydb_works_on_text_ids_and_sees_what_others_put(desk: Desk) -> None:
    with desk.book() as book:
        cards = book.db.table("cards")
        for doc_id, points in (("S001", 3), ("S002", 5), ("P001", 8)):
            cards.upsert(document(doc_id, {"points": points}))
        assert {str(doc.doc_id) for doc in cards.search(where("points") > 4)} == {"S002", "P001"}
        put(book, "cards", "S003", {"points": 9})
        assert {str(doc.doc_id) for doc in cards.search(where("points") > 4)} == {"S002", "P001", "S003"}
        cards.upsert(document("S002", {"extra": 1}))
        assert book.get("cards", "S002") == {"points": 5, "extra": 1}
        cards.upsert({"extra": 2}, where("points") == 5)
        assert book.get("cards", "S002") == {"points": 5, "extra": 2}
        cards.update(lambda doc: doc.pop("extra"), where("points") == 5)
        cards.update({"gate": True}, where("points") < 6)
        cards.remove(where("points") == 8)
        assert book.all("cards") == {
            "S001": {"points": 3, "gate": True},
            "S002": {"points": 5, "gate": True},
            "S003": {"points": 9},
        }
        with pytest.raises(ValueError, match="has an id"):
            cards.insert({"points": 1})
        book.db.drop_table("cards")
        assert book.db.tables() == set()
        put(book, "cards", "S001", {"points": 1})
        book.db.drop_tables()
        assert desk.tail().all("cards") == {}


def test_what_is_handed_out_can_be_changed_without_changing_the_store(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": {"a": "1"}, "marks": [{"x": 1}]})
        expected = {"points": {"a": "1"}, "marks": [{"x": 1}]}
        last = put(book, "cards", "S001", {})
        put(book, "cards", "S001", expected)
        for found in (
            book.get("cards", "S001"),
            book.all("cards")["S001"],
            book.entries()[-1].put["cards"]["S001"],
            book.db.table("cards").get(doc_id="S001"),  # type: ignore[call-overload]
            book.db.table("cards").search(where("points").exists())[0],
            book.inverse(last)[0]["cards"]["S001"],
        ):
            assert found is not None
            assert found == expected
            found["points"]["a"] = "666"
            found["marks"][0]["x"] = 666
            put(book, "cards", "S002", {"n": len(book.entries())})
            assert book.get("cards", "S001") == expected
        given = {"points": {"a": "1"}}
        put(book, "cards", "S003", given)
        given["points"]["a"] = "666"
        put(book, "cards", "S004", {})
        assert book.get("cards", "S003") == {"points": {"a": "1"}}
        assert book.all("cards") == desk.tail().all("cards")


def test_a_query_is_not_answered_from_before_a_reopening(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": 1})
        query = where("points") > 0
        assert len(book.db.table("cards").search(query)) == 1
        put(book, "cards", "S002", {"points": 2})
        book.reopen()
        assert len(book.db.table("cards").search(query)) == 2


def test_inverse_brings_back_what_was_before(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": "1"})
        put(book, "cards", "S001", {"points": "2"})
        with book.entry("card", at=AT) as change:
            book.put("cards", "S001", {"points": "3"})
            book.put("cards", "S002", {"points": "4"})
            book.drop("drafts", "S001")
        assert change.entry is not None
        put(book, "cards", "S001", {"points": "5"})
        assert book.inverse(change.entry.seq) == ({"cards": {"S001": {"points": "2"}}}, {"cards": ["S002"]})
        assert book.inverse(1) == ({}, {})
        for seq in (0, 6, -1):
            with pytest.raises(IndexError):
                book.inverse(seq)


def test_a_follower_sees_new_entries_and_cannot_write(desk: Desk) -> None:
    tail = desk.tail()  # before there is any journal
    assert (tail.last, tail.entries(), tail.refresh()) == (None, (), False)
    with desk.book() as book:
        assert tail.refresh()
        put(book, "cards", "S001", {"points": "1"})
        assert tail.get("cards", "S001") is None
        assert tail.refresh()
        assert not tail.refresh()
        assert tail.get("cards", "S001") == {"points": "1"}
        assert tail.head == book.head
        for write in (
            lambda: tail.put("cards", "S001", {}),
            lambda: tail.drop("cards", "S001"),
            lambda: tail.entry("x", at=AT).__enter__(),
            tail.reopen,
        ):
            with pytest.raises(LedgerError, match="只读"):
                write()
        assert tail.read_only
        assert not tail.broken
    assert tail.get("cards", "S001") == {"points": "1"}


def test_a_follower_reads_only_whole_lines(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": "1"})
    whole = desk.path.read_bytes()
    start = whole[:-1].rfind(b"\n") + 1
    desk.path.write_bytes(whole[:start])
    tail = desk.tail()
    for end in range(start, len(whole)):
        desk.path.write_bytes(whole[:end])
        assert not tail.refresh()
    desk.path.write_bytes(whole)
    assert tail.refresh()
    assert tail.get("cards", "S001") == {"points": "1"}


def test_a_follower_begins_again_when_the_file_was_cut_replaced_or_cut_and_written_on(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": "1"})
        shorter = desk.path.read_bytes()
        put(book, "cards", "S002", {"points": "2"})
    whole = desk.path.read_bytes()
    tail = desk.tail()

    desk.path.write_bytes(shorter)
    assert tail.refresh()
    assert (tail.all("cards"), len(tail.entries())) == ({"S001": {"points": "1"}}, 2)

    desk.path.with_suffix(".new").write_bytes(whole)
    desk.path.with_suffix(".new").replace(desk.path)
    assert tail.refresh()
    assert (sorted(tail.all("cards")), len(tail.entries())) == (["S001", "S002"], 3)

    desk.path.write_bytes(shorter)
    with desk.book() as book:
        put(book, "cards", "S003", {"points": "3" * 500})  # longer than what the follower has read
    assert tail.refresh()
    assert (sorted(tail.all("cards")), len(tail.entries())) == (["S001", "S003"], 3)


def test_a_follower_recovers_after_a_broken_file_was_mended(desk: Desk) -> None:
    with desk.book() as book:
        put(book, "cards", "S001", {"points": "1"})
    whole = desk.path.read_bytes()
    tail = desk.tail()
    desk.path.write_bytes(whole + b"garbage\n")
    for _ in range(2):
        with pytest.raises(LedgerError, match="第 3 行"):
            tail.refresh()
    desk.path.unlink()
    with pytest.raises(LedgerError, match="移走或删除"):
        tail.refresh()
    desk.path.write_bytes(whole)
    assert tail.refresh()
    assert len(tail.entries()) == 2
    assert check_journal(desk.path, WRITER, SEASON)[0].ok
