"""Page 3: progress as it happens, assigning."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from tests.builders import Clock, fill, season_with, seat_panel, star
from tests.screens.office_bench import Sitting, season, sitting

SCORER = """
import sys
from pathlib import Path
from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill
desk = ExpertDesk(SeasonStore.open(Path(sys.argv[1])), "e01", Clock())
fill(desk, "S001", "27", "18", "18", "18", "9")
desk.submit("S001")
desk.close()
"""
ROOT = Path(__file__).resolve().parents[2]


async def seen(at: Sitting, text: str, seconds: float = 10.0) -> float:
    """Waits until a line of the screen holds `text`; how long it took."""
    start = time.monotonic()
    while not at.shows(text):
        assert time.monotonic() - start < seconds, "\n".join(at.lines())
        await at.pilot.pause(0.02)
    return time.monotonic() - start


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_score_of_another_process_shows_within_a_second(tmp_path: Path, size: tuple[int, int]) -> None:
    store = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(store, "e01", "e02")
    async with sitting(store, size) as at:
        await at.press("4")
        assert at.shows("专家 2  应评 4  未评 4  [....................] 0%")
        scorer = await asyncio.create_subprocess_exec(sys.executable, "-c", SCORER, str(store.path), cwd=ROOT)
        assert await scorer.wait() == 0
        took = await seen(at, "已评 1  未评 3  [#####...............] 25%")
        assert took < 2.0  # looked at once a second; the rest is a busy machine
        assert at.line("> e01") == "> e01 专家e01 吉林大学 #####..... 1/2 1 - - - 09-01 09:00"
        assert at.shows("评分 1/4")
        await at.press("5")
        assert at.shows("90.00")


async def test_nothing_is_written_to_the_terminal_while_nothing_changes(tmp_path: Path) -> None:
    store = season(tmp_path)
    seat_panel(store, "e01")
    async with sitting(store) as at:
        for page in "12345":
            await at.press(page)
            written: list[str] = []
            driver = at.app._driver
            assert driver is not None
            driver.write = written.append  # type: ignore[method-assign]
            at.screen._look()
            await at.pilot.pause()
            assert written == []
        await at.press("question_mark")
        assert written  # what is shown does come this way


async def test_nominations_are_given_to_the_panel(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), star("李广"), star("卢兰岚"))
    desk = OfficeDesk(store, Clock())
    for expert in ("e01", "e02", "e03"):
        desk.add_member(expert, f"专家{expert}", "吉林大学")
    desk.close()
    async with sitting(store) as at:
        await at.press("4")
        assert at.shows("未分配 3 份，按 a 分配")
        await at.press("a")
        await at.type("两")
        await at.press("enter")
        assert at.said == "“两”不是人数：请填 1、2、3 这样的数，或空着。"
        await at.press("a")
        await at.type("２")
        await at.press("enter")
        assert at.shows("每份由 2 位专家评")
        await at.press("escape")
        assert at.desk.assignments() == {}
        await at.press("a", "2", "enter", "enter")
        given = [i for ids in at.desk.assignments().values() for i in ids]
        assert sorted(given) == ["S001", "S001", "S002", "S002", "S003", "S003"]
        assert at.said == "已分配：3 位专家，每位 2 份。改变后可再按 a 重新分配。"
        assert not at.shows("未分配")


async def test_more_experts_than_there_are_is_refused_in_a_sentence(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    seat_panel(store, "e01")
    async with sitting(store) as at:
        await at.press("4", "a", "7", "enter", "enter")
        assert at.said and at.app.screen is at.screen
        assert at.desk.assignments() == {"e01": ("S001",)}


async def test_what_a_member_has_not_scored(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(store, "e01")
    expert = ExpertDesk(store, "e01", Clock())
    fill(expert, "S001", "27", "18", "18", "18", "9")
    expert.submit("S001")
    expert.close()
    async with sitting(store) as at:
        await at.press("4", "enter")
        assert at.shows("应评 2  已交 1  待评 1")
        assert at.line("S001") == "> S001 方琴 长春市教育局 已交 90"
        assert at.line("S002") == "S002 李广 长春市教育局 待评 -"
