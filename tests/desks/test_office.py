"""The office's desk on a real season: rulings, panel, results."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import ReviewError, SeasonError, UsageError
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, project, season_with, seat_panel, star


def score(store: SeasonStore, expert: str, cards: dict[str, tuple[str, ...]]) -> None:
    desk = ExpertDesk(store, expert, Clock())
    for nomination, points in cards.items():
        fill(desk, nomination, *points)
        desk.submit(nomination)
    desk.close()


def rules_of(view: OfficeView, target: str) -> dict[str, str]:
    ruled = view.docket.unit_findings(target) if target not in view.docket.nominations else view.docket.findings(target)
    return {r.finding.rule: r.state() for r in ruled}


def test_a_block_keeps_out_until_it_is_waived_with_a_reason(tmp_path: Path) -> None:
    store = season_with(tmp_path, project("小课堂", number=300), project("大课堂"))
    desk = OfficeDesk(store, Clock())
    small = desk.docket.nominations["P001"]
    assert "project.participants" in rules_of(desk, "P001")
    assert desk.docket.barred(small).startswith("待裁定")

    with pytest.raises(ReviewError, match="写明理由"):
        desk.rule_on("P001", "project.participants", "waive", " ")
    desk.rule_on("P001", "project.participants", "waive", "面向边境乡镇，会议决定放行")
    assert desk.docket.barred(small) == ""
    assert rules_of(desk, "P001")["project.participants"] == "放行：面向边境乡镇，会议决定放行"

    desk.rule_on("P001", "project.participants", "uphold", "人数经核实不足")
    assert desk.docket.barred(small) == "不予评审：人数经核实不足"
    desk.withdraw_ruling("P001", "project.participants")
    assert desk.docket.barred(small).startswith("待裁定")


def test_a_warning_does_not_keep_out_unless_it_is_upheld(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广", level="正处级"))
    desk = OfficeDesk(store, Clock())
    one = desk.docket.nominations["S001"]
    assert "star.rank" in rules_of(desk, "S001")
    assert desk.docket.barred(one) == ""
    desk.rule_on("S001", "star.rank", "uphold", "属县处级领导干部")
    assert desk.docket.barred(one) == "不予评审：属县处级领导干部"


def test_a_block_of_the_unit_bars_only_the_category_it_speaks_of(tmp_path: Path) -> None:
    store = season_with(tmp_path, *(star(f"学员{i}") for i in "甲乙丙丁戊己庚辛壬癸子"), project("大课堂"))
    desk = OfficeDesk(store, Clock())
    assert "quota.star.over" in rules_of(desk, "长春市教育局")
    assert desk.docket.barred(desk.docket.nominations["S001"])
    assert desk.docket.barred(desk.docket.nominations["P001"]) == ""
    desk.rule_on("unit:长春市教育局", "quota.star.over", "waive", "经请示同意")
    assert desk.docket.barred(desk.docket.nominations["S001"]) == ""


def test_there_is_no_ruling_on_what_was_not_found(tmp_path: Path) -> None:
    desk = OfficeDesk(season_with(tmp_path, star("李广")), Clock())
    with pytest.raises(UsageError, match="没有这条"):
        desk.rule_on("S001", "star.rank", "waive", "放行")


def test_assigning_leaves_out_conflicts_of_interest(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广", workplace="吉林大学继续教育学院"), star("方琴"))
    desk = OfficeDesk(store, Clock())
    desk.add_member("e01", "专家一", "吉林大学")
    desk.add_member("e02", "专家二", "长春市教育局")
    desk.add_member("e03", "专家三", "东北师范大学")
    plan = desk.assign()
    assert plan == {"e01": ("S002",), "e02": (), "e03": ("S001", "S002")}


def test_what_was_scored_stays_with_its_expert_when_assigned_anew(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"), star("方琴"))
    seat_panel(store, "e01", "e02", "e03")
    score(store, "e01", {"S001": ("26", "18", "17", "16", "9")})
    score(store, "e02", {"S001": ("26", "18", "17", "16", "9"), "S002": ("26", "18", "17", "16", "9")})
    desk = OfficeDesk(store, Clock())
    plan = desk.assign(per=1)
    assert "S001" in plan["e01"] and {"S001", "S002"} <= set(plan["e02"])


def test_an_account_belongs_to_one_expert(tmp_path: Path) -> None:
    desk = OfficeDesk(season_with(tmp_path, star("李广")), Clock())
    desk.add_member("e01", "专家一", "吉林大学", "zhang")
    with pytest.raises(UsageError, match="已用于专家 e01"):
        desk.add_member("e02", "专家二", "吉林大学", "zhang")
    with pytest.raises(UsageError, match="编号"):
        desk.add_member("../e3", "专家三", "吉林大学")


def test_scores_of_the_panel_become_standings(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"), star("方琴"))
    seat_panel(store, "e01", "e02")
    score(store, "e01", {"S001": ("26", "18", "17", "16", "9"), "S002": ("28", "18", "17", "16", "9")})
    score(store, "e02", {"S001": ("24", "18", "17", "16", "9")})
    view = OfficeView(store)
    first, second = view.standings(view.rules.find("star"))
    assert (first.id, first.score, first.ballots) == ("S002", Decimal("88.00"), 1)
    assert (second.id, second.score, second.ballots) == ("S001", Decimal("85.00"), 2)


def test_a_recused_card_does_not_count(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    seat_panel(store, "e01", "e02")
    score(store, "e01", {"S001": ("26", "18", "17", "16", "9")})
    score(store, "e02", {"S001": ("10", "10", "10", "10", "5")})
    desk = ExpertDesk(store, "e02", Clock())
    desk.recuse("S001", "同一单位")
    view = OfficeView(store)
    (only,) = view.standings(view.rules.find("star"))
    assert (only.score, only.ballots) == (Decimal("86.00"), 1)


def test_the_office_sees_new_scores_without_the_lock(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    seat_panel(store, "e01")
    office = OfficeDesk(store, Clock())
    view = OfficeView(SeasonStore.open(store.path))
    assert view.progress()[0].done == 0
    score(store, "e01", {"S001": ("26", "18", "17", "16", "9")})
    assert office.refresh() and view.refresh()
    assert office.progress()[0].done == view.progress()[0].done == 1
    assert not office.refresh()


def test_what_nobody_is_to_score_is_named(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"), project("小课堂", number=300), project("大课堂"))
    desk = OfficeDesk(store, Clock())
    desk.add_member("e01", "专家一", "长春市教育局")
    assert [n.id for n in desk.unassigned()] == ["P002", "S001"]


def test_rules_changed_after_scoring_are_said_not_swallowed(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    seat_panel(store, "e01")
    score(store, "e01", {"S001": ("26", "18", "17", "16", "9")})
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text().replace('id = "story"', 'id = "tale"'))
    view = OfficeView(SeasonStore.open(store.path))
    with pytest.raises(SeasonError, match="按另一套评分项"):
        view.standings(view.rules.find("star"))
