"""The expert's desk on a real pty: bad bytes, strange windows, dropped and frozen lines."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.kiosk.terminal import Terminal
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


def points(store: SeasonStore) -> dict[str, str]:
    """What is at the desk after the program has gone: nobody holds the journal any more."""
    desk = ExpertDesk(store, "e01", Clock())
    try:
        return dict(desk.ballot("S001").draft.points)
    finally:
        desk.close()


def test_gbk_bytes_are_answered_with_a_sentence_and_the_desk_goes_on(terminal: Terminal) -> None:
    terminal.send("你好".encode("gbk"))
    terminal.until("UTF-8")
    terminal.send("126")
    terminal.until("26/30")


def test_garbage_changes_nothing(terminal: Terminal) -> None:
    terminal.send(b"\x1b[:D\x1b[951479797u\x1b[" + b"9" * 80 + b"u\x1b[48;20000;20000;0;0t\x1b[O\x1b]52;c;aGk=\x07")
    terminal.send("126")
    terminal.until("26/30")
    assert terminal.memory() < 150


def test_a_claimed_window_of_65535_is_drawn_at_its_limit(terminal: Terminal) -> None:
    terminal.resize(65535, 65535)
    before = terminal.bytes
    terminal.until(lambda: terminal.bytes > before + 10_000)
    assert terminal.memory() < 200
    terminal.resize(80, 24)
    terminal.send("126")
    terminal.until("26/30")


def test_keys_that_arrive_together_have_their_effect_one_after_the_other(
    terminal: Terminal, store: SeasonStore
) -> None:
    # what a slow line delivers in one piece: a whole card, its submission, and the beginning of the next one
    terminal.send("126\r18.5\r17\r16\r9\x13125\x1b[B\x1b[B19\x1b[F\t好１\x1b[1~")
    terminal.until("好１")
    terminal.hang_up()
    desk = ExpertDesk(store, "e01", Clock())
    assert (desk.ballot("S001").state, str(desk.ballot("S001").total)) == ("done", "86.5")
    draft = desk.ballot("S002").draft
    assert (draft.points, draft.gate, draft.comment) == ({"learning": "25", "recognition": "19"}, True, "好１")
    desk.close()


def test_a_dropped_line_keeps_the_comment_that_was_being_typed(terminal: Terminal, store: SeasonStore) -> None:
    terminal.send("126\x1b[F\t")
    terminal.until("写完按")
    terminal.send("读书二十年")
    terminal.until("读书二十年")
    assert terminal.hang_up() == 128 + signal.SIGHUP
    desk = ExpertDesk(store, "e01", Clock())
    seat = desk.seat()
    assert desk.ballot("S001").draft.comment == "读书二十年"
    assert seat is not None and (seat.nomination, seat.field, seat.cursor) == ("S001", "comment", 5)
    desk.close()


def test_a_signal_while_the_line_is_stalled_saves_and_ends(terminal: Terminal, store: SeasonStore) -> None:
    terminal.send("126\x1b[F\t")
    terminal.until("写完按")
    terminal.send("稳")
    terminal.until("稳")
    terminal.send("\x1bOP\x1bOP" * 20)
    while terminal.grows():  # nobody reads: the program draws until its terminal is full and its event loop sleeps
        terminal.send("\x1bOP\x1bOP" * 20)
    assert terminal.waiting() > 3_000
    terminal.signal(signal.SIGHUP)
    assert terminal.wait(5) == 128 + signal.SIGHUP
    desk = ExpertDesk(store, "e01", Clock())
    assert desk.ballot("S001").draft.comment == "稳"
    desk.close()


def test_a_second_session_is_told_and_takes_over(terminal: Terminal, store: SeasonStore) -> None:
    terminal.send("126")
    terminal.until("26/30")
    second = Terminal(PROGRAM, str(store.path))
    second.until("已在另一个窗口打开")
    second.until("打开时间：")
    second.send("y")
    second.until("26/30")
    assert terminal.wait(5) == 128 + signal.SIGTERM
    second.send("\x1b[B18")
    second.until("18/20")
    second.hang_up()
    assert points(store) == {"learning": "26", "story": "18"}


def test_a_second_session_may_leave_the_first_alone(terminal: Terminal, store: SeasonStore) -> None:
    second = Terminal(PROGRAM, str(store.path))
    second.until("已在另一个窗口打开")
    second.send("\x1b")
    assert second.end() == 0
    terminal.send("126")
    terminal.until("26/30")


def test_leaving_gives_the_terminal_back(terminal: Terminal, store: SeasonStore) -> None:
    terminal.send("126q")
    terminal.until("都已保存")
    terminal.send("\r")
    while terminal.read(0.5):
        pass
    assert terminal.end() == 0
    assert points(store) == {"learning": "26"}


@pytest.mark.parametrize("term", ["xterm", "linux", "vt100", "dumb", ""])
@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
def test_any_terminal_will_do(term: str, size: tuple[int, int], store: SeasonStore) -> None:
    terminal = Terminal(PROGRAM, str(store.path), columns=size[0], lines=size[1], TERM=term, NO_COLOR="1")
    if size[0] < 40:
        terminal.until("窗口太小")
        terminal.resize(80, 24)
    terminal.until("帮助")
    terminal.send("126")
    terminal.until("26/30")
    assert terminal.hang_up() == 128 + signal.SIGHUP
