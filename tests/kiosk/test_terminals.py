"""What the terminals of the experts really send, key by key, on a pty, and what it does at the desk.

Sequences as their manuals and terminfo entries have them: PuTTY with its keyboard settings, Windows Terminal,
MobaXterm, Xshell, tmux, the Linux console, rxvt. Backspace is 0x7f or 0x08, cursor keys come in the normal or the
application form (`ESC [` or `ESC O`), Home and End in four, function keys in three, the keypad as digits or in its
application form.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from review_tui.season_store import SeasonStore
from tests.kiosk.terminal import Terminal
from tests.screens.expert_bench import season

PROGRAM = "tests.kiosk.desk_program"
KEYPAD = [f"\x1bO{chr(ord('p') + digit)}" for digit in range(10)]


class Keyboard(NamedTuple):
    """A terminal with its settings: TERM, and the bytes of its keys."""

    term: str
    up: str
    down: str
    home: str
    end: str
    backspace: str
    help: str
    enter: str = "\r"
    digits: str = "0123456789"
    back_tab: str = "\x1b[Z"
    delete: str = "\x1b[3~"
    page_down: str = "\x1b[6~"
    page_up: str = "\x1b[5~"


NORMAL, APPLICATION = ("\x1b[A", "\x1b[B"), ("\x1bOA", "\x1bOB")
KEYBOARDS = {
    "putty": Keyboard("xterm", *NORMAL, "\x1b[1~", "\x1b[4~", "\x7f", "\x1b[11~"),
    "putty, application keys, ^H": Keyboard("putty", *APPLICATION, "\x1b[1~", "\x1b[4~", "\x08", "\x1b[11~"),
    "putty, rxvt Home, linux F-keys": Keyboard("putty-256color", *NORMAL, "\x1b[H", "\x1b[8~", "\x7f", "\x1b[[A"),
    "putty, xterm F-keys": Keyboard("xterm-256color", *NORMAL, "\x1b[1~", "\x1b[4~", "\x7f", "\x1bOP"),
    "windows terminal": Keyboard("xterm-256color", *NORMAL, "\x1b[H", "\x1b[F", "\x7f", "\x1bOP"),
    "windows terminal, application keys": Keyboard(
        "xterm-256color", *APPLICATION, "\x1bOH", "\x1bOF", "\x7f", "\x1bOP"
    ),
    "mobaxterm": Keyboard("xterm", *NORMAL, "\x1b[1~", "\x1b[4~", "\x08", "\x1b[11~"),
    "xshell": Keyboard("xterm", *NORMAL, "\x1b[1~", "\x1b[4~", "\x08", "\x1bOP"),
    "xshell, new line mode": Keyboard("vt100", *APPLICATION, "\x1b[H", "\x1bOF", "\x7f", "\x1bOP", enter="\r\n"),
    "tmux": Keyboard("tmux-256color", *NORMAL, "\x1b[1~", "\x1b[4~", "\x7f", "\x1bOP"),
    "screen": Keyboard("screen", *APPLICATION, "\x1b[1~", "\x1b[4~", "\x7f", "\x1bOP"),
    "linux console": Keyboard("linux", *NORMAL, "\x1b[1~", "\x1b[4~", "\x7f", "\x1b[[A"),
    "rxvt": Keyboard("rxvt", *NORMAL, "\x1b[7~", "\x1b[8~", "\x7f", "\x1b[11~"),
}


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return season(tmp_path)


@pytest.fixture
def lines() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        try:
            os.kill(one.pid, signal.SIGKILL)
            os.waitpid(one.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue  # the test has ended it


def sit(store: SeasonStore, lines: list[Terminal], **env: str) -> Terminal:
    line = Terminal(PROGRAM, str(store.path), **env)
    lines.append(line)
    line.until("? 帮助")
    return line


@pytest.mark.parametrize("name", KEYBOARDS)
def test_every_key_of_a_terminal_arrives(name: str, store: SeasonStore, lines: list[Terminal]) -> None:
    keys = KEYBOARDS[name]
    line = sit(store, lines, TERM=keys.term)
    line.send("1")
    line.until("> 学习坚持与成效")
    line.send("27" + keys.up + keys.backspace)
    line.until(" 2/30")
    line.send("6" + keys.up + keys.up)
    line.until("> 政治与品行合格")
    line.until("26/30")
    line.send(keys.end)
    line.until("> 合计")
    line.send(keys.home + keys.down)
    line.until("> 学习坚持与成效")
    line.send(keys.enter)
    line.until("> 事迹感染力")
    line.send(keys.back_tab + keys.delete)
    line.until("__/30")
    line.send(keys.help)
    line.until("Esc")
    line.until(lambda: "> 学习坚持与成效" not in line.text())
    line.send("\x1b")
    line.until("> 学习坚持与成效")
    assert "26/30" not in line.text()


def test_the_keypad_in_its_application_form(store: SeasonStore, lines: list[Terminal]) -> None:
    line = sit(store, lines)
    line.send(KEYPAD[1] + KEYPAD[2] + KEYPAD[6])
    line.until("26/30")
    line.send("\x1b[H\x1b[B\x1b[B" + KEYPAD[1] + KEYPAD[7] + "\x1bOn" + KEYPAD[5] + "\x1bOM")
    line.until("17.5/20")
    line.send(KEYPAD[1] + KEYPAD[6] + "\x1bOl" + KEYPAD[5])
    line.until("16.5/20")


def test_a_paste_with_and_without_brackets_goes_where_text_is_wanted(store: SeasonStore, lines: list[Terminal]) -> None:
    line = sit(store, lines)
    line.send("126\x1b[200~1 2 3 q u\r\x1b[201~")  # a bracketed paste is no typing: points are not pasted
    line.until("26/30")
    line.send("\x1b[F\t")
    line.until("写完按")
    line.send("\x1b[200~读书\r\n二十年\x1b[201~")
    line.until("二十年")
    line.send("，带动邻里\r一起读")
    line.until("一起读")
    line.until("26/30")
    assert "学习之星 0/3" in line.text()


def test_the_input_method_may_stay_on_everywhere(store: SeasonStore, lines: list[Terminal]) -> None:
    """Points, questions, lists and help take the full-width forms of their keys; texts keep them."""
    line = sit(store, lines)
    line.send("１２６")
    line.until("26/30")
    line.send("？")
    line.until("能做的事")
    line.send("回避")  # the help is searched by typing, and runs what was found
    line.until(lambda: "能做的事" in line.text() and "提交这一份" not in line.text())
    line.send("\x1b")
    line.until("> 事迹感染力")
    line.send("ｌ")
    line.until("S003")
    line.send("ｊｊ\r")
    line.until(" 3/3 S003")
    line.send("［")
    line.until(" 2/3 S002")
    line.send("】")
    line.until(" 3/3 S003")
    line.send("ｒ")
    line.until("请写明理由")
    line.send("同单位１。\x13")
    line.until("已登记回避")
    line.send("ｕ")
    line.until("撤销")
    line.send("ｙ")
    line.until("已撤销")
    line.send("ｑ")
    line.until("都已保存")
    line.send("ｎ")
    line.until(lambda: "都已保存" not in line.text())
    line.send("ｑ")
    line.until("都已保存")
    line.send("１")
    assert line.end() == 0


@pytest.mark.parametrize("bytes_", ["评语".encode("gbk"), b"\x81\x75", "材料".encode("big5")])
def test_a_terminal_that_is_not_set_to_utf8_is_told_which_menu_to_open(
    bytes_: bytes, store: SeasonStore, lines: list[Terminal]
) -> None:
    line = sit(store, lines)
    line.send("126")
    line.until("26/30")
    line.until("已存")
    journal = store.path / "ledger" / "expert-e01.jsonl"
    before = journal.read_bytes()
    line.send(bytes_)
    for menu in ("UTF-8", "PuTTY", "Xshell", "MobaXterm"):
        line.until(menu)
    line.send(bytes_)
    line.until("仍不是 UTF-8")
    assert journal.read_bytes() == before


@pytest.mark.parametrize(("term", "no_color"), [("linux", ""), ("vt100", ""), ("xterm", "1"), ("xterm-256color", "1")])
def test_few_colours_and_none_say_the_same(term: str, no_color: str, store: SeasonStore, lines: list[Terminal]) -> None:
    env = {"NO_COLOR": no_color} if no_color else {}
    line = sit(store, lines, TERM=term, **env)
    line.send("126")
    line.until("> 事迹感染力")  # where the cursor is, and how things stand, is told in characters
    line.until("26/30  好")
    line.until("已存")
    hues = {cell.fg for row in line.screen.buffer.values() for cell in row.values()}
    grounds = {cell.bg for row in line.screen.buffer.values() for cell in row.values()}
    if no_color:
        assert all(_is_grey(hue) for hue in hues | grounds)
    else:
        assert not any(len(hue) == 6 and hue.isalnum() and hue not in _NAMES for hue in hues | grounds), hues | grounds


_NAMES = {"black", "red", "green", "brown", "blue", "magenta", "cyan", "white", "default"}


def _is_grey(hue: str) -> bool:
    if hue in ("default", "black", "white", "brightblack", "brightwhite"):
        return True
    return len(hue) == 6 and len({hue[:2], hue[2:4], hue[4:]}) == 1
