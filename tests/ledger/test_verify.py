"""`verify` finds every flipped bit, missing file and altered file, and says nothing else is wrong."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from review_tui.errors import SeasonError
from review_tui.ledger.check import check_journal
from review_tui.ledger.entry import Entry
from review_tui.ledger.verify import find_receipt, verify
from review_tui.season_store import SeasonStore
from tests.ledger.programs import a_package, now, score_one


@pytest.fixture
def season(tmp_path: Path) -> Path:
    """A season with one package (dossier, private part, two attachments) and two experts' scores, one with a note."""
    store = SeasonStore.create(tmp_path / "season")
    shas = []
    for content in (b"photo", b"form"):
        shas.append(hashlib.sha256(content).hexdigest())
        (tmp_path / "source").write_bytes(content)
        store.put_attachment(tmp_path / "source", shas[-1], shared=True)
    dossier, private = store.put_dossier(a_package("长春市教育局", 1))
    with store.office() as office, office.entry("package.take-in", at=now()):
        office.put("packages", "长春市教育局", {"dossier": dossier, "private": private, "attachments": shas})
    for expert in ("e01", "e02"):
        with store.expert(expert) as book:
            for _ in range(5):
                score_one(book, random.Random(expert))
            note = store.put_note(expert, {"text": "事迹感人"})
            with book.entry("recusal", at=now()):
                book.put("recusals", "S001", {"note": note})
    return tmp_path / "season"


def test_a_whole_season_is_in_order_and_reported_as_the_contract_says(season: Path) -> None:
    result = verify(season)
    assert result.ok
    document = json.loads(json.dumps(result.as_json()))
    assert [(j["writer"], j["entries"], j["ok"], j["problem"]) for j in document["journals"]] == [
        ("office", 2, True, ""),
        ("expert-e01", 7, True, ""),
        ("expert-e02", 7, True, ""),
    ]
    last_line = (season / "ledger/office.jsonl").read_bytes().splitlines()[-1]
    assert document["journals"][0]["head"] == hashlib.sha256(last_line).hexdigest()
    assert document["attachments"] == {"checked": 6, "bad": [], "unreferenced": 0}
    assert result.one_account


def test_one_thousand_random_bit_flips_are_all_found(season: Path) -> None:
    rng = random.Random(20220822)
    missed = []
    for path in sorted((season / "ledger").glob("*.jsonl")):
        whole = path.read_bytes()
        for _ in range(334):
            place, bit = rng.randrange(len(whole)), rng.randrange(8)
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            check, _ = check_journal(path, path.stem, "jilin-2022")
            if check.ok:
                missed.append((path.name, place, bit))
        path.write_bytes(whole)
    assert missed == []
    assert verify(season).ok


def test_every_bit_of_the_last_line_counts(season: Path) -> None:
    """No later line binds the last one: its own sum must."""
    path = season / "ledger/expert-e01.jsonl"
    whole = path.read_bytes()
    for place in range(whole[:-1].rfind(b"\n") + 1, len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        check, entries = check_journal(path, "expert-e01", "jilin-2022")
        assert not check.ok, place
        assert len(entries) >= 6


def test_one_broken_journal_does_not_hide_the_others(season: Path) -> None:
    path = season / "ledger/expert-e01.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b"garbage\n", *lines[3:]]))
    result = verify(season)
    assert not result.ok
    checks = {check.writer: check for check in result.journals}
    assert (checks["expert-e01"].ok, checks["expert-e01"].entries) == (False, 2)
    assert "expert-e01.jsonl 第 3 行" in checks["expert-e01"].problem
    assert checks["office"].ok
    assert checks["expert-e02"].ok


def test_altered_missing_and_unreferenced_files(season: Path) -> None:
    photo = hashlib.sha256(b"photo").hexdigest()
    form = hashlib.sha256(b"form").hexdigest()
    (season / "attachments" / photo[:2] / photo[2:]).write_bytes(b"Photo")
    (season / "attachments" / form[:2] / form[2:]).unlink()
    SeasonStore.open(season).put_note("office", {"text": "没有日志提到它"})
    private = next((season / "office").glob("*.json"))
    private.write_bytes(private.read_bytes() + b" ")
    result = verify(season)
    assert {(bad.file, bad.problem) for bad in result.bad} == {
        (f"attachments/{photo[:2]}/{photo[2:]}", "内容与编号（SHA-256）不符，被改动或损坏"),
        (f"office/{private.name}", "内容与编号（SHA-256）不符，被改动或损坏"),
        (f"attachments/{form[:2]}/{form[2:]}", "日志里有记录，文件缺失"),
    }
    assert not result.ok
    assert (result.checked, result.unreferenced) == (6, 1)


def test_a_torn_tail_is_a_fault_only_while_nobody_writes(season: Path) -> None:
    store = SeasonStore.open(season)
    path = season / "ledger/expert-e01.jsonl"
    with store.expert("e01"), path.open("ab") as file:
        file.write(b'{"at":')
        file.flush()
        assert verify(season).ok
    assert "没有写完" in verify(season).journals[1].problem
    store.expert("e01").close()
    result = verify(season)
    assert result.ok
    assert result.aside == ("expert-e01.torn-1",)


def test_a_receipt_leads_to_its_entry(season: Path) -> None:
    entries = SeasonStore.open(season).tail("e02").entries()
    found = find_receipt(season, entries[3].receipt.lower())
    assert found is not None
    writer, entry = found
    assert (writer, entry.seq) == ("expert-e02", 4)
    assert isinstance(entry, Entry)
    assert find_receipt(season, "0000-0000-0000-0000") is None


def test_no_season_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SeasonError, match="没有目录"):
        verify(tmp_path / "missing")
    with pytest.raises(SeasonError, match="不是评审季目录"):
        verify(tmp_path)
