"""The check before the round opens, on the panel's page."""

from __future__ import annotations

from pathlib import Path

from tests.builders import season_with, seat_panel, star
from tests.screens.office_bench import Sitting, sitting


async def ready(at: Sitting) -> None:
    """Until the simulation has reported."""
    await at.app.workers.wait_for_complete()
    await at.pilot.pause()


async def test_the_plan_is_checked_and_another_number_is_tried(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("甲"), star("乙"), star("丙"))
    seat_panel(store, "e01", "e02", "e03")
    async with sitting(store, (100, 40)) as at:
        await at.press("4", "c")
        await ready(at)
        assert at.shows("覆盖  每份材料都有足够的专家")
        assert at.shows("关联  专家之间都能比较")
        assert at.shows("e01 专家e01   [####################] 3 份")
        assert at.shows("现在的分配（约 3 位）")
        await at.press("n")
        await at.type("１")
        await at.press("enter")
        await ready(at)
        assert at.shows("试算：每份 1 位")
        assert at.shows("关联  专家分成互不相关的几组，宽严无法比较：e01；e02；e03")
        await at.press("n")
        await at.type("一")
        await at.press("enter")
        assert at.shows("“一”不是人数。")
        await at.press("escape")
        assert at.shows("[4 评审组]")
        assert {len(ids) for ids in at.desk.assignments().values()} == {3}  # nothing was assigned anew


async def test_without_a_panel_there_is_nothing_to_check(tmp_path: Path) -> None:
    async with sitting(season_with(tmp_path, star("甲"))) as at:
        await at.press("4", "c")
        assert at.said.startswith("评审组还没有专家。")
