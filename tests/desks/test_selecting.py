"""The selection desk: scenarios kept, compared, made official; moves; votes; what is written where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.scenarios import PURGED, Scenario
from review_tui.desks.selecting import Difference, Selecting, difference
from review_tui.desks.witnesses import Witnesses
from review_tui.errors import ReviewError, UsageError
from review_tui.season_store import SeasonStore
from scoring.selection import Move
from tests.builders import Clock
from tests.screens.office_bench import scored_season


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OfficeDesk]:
    made = OfficeDesk(scored_season(tmp_path, seats=2), Clock())
    yield made
    made.close()


def of(desk: OfficeDesk) -> tuple[Selecting, Scenario]:
    return Selecting(desk), Scenario.of_rules(desk.rules.find("star"))


def ids(view: OfficeView) -> list[str]:
    return [c.id for c in view.selection(view.rules.find("star")).selected]


def test_without_a_scenario_the_rules_are_in_force(desk: OfficeDesk) -> None:
    acts, rules = of(desk)
    star = desk.rules.find("star")
    assert (acts.official(star), acts.kept(star)) == (None, ())
    assert desk.scenario(star) == rules
    assert (rules.seats, rules.minimum["残疾人"]) == (2, 0)
    assert rules.rules(star) == star.selection


def test_a_scenario_is_kept_under_its_name_and_read_by_others(desk: OfficeDesk) -> None:
    acts, rules = of(desk)
    star = desk.rules.find("star")
    wish = replace(rules, seats=3, minimum={**rules.minimum, "老年人": 2}).moved("S004", "in", "事迹重大")
    first = acts.keep(wish, "初稿")
    second = acts.keep(replace(rules, per_unit=1), "每单位一项")
    assert [s.name for s in acts.kept(star)] == ["初稿", "每单位一项"]
    assert first.same_as(wish) and first.id != second.id
    again = acts.keep(replace(first, seats=1), "初稿")
    assert (again.id, [s.seats for s in acts.kept(star)]) == (first.id, [1, 2])
    acts.drop(first.id)
    third = acts.keep(rules, "另一个")
    assert third.id not in (first.id, second.id)  # no id is used twice while its history is there
    assert [s.name for s in acts.kept(star)] == ["每单位一项", "另一个"]
    with pytest.raises(UsageError):
        acts.drop(first.id)
    with pytest.raises(ReviewError, match="要有名称"):
        acts.keep(rules, " ")


def test_the_official_scenario_makes_the_list_everywhere_and_is_a_copy(desk: OfficeDesk) -> None:
    acts, rules = of(desk)
    star = desk.rules.find("star")
    assert ids(desk) == ["S002", "S001"]
    kept = acts.keep(rules.moved("S004", "in", "事迹重大"), "加一项")
    made = acts.make_official(kept)
    assert (made.name, made.id, made.moves) == ("加一项", kept.id, (Move("S004", "in", "事迹重大"),))
    beside = OfficeView(SeasonStore.open(desk.store.path))
    assert ids(beside) == ids(desk) == ["S002", "S004"]
    assert beside.selection(star).selected[1].reason == "第 4 名，办公室调入：事迹重大"
    assert [c.id for c in beside.selection(star, seats=3).selected] == ["S002", "S001", "S004"]
    acts.keep(rules, "加一项")
    acts.drop(kept.id)
    assert ids(desk) == ["S002", "S004"]
    acts.back_to_rules(star)
    assert ids(desk) == ["S002", "S001"]
    with pytest.raises(UsageError):
        acts.back_to_rules(star)


def test_texts_stay_out_of_the_journal_and_may_be_purged(desk: OfficeDesk) -> None:
    acts, rules = of(desk)
    star = desk.rules.find("star")
    acts.make_official(replace(rules, name="照顾李桂花").moved("S004", "in", "李桂花的同事"))
    journal = (desk.store.path / "ledger" / "office.jsonl").read_text(encoding="utf-8")
    assert "李桂花" not in journal and '"kind":"selection.official"' in journal.replace(" ", "")
    note = desk.documents.get("official", "star")
    assert note is not None
    for path in desk.store.path.glob(f"notes/office/**/*{note['note']}*"):
        path.unlink()
    read = acts.official(star)
    assert read is not None
    assert (read.name, read.moves[0].reason) == ("", PURGED)
    assert ids(desk) == ["S002", "S004"]


def test_moves_want_a_second_person_where_the_season_says_so(tmp_path: Path) -> None:
    store = scored_season(tmp_path, seats=2)
    rules_file = store.path / "season.toml"
    text, count = re.subn(r"(?m)^four_eyes = .*$", 'four_eyes = ["move"]', rules_file.read_text(encoding="utf-8"))
    assert count == 1
    rules_file.write_text(text, encoding="utf-8")
    desk = OfficeDesk(SeasonStore.open(store.path), Clock())
    acts, rules = of(desk)
    moved = rules.moved("S004", "in", "事迹重大")
    with pytest.raises(ReviewError, match="第二人"):
        acts.make_official(moved)
    acts.make_official(replace(rules, seats=1))  # no move, no second person
    Witnesses(desk).add("w01", "监督员", "一二三四五六七八")
    acts.make_official(moved, "w01")
    doc = desk.documents.get("official", "star")
    assert doc is not None and doc["witness"] == "w01"
    desk.close()


def test_a_vote_breaks_a_tie_and_needs_one(tmp_path: Path) -> None:
    from review_tui.desks.expert import ExpertDesk
    from tests.builders import fill, season_with, seat_panel, star

    store = season_with(tmp_path, star("甲"), star("乙"), star("丙"))
    seat_panel(store, "e01")
    expert = ExpertDesk(store, "e01", Clock())
    for nomination, first in (("S001", "20"), ("S002", "20"), ("S003", "10")):
        fill(expert, nomination, first, "15", "15", "15", "8")
        expert.submit(nomination)
    expert.close()
    desk = OfficeDesk(store, Clock())
    category, acts = desk.rules.find("star"), Selecting(desk)
    assert [s.rank for s in desk.standings(category)] == [1, 1, 3]
    for counts, reason, words in (
        ({"S001": 1, "S002": 2}, " ", "监票人"),
        ({"S001": 1}, "无记名投票", "名次并列"),
        ({"S001": 1, "S003": 2}, "无记名投票", "名次并列"),
        ({"S001": -1, "S002": 2}, "无记名投票", "不能是负数"),
        ({"S001": 1, "S009": 2}, "无记名投票", "名次并列"),
    ):
        with pytest.raises(ReviewError, match=words):
            acts.record_vote(category, counts, reason)
    acts.record_vote(category, {"S001": 3, "S002": 4}, "9月1日无记名投票，监票人王某")
    first, second, _ = desk.standings(category)
    assert (first.id, second.id, second.rank) == ("S002", "S001", 2)
    assert "专家组投票 4 优于 3 票" in first.tie_break
    desk.close()


def test_differences_are_told_by_rank() -> None:
    ranks = {"S001": 1, "S002": 2, "S003": 3}
    assert difference(frozenset({"S001"}), frozenset({"S003", "S002"}), ranks) == Difference(
        ("S002", "S003"), ("S001",)
    )
