"""Severity: hand-worked effects, refusal without links, laws of the additive model."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from scoring.scorecard import Scorecard
from scoring.severity import adjusted, linked, standardised
from scoring.tally import Tally, tally
from tests.scoring.small_season import STAR, cards


def card(nomination: str, expert: str, total: float) -> Scorecard:
    points = {"learning": Decimal(str(total)) - 10, "story": Decimal(10)}
    return Scorecard(expert=expert, nomination=nomination, points=points, gate=True)


def counted(made: list[Scorecard]) -> Tally:
    return tally(sorted({c.nomination for c in made}), made, STAR, Decimal("0.5"))


def test_a_severe_expert_is_found_and_taken_out() -> None:
    # e1 is 6 points more severe than e2, e2 links both; S003 is seen by e1 alone
    made = [
        card("S001", "e1", 40), card("S001", "e2", 46),
        card("S002", "e1", 50), card("S002", "e2", 56),
        card("S003", "e1", 45), card("S004", "e2", 50),
    ]  # fmt: skip
    found = adjusted(counted(made), 2)
    assert [(row.expert, str(row.severity), str(row.noise)) for row in found.experts] == [
        ("e1", "3.00", "0.00"),
        ("e2", "-3.00", "0.00"),
    ]
    # who both scored keeps the mean; S003 was seen by the severe one only, S004 by the mild one only
    assert {k: str(v) for k, v in found.scores.items()} == {
        "S001": "43.00", "S002": "53.00", "S003": "48.00", "S004": "47.00",
    }  # fmt: skip
    assert (found.refused, found.parts) == ("", (("e1", "e2"),))


def test_without_a_link_it_is_refused_and_the_parts_are_named() -> None:
    made = [card("S001", "e1", 40), card("S001", "e3", 46), card("S002", "e2", 50)]
    found = adjusted(counted(made), 2)
    assert found.scores == {}
    assert found.parts == (("e1", "e3"), ("e2",))
    assert found.refused == "评审组之间没有共同评过的材料，分不开宽严与优劣：e1、e3；e2"
    assert [row.severity for row in found.experts] == [None, None, None]
    assert [str(row.mean) for row in found.experts] == ["40.00", "50.00", "46.00"]


def test_parts_join_over_a_chain() -> None:
    made = [card("S001", "e1", 40), card("S002", "e2", 40), card("S002", "e3", 40), card("S001", "e3", 40)]
    assert linked(counted(made)) == (("e1", "e2", "e3"),)


def test_standardised_scores_worked_by_hand() -> None:
    # e1: 40 60 (mean 50, spread 14.142), e2: 44 48 (mean 46, spread 2.828): z -0.7071 and 0.7071 from both;
    # all cards 40 60 44 48: mean 48, variance (64 + 144 + 16 + 0) / 3 = 74.667, spread 8.641; 48 +- 6.11
    made = [card("S001", "e1", 40), card("S002", "e1", 60), card("S001", "e2", 44), card("S002", "e2", 48)]
    assert {k: str(v) for k, v in standardised(counted(made), 2).items()} == {"S001": "41.89", "S002": "54.11"}


def test_an_expert_of_one_card_or_one_figure_tells_nothing_of_an_order() -> None:
    made = [*cards("S001", "40+20"), *cards("S002", "40+20")]
    assert {k: str(v) for k, v in standardised(counted(made), 2).items()} == {"S001": "60.00", "S002": "60.00"}
    assert standardised(tally(["S001"], [], STAR, Decimal("0.5")), 2) == {}


def test_nothing_scored() -> None:
    found = adjusted(tally(["S001"], [], STAR, Decimal("0.5")), 2)
    assert (found.scores, found.experts, found.parts, found.refused) == ({}, (), (), "")


@given(st.integers(2, 6), st.integers(2, 8), st.randoms(use_true_random=False))
def test_pure_severities_are_taken_out_whatever_the_links(experts: int, nominations: int, dice: Random) -> None:
    # total = quality + leniency exactly, a ring of panels links everybody: the order must be that of the quality
    quality = {f"S{n:03}": dice.randint(30, 60) for n in range(nominations)}
    leniency = {f"e{e}": dice.randint(-10, 10) for e in range(experts)}
    made = []
    for n, one in enumerate(quality):
        seats = {f"e{n % experts}", f"e{(n + 1) % experts}", *(e for e in leniency if dice.random() < 0.3)}
        made += [card(one, e, quality[one] + leniency[e]) for e in sorted(seats)]
    found = adjusted(counted(made), 6)
    if found.refused:
        return
    first = next(iter(quality))
    for one, points in quality.items():
        gap = found.scores[one] - found.scores[first]
        assert abs(gap - (points - quality[first])) < Decimal("0.00001")


@given(st.lists(st.lists(st.integers(20, 70), min_size=3, max_size=3), min_size=1, max_size=7))
def test_with_a_full_panel_the_adjusted_score_is_the_mean(rows: list[list[int]]) -> None:
    made = [card(f"S{n:03}", f"e{e}", value) for n, row in enumerate(rows) for e, value in enumerate(row)]
    found = adjusted(counted(made), 6)
    for n, row in enumerate(rows):
        assert abs(found.scores[f"S{n:03}"] - Decimal(sum(row)) / 3) < Decimal("0.00001")
