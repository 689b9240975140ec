"""Scorecards: reading points as typed, what a card lacks, its total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.scorecard import PointsRefused, Scorecard, lacks, parse_points
from tests.scoring.small_season import RUBRIC

LEARNING = RUBRIC.criteria[0]
STEP = Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("0", "0"),
        ("60", "60"),
        ("26.5", "26.5"),
        ("26.", "26"),
        (".5", "0.5"),
        (" 7 ", "7"),
        ("007", "7"),
        ("26.50", "26.5"),
        ("２６．５", "26.5"),
        ("２６。５", "26.5"),
    ],
)
def test_points_as_typed(text: str, points: str) -> None:
    assert parse_points(text, LEARNING, STEP) == Decimal(points)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "“学习”要填 0–60 的数字"),
        (".", "“学习”要填 0–60 的数字"),
        ("1.2.3", "“学习”要填 0–60 的数字"),
        ("-1", "“学习”要填 0–60 的数字"),
        ("+1", "“学习”要填 0–60 的数字"),
        ("1e1", "“学习”要填 0–60 的数字"),
        ("NaN", "“学习”要填 0–60 的数字"),
        ("٣", "“学习”要填 0–60 的数字"),
        ("60.5", "“学习”最高 60 分，填了 60.5"),
        ("26.3", "“学习”以 0.5 分为一档，填了 26.3"),
    ],
)
def test_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(PointsRefused) as refused:
        parse_points(text, LEARNING, STEP)
    assert str(refused.value) == sentence


@given(st.text(max_size=8))
def test_any_text_gives_points_on_the_step_or_a_sentence(text: str) -> None:
    try:
        points = parse_points(text, LEARNING, STEP)
    except PointsRefused as refused:
        assert "“学习”" in str(refused)
    else:
        assert 0 <= points <= 60 and points % STEP == 0


def test_what_a_card_lacks_gate_first_then_in_rubric_order() -> None:
    assert lacks({}, None, RUBRIC) == ("gate", "learning", "story")
    assert lacks({"story": Decimal(0)}, True, RUBRIC) == ("learning",)
    assert lacks({"story": Decimal(0), "learning": Decimal(0)}, False, RUBRIC) == ()
    without_gate = RUBRIC.model_copy(update={"gate": None})
    assert lacks({"story": Decimal(0), "learning": Decimal(0)}, None, without_gate) == ()


def test_the_total_is_exact() -> None:
    card = Scorecard(expert="e1", nomination="S001", points={"learning": Decimal("26.5"), "story": Decimal("0.5")})
    assert str(card.total) == "27.0"
    assert Scorecard(expert="e1", nomination="S001", points={}).total == 0
