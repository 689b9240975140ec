"""Page 4: standings, the cut line, methods, reasons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screens.office_bench import scored_season, sitting


def plain(lines: list[str]) -> list[str]:
    """The rows of the list, runs of spaces and of dashes as one."""
    rows = [re.sub("-{3,}", "--", re.sub(" +", " ", line.split("|")[0].strip("> "))) for line in lines]
    return [row.strip() for row in rows if re.match(r"(\d+ S|- S|--.*\S)", row)]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_cut_runs_where_the_seats_end(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(scored_season(tmp_path, seats=2), size) as at:
        await at.press("5")
        assert at.line("[学习之星]") == "[学习之星] 品牌项目 去一高一低（正式） 名额 2 入选 2 备选 2 不排序 1"
        assert plain(at.lines())[:7] == [
            "1 S002 乙 长春市教育局 90.00 90.00 90.00 0.00 3 入选",
            "2 S001 甲 长春市教育局 80.00 80.00 80.00 0.00 3 入选",
            "-- 推荐线：名额 2，入选 2 --",
            "3 S003 丙 长春市教育局 73.33 73.33 60.00 23.09 3 备选1",
            "4 S004 丁 长春市教育局 65.00 65.00 65.00 0.00 3 备选2",
            "-- 不参加排序 1 份 --",
            "- S005 戊 长春市教育局 - - - - - 不排序",
        ]


async def test_the_cursor_passes_over_the_cut_and_reasons_follow_it(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("5")
        assert at.shows("第 1 名，在 2 个名额内")
        await at.press("down", "down")
        assert at.at == "S003"
        assert at.shows("第 3 名，2 个名额已满，备选第 1 位")
        await at.press("up")
        assert at.at == "S001"
        await at.press("end")
        assert at.at == "S005"
        assert at.line("尚无有效评分") == "不排序 尚无有效评分"


async def test_another_method_is_for_viewing_only(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=3)) as at:
        await at.type("５ｍｍ")
        assert at.shows("中位数（仅供参考）")
        rows = plain(at.lines())
        assert [row.split()[1] for row in rows[:3]] == ["S002", "S001", "S004"]
        assert rows[3] == "-- 按中位数的前 3 名，仅供参考；“结果”仍按去一高一低 --"
        assert [row.split()[-1] for row in rows if " S00" in row] == ["入选", "入选", "备选1", "入选", "不排序"]
        await at.press("m")
        assert at.shows("去一高一低（正式）")


async def test_the_figures_of_one_nomination(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("5", "down", "down", "enter")
        assert at.boxed("去一高一低 ") == "去一高一低 73.33（正式）"
        assert at.boxed("中位数 ") == "中位数 60.00"
        assert at.boxed("有效评分") == "有效评分 3 份"
        assert at.boxed("学习坚持与成效") == "学习坚持与成效 22.00 / 30 ##############......"


async def test_tab_goes_through_the_categories(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("5", "tab")
        assert at.shows(" 学习之星  [品牌项目]")
        assert at.at == "P001"
        await at.press("left")
        assert at.at == "S002"


async def test_seats_are_accounted_for(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("5", "g")
        assert at.shows("名额 2，入选 2，备选 2")
        assert at.boxed("长春市教育局") == "长春市教育局 入选 2 / 申报 5，上限 10"
