"""Page 7: the notice, objections, the confirmation, by keys."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from review_tui.desks.notice import confirmation, notices
from review_tui.desks.objections import objections
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.season_store import SeasonStore
from tests.builders import CHINA, Clock
from tests.screens.office_bench import Sitting, scored_season, sitting


def closed_season(tmp_path: Path) -> SeasonStore:
    store = scored_season(tmp_path, seats=3)
    desk = OfficeDesk(store, Clock())
    Round(desk).close()
    desk.close()
    return store


def wind(at: Sitting, day: int) -> None:
    assert isinstance(at.desk.clock, Clock)
    at.desk.clock.time = datetime(2022, 9, day, 9, tzinfo=CHINA)


async def test_before_the_round_is_closed(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("7")
        assert at.shows("还没有公示。") and at.keys == []
        await at.press("p", "enter")
        assert at.said == "未公示：评审还在进行，名单可能再变。先在“评审组”页按 o 结束评审。"
        await at.press("c")
        assert at.said == "还不能确认：还没有公示。"
        await at.press("x", "y", "n")
        assert at.app.screen is at.screen and not at.shows("撤回公示")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_from_notice_to_confirmation_with_an_upheld_objection(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(closed_season(tmp_path), size) as at:
        await at.press("7", "p")
        assert at.shows("公示 3 项，在长春全民学习网公示 5 天。从哪天开始？")
        await at.press(*["backspace"] * 10)
        await at.type("２０２２/9/35")
        await at.press("enter")
        assert at.said == "“２０２２/9/35”不是日期：请写成 2022-09-05 的样子。"
        await at.press("p", *["backspace"] * 10)
        await at.type("２０２２.9.5")
        await at.press("enter")
        (made,) = notices(at.desk)
        assert at.said.startswith(f"已公示 3 项，到 2022-09-09 为止；名单编号 {made.code}")
        assert at.at == "公示1" and at.line("> 公示1").endswith("未开始")

        wind(at, 7)
        await at.type("ｏ")
        await at.type("ｓ９９")
        await at.press("enter")
        assert at.shows("没有编号“ｓ９９”的申报材料。")
        await at.press(*["backspace"] * 3)
        await at.type("ｓ００１")
        await at.press("enter", "enter")
        assert at.shows("要写提出人。")
        await at.type("李某")
        await at.press("enter")
        await at.type("事迹不实")
        await at.press("enter")
        await at.press("enter")
        assert at.said == "已登记异议 Y01；核实后按 y 成立，或按 n 不成立。"
        assert at.line("> Y01").startswith("> Y01 S001 甲：事迹不实")
        await at.press("c")
        assert at.said == "还不能确认：第 1 次公示到 2022-09-09 为止，还没有期满。异议 Y01 还没有处理。"
        await at.type("ｙ")
        await at.type("经核实不符")
        await at.press("enter")
        await at.type("王主任")
        await at.press("enter")
        assert at.said == "Y01 已裁定：成立。S004 丁 递补，请按 p 补充公示。"
        assert objections(at.desk)[0].handler == "王主任"

        wind(at, 10)
        await at.press("p", *["backspace"] * 10, *"2022-09-10", "enter")
        assert at.keys == ["公示1", "公示2", "Y01"]
        wind(at, 15)
        await at.press("c", "n")
        assert confirmation(at.desk) is None
        await at.press("c", "enter")
        assert at.said.startswith("名单已确认：3 项，名单编号 ")
        await at.press("c")
        assert at.said == "名单已经确认。"
        await at.press("enter")
        assert at.shows("SHA-256")


async def test_a_notice_is_taken_back_and_an_objection_rejected(tmp_path: Path) -> None:
    async with sitting(closed_season(tmp_path)) as at:
        await at.press("7", "p", "enter", "x", *"wrong", "enter")
        assert at.said == "已撤回；要公示时再按 p。" and at.line("> 公示1").endswith("已撤回")
        await at.press("p", "enter", "o", *"S002", "enter", *"Li", "enter", *"age", "enter", "enter")
        await at.press("n", *"checked", "enter", "enter")
        assert at.shows("要写经办人。")
        await at.press("up", "enter", *"Wang", "enter")
        assert objections(at.desk)[0].outcome == "rejected"
        await at.press("o", "escape", "y", "escape")
        assert len(objections(at.desk)) == 1
        await at.press("question_mark")
        assert at.shows("登记异议：编号、提出人、事由、证据")
