"""Averages: hand-worked figures, and laws."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import mean, median, variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.averages import Averages, Groups, Steps
from scoring.season import Method
from tests.scoring.small_season import scoring

HALVES = st.integers(0, 200)


def average(values: Sequence[int], method: Method, decimals: int = 2) -> Decimal:
    """The average of one group."""
    averages = Averages(scoring(decimals=decimals))
    (units,) = averages.average(np.array(values), Groups(np.array([len(values)])), method).tolist()
    return averages.decimal[units]


def deviation(values: Sequence[int], decimals: int = 2) -> Decimal | None:
    """The spread of one group."""
    averages = Averages(scoring(decimals=decimals))
    (units,) = averages.deviation(np.array(values), Groups(np.array([len(values)])))
    return None if units is None else averages.decimal[units]


@pytest.mark.parametrize(
    ("method", "halves", "points"),
    [
        # 80 90 70 100 60: mean 400/5; without 100 and 60: 240/3; in the middle 80
        ("mean", (160, 180, 140, 200, 120), "80.00"),
        ("trimmed", (160, 180, 140, 200, 120), "80.00"),
        ("median", (160, 180, 140, 200, 120), "80.00"),
        # 0 90 90 90 91: mean 361/5 = 72.2; without 0 and 91: 270/3 = 90
        ("mean", (0, 180, 180, 180, 182), "72.20"),
        ("trimmed", (0, 180, 180, 180, 182), "90.00"),
        # four cards are too few to trim: 0 90 90 91 -> 271/4 = 67.75; in the middle (90 + 90) / 2
        ("trimmed", (0, 180, 180, 182), "67.75"),
        ("median", (0, 180, 180, 182), "90.00"),
        # two highest: only one of them is dropped: (90 + 90 + 60) / 3 = 80
        ("trimmed", (180, 180, 180, 120, 20), "80.00"),
        # thirds: 26.5 + 27 + 27 = 80.5 -> 26.8333; 27 + 27 + 26 = 80 -> 26.6667
        ("mean", (53, 54, 54), "26.83"),
        ("mean", (54, 54, 52), "26.67"),
        # halves of a cent go up: 0.5 / 4 = 0.125, 0.5 / 100 = 0.005
        ("mean", (1, 0, 0, 0), "0.13"),
        ("mean", (1,) + (0,) * 99, "0.01"),
        ("mean", (1,) + (0,) * 100, "0.00"),
        # one card, and a card of nothing
        ("trimmed", (177,), "88.50"),
        ("median", (0,), "0.00"),
    ],
)
def test_averages_worked_by_hand(method: Method, halves: tuple[int, ...], points: str) -> None:
    assert str(average(halves, method)) == points


@pytest.mark.parametrize(("decimals", "points"), [(0, "2"), (1, "1.5"), (3, "1.500")])
def test_decimals_come_from_the_season(decimals: int, points: str) -> None:
    assert str(average((3,), "mean", decimals)) == points


@pytest.mark.parametrize(
    ("halves", "points"),
    [
        # 80 90 70: squares of differences 0 + 100 + 100, / 2 = 100
        ((160, 180, 140), "10.00"),
        # 1 2: 0.25 + 0.25, / 1 -> sqrt(0.5) = 0.70711
        ((2, 4), "0.71"),
        ((177, 177, 177), "0.00"),
    ],
)
def test_spread_worked_by_hand(halves: tuple[int, ...], points: str) -> None:
    assert str(deviation(halves)) == points


def test_one_card_has_no_spread() -> None:
    assert deviation((177,)) is None


@given(st.lists(HALVES, min_size=1, max_size=20), st.sampled_from(["trimmed", "mean", "median"]))
def test_every_average_lies_between_the_lowest_and_the_highest(halves: list[int], method: Method) -> None:
    assert min(halves) <= average(halves, method) * 2 <= max(halves)


@given(st.lists(HALVES, min_size=1, max_size=20))
def test_averages_equal_those_of_the_standard_library(halves: list[int]) -> None:
    points = [Decimal(h) / 2 for h in halves]
    cent = Decimal("0.005")
    assert abs(average(halves, "mean") - mean(points)) <= cent
    assert abs(average(halves, "median") - median(points)) <= cent
    if len(halves) >= 5:
        assert abs(average(halves, "trimmed") - mean(sorted(points)[1:-1])) <= cent


@given(st.lists(HALVES, min_size=2, max_size=20))
def test_spread_is_the_nearest_cent_to_the_root_of_the_variance(halves: list[int]) -> None:
    spread = deviation(halves)
    exact = variance([Decimal(h) / 2 for h in halves])
    assert spread is not None
    # compared as squares, with room for the last digit of the variance itself
    assert max(spread - Decimal("0.005"), Decimal(0)) ** 2 <= exact + Decimal("1e-20")
    assert exact - Decimal("1e-20") < (spread + Decimal("0.005")) ** 2


def test_points_between_two_steps_are_refused() -> None:
    steps = Steps(Decimal("0.5"))
    assert [steps[Decimal("26.5")], steps[Decimal(0)]] == [53, 0]
    for wrong in ("26.25", "-1"):
        with pytest.raises(ValueError, match="multiple"):
            steps[Decimal(wrong)]


GROUPS = st.lists(st.lists(HALVES, min_size=1, max_size=9), min_size=1, max_size=6)


@given(GROUPS, st.sampled_from(["trimmed", "mean", "median"]))
def test_groups_are_averaged_each_for_itself(lists: list[list[int]], method: Method) -> None:
    averages, groups = Averages(scoring()), Groups(np.array([len(one) for one in lists]))
    flat = np.array([value for one in lists for value in one])
    found = [averages.decimal[units] for units in averages.average(flat, groups, method).tolist()]
    assert found == [average(one, method) for one in lists]
    table = averages.average(np.stack([flat, flat + 1], axis=1), groups, method)
    assert [averages.decimal[units] for units in table[:, 0].tolist()] == found
    spreads = averages.deviation(flat, groups)
    assert [None if s is None else averages.decimal[s] for s in spreads] == [deviation(one) for one in lists]


def test_a_spread_that_would_not_fit_64_bits_is_exact() -> None:
    # 1 and 200001 half points with six decimals: 100000 / sqrt(2)
    assert str(deviation((1, 200_001), decimals=6)) == "70710.678119"
