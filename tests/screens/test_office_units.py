"""Page 1 and what lies over it: units, one unit, one nomination."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.screens.office_dossier import DossierScreen, fact_blocks
from review_tui.screens.office_page import bar
from review_tui.screens.office_unit import UnitScreen
from tests.builders import Clock, as_read, package, project, reading, season_with, star, take
from tests.screens.office_bench import season, sitting


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_units_are_listed_against_their_quotas(tmp_path: Path, size: tuple[int, int]) -> None:
    store = season_with(tmp_path, *(star(f"学员{i}") for i in range(11)), project("讲习所"))
    desk = OfficeDesk(store, Clock())
    found = store.season.find_unit("四平市")
    assert found is not None
    late = package(
        found, [star(f"四平{i}") for i in range(6)], received=store.season.rules.deadline.date.replace(day=25)
    )
    desk.take(as_read(late, tmp_path / "blobs"))
    desk.close()
    async with sitting(store, size) as at:
        assert at.line("学习之星6-10").endswith("学习之星6-10 品牌项目5-8 待裁定 阻止")
        assert at.line("> 长春市教育局") == "> 长春市教育局 市（州） 08-15 超 11 少 1 2 1"
        assert at.line("四平市教育局") == "四平市教育局 市（州） 08-25 逾期 6 0 1 -"
        assert at.line("单位 2") == "单位 2 学习之星 17 品牌项目 1 待裁定 3 其中阻止 1"


async def test_a_unit_a_nomination_and_back(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("enter")
        assert isinstance(at.app.screen, UnitScreen)
        assert at.line("[###.......]") == "学习之星 [###.......] 3 份，名额 6-10，不足 有汇总表"
        assert at.shows("百姓学习之星推介了 3 名，应为 6–10 名，少 3 名。")
        assert at.line("> S001") == "> S001 方琴 学习之星 老年人 1 1 参评"
        assert at.line("P001").endswith("1 1 不参评")
        await at.press("down", "enter")
        assert isinstance(at.app.screen, DossierScreen) and at.app.screen.nomination == "S002"
        await at.type("］］")
        assert at.app.screen.nomination == "P001"
        assert at.shows("年参与人数为 650 人")
        await at.press("escape")
        assert isinstance(at.app.screen, UnitScreen)
        await at.press("r")
        assert at.page.id == "page-1"
        assert at.shows("筛选：长春市教育局（Esc 取消）")
        assert "unit:四平市教育局|quota.star.under" not in at.keys


async def test_a_dossier_shows_where_each_fact_was_read(tmp_path: Path) -> None:
    one = star("方琴")
    one = one.model_copy(update={"readings": (*one.readings, reading("job", "护士", "summary"))})
    async with sitting(season_with(tmp_path, one)) as at:
        await at.press("enter", "enter")
        assert "职务           志愿者" in [line.strip() for line in at.lines()]
        assert at.line("另处为") == "另处为 护士 summary.docx › 表1 › job"
        assert not at.shows("form.docx › 表1 › ethnic")
        await at.press("p")
        assert at.shows("form.docx › 表1 › ethnic")
        await at.press("slash")
        await at.type("带动邻里")
        await at.press("enter")
        assert at.shows("带动邻里一起读书。")


async def test_wide_the_texts_stand_beside_the_facts(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), (160, 48)) as at:
        await at.press("enter", "enter")
        (line,) = [line for line in at.lines() if "== 主要事迹 ==" in line]
        assert line.split("|")[0].strip() == "长春市教育局  百姓学习之星"


def test_a_fact_that_differs_is_shown_with_both_originals() -> None:
    one = star("方琴").model_copy(
        update={
            "readings": (
                reading("birth", "1991-07", raw="1991年7月"),
                reading("birth", "1992-07", "summary", raw="1992.07"),
                reading("start", "2017-10", raw="2017年10月"),
            )
        }
    )
    assert [block.text for block in fact_blocks(one, places=False)] == [
        "1991-07（原文：1991年7月）",
        "1992-07（原文：1992.07）  summary.docx › 表1 › birth",
        "2017-10",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 10, ".........."),
        (1, 1000, "#........."),
        (999, 1000, "#########."),
        (10, 10, "##########"),
        (11, 10, "##########"),
        (0, 0, ".........."),
    ],
)
def test_a_bar_is_full_or_empty_only_for_all_or_nothing(part: int, whole: int, shown: str) -> None:
    assert bar(part, whole) == shown


HOSTILE = ("[/]", "[@click=app.exit]王[/]", "\x1b]0;坏\x07李", "\u202e琴方", "甲\u200b乙", "名" * 300, "[bold")


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 12), (20, 5)])
async def test_hostile_names_are_shown_and_nothing_else_happens(tmp_path: Path, size: tuple[int, int]) -> None:
    store = season_with(tmp_path, *(star(name, remark=name, level="副处级") for name in HOSTILE))
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, project(HOSTILE[1]), unit="四平市")
    desk.add_member("e01", HOSTILE[1], HOSTILE[2])
    for ruled in [r for r in desk.docket.all_findings() if r.finding.rule == "star.rank"]:
        desk.rule_on(ruled.finding.target, "star.rank", "waive", f"经核实{HOSTILE[2]}{HOSTILE[0]}")
    desk.close()
    async with sitting(store, size) as at:
        seen = ""
        for keys in (
            ["enter", "enter", "right_square_bracket", "right_square_bracket", "escape", "escape"],
            ["2", "f", "end", "w", "down", "escape", "slash", "escape", "enter", "escape"],
            ["4", "enter", "escape", "a", "escape"],
            ["5", "m", "m", "m", "g", "escape", "end", "enter", "escape"],
            ["8", "question_mark", "escape", "1"],
        ):
            for key in keys:
                await at.press(key)
                assert all(len(line) <= size[0] for line in at.lines())
                seen += "\n".join(at.lines())
        assert at.app.is_running
        assert at.app.screen is at.screen
        assert not any(mark in seen for mark in "\x1b\x07\u202e\u200b")
        assert "[/]" in seen or size[0] < 80
