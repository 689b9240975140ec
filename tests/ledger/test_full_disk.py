"""A disk that is really full (a small tmpfs): nothing acknowledged is lost, nothing half, and it goes on afterwards."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from review_tui.errors import NotSavedError, ReviewError, SeasonError
from review_tui.ledger.backup import backup
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.ledger.programs import a_package, now

pytestmark = pytest.mark.kills


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A tmpfs of 1 MiB; skipped where mounting is not allowed."""
    with tempfile.TemporaryDirectory() as name:
        command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", name]
        if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("mounting a tmpfs needs root")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """The disk without a free block."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


def test_scoring_through_four_full_disks(small_disk: Path) -> None:
    store = SeasonStore.create(small_disk / "season")
    store.office().close()
    saved: dict[str, dict[str, str]] = {}
    refused = 0
    with store.expert("e07") as book:
        for cycle in range(4):
            with filled(small_disk):
                for number in range(25):
                    rid, doc = f"{cycle}-{number}", {"points": f"{cycle}.{number}", "filling": "满" * 200}
                    try:
                        with book.entry("card", at=now(), rid=rid):
                            book.put("cards", rid, doc)
                        saved[rid] = doc
                    except NotSavedError as error:
                        assert "磁盘已满" in error.message or "还没有重新打开" in error.message
                        refused += 1
                    assert book.all("cards") == saved
            if book.broken:
                book.reopen()
            assert book.all("cards") == saved
            with book.entry("card", at=now(), rid=rid):  # the last one refused, under the same rid
                book.put("cards", rid, doc)
            saved[rid] = doc
    assert refused > 4 * 5
    assert store.tail("e07").all("cards") == saved
    rids = [entry.rid for entry in store.tail("e07").entries()]
    assert len(rids) == len(set(rids)) == len(saved) + 1
    assert verify(small_disk / "season").ok


def test_importing_making_and_backing_up_on_a_full_disk_leave_nothing_half(small_disk: Path, tmp_path: Path) -> None:
    store = SeasonStore.create(small_disk / "season")
    store.office().close()
    source = tmp_path / "video"
    source.write_bytes(os.urandom(300_000))
    sha = hashlib.sha256(source.read_bytes()).hexdigest()
    before = sorted(small_disk.rglob("*"))
    with filled(small_disk):
        with pytest.raises(NotSavedError, match="磁盘已满"):
            store.put_attachment(source, sha, shared=True)
        with pytest.raises(NotSavedError, match="磁盘已满"):
            store.put_attachments({sha: source}, {sha})
        with pytest.raises(NotSavedError, match="磁盘已满"):
            store.put_dossier(a_package("长春市教育局", 1))
        with pytest.raises(NotSavedError, match="磁盘已满"):
            store.put_note("office", {"text": "理由" * 3000})
        with pytest.raises(SeasonError, match="写不进去"):
            SeasonStore.create(small_disk / "other")
        with pytest.raises(NotSavedError, match="磁盘已满"):
            backup(small_disk / "season", small_disk / "backup")
        with pytest.raises(ReviewError):
            store.expert("e01")
    left = {path for path in small_disk.rglob("*") if path not in before}
    assert all(path.is_dir() or path.parent.name == "ledger" for path in left), left
    store.put_attachment(source, sha, shared=True)
    store.put_dossier(a_package("长春市教育局", 1))
    with store.expert("e01") as book, book.entry("card", at=now()):
        book.put("cards", "S001", {"points": "1"})
    assert backup(small_disk / "season", tmp_path / "backup").verification.ok


def test_disk_full_inside_a_large_file_leaves_no_part_of_it(small_disk: Path, tmp_path: Path) -> None:
    store = SeasonStore.create(small_disk / "season")
    store.office().close()
    source = tmp_path / "video"
    source.write_bytes(os.urandom(2_000_000))
    with pytest.raises(NotSavedError):
        store.put_attachment(source, hashlib.sha256(source.read_bytes()).hexdigest(), shared=True)
    assert [path for path in (small_disk / "season" / "attachments").rglob("*") if path.is_file()] == []
