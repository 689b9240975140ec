"""Backups made while experts score; restored into an empty place they give the same state."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from review_tui.errors import LedgerError, SeasonError
from review_tui.ledger.backup import backup, restore
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.ledger.programs import a_package, importer, now, running, score_one, scorer

ROUNDS = 3


def state(season: Path) -> dict[str, Any]:
    """All that a season says: every journal's entries and tables, rules and content files."""
    store = SeasonStore.open(season)
    tails = {writer: store.tail(writer) for writer in ("office", *store.experts())}
    said = {
        writer: (tail.head, {name: tail.all(name) for name in ("packages", "cards", "drafts")})
        for writer, tail in tails.items()
    }
    folders = ("attachments", "dossiers", "office", "notes", "templates", "exports")
    files = {
        str(path.relative_to(season)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mode)
        for folder in folders
        for path in (season / folder).rglob("*")
        if path.is_file() and path.suffix != ".tmp"  # what a killed import had begun to write
    }
    return {"said": said, "files": files, "rules": store.season.rules}


@pytest.fixture
def season(tmp_path: Path) -> Path:
    store = SeasonStore.create(tmp_path / "season")
    (tmp_path / "source").write_bytes(b"photo")
    sha = hashlib.sha256(b"photo").hexdigest()
    store.put_attachment(tmp_path / "source", sha, shared=False)
    dossier, private = store.put_dossier(a_package("长春市教育局", 1))
    with store.office() as office, office.entry("package.take-in", at=now()):
        office.put("packages", "长春市教育局", {"dossier": dossier, "private": private, "attachments": [sha]})
    with store.expert("e01") as book:
        for _ in range(3):
            score_one(book, random.Random(1))
    (store.exports_dir() / "shortlist.xlsx").write_bytes(b"rows")
    return tmp_path / "season"


def score(season: Path) -> None:
    with SeasonStore.open(season).expert("e01") as book:
        score_one(book, random.Random(2))


def test_a_backup_restored_is_the_same_season(season: Path, tmp_path: Path) -> None:
    made = backup(season, tmp_path / "disk" / "backup")
    assert made.verification.ok
    assert made.verification.checked == 3
    restored = restore(tmp_path / "disk" / "backup", tmp_path / "again")
    assert restored.verification.ok
    assert state(tmp_path / "again") == state(season)
    assert (tmp_path / "disk" / "backup").stat().st_mode & 0o777 == 0o700
    for name in (".", "ledger", "attachments", "office", "tmp", "notes"):
        assert (tmp_path / "again" / name).stat().st_mode == (season / name).stat().st_mode, name
    assert not (tmp_path / "again" / "backup.json").exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    score(tmp_path / "again")  # and it goes on
    assert verify(tmp_path / "again").ok


@pytest.mark.kills
def test_hot_backups_under_four_writers_and_an_import(tmp_path: Path) -> None:
    season = tmp_path / "season"
    store = SeasonStore.create(season)
    with contextlib.ExitStack() as stack:
        programs = [stack.enter_context(running(scorer, season, f"e0{n}", n)) for n in range(4)]
        programs.append(stack.enter_context(running(importer, season, 9, tmp_path)))
        for program in programs:
            assert program.read_line() == "open"
        told: dict[str, int] = {}
        for number in range(ROUNDS):
            for n, program in enumerate(programs[:4]):
                program.read_line()
                told[f"expert-e0{n}"] = program.acks[-1].seq
            made = backup(season, tmp_path / "backup")
            assert made.verification.ok, made.verification
            heads = {check.writer: check.entries for check in made.verification.journals}
            assert all(heads[writer] >= seq for writer, seq in told.items()), number
            restored = restore(tmp_path / "backup", tmp_path / f"again-{number}")
            assert restored.verification.ok
        for program in programs:
            program.kill()
    for number in range(ROUNDS):
        for journal in (tmp_path / f"again-{number}" / "ledger").glob("*.jsonl"):
            assert (season / "ledger" / journal.name).read_bytes().startswith(journal.read_bytes())
    store.office().close()
    final = restore_of(backup(season, tmp_path / "final").path, tmp_path / "final-again")
    assert state(final) == state(season)


def restore_of(made: Path, season: Path) -> Path:
    return restore(made, season).path


def test_the_next_backup_replaces_the_earlier_and_links_what_it_had(season: Path, tmp_path: Path) -> None:
    backup(season, tmp_path / "backup")
    photo = next(path for path in (tmp_path / "backup" / "attachments").rglob("*") if path.is_file())
    inode = photo.stat().st_ino
    score(season)
    made = backup(season, tmp_path / "backup")
    assert made.verification.ok
    assert photo.stat().st_ino == inode
    assert state(restore_of(tmp_path / "backup", tmp_path / "again")) == state(season)


def test_a_rotten_file_in_the_earlier_backup_is_not_handed_on(season: Path, tmp_path: Path) -> None:
    backup(season, tmp_path / "backup")
    photo = next(path for path in (tmp_path / "backup" / "attachments").rglob("*") if path.is_file())
    photo.write_bytes(b"phOto")
    assert backup(season, tmp_path / "backup").verification.ok
    assert photo.read_bytes() == b"photo"


