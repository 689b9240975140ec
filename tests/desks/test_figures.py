"""Figures of a season: what stands beside the ranking, and what `rank` and `panel check` print of it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from review_tui.cli import main
from review_tui.desks.figures import Figures
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.season_store import SeasonStore
from tests.builders import Clock, season_with, seat_panel, star
from tests.screens.office_bench import scored_season


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return scored_season(tmp_path, seats=2)


def test_every_figure_of_a_small_panel(store: SeasonStore) -> None:
    view = OfficeView(store)
    figures, category = Figures(view), view.rules.find("star")
    # totals of e01 e02 80 90 60 65, of e03 80 90 100 65: means 80 90 73.33 65
    assert {k: str(v) for k, v in figures.adjusted(category).scores.items()} == {
        "S001": "80.00", "S002": "90.00", "S003": "73.33", "S004": "65.00",
    }  # fmt: skip
    assert [(r.expert, str(r.severity)) for r in figures.adjusted(category).experts] == [
        ("e01", "3.33"), ("e02", "3.33"), ("e03", "-6.67"),
    ]  # fmt: skip
    # orders 2 1 4 3, 2 1 4 3, 3 2 1 4: rank sums 7 4 9 10, S = 21, W = 12 * 21 / (9 * 60)
    assert figures.agreement(category).total.kendall_w.value == Decimal("0.4667")
    assert [(i.expert, i.enter, i.leave) for i in figures.influence(category)] == [
        ("e01", (), ()), ("e02", (), ()), ("e03", (), ()),
    ]  # fmt: skip
    assert [t.total for t in figures.totals(category)["S003"]] == [60, 60, 100]
    assert set(figures.certainty(category).chances) == {"S001", "S002", "S003", "S004"}
    assert [s.id for s in figures.by_method(category, "median")][:3] == ["S002", "S001", "S004"]
    by_adjusted = figures.by_method(category, "adjusted")
    assert [(s.id, s.rank, str(s.score)) for s in by_adjusted][2] == ("S003", 3, "73.33")
    assert by_adjusted[-1].id == "S005" and by_adjusted[-1].rank is None


def test_figures_are_kept_until_something_is_recorded(store: SeasonStore) -> None:
    desk = OfficeDesk(store, Clock())
    figures, category = Figures(desk), desk.rules.find("star")
    first = figures.ranked(category)
    assert figures.ranked(category) is first
    desk.record_export({"all": {}})
    assert figures.ranked(category) is not first
    desk.close()


def test_rank_json_has_all_that_the_contract_names(store: SeasonStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(store.path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["categories"]["star"]
    assert told["method"] == "trimmed"
    assert told["agreement"]["kendall_w"] == 0.4667
    assert set(told["agreement"]) == {"kendall_w", "krippendorff_alpha", "icc2k"}
    third = told["standings"][2]
    assert (third["id"], third["adjusted"], third["spread"], third["ballots"]) == ("S003", 73.33, 23.09, 3)
    assert 0 <= third["p_selected"] <= 1
    assert told["standings"][-1]["p_selected"] is None
    assert told["panel"]["experts"][2]["severity"] == -6.67
    assert told["panel"]["undefined"] == {}
    empty = "没有一份材料有两位以上专家的评分"
    assert main(["rank", str(store.path), "--json", "--category", "project"]) == 0
    told = json.loads(capsys.readouterr().out)["categories"]["project"]
    assert told["agreement"] == {"kendall_w": None, "krippendorff_alpha": None, "icc2k": None}
    assert told["panel"]["undefined"]["krippendorff_alpha"] == empty


@pytest.mark.parametrize(
    ("method", "order"), [("standardised", ["S002", "S001", "S003", "S004"]), ("median", ["S002", "S001", "S004"])]
)
def test_rank_by_another_method(
    store: SeasonStore, capsys: pytest.CaptureFixture[str], method: str, order: list[str]
) -> None:
    assert main(["rank", str(store.path), "--method", method, "--category", "star", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["categories"]["star"]
    assert told["method"] == method
    assert [row["id"] for row in told["standings"]][: len(order)] == order


def test_rank_as_text_reads_the_figures(store: SeasonStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", str(store.path), "--category", "star"]) == 0
    told = capsys.readouterr().out
    assert "肯德尔和谐系数 W：0.4667（4 份） 一致性一般" in told
    assert "e03" in told and "名单不变" in told


def test_adjusted_is_refused_for_panels_without_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from review_tui.desks.expert import ExpertDesk
    from tests.builders import fill

    store = season_with(tmp_path, star("甲"), star("乙"))
    seat_panel(store, "e01", "e02")
    for expert, nomination in (("e01", "S001"), ("e02", "S002")):
        desk = ExpertDesk(store, expert, Clock())
        fill(desk, nomination, "20", "15", "15", "15", "8")
        desk.submit(nomination)
        desk.close()
    assert main(["rank", str(store.path), "--method", "adjusted"]) == 2
    assert "分不开宽严与优劣：e01；e02" in capsys.readouterr().err
    assert main(["rank", str(store.path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["categories"]["star"]
    assert told["standings"][0]["adjusted"] is None
    assert "e01；e02" in told["panel"]["undefined"]["adjusted"]


def test_the_check_before_the_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = season_with(tmp_path, star("甲"), star("乙"), star("丙"))
    assert main(["panel", str(store.path), "check"]) == 2
    capsys.readouterr()
    seat_panel(store, "e01", "e02", "e03")
    assert main(["panel", str(store.path), "check"]) == 0
    told = capsys.readouterr().out
    assert "覆盖：每份材料都有足够的专家" in told and "关联：专家之间都能比较" in told
    assert "模拟：现在的分配（每份约 3 位）" in told
    assert main(["panel", str(store.path), "check", "--per", "1", "--json"]) == 1  # one each: nobody is linked
    told = json.loads(capsys.readouterr().out)["categories"]["star"]
    assert told["parts"] == [["e01"], ["e02"], ["e03"]]


def test_a_declared_interest_keeps_an_expert_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = season_with(tmp_path, star("甲"), star("乙"))
    add = ["panel", str(store.path), "add", "e01", "--name", "专家", "--employer", "吉林大学"]
    assert main([*add, "--declare", "S001"]) == 0
    assert main(add) == 0  # a correction keeps what was declared
    assert main(["panel", str(store.path), "assign"]) == 0
    capsys.readouterr()
    assert OfficeView(store).assignments() == {"e01": ("S002",)}
    assert main([*add, "--declare"]) == 0
    assert OfficeView(SeasonStore.open(store.path)).panel()[0].declared == ()
