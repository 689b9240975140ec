"""The archive: everything of the season, provable from the zip alone, never in `all`, never of a broken season."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.desks.sheets import export_sheets
from review_tui.errors import LedgerError
from review_tui.ledger.verify import verify
from tests.builders import Clock
from tests.screens.office_bench import scored_season


def test_what_is_unpacked_is_the_season_and_verifies(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    desk = OfficeDesk(store, Clock())
    Round(desk).close()
    made = Round(desk).seal()
    (written,) = export_sheets(store, ["archive"], Clock(), desk=desk)
    again = export_sheets(store, ["archive"], Clock())  # an archive is no part of the next one
    desk.close()
    assert written.path.name == "archive-全季档案.zip"
    assert hashlib.sha256(again[0].path.read_bytes()).hexdigest() == again[0].sha256
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(again[0].path) as archive:
        assert archive.testzip() is None
        archive.extractall(unpacked)
    listed = {}
    for line in (unpacked / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        listed[name] = digest
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest
    assert {"season.toml", "ledger/office.jsonl", "ledger/expert-e01.jsonl", "verify.json"} <= set(listed)
    assert not any("archive-" in name for name in listed)
    assert json.loads((unpacked / "verify.json").read_text(encoding="utf-8"))["ok"]
    result = verify(unpacked, against=made)
    assert result.ok and result.seals[-1].seal == made


def test_it_is_written_only_when_it_is_named(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    assert "archive" not in {one.sheet for one in export_sheets(store, ["all"], Clock())}


def test_a_broken_season_is_not_archived(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    next((store.path / "dossiers").iterdir()).write_bytes(b"{}")
    with pytest.raises(LedgerError):
        export_sheets(store, ["archive"], Clock())
    assert list((store.path / "exports").iterdir()) == []
