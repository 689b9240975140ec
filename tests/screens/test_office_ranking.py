"""Page 4: standings, the cut line, methods, reasons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from review_tui.desks import figures
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.scenarios import Scenario
from review_tui.desks.selecting import Selecting
from review_tui.screens.office_ranking import RankingPage
from tests.builders import Clock, fill, season_with, seat_panel, star
from tests.screens.office_bench import scored_season, sitting


def plain(lines: list[str]) -> list[str]:
    """The rows of the list, runs of spaces and of dashes as one."""
    rows = [re.sub("-{3,}", "--", re.sub(" +", " ", line.split("|")[0].strip("> "))) for line in lines]
    return [row.strip() for row in rows if re.match(r"(\d+ S|- S|--.*\S)", row)]


@pytest.mark.parametrize(("size", "methods"), [((80, 24), ""), ((160, 48), "80.00 80.00 ")])
async def test_the_cut_runs_where_the_seats_end(tmp_path: Path, size: tuple[int, int], methods: str) -> None:
    async with sitting(scored_season(tmp_path, seats=2), size) as at:
        await at.press("5")
        assert at.line("[学习之星]") == "[学习之星] 品牌项目 去一高一低（正式） 名额 2 入选 2 待定 2 不排序 1"
        rows = plain(at.lines())
        assert re.fullmatch(r"1 S002 乙 长春市教育局 90.00 (90.00 90.00 )?0.00 3 \d+% \S+ 入选", rows[0])
        # totals 80 80 80 and 60 60 100: which of them is second is open, who is first hardly
        assert re.fullmatch(rf"2 S001 甲 长春市教育局 80.00 {methods}0.00 3 \d\d% 待定 入选", rows[1])
        assert rows[2] == "-- 推荐线：名额 2，入选 2 --"
        assert re.fullmatch(r"3 S003 丙 长春市教育局 73.33 (73.33 60.00 )?23.09 3 \d\d% 待定 备选1", rows[3])
        assert rows[4].startswith("4 S004 丁") and rows[4].endswith(" 备选2")
        assert rows[5] == "-- 不参加排序 1 份 --"
        assert rows[6].endswith(" - - - 不排序")


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
        assert at.shows("标准化（仅供参考）")
        await at.press("m")
        assert at.shows("宽严校正（仅供参考）")
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


async def test_strips_show_every_expert_the_score_and_the_cut(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("5", "s")
        head = next(line for line in at.lines() if "姓名/项目" in line)
        assert re.search(r"得分 60 +100 把握", head)
        strips = {key: row for row in at.lines() for key in re.findall(r"^[> ]+\d+ (S00[1-4]) ", row)}
        marks = {key: re.findall(r"[o+|]|\b[2-9]\b", row[row.index(".") + 3 :]) for key, row in strips.items()}
        assert marks["S003"] == ["2", "+", "|", "o"]  # 60 60, the mean, the lowest score that is in, 100
        assert marks["S001"] == ["3"]  # three experts at one place hide the score, and the cut that it is
        assert marks["S004"] == ["3", "|"]
        await at.press("s")
        assert at.shows("离散")


async def test_the_experts_behind_the_ranking(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("5", "e")
        assert at.line("肯德尔 W") == "肯德尔 W 0.47 一致性一般 排的先后是否一致（4 份）"
        first, third = (re.sub(" +", " ", line) for line in at.lines() if re.search("专家e0[13]", line))
        assert re.fullmatch(r"> e01 专家e01 4 73.75 13.77 3.33 #{5,}\| \d+\.\d\d 不变", first)
        assert re.fullmatch(r" e03 专家e03 4 83.75 14.93 -6.67 \|#{10,} \d+\.\d\d 不变", third)
        await at.press("down", "down", "enter")
        assert at.boxed("偏松") == "偏松 6.67 分（同样的材料，比评审组平均高）"
        assert at.shows("没有哪一项只系于这一位")
        await at.press("escape", "c")
        assert at.boxed("合计").startswith("合计 0.47")
        assert at.boxed("学习坚持与成效").startswith("学习坚持与成效 0.47")
        await at.press("escape", "escape")
        assert at.shows("[5 排名]")


async def test_the_sheet_of_one_nomination_tells_who_gave_what(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2), (100, 60)) as at:
        await at.press("5", "down", "down", "enter")
        assert at.boxed("宽严校正") == "宽严校正 73.33"
        assert at.boxed("入选机会").startswith("入选机会 ")
        third = next(line for line in at.lines() if "e03" in line)
        assert re.search(r"100.0 \[ +\+ +o\] \+26.67  偏松 6.67", third)


async def test_an_unlinked_panel_has_no_adjusted_order(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("甲"), star("乙"))
    seat_panel(store, "e01", "e02")
    for expert, nomination in (("e01", "S001"), ("e02", "S002")):
        desk = ExpertDesk(store, expert, Clock())
        fill(desk, nomination, "20", "15", "15", "15", "8")
        desk.submit(nomination)
        desk.close()
    async with sitting(store) as at:
        await at.press("5", "m", "m", "m", "m")
        assert at.said.startswith("宽严校正算不出：评审组之间没有共同评过的材料")
        assert at.shows("去一高一低（正式）")
        await at.press("e")
        assert at.shows("算不出：没有一份材料有两位以上专家的评分")


async def test_bands_of_a_large_panel_come_when_they_are_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "QUICK_CARDS", 3)
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("5")
        await at.app.workers.wait_for_complete()
        await at.pilot.pause()
        assert at.shows("待定 2")
        assert at.app.screen.query_one("#page-4").figures.certainty_known(at.desk.rules.find("star")) is not None


async def test_the_cut_is_that_of_the_ranks_when_somebody_was_moved_in(tmp_path: Path) -> None:
    store = scored_season(tmp_path, seats=2)
    desk = OfficeDesk(store, Clock())
    star_category = desk.rules.find("star")
    Selecting(desk).make_official(Scenario.of_rules(star_category).moved("S004", "in", "事迹重大"))
    desk.close()
    async with sitting(store) as at:
        await at.press("5")
        page = at.page
        assert isinstance(page, RankingPage) and page._ranking is not None
        assert str(page._ranking.cut) == "90.00"
        assert [line.split()[-1] for line in plain(at.lines()) if " S00" in line] == [
            "入选", "备选1", "备选2", "调入", "不排序",
        ]  # fmt: skip
