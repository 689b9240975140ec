"""One writer per journal: a second session is told, may take over, and never writes in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from review_tui.errors import BusyError, LedgerError
from review_tui.ledger.lock import PATIENCE, here, read_holder
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.ledger.conftest import Desk
from tests.ledger.programs import idler, running, scorer, stubborn_scorer


def note_of(season: Path, expert: str) -> Path:
    return season / "ledger" / f"expert-{expert}.holder"


@pytest.fixture
def season(tmp_path: Path) -> Path:
    SeasonStore.create(tmp_path / "season")
    return tmp_path / "season"


def test_a_second_session_is_told_since_when_and_from_where(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CLIENT", "10.2.3.4 50522 22")
    store = SeasonStore.open(season)
    with store.expert("e07"), pytest.raises(BusyError) as caught:
        store.expert("e07")
    assert caught.value.holder["pid"] == str(os.getpid())
    assert caught.value.holder["from"] == "10.2.3.4"
    since = caught.value.holder["since"]
    assert since[:10] in caught.value.message
    assert "10.2.3.4" in caught.value.message
    assert "可以接管" in caught.value.hint
    assert not note_of(season, "e07").exists()  # the first has closed
    store.expert("e07").close()


def test_where_a_program_is_used_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CLIENT", "fe80::1 50522 22")
    assert here() == "fe80::1"
    monkeypatch.delenv("SSH_CLIENT")
    assert here() == "本机" or here().startswith("/dev/")


def test_two_experts_do_not_keep_each_other_out(season: Path) -> None:
    store = SeasonStore.open(season)
    with store.expert("e01"), store.expert("e02"), store.office():
        assert store.experts() == ("e01", "e02")


def test_another_process_is_told_and_a_polite_holder_ends_at_once(season: Path) -> None:
    store = SeasonStore.open(season)
    with running(idler, season, "e07") as first:
        assert first.read_line() == "open"
        with pytest.raises(BusyError) as caught:
            store.expert("e07")
        assert caught.value.holder["pid"] == str(first.process.pid)
        begun = time.monotonic()
        with store.expert("e07", take_over=True):
            assert time.monotonic() - begun < PATIENCE
            first.end()
            assert first.process.exitcode == -signal.SIGTERM


@pytest.mark.kills
def test_two_sessions_of_one_expert_never_interleave(season: Path) -> None:
    """Seven times a session scores at full speed when the next takes over; the last of them has a frozen line."""
    SeasonStore.open(season).office().close()
    acks = []
    programs = [scorer] * 6 + [stubborn_scorer]
    for number, target in enumerate(programs):
        with running(target, season, "e07", number) as first:
            assert first.read_line() == "open"
            for _ in range(5):
                first.read_line()
            with running(scorer, season, "e07", 100 + number, 0.02, True) as second:
                assert second.read_line() == "open"
                first.end()
                second.end()
            assert second.process.exitcode == 0
            expected = -signal.SIGKILL if target is stubborn_scorer else -signal.SIGTERM
            assert first.process.exitcode == expected
            acks.append((first.acks, second.acks))

    entries = {entry.rid: entry for entry in SeasonStore.open(season).tail("e07").entries()}
    for one, other in acks:
        assert len(one) >= 5
        assert len(other) >= 1
        assert all(entries[ack.rid].seq == ack.seq for ack in (*one, *other))
        assert max(ack.seq for ack in one) < min(ack.seq for ack in other)
        assert max(ack.at for ack in one) < min(ack.at for ack in other)
    assert verify(season).ok


@pytest.mark.kills
def test_only_one_of_many_that_take_over_at_once_gets_the_journal(season: Path) -> None:
    SeasonStore.open(season).office().close()
    with running(idler, season, "e07") as first:
        assert first.read_line() == "open"
        with running(scorer, season, "e07", 1, 0.5, True) as a, running(scorer, season, "e07", 2, 0.5, True) as b:
            a.end()
            b.end()
    entries = {entry.rid: entry.seq for entry in SeasonStore.open(season).tail("e07").entries()}
    assert all(entries[ack.rid] == ack.seq for ack in (*a.acks, *b.acks))
    assert a.acks or b.acks
    assert verify(season).ok


def test_an_innocent_process_is_never_signalled(season: Path) -> None:
    """The note names a process that does not hold the lock, even with that process's own start time."""
    store = SeasonStore.open(season)
    innocent = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    try:
        with running(idler, season, "e07") as first:
            assert first.read_line() == "open"
            note = note_of(season, "e07")
            holder = read_holder(note)
            begun = Path(f"/proc/{innocent.pid}/stat").read_text().rpartition(")")[2].split()[19]
            for start in (begun, holder["start"]):
                note.write_text(json.dumps({**holder, "pid": str(innocent.pid), "start": start}))
                with pytest.raises(BusyError):
                    store.expert("e07", take_over=True)
                assert innocent.poll() is None
                assert first.process.is_alive()
            note.write_text(json.dumps({**holder, "start": "1"}))  # the number was given to another program since
            with pytest.raises(BusyError):
                store.expert("e07", take_over=True)
            assert first.process.is_alive()
            for text in ("", "[]", "{}", '{"pid": "1", "start": ""}', f'{{"pid": "{os.getpid()}"}}', '{"pid": "x"}'):
                note.write_text(text)
                with pytest.raises(BusyError):
                    store.expert("e07", take_over=True)
    finally:
        innocent.communicate()
    assert innocent.returncode == 0


def test_a_note_that_a_killed_program_left_keeps_nobody_out(season: Path) -> None:
    with running(idler, season, "e07") as first:
        assert first.read_line() == "open"
        first.kill()
    assert note_of(season, "e07").exists()
    with SeasonStore.open(season).expert("e07"):
        assert read_holder(note_of(season, "e07"))["pid"] == str(os.getpid())


def test_a_forked_child_neither_keeps_the_lock_nor_writes(desk: Desk) -> None:
    """A child that outlives its parent's close must not keep the expert out."""
    journal = desk.journal()
    ready, say_ready = os.pipe()
    until, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        os.write(say_ready, b"." if journal.broken else b"!")
        os.read(until, 1)  # lives on until the test is done
        os._exit(0)
    assert os.read(ready, 1) == b"."
    journal.append("card")
    journal.close()
    desk.journal().close()  # BusyError if the child still held it
    assert os.waitpid(child, os.WNOHANG) == (0, 0)
    os.close(end)
    os.waitpid(child, 0)
    for fd in (ready, say_ready, until):
        os.close(fd)


def test_a_journal_replaced_while_in_use_is_said_when_reopened(desk: Desk) -> None:
    with desk.book() as book:
        desk.path.with_suffix(".new").write_bytes(desk.path.read_bytes())
        desk.path.with_suffix(".new").replace(desk.path)
        with pytest.raises(LedgerError, match="在使用中被替换"):
            book.reopen()
