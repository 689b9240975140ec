"""The file itself: its lines, torn tails, failed writes, garbage."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from review_tui.errors import LedgerError, NotSavedError
from review_tui.ledger.check import check_journal
from review_tui.ledger.entry import Chain, plain_receipt
from review_tui.ledger.journal import Journal
from tests.ledger.conftest import SEASON, WRITER, Desk

AT = datetime(2022, 9, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
FullBeyond = Callable[[int], AbstractContextManager[None]]


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def three_scores(desk: Desk) -> bytes:
    """A journal of `open` and three entries; its bytes."""
    journal = desk.journal()
    for number in range(3):
        journal.append("card", at=AT, put={"cards": {f"S00{number}": {"points": f"2{number}.5"}}})
    journal.close()
    return desk.path.read_bytes()


def test_an_entry_is_one_canonical_line_that_names_the_hash_of_the_line_before(desk: Desk) -> None:
    journal = desk.journal()
    entry = journal.append("card", at=AT, rid="r1", put={"cards": {"S001": {"b": "甲", "a": 1}}})
    journal.close()
    first, second = lines_of(desk.path)
    assert second.decode() == (
        '{"at":"2022-09-01T09:30:00.000+08:00","by":"expert-e07","drop":{},"kind":"card",'
        f'"prev":"{hashlib.sha256(first).hexdigest()}","put":{{"cards":{{"S001":{{"a":1,"b":"甲"}}}}}},'
        f'"ref":null,"rid":"r1","seq":2,"sum":"{json.loads(second)["sum"]}"}}'
    )
    assert entry.hash == hashlib.sha256(second).hexdigest()
    genesis = b'{"format":1,"season":"test-season","writer":"expert-e07"}'
    assert json.loads(first)["prev"] == hashlib.sha256(genesis).hexdigest()
    assert json.loads(first)["format"] == 1


def test_a_receipt_is_found_however_it_is_typed(desk: Desk) -> None:
    with desk.book() as book, book.entry("card", at=AT) as change:
        book.put("cards", "S001", {"points": "26.5"})
    assert change.entry is not None
    code = change.entry.receipt
    assert len(code) == 19
    assert code.count("-") == 3
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "ｌ".upper())
    found = desk.tail().find_receipt(typed)
    assert found is not None
    assert (found.seq, found.hash) == (2, change.entry.hash)
    assert desk.tail().find_receipt("0000-0000-0000-0000") is None
    assert plain_receipt("oIl") == "011"


def test_the_same_rid_again_writes_nothing(desk: Desk) -> None:
    journal = desk.journal()
    first = journal.append("card", at=AT, rid="r1", put={"cards": {"S001": {"points": "26.5"}}})
    again = journal.append("card", at=AT, rid="r1", put={"cards": {"S001": {"points": "26.5"}}})
    journal.close()
    assert again == first
    assert len(lines_of(desk.path)) == 2


def test_cut_at_every_byte_of_the_last_three_records(desk: Desk, tmp_path: Path) -> None:
    whole = three_scores(desk)
    ends = [i + 1 for i, byte in enumerate(whole) if byte == 10]
    for cut in range(ends[0], len(whole) + 1):
        desk.path.write_bytes(whole[:cut])
        kept = sum(end <= cut for end in ends)
        tail = whole[max((end for end in ends if end <= cut), default=0) : cut]

        reader = desk.reader()
        assert [e.seq for e in reader.poll()] == list(range(1, kept + 1))
        journal = desk.journal()
        assert [e.seq for e in journal.entries] == list(range(1, kept + 1))
        if tail:
            assert journal.torn is not None
            assert journal.torn.read_bytes() == tail
            journal.torn.unlink()
        else:
            assert journal.torn is None
        journal.append("card", at=AT, put={"cards": {"S009": {"points": "1"}}})
        journal.close()
        assert check_journal(desk.path, WRITER, SEASON)[0].ok


@pytest.mark.parametrize(
    "tail",
    [b"\0" * 4096, b'{"seq":', b"\xff\xfe", b"\xe7\xbb", os.urandom(300).replace(b"\n", b" ")],
    ids=["zeros", "begun", "not utf-8", "half a character", "random"],
)
def test_garbage_without_line_feed_is_set_aside(desk: Desk, tail: bytes) -> None:
    whole = three_scores(desk)
    desk.path.write_bytes(whole + tail)
    check, _ = check_journal(desk.path, WRITER, SEASON)
    assert not check.ok
    assert f"末尾有 {len(tail)} 字节没有写完" in check.problem
    journal = desk.journal()
    journal.close()
    assert desk.path.read_bytes() == whole
    assert journal.torn is not None
    assert journal.torn.name == "expert-e07.torn-1"
    assert journal.torn.read_bytes() == tail


@pytest.mark.parametrize(
    "tail", [b"\0" * 100 + b"\n", b"garbage\n", b"\n", b"[]\n", b"{}\n", b"\xff\n", b"[" * 9999 + b"\n"]
)
def test_garbage_with_line_feed_stops_everyone_with_the_line(desk: Desk, tail: bytes) -> None:
    whole = three_scores(desk)
    desk.path.write_bytes(whole + tail)
    for use in (desk.journal, desk.tail):
        with pytest.raises(LedgerError, match=r"expert-e07[.]jsonl 第 5 行") as caught:
            use()
        assert "review-tui verify" in caught.value.hint
        assert "review-tui restore" in caught.value.hint
    assert desk.path.read_bytes() == whole + tail  # nothing was lost or mended behind anyone's back


def test_a_broken_line_in_the_middle_is_named(desk: Desk) -> None:
    lines = three_scores(desk).splitlines(keepends=True)
    for name, damaged in {
        "第 3 行校验和不符": [*lines[:2], lines[2].replace(b"21.5", b"29.5"), lines[3]],
        "第 3 行序号应为 3，现为 4": [lines[0], lines[1], lines[3]],
        "第 3 行序号": [lines[0], lines[1], lines[3], lines[2]],
        "第 2 行不是完整的记录": [lines[0], lines[1][:50] + b"\n", *lines[2:]],
        "第 1 行字段不对": lines[1:],
    }.items():
        desk.path.write_bytes(b"".join(damaged))
        with pytest.raises(LedgerError, match=name):
            desk.tail()
        with pytest.raises(LedgerError, match=name):
            desk.journal()


def test_rewritten_history_breaks_at_the_next_line(desk: Desk) -> None:
    """Someone rewrites line 2 with a right sum: line 3 no longer follows."""
    lines = three_scores(desk).splitlines()
    chain = Chain(SEASON, WRITER)
    chain.step(lines[0])
    forged = chain.encode("card", AT.isoformat(), "r", {"cards": {"S000": {"points": "30"}}}, {}, None)
    desk.path.write_bytes(b"\n".join([lines[0], forged, *lines[2:], b""]))
    with pytest.raises(LedgerError, match="第 3 行与上一行接不上"):
        desk.tail()


def test_a_line_spelt_differently_is_found_by_verify(desk: Desk) -> None:
    """The same content with blanks, with a right sum: no writer of ours wrote it."""
    lines = three_scores(desk).splitlines()
    chain = Chain(SEASON, WRITER)
    for line in lines[:3]:
        chain.step(line)
    body = lines[3][: -len(',"sum":"0123456789abcdef"}')].replace(b'"kind":', b'"kind": ') + b"}"
    total = hashlib.sha256(body).hexdigest()[:16].encode()
    desk.path.write_bytes(b"\n".join([*lines[:3], body[:-1] + b',"sum":"' + total + b'"}', b""]))
    check, entries = check_journal(desk.path, WRITER, SEASON)
    assert "第 4 行写法不规范" in check.problem
    assert len(entries) == 3


def test_a_journal_of_another_season_or_writer_or_of_a_newer_program_is_refused(desk: Desk, tmp_path: Path) -> None:
    three_scores(desk)
    with pytest.raises(LedgerError, match="属于别的日志"):
        Journal(desk.path, WRITER, "another-season")
    desk.path.rename(tmp_path / "expert-e08.jsonl")
    with pytest.raises(LedgerError, match="属于别的日志"):
        Journal(tmp_path / "expert-e08.jsonl", "expert-e08", SEASON)
    desk.path.write_bytes(b'{"format":2,"quite":"different"}\n')
    with pytest.raises(LedgerError, match="格式 2，本程序只认到 1") as caught:
        desk.tail()
    assert "请先升级" in caught.value.hint
    with pytest.raises(LedgerError, match="格式 2"):
        desk.journal()


def test_a_value_that_json_cannot_hold_is_refused_before_anything_is_written(desk: Desk) -> None:
    with desk.book() as book:
        before = desk.path.read_bytes()
        for bad in (float("nan"), AT, "\ud800"):
            with pytest.raises((TypeError, ValueError)), book.entry("card", at=AT):
                book.put("cards", "S001", {"points": bad})
            assert book.get("cards", "S001") is None
        with pytest.raises(ValueError, match="offset"), book.entry("card", at=datetime(2022, 9, 1)):
            book.put("cards", "S001", {"points": "1"})
        assert desk.path.read_bytes() == before
        assert not book.broken


def test_a_write_cut_short_at_every_byte_is_not_saved_and_the_same_rid_saves_it_once(
    desk: Desk, full_beyond: FullBeyond
) -> None:
    """RLIMIT_FSIZE lets the k-th byte of the entry be the first that fails: first short writes, then EFBIG."""
    with desk.book() as book:
        with book.entry("card", at=AT, rid="first"):
            book.put("cards", "S001", {"points": "20"})
        length = len(lines_of(desk.path)[-1]) + 1
        for room in range(0, length, 7):
            size = desk.path.stat().st_size
            rid, doc = f"r{room:04}", {"points": f"{room:04}"}
            with full_beyond(size + room):
                with pytest.raises(NotSavedError) as caught, book.entry("card", at=AT, rid=rid):
                    book.put("cards", "S001", doc)
                assert caught.value.title == "未保存"
                assert book.broken
                assert book.get("cards", "S001") != doc
                with pytest.raises(NotSavedError, match="重新打开"), book.entry("card", at=AT, rid=rid):
                    book.put("cards", "S001", doc)
            assert desk.path.stat().st_size == size + room  # never tried again on the same descriptor
            book.reopen()
            for _ in range(2):
                with book.entry("card", at=AT, rid=rid) as change:
                    book.put("cards", "S001", doc)
                assert change.entry is not None
                assert change.entry.rid == rid
            assert book.get("cards", "S001") == doc
        rids = [entry.rid for entry in book.entries()]
        assert len(rids) == len(set(rids)) == 2 + len(range(0, length, 7))
    assert check_journal(desk.path, WRITER, SEASON)[0].ok


def test_reopening_on_a_disk_that_is_still_full_says_so_and_loses_nothing(desk: Desk, full_beyond: FullBeyond) -> None:
    with desk.book() as book:
        size = desk.path.stat().st_size
        with full_beyond(size + 20), pytest.raises(NotSavedError), book.entry("card", at=AT, rid="r"):
            book.put("cards", "S001", {"points": "20"})
        with full_beyond(5), pytest.raises(NotSavedError, match="文件大小达到系统限制"):
            book.reopen()
        assert book.broken
        assert list(desk.path.parent.glob("*.torn-*")) == []
        book.reopen()
        assert book.torn == "expert-e07.torn-1"
        with book.entry("card", at=AT, rid="r"):
            book.put("cards", "S001", {"points": "20"})
        assert book.get("cards", "S001") == {"points": "20"}


def test_nothing_is_written_into_a_file_that_was_cut_replaced_or_removed(desk: Desk) -> None:
    for harm in (
        lambda: desk.path.write_bytes(desk.path.read_bytes()[:-5]),
        lambda: desk.path.write_bytes(desk.path.read_bytes() + b"x"),
        desk.path.unlink,
        lambda: desk.path.with_suffix(".copy").replace(desk.path),
    ):
        desk.path.unlink(missing_ok=True)
        with desk.book() as book:
            with book.entry("card", at=AT):
                book.put("cards", "S001", {"points": "20"})
            desk.path.with_suffix(".copy").write_bytes(desk.path.read_bytes())
            harm()
            with pytest.raises(NotSavedError), book.entry("card", at=AT):
                book.put("cards", "S002", {"points": "20"})
            assert book.get("cards", "S002") is None


def test_a_journal_that_lost_acknowledged_entries_is_not_reopened(desk: Desk) -> None:
    with desk.book() as book:
        with book.entry("card", at=AT):
            book.put("cards", "S001", {"points": "20"})
        desk.path.write_bytes(lines_of(desk.path)[0] + b"\n")
        with pytest.raises(LedgerError, match="少了已保存的内容"):
            book.reopen()


def test_closed_twice_is_closed_once(desk: Desk) -> None:
    journal = desk.journal()
    journal.close()
    journal.close()
    with pytest.raises(NotSavedError):
        journal.append("card", at=AT)
    desk.journal().close()
