"""Standings: hand-worked tables, the tie ladder, what keeps a nomination out, and laws."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.nomination import Nomination, Reading
from scoring.scorecard import Recusal, Scorecard
from scoring.standings import Candidate, Standing, standings
from tests.scoring.small_season import STAR, candidate, cards, scoring


def ranking(table: dict[str, tuple[str, ...]], *ties: str, votes: dict[str, int] | None = None) -> list[Standing]:
    """Standings of S001, S002, … with these cards."""
    people = [candidate(int(one[1:])) for one in table]
    given_cards = [card for one, pairs in table.items() for card in cards(one, *pairs)]
    return list(standings(people, given_cards, STAR, scoring(*ties), votes=votes or {}))


def places(found: list[Standing]) -> list[tuple[str, int | None]]:
    return [(s.id, s.rank) for s in found]


def test_a_table_worked_by_hand() -> None:
    found = ranking(
        {
            # totals 80 90 70 95 60 -> trimmed (80+90+70)/3, mean 395/5, median 80
            "S001": ("50+30", "55+35", "40+30", "57+38", "40+20"),
            # totals 81 81.5 80 -> three cards: the plain mean 242.5/3 = 80.8333
            "S002": ("51+30", "50+31.5", "50+30"),
        }
    )
    first, second = found
    assert (first.id, first.rank, str(first.score)) == ("S002", 1, "80.83")
    assert (second.id, second.rank, str(second.score)) == ("S001", 2, "80.00")
    assert [str(x) for x in (second.mean, second.median, second.trimmed)] == ["79.00", "80.00", "80.00"]
    # differences from 79: 1 11 -9 16 -19, squares 1+121+81+256+361 = 820, / 4 = 205, root 14.3178
    assert str(second.spread) == "14.32"
    # learning 50 55 40 57 40 -> (50+55+40)/3 = 48.3333; story 30 35 30 38 20 -> (30+35+30)/3 = 31.6667
    assert {k: str(v) for k, v in second.criteria.items()} == {"learning": "48.33", "story": "31.67"}
    assert (second.ballots, second.tie_break, second.excluded) == (5, "", "")


@pytest.mark.parametrize(("method", "order"), [("mean", ["S002", "S001"]), ("median", ["S001", "S002"])])
def test_another_method_gives_another_order(method: str, order: list[str]) -> None:
    people = [candidate(1), candidate(2)]
    # S001: 90 90 0 -> mean 60, median 90; S002: 70 70 70
    given_cards = cards("S001", "50+40", "50+40", "0+0") + cards("S002", "40+30", "40+30", "40+30")
    found = standings(people, given_cards, STAR, scoring(), method=method)  # type: ignore[arg-type]
    assert [s.id for s in found] == order
    assert found[0].score == getattr(found[0], method)


def test_ranks_count_1_2_2_4() -> None:
    found = ranking({"S001": ("40+30",), "S002": ("60+40",), "S003": ("40+30",), "S004": ("30+30",)}, "criterion:1")
    assert places(found) == [("S002", 1), ("S001", 2), ("S003", 2), ("S004", 4)]
    assert [s.tie_break for s in found] == [
        "",
        "同分 70.00，与 S003 并列，规则未定先后，待办公室决定",
        "同分 70.00，与 S001 并列，规则未定先后，待办公室决定",
        "",
    ]


LADDER = ("criterion:1", "criterion:2", "spread", "vote")


def test_the_first_criterion_decides_first() -> None:
    found = ranking({"S001": ("40+40",), "S002": ("45+35",)}, *LADDER)
    assert places(found) == [("S002", 1), ("S001", 2)]
    assert found[0].tie_break == "同分 80.00，先于 S001：“学习” 45.00 优于 40.00"
    assert found[1].tie_break == "同分 80.00，后于 S002：“学习” 40.00 劣于 45.00"


def test_then_the_second_where_it_does_not_add_up() -> None:
    # five cards: trimming per criterion makes the second differ although scores and the first are equal
    # S001 totals 60 60 60 60 60, story 20 20 20 20 20; S002 totals 60 each, story 10 20 30 10 30 -> 60/3 = 20
    table = {
        "S001": ("40+20", "40+20", "40+20", "40+20", "40+20"),
        # learning 38 40 40 40 42 -> 40; story 22 20 20 21 17 -> (20+20+21)/3 = 20.33; totals 60 60 60 61 59 -> 60
        "S002": ("38+22", "40+20", "40+20", "40+21", "42+17"),
    }
    found = ranking(table, *LADDER)
    assert places(found) == [("S002", 1), ("S001", 2)]
    assert found[0].tie_break == "同分 60.00，先于 S001：“事迹” 20.33 优于 20.00"


def test_then_the_smaller_spread() -> None:
    # both 60 = 40 + 20; totals 50 70 against 58 62
    found = ranking({"S001": ("30+20", "50+20"), "S002": ("38+20", "42+20")}, *LADDER)
    assert places(found) == [("S002", 1), ("S001", 2)]
    assert found[1].tie_break == "同分 60.00，后于 S002：评分离散度 14.14 劣于 2.83"


def test_a_spread_that_nobody_knows_loses() -> None:
    found = ranking({"S001": ("40+20",), "S002": ("30+20", "50+20")}, *LADDER)
    assert places(found) == [("S002", 1), ("S001", 2)]
    assert found[0].tie_break == "同分 60.00，先于 S001：评分离散度 14.14 优于 （仅一份评分）"


def test_then_the_recorded_vote_and_without_one_the_tie_stays() -> None:
    table = {"S001": ("40+20",), "S002": ("40+20",)}
    open_tie = ranking(table, *LADDER)
    assert places(open_tie) == [("S001", 1), ("S002", 1)]
    assert open_tie[1].tie_break == "同分 60.00，与 S001 并列，待专家组投票"
    voted = ranking(table, *LADDER, votes={"S001": 3, "S002": 4})
    assert places(voted) == [("S002", 1), ("S001", 2)]
    assert voted[0].tie_break == "同分 60.00，先于 S001：专家组投票 4 优于 3 票"


def test_the_ladder_is_the_season_s() -> None:
    table = {"S001": ("40+40",), "S002": ("45+35",)}
    assert places(ranking(table, "criterion:2")) == [("S001", 1), ("S002", 2)]
    assert places(ranking(table)) == [("S001", 1), ("S002", 1)]


def test_scores_are_compared_as_printed() -> None:
    # 80.831 and 80.833 are both printed 80.83: a tie, which the first criterion decides
    # S001: 6 cards, trimmed over 4: sum of the middle four 323.5 -> 80.875; S002 three cards 242.5 -> 80.8333
    table = {
        "S001": ("51+30", "50+31.5", "50+30"),  # 242.5 / 3 = 80.8333 -> 80.83, learning 151/3 = 50.33
        "S002": ("50+31", "50+31", "50+31", "50+30.5", "50+30.5", "50+31"),  # 485 - 81 - 80.5 = 323.5; / 4 = 80.875
        "S003": ("51+30", "51.5+30", "51+29"),  # 242.5 / 3, learning 153.5/3 = 51.17
    }
    found = ranking(table, "criterion:1")
    assert [(s.id, str(s.score)) for s in found] == [("S002", "80.88"), ("S003", "80.83"), ("S001", "80.83")]


def test_many_in_one_tie_are_counted_not_listed() -> None:
    found = ranking({f"S{n:03}": ("40+20",) for n in range(1, 9)}, "vote")
    assert found[0].tie_break == "同分 60.00，与 S002、S003、S004、S005、S006 等 7 项并列，待专家组投票"


@pytest.mark.parametrize(("fails", "kept_out"), [(0, ""), (1, ""), (2, "“政治与品行合格”一关未通过（2/4）")])
def test_a_gate_failed_by_half_of_the_cards_keeps_out(fails: int, kept_out: str) -> None:
    given_cards = cards("S001", "40+20", "40+20", "40+20", "40+20", fails=fails)
    (found,) = standings([candidate(1)], given_cards, STAR, scoring())
    assert found.excluded == kept_out
    assert (found.rank is None) == bool(kept_out)
    assert str(found.score) == "60.00"


def test_without_a_card_there_is_no_score_and_no_zero() -> None:
    (found,) = standings([candidate(1)], [], STAR, scoring())
    assert (found.rank, found.score, found.spread, found.ballots) == (None, None, None, 0)
    assert (found.criteria, found.excluded) == ({}, "尚无有效评分")


def test_a_recusal_voids_the_card() -> None:
    given_cards = cards("S001", "60+40", "40+20")
    (found,) = standings(
        [candidate(1)], given_cards, STAR, scoring(), recusals=[Recusal(expert="e1", nomination="S001")]
    )
    assert (str(found.score), found.ballots) == ("60.00", 1)


def test_the_office_keeps_out_with_its_reason_and_the_excluded_come_last_by_id() -> None:
    people = [candidate(n) for n in (1000, 999, 3)]
    given_cards = cards("S003", "10+10") + cards("S999", "60+40") + cards("S1000", "60+40")
    reasons = {"S1000": "项目启动不足两年", "S999": "往年已被推介"}
    found = standings(people, given_cards, STAR, scoring(), excluded=reasons)
    assert [(s.id, s.rank, s.excluded) for s in found] == [
        ("S003", 1, ""),
        ("S999", None, "往年已被推介"),
        ("S1000", None, "项目启动不足两年"),
    ]


def test_another_category_and_unknown_nominations_do_not_count() -> None:
    project = Candidate(id="P001", name="项目", unit="甲", category="project")
    found = standings([candidate(1), project], cards("S001", "40+20") + cards("S777", "40+20"), STAR, scoring())
    assert [s.id for s in found] == ["S001"]


def test_a_card_that_does_not_fit_is_refused() -> None:
    def card(points: dict[str, str], gate: bool | None = True, expert: str = "e1") -> Scorecard:
        values = {key: Decimal(value) for key, value in points.items()}
        return Scorecard(expert=expert, nomination="S001", points=values, gate=gate)

    whole = {"learning": "40", "story": "20"}
    for wrong in (
        [card({"learning": "40"})],
        [card({"learning": "40", "other": "20"})],
        [card({**whole, "other": "1"})],
        [card(whole, gate=None)],
        [card(whole), card(whole)],
        [card({"learning": "40.25", "story": "20"})],
    ):
        with pytest.raises(ValueError, match=r"S001|multiple"):
            standings([candidate(1)], wrong, STAR, scoring())
    with pytest.raises(ValueError, match="one id"):
        standings([candidate(1), candidate(1)], [], STAR, scoring())


def test_the_candidate_of_a_nomination() -> None:
    kind = Reading(key="type", value="老年人", raw="老年人", place="汇总表 › D3", source="summary")
    nomination = Nomination(id="S001", category="star", name="人", unit="甲", special=True, readings=(kind,))
    expected = Candidate(id="S001", name="人", unit="甲", category="star", special=True, type="老年人")
    assert Candidate.of(nomination) == expected


HALVES = st.integers(0, 8)
TABLES = st.lists(
    st.lists(st.tuples(HALVES, HALVES), min_size=0, max_size=7), min_size=1, max_size=7
)  # few different points, so that ties are the rule


def drawn(table: list[list[tuple[int, int]]]) -> tuple[list[Candidate], list[Scorecard]]:
    people = [candidate(n + 1) for n in range(len(table))]
    made = [
        card
        for one, pairs in zip(people, table, strict=True)
        for card in cards(one.id, *(f"{a / 2}+{b / 2}" for a, b in pairs))
    ]
    return people, made


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_cards_and_nominations_does_not_matter(table: list[list[tuple[int, int]]], random: Random) -> None:
    people, made = drawn(table)
    before = standings(people, made, STAR, scoring(*LADDER))
    random.shuffle(people)
    random.shuffle(made)
    assert standings(people, made, STAR, scoring(*LADDER)) == before


@given(TABLES)
def test_a_rank_is_one_more_than_the_number_of_better_ones(table: list[list[tuple[int, int]]]) -> None:
    def key(one: Standing) -> tuple[Decimal, ...]:
        assert one.score is not None
        spread = Decimal("Infinity") if one.spread is None else one.spread
        return (-one.score, -one.criteria["learning"], -one.criteria["story"], spread)

    people, made = drawn(table)
    ranked = [s for s in standings(people, made, STAR, scoring(*LADDER)) if s.rank is not None]
    for one in ranked:
        assert one.rank == 1 + sum(key(other) < key(one) for other in ranked)
        shares_score = any(other.score == one.score for other in ranked if other is not one)
        assert bool(one.tie_break) == shares_score
        shares_rank = any(other.rank == one.rank for other in ranked if other is not one)
        assert ("并列，待专家组投票" in one.tie_break) == shares_rank
