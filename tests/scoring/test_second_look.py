"""What is read back before a card is submitted, and what is not."""

from __future__ import annotations

from decimal import Decimal

from scoring.season import Band, Criterion, Rubric
from scoring.second_look import second_look

RUBRIC = Rubric(
    clause="—",
    criteria=tuple(
        Criterion(id=i, name=n, points=Decimal(p)) for i, n, p in (("a", "甲", 30), ("b", "乙", 20), ("c", "丙", 100))
    ),
    bands=(Band(name="好", at_least=Decimal(0)),),
)


def card(a: str, b: str, c: str) -> dict[str, Decimal]:
    return {"a": Decimal(a), "b": Decimal(b), "c": Decimal(c)}


def steady(cards: int) -> list[dict[str, Decimal]]:
    """An expert who gives 24 to 26, 15 to 17, 85 to 91."""
    return [card(str(24 + i % 3), str(15 + i % 3), str(85 + i % 7)) for i in range(cards)]


def found(points: dict[str, Decimal], earlier: list[dict[str, Decimal]]) -> list[str]:
    return [doubt.field for doubt in second_look(RUBRIC, points, earlier)]


def test_a_card_as_usual_is_not_asked_about() -> None:
    for one in steady(12):
        assert found(one, steady(12)) == []


def test_nothing_is_asked_of_the_first_cards_but_zeros() -> None:
    assert found(card("5", "20", "3"), []) == []
    assert found(card("5", "0", "3"), steady(4)) == ["b"]


def test_swapped_digits_are_asked_about_with_what_may_have_been_meant() -> None:
    (doubt,) = second_look(RUBRIC, card("25", "16", "58"), [card("25", "16", "85")] * 5)
    assert doubt.field == "c" and "58 分，会不会是 85 分" in doubt.why


def test_swapped_digits_beyond_the_criterion_or_near_the_own_pattern_are_not() -> None:
    assert found(card("13", "16", "86"), [card("13", "16", "86")] * 5) == []
    assert found(card("24", "16", "89"), [card("24", "16", "98")] * 5) == []  # 9 points of 100: within one's own range


def test_far_from_the_own_pattern_needs_eight_cards() -> None:
    assert found(card("12.5", "16", "87"), steady(7)) == []
    assert found(card("12.5", "16", "87"), steady(8)) == ["a"]


def test_what_was_given_before_is_no_slip() -> None:
    assert found(card("12.5", "16", "87"), [*steady(8), card("12", "16", "87")]) == []


def test_a_total_far_from_the_own_mean_is_asked_about_where_no_criterion_is() -> None:
    assert found(card("20", "11", "66"), steady(12)) == ["total"]
    (doubt,) = second_look(RUBRIC, card("20", "11", "66"), steady(12))
    assert "低得多" in doubt.why


def test_an_expert_who_spreads_wide_is_not_asked() -> None:
    wide = [card(str(5 * (i % 6)), str(3 * (i % 6)), str(15 * (i % 6) + 1)) for i in range(1, 13)]
    assert found(card("25", "15", "76"), wide) == []
