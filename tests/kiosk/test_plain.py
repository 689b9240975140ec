"""The desk as a dialogue: lines in reading order, states in words, the same journal as the screen's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill
from tests.kiosk.terminal import ROOT, Terminal
from tests.screens.expert_bench import season


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return season(tmp_path)


def talk(store: SeasonStore, *answers: str | bytes) -> str:
    """What is said when these lines are typed; then the line ends."""
    typed = b"".join((a.encode() if isinstance(a, str) else a) + b"\n" for a in answers)
    command = [sys.executable, "-X", "utf8", "-m", "review_tui", "desk", str(store.path), "--as", "e01", "--plain"]
    done = subprocess.run(command, input=typed, capture_output=True, check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_a_card_is_filled_in_and_submitted_by_answers_alone(store: SeasonStore) -> None:
    said = talk(store, "1", "２６", "18.5", "17。5", "16", "9", "读书二十年", "t", "q")
    assert "已提交 S001，87.0 分，回执" in said
    assert "第 2 份，共 4 份。S002，李广，长春市教育局。状态：待评。" in said
    desk = ExpertDesk(store, "e01", Clock())
    ballot = desk.ballot("S001")
    assert (ballot.state, ballot.draft.gate, ballot.draft.comment) == ("done", True, "读书二十年")
    desk.close()


def test_it_says_where_one_is_and_what_stands_there(store: SeasonStore) -> None:
    said = talk(store, "0", "26", "s")
    for sentence in (
        "学习之星已交 0 份，回避 0 份，没交 3 份。",
        "第 1 份，共 4 份。S001，方琴，长春市教育局。状态：待评。",
        "政治与品行合格：1 合格，0 不合格，不合格要写评语。现在：空。",
        "政治与品行合格：1 合格，0 不合格，不合格要写评语。现在：不合格。",
        "学习坚持与成效：0 到 30，以 0.5 分为一档。现在：26，属于好。",
        "合计 26 分，满分 100 分。输入 t 提交这一份。",
    ):
        assert sentence in said, sentence


def test_nothing_is_drawn(store: SeasonStore) -> None:
    said = talk(store, "?", "m", "l", "s", "]", "[", "g P001", "m")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]|[\u2500-\u259f|]|--|==", said)
    assert "主要事迹：\n方琴坚持学习二十年。\n带动邻里一起读书。\n" in said
    assert "19900001234" not in said


def test_what_is_refused_is_said_and_asked_again(store: SeasonStore) -> None:
    said = talk(store, "7", "1", "31", "26.3", "abc", "-1", "26", "t", "g X9", "[", "9" * 70_000)
    for sentence in ("请输入 1（合格）或 0（不合格）", "最高 30 分", "以 0.5 分为一档", "还没有填：", "没有编号或名称"):
        assert sentence in said, sentence
    assert "已经是第一份。" in said
    desk = ExpertDesk(store, "e01", Clock())
    assert dict(desk.ballot("S001").draft.points) == {"learning": "26"}
    desk.close()


def test_what_looks_like_a_slip_is_read_back(store: SeasonStore) -> None:
    said = talk(store, "1", "26", "0", "17", "16", "9", "", "t", "", "18", "t")
    assert "请再核对一次。" in said and "已提交 S001，86 分" in said


def test_what_the_office_gave_back_says_why(store: SeasonStore) -> None:
    talk(store, "1", "26", "18", "17", "16", "9", "", "t")
    office = OfficeDesk(store, Clock())
    Round(office).give_back("e01", "S001", "请补充评语")
    office.close()
    said = talk(store, "g S001", "p", "读书二十年", "t")
    assert "办公室退回：请补充评语。" in said and "已提交 S001，86 分" in said


def test_recusal_and_undo(store: SeasonStore) -> None:
    said = talk(store, "h", "", "h", "与申报人同单位", "26", "h", "u", "1", "u", "")
    assert "没有回避。" in said and "已登记回避。" in said
    assert "要评分请先输入 h 取消回避。" in said and "已取消回避" in said
    assert "已撤销“取消回避”" in said


def test_the_line_may_end_after_any_answer(store: SeasonStore) -> None:
    assert "欢迎回来" not in talk(store, "1", "26")
    said = talk(store)
    assert "欢迎回来" in said and said.rstrip().endswith("事迹感染力：0 到 20，以 0.5 分为一档。现在：空。")


def test_the_screen_and_the_dialogue_share_the_desk(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S002", "26", "18")
    desk.close()
    assert "S002，李广，长春市教育局。状态：草稿，合计 44 分。" in talk(store)


def test_gbk_bytes_are_answered_with_the_menus_once_and_change_nothing(store: SeasonStore) -> None:
    said = talk(store, "评语".encode("gbk"), "评语".encode("gbk"), "1")
    assert said.count("PuTTY") == 1 and said.count("UTF-8") >= 2
    assert "现在：空。\n已存。" not in said.replace(
        "政治与品行合格：1 合格，0 不合格，不合格要写评语。现在：空。\n已存", ""
    )


def test_hostile_lines_do_not_steer_the_terminal(store: SeasonStore) -> None:
    said = talk(store, "p", "\x1b]0;x\x07评\u202e语", "s")
    assert "\x1b" not in said and "\u202e" not in said


def test_on_a_terminal_another_session_is_told_and_nothing_steps_aside(store: SeasonStore) -> None:
    first = Terminal("review_tui", "desk", str(store.path), "--as", "e01", "--plain")
    first.until("现在：空。")
    first.send("\x1a\x1c1\r")
    first.until("已存。")
    second = Terminal("review_tui", "desk", str(store.path), "--as", "e01", "--plain")
    second.until("已在另一个窗口打开，从")
    second.send("1\r")
    second.until("欢迎回来")
    second.send("q\r")
    second.until("已离开")
    assert second.end() == 0
    first.hang_up()
