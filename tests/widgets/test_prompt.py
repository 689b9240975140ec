"""Questions: answers, refusals, limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from review_tui.widgets.fields import LineField
from review_tui.widgets.note_field import NoteField
from review_tui.widgets.prompt import AskText, Confirm, Reading, help_blocks


@pytest.mark.parametrize(
    ("key", "answer"), [("enter", True), ("y", True), ("1", True), ("escape", False), ("n", False)]
)
async def test_a_confirmation(key: str, answer: bool, stage: Callable[..., Any]) -> None:
    app, got = stage(), []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Confirm("离开", "要离开吗？", yes="离开", no="继续"), got.append)
        await pilot.pause()
        assert any("Enter 离开  Esc 继续" in line for line in app.text())
        await pilot.press(key)
        assert got == [answer]


async def test_a_line_is_asked_for_and_an_empty_one_refused(stage: Callable[..., Any]) -> None:
    app, got = stage(), []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AskText("查找", "找什么？", required="请填写。"), got.append)
        await pilot.pause()
        await pilot.press("enter")
        assert got == [] and any("请填写。" in line for line in app.text())
        await pilot.press("学", "习", "１", "enter")
        assert got == ["学习１"]  # a text field keeps full-width characters


async def test_a_few_lines_end_with_ctrl_s(stage: Callable[..., Any]) -> None:
    app, got = stage(), []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AskText("回避", "理由？", lines=3, required="请写明理由。"), got.append)
        await pilot.pause()
        await pilot.press("ctrl+s", "同", "enter", "事", "ctrl+s")
        assert got == ["同\n事"]


async def test_escape_gives_none(stage: Callable[..., Any]) -> None:
    app, got = stage(), []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AskText("回避", "理由？", value="同事"), got.append)
        await pilot.pause()
        await pilot.press("escape")
        assert got == [None]


async def test_fields_hold_no_more_than_their_limit(stage: Callable[..., Any]) -> None:
    app = stage()
    async with app.run_test(size=(40, 8)) as pilot:
        line, note = LineField(limit=5), NoteField("一二三", limit=5)
        await app.mount(line, note)
        line.focus()
        await pilot.pause()
        app.post_message(events.Paste("甲乙\n丙丁戊己"))
        await pilot.press("x")
        assert line.value == "甲乙 丙丁"
        note.focus()
        note.move_cursor((0, 3))
        await pilot.pause()
        app.post_message(events.Paste("四\u202e\r\n五六七"))
        await pilot.press("y")
        assert note.text == "一二三四\n"
        assert note.offset_in_text == 5


async def test_a_note_is_placed_with_its_cursor(stage: Callable[..., Any]) -> None:
    app = stage()
    async with app.run_test(size=(40, 8)):
        note = NoteField()
        await app.mount(note)
        note.place("第一行\n第二行", 5)
        assert note.cursor_location == (1, 1)
        assert note.offset_in_text == 5


async def test_help_can_be_read_to_its_end(stage: Callable[..., Any]) -> None:
    app = stage()
    async with app.run_test(size=(60, 12)) as pilot:
        rows = [(f"F{i}", f"做第 {i} 件事") for i in range(1, 30)]
        app.push_screen(Reading("按键", help_blocks([("全部", rows)])))
        await pilot.press("end")
        assert any("F29  做第 29 件事" in line for line in app.text())
