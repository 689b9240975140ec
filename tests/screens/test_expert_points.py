"""Which digit may follow, and the bands of a criterion: the rubric's law, without a screen."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from review_tui.screens.expert_points import band_ranges, is_complete, plain, type_character
from scoring.scorecard import PointsRefused, parse_points
from scoring.season import Band, Criterion, Rubric

BANDS = tuple(Band(name=n, at_least=Decimal(p)) for n, p in (("好", 85), ("较好", 70), ("一般", 50), ("较差", 0)))
HALF = Decimal("0.5")


def criterion(points: str) -> Criterion:
    return Criterion(id="learning", name="学习坚持与成效", points=Decimal(points))


def rubric(one: Criterion) -> Rubric:
    return Rubric(clause="—", criteria=(one,), bands=BANDS)


STEPS = st.sampled_from([Decimal("0.5"), Decimal("1"), Decimal("0.25"), Decimal("0.1"), Decimal("2")])


@given(st.text("0123456789.", max_size=8), st.integers(1, 120), STEPS)
def test_whatever_is_typed_stays_between_nothing_and_the_most(keys: str, most: int, step: Decimal) -> None:
    one, text = criterion(str(most)), ""
    for key in keys:
        typed = type_character(text, key, one, step)
        assert typed.text == text if typed.refusal else typed.text != text or text in ("0", "")
        text = typed.text
    if text:
        assert Decimal(text.rstrip(".") or "0") <= most


@given(st.integers(0, 60), st.sampled_from(["30", "25", "20", "10"]))
def test_every_value_that_the_rubric_allows_can_be_typed(halves: int, most: str) -> None:
    value, one, text = halves * HALF, criterion(most), ""
    for key in plain(value):
        text = type_character(text, key, one, HALF).text
    if value <= one.points:
        assert parse_points(text, one, HALF) == value
    else:
        try:
            assert parse_points(text, one, HALF) < value
        except PointsRefused:
            assert text == ""


def test_the_bands_of_thirty_points_are_those_of_the_rubric() -> None:
    ranges = band_ranges(rubric(criterion("30")), criterion("30"), HALF)
    assert ranges == [("好", "25.5-30"), ("较好", "21-25"), ("一般", "15-20.5"), ("较差", "0-14.5")]


@given(st.integers(1, 60), st.integers(0, 120))
def test_the_ranges_say_what_the_rubric_says(most: int, halves: int) -> None:
    one, value = criterion(str(most)), halves * HALF
    if value > most:
        return
    named = [
        name
        for name, text in band_ranges(rubric(one), one, HALF)
        if Decimal(text.split("-")[0]) <= value <= Decimal(text.split("-")[-1])
    ]
    assert named == [rubric(one).band(one, value).name]


@given(st.text("0123456789.", max_size=6), st.integers(1, 120), STEPS)
def test_a_number_is_whole_exactly_when_no_digit_may_follow(keys: str, most: int, step: Decimal) -> None:
    one, text = criterion(str(most)), ""
    for key in keys:
        text = type_character(text, key, one, step).text
    follows = [digit for digit in "0123456789" if not type_character(text, digit, one, step).refusal]
    if is_complete(text, one, step):
        assert text and not follows
    elif text.strip("0"):
        assert follows or text.endswith(".")
