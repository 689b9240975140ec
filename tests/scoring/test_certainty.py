"""Certainty: bands against simulated panels of known truth, and where nothing can be said."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from scoring.certainty import Certainty, certainty
from scoring.many_lists import inside
from scoring.season import Selection
from scoring.selection import select
from scoring.standing import Standing
from scoring.standings import standings
from scoring.tally import Tally, tally
from tests.scoring.small_season import STAR, candidate, cards, scoring, standing

SCORING = scoring("criterion:1")


def limits(seats: int, per_unit: int | None = None, minimum: dict[str, int] | None = None) -> Selection:
    return Selection(clause="—", seats=seats, per_unit=per_unit, minimum=minimum or {})


def panel_of(totals: np.ndarray, seated: np.ndarray) -> Tally:
    """A tally of made-up cards: nominations × experts, where `seated`."""
    nomination, expert = np.nonzero(seated)
    steps = np.round(np.clip(totals, 0, 100)[nomination, expert] * 2).astype(np.int64)
    return Tally(
        ids=tuple(f"S{n:03}" for n in range(len(totals))),
        experts=tuple(f"e{e:02}" for e in range(totals.shape[1])),
        step=Decimal("0.5"),
        nomination=nomination,
        expert=expert,
        points=steps[:, None],
        failed=np.zeros(len(steps), dtype=bool),
        counts=seated.sum(axis=1),
    )


@pytest.mark.parametrize(
    ("experts", "per", "noise"),
    [(3, 3, 8.0), (5, 5, 8.0), (9, 9, 5.0), (15, 15, 8.0), (9, 3, 6.0), (12, 5, 8.0)],
)
def test_nine_in_ten_true_winners_are_in_the_ninety_percent_band(experts: int, per: int, noise: float) -> None:
    """60 nominees of 12 units for 15 seats, at most 3 of a unit; true merit 80 ± 5, severity ± 4, noise as given.

    Each panel's band is worked out from its cards alone; the true winners are those that the limits choose by merit.
    """
    dice = np.random.Generator(np.random.PCG64(20221127))
    people = [standing(n, n + 1, f"单位{n % 12}") for n in range(60)]
    rules, held, safe, right = limits(15, per_unit=3), 0, 0, 0
    trials = 25
    for trial in range(trials):
        merit = dice.normal(80, 5, 60)
        totals = merit[:, None] + dice.normal(0, 4, experts) + dice.normal(0, noise, (60, experts))
        seated = np.argsort(dice.random((60, experts)), axis=1) < per
        winners = inside(merit[None, :], people, rules, 15)[0]
        found = certainty(people, panel_of(totals, seated), SCORING, rules, seed=trial, rounds=300)
        bands = [found.band(one.id) for one in people]
        held += sum(band != "out" for band, won in zip(bands, winners, strict=True) if won)
        safe += bands.count("in")
        right += sum(bool(won) for band, won in zip(bands, winners, strict=True) if band == "in")
    assert held / (15 * trials) >= 0.9
    assert right >= 0.85 * safe  # and who is called safe mostly is


def a_season() -> tuple[tuple[Standing, ...], Tally]:
    made = (
        cards("S001", "55+38", "54+38", "56+37")
        + cards("S002", "45+30", "41+33", "46+30")
        + cards("S003", "44+30", "45+32", "42+31")
        + cards("S004", "20+10", "22+11", "21+12")
    )
    people = [candidate(n) for n in range(1, 5)]
    counted = tally([one.id for one in people], made, STAR, Decimal("0.5"))
    return standings(people, made, STAR, SCORING), counted


def test_a_clear_winner_a_clear_loser_and_two_in_between() -> None:
    ranked, counted = a_season()
    found = certainty(ranked, counted, SCORING, limits(2), seed=1)
    assert [found.band(f"S00{n}") for n in range(1, 5)] == ["in", "contested", "contested", "out"]
    assert set(found.contested()) == {"S002", "S003"}
    assert found.chances["S001"] == 1 and found.chances["S004"] == 0
    assert sum(found.chances.values()) == 2  # every round fills the two seats


def test_the_same_seed_gives_the_same_chances() -> None:
    ranked, counted = a_season()
    first = certainty(ranked, counted, SCORING, limits(2), seed=7)
    assert certainty(ranked, counted, SCORING, limits(2), seed=7) == first
    assert certainty(ranked, counted, SCORING, limits(2), seed=8) != first


def test_more_seats_than_nominees_are_safe_for_all() -> None:
    ranked, counted = a_season()
    assert set(certainty(ranked, counted, SCORING, limits(9), seed=1).chances.values()) == {Decimal(1)}
    assert set(certainty(ranked, counted, SCORING, limits(9), seed=1, seats=0).chances.values()) == {Decimal(0)}


def test_a_minimum_is_played_in_every_round() -> None:
    ranked, counted = a_season()
    typed = [one._replace(type="残疾人" if one.id == "S004" else "") for one in ranked]
    found = certainty(typed, counted, SCORING, limits(2, minimum={"残疾人": 1}), seed=1, rounds=200)
    assert (found.chances["S001"], found.chances["S004"]) == (1, 1)


def test_without_two_cards_of_one_nomination_nothing_is_said() -> None:
    made = [*cards("S001", "40+20"), *cards("S002", "50+20")]
    people = [candidate(1), candidate(2)]
    counted = tally(["S001", "S002"], made, STAR, Decimal("0.5"))
    found = certainty(standings(people, made, STAR, SCORING), counted, SCORING, limits(1), seed=1)
    assert found == Certainty({}, "没有一份材料有两位以上专家的评分，无从估计")
    assert found.band("S001") is None
    assert certainty([], counted, SCORING, limits(1), seed=1).reason == "尚无排序"


@pytest.mark.parametrize("method", ["trimmed", "mean", "median"])
def test_every_official_method_has_its_bands(method: str) -> None:
    ranked, counted = a_season()
    found = certainty(ranked, counted, scoring(method=method, trim_from=3), limits(2), seed=1)
    assert found.chances["S001"] == 1


@pytest.mark.parametrize("minimum", [{}, {"A": 3, "B": 2}])
def test_many_lists_at_once_are_the_lists_one_by_one(minimum: dict[str, int]) -> None:
    dice = np.random.Generator(np.random.PCG64(3))
    people = [
        standing(n, n, f"单位{n % 5}", special=n % 3 == 0)._replace(type="AB "[n % 3].strip()) for n in range(1, 31)
    ]
    rules = Selection(clause="—", seats=8, per_unit=2, specials_per_unit=1, minimum=minimum)
    scores = np.round(dice.normal(80, 5, (40, 30)), 2)
    found = inside(scores, people, rules, 8)
    for row in range(40):
        order = np.argsort(-scores[row], kind="stable").tolist()
        lined_up = [
            people[i]._replace(rank=place, score=Decimal(f"{scores[row, i]:.2f}"))
            for place, i in enumerate(order, start=1)
        ]
        chosen = select(lined_up, rules).ids
        assert [one.id in chosen for one in people] == found[row].tolist()
