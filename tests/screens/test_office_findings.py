"""Page 2: findings and rulings, by keys."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.screens.office_dossier import DossierScreen
from review_tui.screens.office_unit import UnitScreen
from tests.builders import Clock, project, star, take
from tests.screens.office_bench import season, sitting

PHOTO, RANK, PARTICIPANTS = "S001|photo.id", "S003|star.rank", "P001|project.participants"


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_finding_is_told_in_full(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(season(tmp_path), size) as at:
        await at.press("2")
        await at.go_to(PARTICIPANTS)
        assert at.shows("待裁定 6  其中阻止 1")
        assert at.shows("年参与人数为 650 人（线下），应不少于每年 1000 人（线下）。")
        assert at.shows("依据  一（二）2.(5)")
        assert at.shows("出处  form.docx › 表1 › participants")
        assert at.shows("待裁定（暂不参评）")


async def test_a_ruling_is_recorded_and_leads_to_the_next(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("2")
        before = at.keys
        await at.go_to(PHOTO)
        await at.press("w")
        await at.type("单位已补交１张")
        await at.press("enter")
        ruling = next(r.ruling for r in at.desk.docket.findings("S001") if r.finding.rule == "photo.id")
        assert ruling is not None and (ruling.verdict, ruling.reason) == ("waive", "单位已补交１张")
        assert at.at == before[before.index(PHOTO) + 1]
        assert at.said == "已放行：S001 方琴。还有 5 条待裁定；按 u 可撤回。"
        assert at.state == "已存"
        assert at.shows("[2 审查 5]")


async def test_a_nomination_is_kept_out_and_brought_back(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("2")
        await at.go_to(RANK)
        await at.type("ｘ")  # the input method is on
        await at.type("县处级干部")
        await at.press("enter")
        nomination = at.desk.docket.nominations["S003"]
        assert at.desk.docket.barred(nomination) == "不予评审：县处级干部"
        assert at.at != RANK
        await at.type("ｕ")
        assert at.desk.docket.barred(nomination) == ""
        assert at.at == RANK
        assert at.said == "已撤回裁定：S003 卢兰岚，现为待裁定。"


async def test_a_reason_is_asked_for_and_the_last_ones_are_offered(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("2")
        await at.press("w", "enter")
        assert at.shows("要写明理由")
        await at.press("escape")
        assert all(r.ruled.ruling is None for r in at.desk.findings())
        for reason in ("已电话核实", "单位已补交"):
            await at.press("w")
            await at.type(reason)
            await at.press("enter")
        await at.press("w", "down")
        assert at.keys == ["单位已补交", "已电话核实"]
        await at.press("down", "enter")
        await at.type("！")
        await at.press("enter")
        given = [r.ruled.ruling.reason for r in at.desk.findings() if r.ruled.ruling]
        assert sorted(given) == ["单位已补交", "已电话核实", "已电话核实！"]


async def test_all_are_listed_and_a_selected_ruling_is_withdrawn(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "photo.id", "waive", "已补交")
    desk.rule_on("S003", "star.rank", "waive", "经核实")
    desk.close()
    async with sitting(store) as at:
        await at.press("2")
        assert PHOTO not in at.keys
        await at.press("u")
        assert "还没有裁定" in at.said
        await at.press("f")
        assert at.shows("显示：全部")
        await at.go_to(PHOTO)
        assert at.shows("放行：已补交（09-01 09:0")
        await at.press("u")
        assert at.at == PHOTO
        assert {r.key for r in at.desk.findings() if r.ruled.ruling} == {RANK}


async def test_a_very_narrow_window_still_says_which_page_is_open(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), (40, 12)) as at:
        await at.press("8")
        assert at.lines()[1] == "  1   2   3   4   5   6   7  [8 导出]"
        await at.press("4")
        assert "[4 评审组]" in at.lines()[1] and at.lines()[1].endswith("8")


async def test_the_list_is_narrowed(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("2", "slash")
        await at.type("四平")
        await at.press("enter")
        assert at.keys == ["unit:四平市教育局|quota.star.under"]
        assert at.shows("筛选：四平（Esc 取消）")
        await at.press("escape")
        assert len(at.keys) == 6
        await at.press("slash")
        await at.type("spsj")
        await at.press("enter")
        assert at.keys == ["unit:四平市教育局|quota.star.under"]
        await at.press("slash")
        await at.type("没有")
        await at.type("的单位")
        await at.press("enter")
        assert at.keys == [] and at.shows("没有符合“没有的单位”的问题。按 Esc 取消筛选。")
        await at.press("escape")
        assert len(at.keys) == 6


async def test_enter_opens_what_the_finding_is_about(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("2", "enter")
        assert isinstance(at.app.screen, UnitScreen) and at.app.screen.unit == "长春市教育局"
        await at.press("escape")
        await at.go_to(RANK)
        await at.press("enter")
        assert isinstance(at.app.screen, DossierScreen) and at.app.screen.nomination == "S003"
        await at.press("5")
        assert at.app.screen is at.screen and at.page.id == "page-4"


async def test_a_ruling_that_did_not_reach_the_disk_is_not_shown_as_saved(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("2", "w")
        await at.type("同意")
        journal = store.path / "ledger" / "office.jsonl"
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size + 8, limits[1]))
            await at.press("enter")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)
        assert at.state == "未保存！"
        assert at.said.startswith("未保存")
        assert all(r.ruled.ruling is None for r in at.desk.findings())
        await at.press("w")
        await at.type("同意")
        await at.press("enter")
        assert at.state == "已存"
        assert len([r for r in at.desk.findings() if r.ruled.ruling]) == 1
    again = OfficeDesk(store, Clock())
    assert len([r for r in again.findings() if r.ruled.ruling]) == 1
    again.close()


async def test_a_ruling_on_a_finding_that_changed_is_proposed_and_confirmed(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = OfficeDesk(store, Clock())
    desk.rule_on("P001", "project.participants", "waive", "统计口径另附")
    take(desk, tmp_path, star("方琴"), project("向海讲习所", number=90))
    desk.close()
    async with sitting(store) as at:
        await at.press("2")
        await at.go_to(PARTICIPANTS)
        assert at.line("> 阻止").endswith("再裁定")
        assert at.shows("材料有变，请重新裁定")
        await at.press("tab", "end")
        assert at.shows("原裁定放行：统计口径另附（09-01 09:0") or at.shows("原裁定 放行：统计口径另附（09-01 09:0")
        await at.press("tab", "w", "enter")
        ruling = next(r.ruling for r in at.desk.docket.findings("P001") if r.finding.rule == "project.participants")
        assert ruling is not None and (ruling.verdict, ruling.reason) == ("waive", "统计口径另附")
