"""The last wall and the marks: nothing that steers a terminal gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from review_tui.kiosk.wall import LastWall
from review_tui.widgets.marks import MARK, is_safe, visible, visible_lines

HOSTILE = [
    "\x1b]0;x\x07",
    "\x9b31m",
    "a\u202eb",
    "张\u200b三",
    "\u2066x",
    "\ufeffy",
    "\ue000",
    "\udc80",
    "\U000e0041",
    "\x7f",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_wall_marks_what_steers(text: str) -> None:
    (out,) = LastWall().apply([Segment(text)], Color(0, 0, 0))
    assert MARK in out.text
    assert is_safe(out.text)


def test_the_wall_leaves_the_rest_as_it_is() -> None:
    segments = [Segment("李桂花（65岁）"), Segment("𠮷野")]
    assert LastWall().apply(segments, Color(0, 0, 0)) == segments


@given(st.text(st.characters(codec=None), max_size=60))
def test_visible_text_is_safe_and_keeps_what_is_safe(text: str) -> None:
    shown = visible(text)
    assert is_safe(shown)
    assert visible(shown) == shown


def test_breaks_and_tabs_are_spaces_on_one_line_and_lines_in_a_text() -> None:
    assert visible("延边朝鲜族\n自治州\t教育局") == "延边朝鲜族 自治州 教育局"
    assert visible_lines("一\r\n二\u2028三") == ["一", "二", "三"]


def test_piled_marks_are_cut_to_four() -> None:
    assert visible("e" + "\u0301" * 50) == "e" + "\u0301" * 4
