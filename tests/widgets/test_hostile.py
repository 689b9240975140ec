"""Names are data in every widget: no markup, no action, no byte that steers a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from review_tui.kiosk.app import KioskApp
from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.marks import is_safe
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.note_field import NoteField
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText, Confirm, Reading
from review_tui.widgets.text_pane import Block, TextPane

NAMES = [
    "[/]",
    "[bold",
    "[@click=app.quit]张三[/]",
    "\x1b[31m红\x1b]0;x\x07",
    "\x9b2J",
    "a\u202eb\u200bc",
    "\ud800",
    "张\n三",
]


def painted(app: KioskApp) -> list[str]:
    """What reaches the terminal: the strips after the line filters."""
    out = []
    for strip in app.screen._compositor.render_strips():
        for line_filter in app.get_line_filters():
            strip = strip.apply_filter(line_filter, app.screen.background_colors[1])
        out.append(strip.text)
    return out


@pytest.mark.parametrize("name", NAMES)
async def test_widgets_show_a_name_as_it_is(name: str, stage: Callable[..., Any]) -> None:
    listed, pane, line = PagedList((Column("[/]", 20),)), TextPane(), MessageLine()
    app = stage(TitleLine(name, name), listed, pane, line)
    async with app.run_test(size=(60, 24)) as pilot:
        await app.mount(LineField(name, placeholder=name), NoteField(name))
        listed.set_rows([Row(name, (name, name))])
        pane.set_blocks([Block(name, label=name)])
        pane.search(name)
        line.say(name, "bad")
        line.show_state(name, "good")
        await pilot.pause()
        shown = painted(app)
        assert all(is_safe(text) for text in shown)
        assert all(cell_len(text) == 60 for text in shown)
        for x in range(0, 20, 4):
            await pilot.click(offset=(x, 0))
        assert app.is_running


@pytest.mark.parametrize("name", NAMES)
async def test_prompts_show_a_name_as_it_is(name: str, stage: Callable[..., Any]) -> None:
    app = stage()
    prompts: list[Callable[[], Any]] = [
        lambda: Confirm(name, name, yes=name, no=name),
        lambda: AskText(name, name, value=name, required=name),
        lambda: AskText(name, name, value=name, lines=3),
        lambda: Reading(name, [Block(name)]),
    ]
    async with app.run_test(size=(60, 24)) as pilot:
        for make in prompts:
            app.push_screen(make())
            await pilot.pause()
            assert all(is_safe(text) for text in painted(app))
            await pilot.press("escape")
        assert app.is_running


async def test_a_markup_name_stands_there_letter_by_letter(stage: Callable[..., Any]) -> None:
    app = stage(TitleLine("[@click=app.quit]张三[/]", ""))
    async with app.run_test(size=(60, 12)):
        assert app.text()[0] == " [@click=app.quit]张三[/]"