def test_a_file_that_rots_in_the_season_does_not_spoil_the_backup(season: Path, tmp_path: Path) -> None:
    backup(season, tmp_path / "backup")
    photo = next(path for path in (season / "attachments").rglob("*") if path.is_file())
    photo.write_bytes(b"phOto")
    assert not verify(season).ok
    assert backup(season, tmp_path / "backup").verification.ok
    assert verify(restore_of(tmp_path / "backup", tmp_path / "again")).ok


def test_a_good_backup_is_not_replaced_by_a_worse_one(season: Path, tmp_path: Path) -> None:
    score(season)
    backup(season, tmp_path / "backup")
    before = {path: path.stat().st_ino for path in (tmp_path / "backup").rglob("*")}
    journal = season / "ledger" / "expert-e01.jsonl"
    whole = journal.read_bytes()

    journal.write_bytes(whole[: whole[:-1].rfind(b"\n") + 1])  # cut at the end: the chain alone sees nothing
    assert verify(season).ok
    with pytest.raises(LedgerError, match="比原有备份少"):
        backup(season, tmp_path / "backup")
    journal.unlink()
    with pytest.raises(LedgerError, match="比原有备份少"):
        backup(season, tmp_path / "backup")
    journal.write_bytes(whole.replace(b"card", b"Card", 1))
    with pytest.raises(LedgerError, match=r"expert-e01[.]jsonl 第 2 行"):
        backup(season, tmp_path / "backup")
    journal.write_bytes(whole)
    note = SeasonStore.open(season).put_note("office", {"text": "理由"})
    (season / "notes" / "office" / f"{note}.json").write_bytes(b"{}")
    with pytest.raises(LedgerError, match="内容与编号"):
        backup(season, tmp_path / "backup")

    assert {path: path.stat().st_ino for path in (tmp_path / "backup").rglob("*")} == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_first_backup_of_a_damaged_season_is_kept_and_said_to_be_damaged(season: Path, tmp_path: Path) -> None:
    photo = next(path for path in (season / "attachments").rglob("*") if path.is_file())
    photo.write_bytes(b"phOto")
    made = backup(season, tmp_path / "backup")
    assert not made.verification.ok
    restored = restore(tmp_path / "backup", tmp_path / "again")
    assert [bad.problem for bad in restored.verification.bad] == ["内容与编号（SHA-256）不符，被改动或损坏"]


def test_a_damaged_backup_is_not_restored(season: Path, tmp_path: Path) -> None:
    backup(season, tmp_path / "backup")
    journal = tmp_path / "backup" / "ledger" / "expert-e01.jsonl"
    whole = journal.read_bytes()
    for damaged in (whole[: whole[:-1].rfind(b"\n") + 1], whole.replace(b"card", b"Card", 1)):
        journal.write_bytes(damaged)
        with pytest.raises(LedgerError, match="备份已损坏"):
            restore(tmp_path / "backup", tmp_path / "again")
        assert not (tmp_path / "again").exists()
    journal.unlink()
    with pytest.raises(LedgerError, match="备份已损坏"):
        restore(tmp_path / "backup", tmp_path / "again")


def test_nothing_else_is_ever_overwritten(season: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("别人的文件")
    with pytest.raises(SeasonError, match="不是这一季的备份"):
        backup(season, other)
    for inside in (season, season / "backup", season / "notes" / "backup", season.parent):
        with pytest.raises(SeasonError, match="一个在另一个里面"):
            backup(season, inside)
    backup(season, tmp_path / "backup")
    with pytest.raises(SeasonError, match="不是空目录"):
        restore(tmp_path / "backup", other)
    with pytest.raises(SeasonError, match="不是空目录"):
        restore(tmp_path / "backup", season)
    with pytest.raises(SeasonError, match="一个在另一个里面"):
        restore(tmp_path / "backup", tmp_path / "backup" / "again")
    with pytest.raises(SeasonError, match="不是备份"):
        restore(season, tmp_path / "again")
    with pytest.raises(SeasonError, match="没有目录"):
        backup(tmp_path / "missing", tmp_path / "new")
    with pytest.raises(SeasonError, match="不是备份"):
        restore(tmp_path / "missing", tmp_path / "again")
    assert [path.name for path in other.iterdir()] == ["letter.txt"]

    another = tmp_path / "another"
    shutil.copytree(tmp_path / "backup", another)
    rules = (another / "season.toml").read_text("utf-8")
    (another / "season.toml").write_text(rules.replace('id = "jilin-2022"', 'id = "jilin-2023"'), "utf-8")
    with pytest.raises(SeasonError, match="不是这一季的备份"):
        backup(season, another)


def test_the_record_of_a_backup_names_every_head(season: Path, tmp_path: Path) -> None:
    backup(season, tmp_path / "backup")
    recorded = json.loads((tmp_path / "backup" / "backup.json").read_bytes())
    result = verify(season)
    assert recorded["season"] == "jilin-2022"
    assert recorded["journals"] == {
        check.writer: {"entries": check.entries, "head": check.head} for check in result.journals
    }
