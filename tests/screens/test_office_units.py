"""Page 1 and what lies over it: units, one unit, one nomination."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from review_tui.app import OfficeApp
from review_tui.desks.observer import ObserverDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.screens.office import OfficeScreen
from review_tui.screens.office_blocks import quota_bar
from review_tui.screens.office_cell import CellScreen
from review_tui.screens.office_change import ChangeScreen
from review_tui.screens.office_dossier import DossierScreen, fact_blocks
from review_tui.screens.office_intake import IntakeScreen
from review_tui.screens.office_page import bar
from review_tui.screens.office_unit import UnitScreen
from scoring.season import Quota
from tests.builders import CHINA, Clock, as_read, package, project, reading, season_with, star, take
from tests.screens.office_bench import Sitting, scored_season, season, sitting


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
        assert "收到 学习 品牌 名额 表格 事实 照片 视频 条件 重复 其他" in at.line("名额")
        kind, left = (" 市（州）", (" 2", " 1")) if size[0] > 100 else ("", ("", ""))
        assert at.line("> 长春市教育局") == f"> 长春市教育局{kind} 08-15 超11 少1 1/1 - - - - - - -{left[0]}"
        assert at.line("四平市教育局") == f"四平市教育局{kind} 08-25逾 6 0 - - - - - - - 0/1{left[1]}"
        assert at.line("单位 2") == "单位 2 学习之星 17 品牌项目 1 待裁定 3 其中阻止 1 格内：阻止/提醒"


async def test_a_unit_a_nomination_and_back(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("enter")
        assert isinstance(at.app.screen, UnitScreen)
        assert at.line("###..[") == "学习之星 ###..[.....] 3 份，名额 6-10，少 3 有汇总表"
        assert at.line("截止") == "收到 2022-08-15（截止 2022-08-22），按期"
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


async def test_the_cursor_goes_in_two_directions_and_opens_a_cell(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        assert "[" not in at.line("> 长春市教育局")
        await at.press("left", "right", "right", "right", "right")
        assert at.line("> 长春市教育局").endswith("0/2 - -[ 0/1] - 1/1 - -")
        await at.press("right", "enter")
        assert at.said == "没有这类问题。"
        await at.press("right", "enter")
        assert isinstance(at.app.screen, CellScreen)
        assert at.keys == ["S003|star.rank", "P001|project.participants"]
        assert at.shows("长春市教育局  条件")
        await at.type("ｗ")
        await at.type("已退休")
        await at.press("enter")
        assert at.keys == ["P001|project.participants"]
        await at.press("slash")
        await at.type("没有")
        await at.press("enter", "escape")
        assert isinstance(at.app.screen, CellScreen) and at.keys == ["P001|project.participants"]
        await at.press("escape")
        assert at.app.screen is at.screen
        assert at.line("> 长春市教育局").endswith("-[ 1/0] - -")
        await at.press("end", "home", "right", "right")
        assert at.line("> 长春市教育局").endswith("1/0 -[ -]")


async def test_a_cell_that_is_ruled_on_is_told_from_an_empty_one(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴", level="副处级"))
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "star.rank", "waive", "已退休")
    desk.close()
    async with sitting(store) as at:
        assert at.line("> 长春市教育局").endswith("0/1 - - - - 0 - -")
        await at.press(*["right"] * 6, "enter")
        assert isinstance(at.app.screen, CellScreen) and at.keys == ["S001|star.rank"]
        assert at.shows("显示：全部")
        await at.press("4")
        assert at.app.screen is at.screen and at.page.id == "page-3"


async def test_a_narrow_window_keeps_the_cursor_on_what_is_shown(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("right", "right")
        await at.pilot.resize_terminal(50, 20)
        await at.pilot.pause()
        assert "[" not in at.line("> 长春市教育局")
        await at.press("right", "enter")
        assert isinstance(at.app.screen, UnitScreen)


async def test_units_are_found_by_a_part_of_their_name_or_by_initials(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        for typed in ("四平", "spsjyj", "ｓｐ", "市 sp"):
            await at.press("slash")
            await at.type(typed)
            await at.press("enter")
            assert at.keys == ["四平市教育局"], typed
            assert at.shows("单位 2") and at.shows("（Esc 取消）")
            await at.press("escape")
            assert len(at.keys) == 2


async def test_a_unit_is_ruled_on_where_it_stands(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("enter", "r")
        assert isinstance(at.app.screen, CellScreen)
        assert "unit:四平市教育局|quota.star.under" not in at.keys and len(at.keys) == 5
        await at.press("w")
        await at.type("已说明")
        await at.press("enter", "escape")
        assert isinstance(at.app.screen, UnitScreen)
        assert at.shows("放行：已说明")


async def test_the_last_reimport_is_told_and_read(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("enter", "d")
        assert at.shows("这个单位只报过一次")
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("方琴", birth="1962-03"), star("赵秀英"))
    desk.close()
    async with sitting(store) as at:
        await at.press("enter")
        assert at.line("看明细").endswith("新增 1 有变化 1 撤回 3（d 看明细）")
        await at.press("d")
        assert isinstance(at.app.screen, ChangeScreen)
        assert at.line("1961-03") == "出生年月 1961-03 → 1962-03"
        assert at.shows("form.docx › 表1 › birth") and at.shows("summary.docx › 表1 › birth")
        assert at.shows("新增") and at.shows("赵秀英")
        await at.press("slash")
        await at.type("撤回")
        await at.press("enter", "n")
        await at.press("escape")
        assert isinstance(at.app.screen, UnitScreen)


async def test_a_change_after_scoring_is_pointed_out(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    desk = OfficeDesk(store, Clock(datetime(2022, 9, 3, tzinfo=CHINA)))
    take(desk, tmp_path, *(star(name, **({"job": "教师"} if name == "乙" else {})) for name in "甲乙丙丁戊"))
    desk.close()
    async with sitting(store) as at:
        assert at.line("> [变] 长春市教育局") and at.shows("评分后有变 1")
        await at.press("enter")
        assert at.line("乙：评分以后").startswith("注意 乙：评分以后材料有变")
        assert at.line("S002").endswith("评后变")
        await at.press("down")
        assert at.shows("评分后材料有变：职务（已评的专家：e01、e02、e03）")


async def test_the_return_slip_of_a_unit_is_written(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("down", "s")
        assert at.said.startswith("已写出 02_四平市教育局_补正通知.docx、02_四平市教育局_补正通知.xlsx")
        await at.press("up", "enter", "s")
        assert at.shows("01_长春市教育局_补正通知.docx")
        await at.press("r")
        for _ in range(5):
            await at.press("w")
            await at.type("行")
            await at.press("enter")
        await at.press("escape", "s")
        assert at.shows("没有需要补正的")
    names = sorted(p.name for p in (store.path / "exports").rglob("*.*") if p.is_file())
    assert [n[:9] for n in names] == ["01_长春市教育局"] * 2 + ["02_四平市教育局"] * 2
    assert OfficeView(store).exported()["return-slips"]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, ".....[.....]"), (3, "###..[.....]"), (6, "#####[#....]"), (10, "#####[#####]"), (12, "#####[#####]##")],
)
def test_a_quota_bar_marks_the_range(count: int, shown: str) -> None:
    assert quota_bar(count, Quota(clause="二（二）", at_least=6, at_most=10)) == shown


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


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 12)])
async def test_hostile_names_are_shown_and_nothing_else_happens(tmp_path: Path, size: tuple[int, int]) -> None:
    store = season_with(tmp_path, *(star(name, remark=name, level="副处级") for name in HOSTILE))
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, project(HOSTILE[1]), unit="四平市")
    again = (star(name, remark=name, level="副处级", job=name) for name in HOSTILE[1:])
    take(desk, tmp_path, *again)
    for name in ("[bold]甲\x1b[2J.zip", "\u202e乙\u200b.zip"):
        (tmp_path / name).write_bytes(b"PK")
    desk.add_member("e01", HOSTILE[1], HOSTILE[2])
    for ruled in [r for r in desk.docket.all_findings() if r.finding.rule == "star.rank"]:
        desk.rule_on(ruled.finding.target, "star.rank", "waive", f"经核实{HOSTILE[2]}{HOSTILE[0]}")
    desk.close()
    async with sitting(store, size) as at:
        seen = ""
        for keys in (
            ["enter", "enter", "right_square_bracket", "right_square_bracket", "escape", "d", "escape", "r", "end"],
            ["tab", "tab", "escape", "escape", *["right"] * 6, "enter", "escape", "i", "down", "space", "g"],
            ["enter", "escape", "p", "escape", "escape", "escape"],
            ["2", "f", "end", "w", "down", "escape", "slash", "escape", "enter", "escape"],
            ["4", "enter", "escape", "a", "escape"],
            ["5", "m", "m", "m", "g", "escape", "end", "enter", "escape"],
            ["8", "question_mark", "escape", "1"],
        ):
            for key in keys:
                await at.press(key)
                if isinstance(app_screen := at.app.screen, IntakeScreen) and key == "g":
                    await at.app.workers.wait_for_complete()
                    await at.pilot.pause()
                    assert app_screen.is_current
                assert all(len(line) <= size[0] for line in at.lines())
                seen += "\n".join(at.lines())
        assert at.app.is_running
        assert at.app.screen is at.screen
        assert not any(mark in seen for mark in "\x1b\x07\u202e\u200b")
        assert "[/]" in seen or size[0] < 80


async def test_an_observer_sees_all_of_it_and_changes_nothing(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("方琴", birth="1962-03", phone="19900007777"))
    desk.close()
    observer = ObserverDesk(store, Clock())
    app = OfficeApp(lambda: OfficeScreen(observer))
    async with app.run_test(size=(80, 24)) as pilot:
        while not any(isinstance(s, OfficeScreen) and s.bench.ready for s in app.screen_stack):
            await pilot.pause()
        at = Sitting(observer, app, pilot)
        assert not at.shows("i 导入") and not at.shows("s 补正通知")
        await at.press("i", "s")
        assert app.screen is at.screen
        await at.press("enter", "d")
        assert at.shows("1961-03 → 1962-03") and not at.shows("1990000")
        await at.press("escape", "s", "r")
        assert isinstance(app.screen, CellScreen) and not at.shows("w 放行")
        await at.press("w", "x", "u")
        assert isinstance(app.screen, CellScreen)
