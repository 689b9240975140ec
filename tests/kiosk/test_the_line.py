"""Ways in which a line ends or goes mad: everything typed is kept, and nothing is typed that nobody typed."""

from __future__ import annotations

import os
import pty
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.kiosk.dropped import WAYS, drop
from tests.kiosk.terminal import ROOT, Terminal
from tests.screens.expert_bench import season

PROGRAM = "tests.kiosk.desk_program"


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return season(tmp_path)


@pytest.fixture
def terminal(store: SeasonStore) -> Iterator[Terminal]:
    started = Terminal(PROGRAM, str(store.path))
    started.until("? 帮助")
    yield started
    try:
        os.kill(started.pid, signal.SIGKILL)
        os.waitpid(started.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return  # the test has ended it


def kept(store: SeasonStore) -> tuple[dict[str, str], str]:
    """Points and comment of S001 after the program has gone."""
    desk = ExpertDesk(store, "e01", Clock())
    try:
        draft = desk.ballot("S001").draft
        return dict(draft.points), draft.comment
    finally:
        desk.close()


def write_a_comment(terminal: Terminal, text: str) -> None:
    """Type points and a comment that is on the screen, and perhaps not yet on disk."""
    terminal.send("\x1b[H126\x1b[F\t")
    terminal.until("写完按")
    terminal.send(text)
    terminal.until(text)


def test_the_end_of_the_terminal_is_a_hang_up_without_a_signal(store: SeasonStore) -> None:
    """A terminal that controls nothing (some wrappers): the kernel sends no SIGHUP, reads fail with EIO."""
    master, slave = pty.openpty()
    command = [sys.executable, "-X", "utf8", "-m", PROGRAM, str(store.path)]
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    program = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=env, start_new_session=True
    )
    os.close(slave)
    seen = b""
    while "帮助".encode() not in seen:
        seen += os.read(master, 65536)
    os.write(master, b"126")
    journal = store.path / "ledger" / "expert-e01.jsonl"
    while b'"26"' not in journal.read_bytes():
        os.read(master, 65536)
    os.close(master)
    assert program.wait(10) == 128 + signal.SIGHUP
    assert kept(store)[0]["learning"] == "26"


def test_a_hang_up_that_a_wrapper_ignores_is_heard_all_the_same(store: SeasonStore) -> None:
    ignoring = f"trap '' HUP; exec {sys.executable} -X utf8 -m {PROGRAM} {store.path}"
    terminal = Terminal("tests.execute", "sh", "-c", ignoring)
    terminal.until("? 帮助")
    write_a_comment(terminal, "读书二十年")
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert kept(store) == ({"learning": "26"}, "读书二十年")


def test_a_request_to_end_keeps_what_is_on_the_screen(terminal: Terminal, store: SeasonStore) -> None:
    write_a_comment(terminal, "读书二十年")
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert kept(store) == ({"learning": "26"}, "读书二十年")


def test_broken_input_changes_nothing(terminal: Terminal, store: SeasonStore) -> None:
    """Seeded: 600 pieces of what no key sends. Neither the journal nor the field under the cursor may differ."""
    terminal.send("\x1b[H126")
    terminal.until("26/30")
    terminal.until("已存")
    journal = store.path / "ledger" / "expert-e01.jsonl"
    before, dice = journal.read_bytes(), random.Random(20220822)
    for _ in range(60):
        terminal.send(b"".join(_nonsense(dice) for _ in range(10)))
        terminal.read(0.02)
        time.sleep(0.002)
    terminal.until("UTF-8")
    assert journal.read_bytes() == before
    terminal.send("\x1b[H\x1b[B\x1b[3~25")
    terminal.until("25/30")
    assert terminal.memory() < 200


def _nonsense(dice: random.Random) -> bytes:
    """One piece that means nothing, and that leaves nothing open behind it."""
    number = dice.choice((b"", b"0", b"9" * dice.randint(1, 40), b"%d" % dice.randint(0, 99999)))
    more = b";".join(b"%d" % dice.randint(0, 999) for _ in range(dice.randint(0, 9)))
    match dice.randint(0, 7):
        case 0:
            return b"\x1b[" + number + b";" + more + dice.choice((b"u", b"t", b"R", b"y", b"n", b"c", b"m", b"x"))
        case 1:
            return b"\x1b]" + number + b";" + dice.randbytes(8).replace(b"\x07", b"") + b"\x07"
        case 2:
            return b"\x1bP" + number + b"$r\x1b\\"
        case 3:
            return b"\x1b[M" + bytes(dice.choices(range(0x20, 0x100), k=3))
        case 4:
            return b"\x1b[<%d;%d;%dM" % (dice.randint(3, 999), dice.randint(401, 9999), dice.randint(201, 9999))
        case 5:
            return dice.choice((b"\x00", b"\x1c", b"\x1d", b"\x1e", b"\x1f", b"\x1a", b"\x03", b"\x10"))
        case 6:
            return "中文的字节".encode("gbk")[: dice.randint(1, 10)]
        case _:
            return dice.choice(("\u200b", "\u202e", "\ufeff", "\u2067")).encode() + b"\x1b[I\x1b[O"


def test_a_storm_of_window_sizes_loses_nothing(terminal: Terminal, store: SeasonStore) -> None:
    dice = random.Random(7)
    write_a_comment(terminal, "风")
    for turn in range(60):
        terminal.resize(dice.choice((1, 20, 39, 40, 80, 160, 400)), dice.choice((1, 5, 9, 10, 24, 48, 200)))
        if turn % 10 == 0:
            terminal.read(0.05)
    terminal.resize(20, 5)
    terminal.until("窗口太小")
    terminal.send("99999")  # what cannot be seen takes no keys
    terminal.resize(80, 24)
    terminal.until("26/30")
    terminal.send("停")
    terminal.until("风停")
    assert terminal.memory() < 250
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert kept(store) == ({"learning": "26"}, "风停")


@pytest.mark.kills
def test_lines_that_drop_at_random_moments_lose_nothing_older_than_a_second(store: SeasonStore) -> None:
    """One of each kind; `python -m tests.kiosk.dropped` drops a hundred."""
    dice = random.Random(100)
    for number in range(len(WAYS)):
        dropped = drop(store, dice, number)
        assert dropped.lost == () and dropped.same_place, dropped


def test_a_small_window_is_told_and_a_large_one_is_drawn(store: SeasonStore) -> None:
    terminal = Terminal(PROGRAM, str(store.path), columns=20, lines=5)
    for line in ("窗口太小 20x5", "请拉大到 40x10", "输入的都已保存"):
        terminal.until(line)
    terminal.resize(40, 10)
    terminal.until("> ")
    terminal.send("\x1b[H126")
    terminal.until("26/30")
    before = terminal.bytes
    terminal.resize(400, 200)
    terminal.until(lambda: terminal.bytes > before + 10_000)
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert kept(store)[0] == {"learning": "26"}
