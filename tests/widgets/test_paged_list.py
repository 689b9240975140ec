"""The paged list: columns by display width, pages instead of scrolling, few repaints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.geometry import Region

from review_tui.widgets.paged_list import Column, PagedList, Row

COLUMNS = (Column("编号", 5), Column("姓名", 6, grow=True), Column("单位", 8, from_width=40), Column("分", 5, "right"))


def rows(count: int) -> list[Row]:
    return [Row(f"S{i:03}", (f"S{i:03}", "李桂花", "长春市教育局", "86.5")) for i in range(1, count + 1)]


async def test_columns_stand_below_each_other_by_display_width(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS)
    app = stage(listed)
    async with app.run_test(size=(50, 5)):
        listed.set_rows(
            [Row("a", ("S001", "李", "长春市", "9")), Row("b", ("S002", "Ann Li", "吉林大学第二附属", "86.5"))]
        )
        await app.workers.wait_for_complete()
        assert app.text()[:3] == [
            "  编号  姓名                       单位        分",
            "> S001  李                         长春市       9",
            "  S002  Ann Li                     吉林大..  86.5",
        ]


async def test_a_narrow_list_leaves_columns_out(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS)
    app = stage(listed)
    async with app.run_test(size=(24, 3)):
        listed.set_rows(rows(1))
        assert app.text()[1] == "> S001  李桂花     86.5"


async def test_it_turns_pages_and_says_where_it_is(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS)
    app = stage(listed)
    async with app.run_test(size=(50, 6)) as pilot:
        listed.set_rows(rows(12))
        listed.focus()
        await pilot.press("down", "down", "pagedown", "end", "down", "home", "up", "enter")
        assert app.heard == ["moved S002", "moved S003", "moved S008", "moved S012", "moved S001", "chosen S001"]
        await pilot.press("pagedown")
        assert [line[:6] for line in app.text()[1:]] == ["> S006", "  S007", "  S008", "  S009", "  S010"]


async def test_a_step_repaints_two_rows_and_no_more(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    listed = PagedList(COLUMNS)
    app = stage(listed)
    async with app.run_test(size=(50, 8)) as pilot:
        listed.set_rows(rows(12))
        listed.focus()
        await pilot.pause()
        painted: list[int] = []
        original = PagedList.render_line
        monkeypatch.setattr(PagedList, "render_line", lambda self, y: (painted.append(y), original(self, y))[1])
        await pilot.press("down")
        assert set(painted) == {1, 2}
        painted.clear()
        listed.update_row(Row("S005", ("S005", "李桂花", "长春市教育局", "9")))
        await pilot.pause()
        assert set(painted) == {5}


async def test_the_mouse_moves_and_chooses(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS)
    app = stage(listed)
    async with app.run_test(size=(50, 8)) as pilot:
        listed.set_rows(rows(12))
        await pilot.click(listed, offset=(10, 3))
        await pilot.click(listed, offset=(10, 3))
        await pilot.click(listed, offset=(10, 0))
        assert app.heard == ["moved S003", "chosen S003"]


async def test_other_rows_keep_the_cursor_on_its_row(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS)
    async with stage(listed).run_test(size=(50, 8)):
        listed.set_rows(rows(12), key="S007")
        listed.set_rows(rows(12)[3:])
        assert listed.current is not None and listed.current.key == "S007"
        listed.set_rows(rows(3))
        assert listed.current is not None and listed.current.key == "S003"
        listed.set_rows([])
        assert listed.current is None


async def test_an_empty_list_says_so_and_takes_no_key_amiss(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS, empty="没有材料")
    app = stage(listed)
    async with app.run_test(size=(50, 5)) as pilot:
        listed.focus()
        await pilot.press("down", "pagedown", "end", "enter")
        assert app.text()[1] == "  没有材料"
        assert app.heard == []


async def test_the_wheel_moves_three_rows(stage: Callable[..., Any]) -> None:
    listed = PagedList(COLUMNS)
    app = stage(listed)
    async with app.run_test(size=(50, 8)):
        listed.set_rows(rows(12))
        listed.on_mouse_scroll_down()
        assert listed.cursor == 3
        assert listed.region == Region(0, 0, 50, 8)
