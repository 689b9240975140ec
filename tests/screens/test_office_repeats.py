"""Page 3: suspected repeats, by keys."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from review_tui.app import OfficeApp
from review_tui.desks.observer import ObserverDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.register import RegisterDesk
from review_tui.desks.repeats import RepeatsDesk, RepeatsView
from review_tui.screens.office import OfficeScreen
from review_tui.screens.office_dossier import DossierScreen
from review_tui.season_store import SeasonStore
from tests.builders import Clock, project, season_with, star, take
from tests.screens.office_bench import Sitting, sitting

WORKPLACE = "长春市南关区朝晖社区"
OTHERS = "".join(
    f"2016,学习之星,{a}{b}{c},吉林市第{n}中学\n" for n, (a, b, c) in enumerate(product("王李张赵", "明华", "山川海"))
)
PAST = (
    "年度,类别,姓名/项目名称,单位\n"
    f"2017,学习之星,欧阳冠玉,{WORKPLACE}\n"
    "2018,品牌项目,《向海讲习所》项目,长春市南关区文化馆\n"
    f"2019,学习之星,上官海棠,长春市南关区朝暉社區\n{OTHERS}"
)
STAR, OTHER, PROJECT = "S001|past|W00001", "S002|past|W00003", "P001|past|W00002"


def season(tmp_path: Path) -> SeasonStore:
    """Three nominations that were recommended before, one that was not, and a register."""
    reading = project("“向海”讲习所", implementer="长春市南关区文化馆")
    store = season_with(tmp_path, star("欧阳冠玉"), star("上官海棠"), star("葛文斌"), reading)
    desk = OfficeDesk(store, Clock())
    path = tmp_path / "名单.csv"
    path.write_text(PAST, "utf-8")
    RegisterDesk(desk).add([path])
    desk.close()
    return store


def left(at: Sitting) -> set[str]:
    """The pairs that are undecided."""
    return {pair.key for pair in RepeatsView(at.desk).pairs() if pair.open}


async def judge(at: Sitting, key: str, reason: str) -> None:
    await at.press(key)
    await at.type(reason)
    await at.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_both_records_and_the_evidence_are_seen_at_once(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(season(tmp_path), size) as at:
        await at.press("3")
        while at.at != OTHER:
            await at.press("right_square_bracket")
        assert at.shows("今年申报 S002") and at.shows("往年名单  2019年")
        assert at.shows("朝晖社区") and at.shows("朝暉社區")
        assert at.shows("    ^^  ")  # what differs is pointed at, whatever the colours
        assert at.shows("依据和分量") and at.shows("合计")
        pair = next(p for p in RepeatsView(at.desk).pairs() if p.key == OTHER)
        for one in pair.suspect.evidence:
            assert at.shows(f"{one.weight:+.1f}")
        assert at.shows(f"分值 {pair.suspect.score} 重复")
        assert at.shows("[3 查重 3]")
        assert at.shows(">  ") == (size[0] >= 120)  # the list stands beside it in a wide window


async def test_the_bars_begin_where_the_one_above_ended(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), (100, 40)) as at:
        await at.press("3")
        lines = at.lines()
        begin = next(i for i, line in enumerate(lines) if "依据和分量" in line)
        bars = [line for line in lines[begin + 1 : begin + 9] if any(sign * 2 in line for sign in "+-=")]
        base, name, total = bars[0], bars[1], bars[-1]
        assert "---" in base and "+++" in name and "===" in total
        assert abs(name.index("++") - base.index("--")) <= 1  # base goes down to where name begins
        assert abs(total.index("==") - base.index("|")) <= 1  # the sum begins at the axis


async def test_a_verdict_is_recorded_and_the_next_pair_follows(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3")
        first = at.at
        await judge(at, "y", "单位已承认")
        assert first not in left(at) and len(left(at)) == 2
        assert at.at in left(at)
        assert at.said.startswith("已认定相同：") and "还有 2 对；按 u 可撤回。" in at.said
        assert at.shows("[3 查重 2]") and at.state == "已存"
        second = at.at
        await at.type("ｎ")  # the input method is on
        await at.type("同名")
        await at.press("enter")
        assert second not in left(at) and len(left(at)) == 1
        assert {p.key: p.given.reason for p in RepeatsView(at.desk).pairs() if p.given} == {
            first: "单位已承认",
            second: "同名",
        }


async def test_an_answer_says_what_follows(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "repeat.past", "uphold", "往年推介过")
    desk.close()
    async with sitting(store) as at:
        await at.press("3")
        for _ in range(3):
            here = at.at
            await judge(at, "y", "相同")
            ruled = "第 2 页已裁定不予评审" if here == STAR else "在第 2 页裁定前不参评"
            assert ruled in at.said


async def test_the_last_pair_leaves_an_empty_page(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3")
        for reason in ("甲", "乙", "丙"):
            await judge(at, "n", reason)
        assert left(at) == set()
        assert at.shows("没有待认定的疑似重复") and at.shows("[3 查重]")
        await at.press("y")
        assert at.said == "没有待认定的疑似重复。"
        await at.press("n", "down", "enter", "l", "right_square_bracket")
        await at.press("f")
        assert at.shows("显示：全部") and at.shows("已认定不同")


async def test_a_verdict_is_taken_back(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3", "u")
        assert at.said.startswith("这一对还没有认定")
        first = at.at
        await judge(at, "n", "同名")
        await at.press("u")
        assert first in left(at) and at.at == first
        assert at.said == "已撤回认定，这一对现为待认定。"
        await judge(at, "n", "同名")
        await judge(at, "n", "也是同名")
        await at.press("f")
        while at.at != first:
            await at.press("left_square_bracket")
        await at.type("ｕ")
        assert left(at) >= {first} and len(left(at)) == 2


async def test_a_reason_is_asked_for_and_the_last_ones_are_offered(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3", "n", "enter")
        assert at.shows("要写明理由")
        await at.press("escape")
        assert len(left(at)) == 3
        await judge(at, "n", "已电话核实")
        await at.press("n", "down", "enter", "enter")
        reasons = [p.given.reason for p in RepeatsView(at.desk).pairs() if p.given]
        assert reasons == ["已电话核实", "已电话核实"]


@pytest.mark.parametrize("key", ["l", "space"])
async def test_later_leaves_a_pair_undecided(tmp_path: Path, key: str) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3")
        seen = []
        for _ in range(3):
            seen.append(at.at)
            await at.press(key)
        assert sorted(seen) == sorted([STAR, OTHER, PROJECT])
        assert at.at == seen[0] and len(left(at)) == 3


async def test_moving_and_reading_on(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3")
        first = at.at
        await at.press("right")
        second = at.at
        await at.press("left")
        assert (at.at, second != first) == (first, True)
        before = at.lines()
        await at.press("pagedown")
        assert at.lines() != before
        await at.press("home")
        assert at.lines() == before
        await at.press("down", "up", "end", "pageup", "home")
        assert at.lines() == before


async def test_a_pair_stays_where_it_is_read_while_experts_work(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3", "pagedown")
        before = at.lines()
        at.page.show_values()  # as after every card that comes in
        await at.pilot.pause()
        assert at.lines() == before
        await at.press("right", "left")
        assert at.lines() != before  # another pair begins at its top


async def test_enter_opens_the_material(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("3")
        wanted = at.at.split("|")[0]
        await at.press("enter")
        assert isinstance(at.app.screen, DossierScreen) and at.app.screen.nomination == wanted
        await at.press("escape")
        assert at.page.id == "page-2"


async def test_a_changed_record_is_asked_about_again_with_the_old_reason(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = OfficeDesk(store, Clock())
    pair = next(p for p in RepeatsView(desk).pairs() if p.key == STAR)
    RepeatsDesk(desk).say(pair, "different", "查过身份证")
    take(
        desk,
        tmp_path,
        star("欧阳冠玉", birth="1972-05"),
        star("上官海棠"),
        star("葛文斌"),
        project("“向海”讲习所", implementer="长春市南关区文化馆"),
    )
    desk.close()
    async with sitting(store) as at:
        await at.press("3")
        while at.at != STAR:
            await at.press("right")
        assert at.shows("原认定“不同：查过身份证”请重新确认")
        await at.press("n", "enter")  # the old reason stands in the field
        (again,) = [p for p in RepeatsView(at.desk).pairs() if p.key == STAR]
        assert again.given is not None and again.given.reason == "查过身份证"


async def test_without_a_register_the_page_says_how_to_get_one(tmp_path: Path) -> None:
    async with sitting(season_with(tmp_path, star("葛文斌"))) as at:
        await at.press("3")
        assert at.shows("还没有登记往年名单（review-tui register）")


async def test_an_observer_is_offered_no_verdict(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = ObserverDesk(store, Clock())
    app = OfficeApp(lambda: OfficeScreen(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        at = Sitting(desk, app, pilot)
        while not at.screen.bench.ready:
            await pilot.pause()
        await at.press("3")
        assert at.shows("往年名单只有办公室能看")
        assert not at.shows("y 相同")
        await at.press("y", "n", "u")
        assert at.page.id == "page-2"
    desk.close()
