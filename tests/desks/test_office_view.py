"""What the office's screens ask of the view; and that what is kept is never stale."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from tests.builders import Clock, fill, project, season_with, seat_panel, star, take


def test_findings_come_unit_by_unit_with_their_rulings(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴", level="副处级"), project("讲习所", number=650))
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("葛文斌"), unit="四平市")
    desk.rule_on("S001", "star.rank", "waive", "经核实")
    assert [(row.key, row.unit, row.nomination.name if row.nomination else None) for row in desk.findings()] == [
        ("unit:长春市教育局|quota.star.under", "长春市教育局", None),
        ("unit:长春市教育局|quota.project.under", "长春市教育局", None),
        ("S001|star.rank", "长春市教育局", "方琴"),
        ("P001|project.participants", "长春市教育局", "讲习所"),
        ("unit:四平市教育局|quota.star.under", "四平市教育局", None),
    ]
    assert [row.key for row in desk.findings() if row.ruled.ruling] == ["S001|star.rank"]
    desk.close()


def test_reasons_are_offered_once_and_the_latest_first(tmp_path: Path) -> None:
    store = season_with(tmp_path, *(star(name, level="副处级") for name in "甲乙丙丁"))
    desk = OfficeDesk(store, Clock())
    for nomination, verdict, reason in (
        ("S001", "waive", "经核实"),
        ("S002", "uphold", "县处级"),
        ("S003", "waive", "会议决定"),
        ("S004", "waive", "经核实"),
    ):
        desk.rule_on(nomination, "star.rank", verdict, reason)  # type: ignore[arg-type]
    assert desk.reasons("waive") == ("经核实", "会议决定")
    assert desk.reasons("uphold") == ("县处级",)
    assert desk.reasons("waive", limit=1) == ("经核实",)
    desk.close()


def test_figures_follow_what_experts_write_and_what_the_office_takes_in(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(store, "e01")
    desk, expert = OfficeDesk(store, Clock()), ExpertDesk(store, "e01", Clock())
    star_category = desk.rules.find("star")
    assert [n.id for n in desk.outstanding("e01")] == ["S001", "S002"]
    for points, score in (("20", Decimal("70.00")), ("25", Decimal("75.00"))):
        fill(expert, "S001", points, "15", "15", "15", "5")
        expert.submit("S001")
        assert desk.refresh() and not desk.refresh()
        assert {s.id: s.score for s in desk.standings(star_category)} == {"S001": score, "S002": None}
    assert [n.id for n in desk.outstanding("e01")] == ["S002"]
    expert.recuse("S002", "同单位")
    desk.refresh()
    assert desk.outstanding("e01") == ()
    assert [(r.done, r.recused, r.open) for r in desk.progress()] == [(1, 1, 0)]
    take(desk, tmp_path, star("李广"))  # the unit sends a new package without S001
    assert [s.id for s in desk.standings(star_category)] == ["S002"]
    expert.close()
    desk.close()


def test_exports_are_known_by_their_last_time(tmp_path: Path) -> None:
    desk = OfficeDesk(season_with(tmp_path, star("方琴")), Clock())
    assert desk.exported() == {}
    desk.record_export({"shortlist": {"shortlist.xlsx": "0" * 64}})
    assert list(desk.exported()) == ["shortlist"]
    assert desk.exported()["shortlist"].startswith("2022-09-01T09:00:")
    desk.close()


def test_a_withdrawn_ruling_leaves_no_reason_behind(tmp_path: Path) -> None:
    desk = OfficeDesk(season_with(tmp_path, star("方琴", level="副处级")), Clock())
    desk.rule_on("S001", "star.rank", "waive", "经核实")
    desk.withdraw_ruling("S001", "star.rank")
    assert desk.reasons("waive") == ()
    desk.close()
