"""The reading pane: pages, search, hanging labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from review_tui.widgets.text_pane import Block, TextPane


def lines(count: int) -> list[Block]:
    return [Block(f"第{i}行") for i in range(1, count + 1)]


async def test_the_last_line_of_a_page_begins_the_next(stage: Callable[..., Any]) -> None:
    pane = TextPane()
    app = stage(pane)
    async with app.run_test(size=(20, 5)) as pilot:
        pane.set_blocks(lines(12))
        pane.focus()
        assert pane.page == (1, 3)
        await pilot.press("pagedown")
        assert (app.text()[0], pane.page) == ("第5行", (2, 3))
        await pilot.press("pagedown")
        assert (app.text(), pane.page) == ([f"第{i}行" for i in range(8, 13)], (3, 3))
        await pilot.press("pagedown", "pageup", "pageup", "pageup")
        assert (app.text()[0], pane.page) == ("第1行", (1, 3))


async def test_search_goes_round_and_does_not_mind_case_or_width(stage: Callable[..., Any]) -> None:
    pane = TextPane()
    app = stage(pane)
    async with app.run_test(size=(20, 4)) as pilot:
        pane.set_blocks([*lines(6), Block("获ＡＢ奖"), *lines(6), Block("又获Ab奖")])
        assert pane.search("ab") == 2
        await pilot.pause()
        assert "获ＡＢ奖" in app.text()
        pane.next_hit()
        await pilot.pause()
        assert app.text()[0] == "又获Ab奖"
        pane.next_hit()
        await pilot.pause()
        assert app.text()[0] == "获ＡＢ奖"
        assert pane.search("没有的") == 0


async def test_labels_hang_paragraphs_are_drawn_in_and_pieces_stay_whole(stage: Callable[..., Any]) -> None:
    pane = TextPane()
    app = stage(pane)
    async with app.run_test(size=(20, 8)) as pilot:
        pane.set_blocks(
            [
                Block("长春市南关区朝晖社区", label="单位  "),
                Block("坚持学习。\n带动邻里一起读书学习。", first=4),
                Block("", pieces=("性别 女", "民族 汉族", "类型 老年人")),
            ]
        )
        await pilot.pause()
        assert app.text() == [
            "单位  长春市南关区朝",
            "      晖社区",
            "　　坚持学习。",
            "　　带动邻里一起读书",
            "学习。",
            "性别 女   民族 汉族",
            "类型 老年人",
            "",
        ]


async def test_another_width_wraps_anew_and_stays_inside(stage: Callable[..., Any]) -> None:
    pane = TextPane()
    app = stage(pane)
    async with app.run_test(size=(12, 4)) as pilot:
        pane.set_blocks([Block("学" * 60)])
        await pilot.press("end")
        await pilot.resize_terminal(60, 4)
        assert app.text()[:3] == ["学" * 30, "学" * 30, ""]
