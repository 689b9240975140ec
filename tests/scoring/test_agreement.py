"""Measures of agreement against published worked examples, and where they are not defined."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from scoring.agreement import Figure, agreement, icc2k, kendall_w, krippendorff_alpha, measures, reading
from scoring.tally import tally
from tests.scoring.small_season import STAR, cards

GAP = float("nan")


def test_alpha_of_krippendorff_2011_interval_with_missing_data() -> None:
    """Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, cases C and D: 4 observers, 12 units, 0.849."""
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
        [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
    ]
    found = krippendorff_alpha(np.array(observers).T)
    assert found.value is not None and round(found.value, 3) == Decimal("0.849")
    assert found.nominations == 11  # the last unit has one value


def test_icc_of_shrout_and_fleiss_1979() -> None:
    """Shrout and Fleiss 1979, tables 2 to 4: six targets, four judges, ICC(2,4) = .62."""
    table = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
    found = icc2k(table)
    assert found.value is not None and round(found.value, 2) == Decimal("0.62")


def test_w_with_ties_of_legendre() -> None:
    """Legendre 2005 and 2010 (Encyclopedia of Research Design), four mite species at ten sites, ties: W = 0.44160."""
    ranks = [
        [5, 6, 3, 5], [10, 4, 8, 2], [7, 8, 5, 4], [8, 10, 9, 2], [6, 5, 7, 6],
        [9, 7, 10, 7], [3, 3, 2, 8], [1.5, 2, 4, 9], [1.5, 1, 1, 2], [4, 9, 6, 10],
    ]  # fmt: skip
    assert kendall_w(np.array(ranks, float)).value == Decimal("0.4416")


def test_w_with_ties_of_the_nag_library() -> None:
    """NAG Library manual, G08DAF, example: three comparisons of ten objects with ties, published coefficient 0.828."""
    scores = [
        [1.0, 4.5, 2.0, 4.5, 3.0, 7.5, 6.0, 9.0, 7.5, 10.0],
        [2.5, 1.0, 2.5, 4.5, 4.5, 8.0, 9.0, 6.5, 10.0, 6.5],
        [2.0, 1.0, 4.5, 4.5, 4.5, 4.5, 8.0, 8.0, 8.0, 10.0],
    ]
    found = kendall_w(np.array(scores).T)
    assert found.value is not None and round(found.value, 3) == Decimal("0.828")


def test_perfect_agreement_is_one_and_opposite_orders_have_none() -> None:
    same = np.array([[1, 1, 1], [2, 2, 2], [5, 5, 5]], float)
    assert [f.value for f in (kendall_w(same), krippendorff_alpha(same), icc2k(same))] == [1, 1, 1]
    opposite = kendall_w(np.array([[1, 3], [2, 2], [3, 1]], float))
    assert opposite.value == 0


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        ([[80.0]], ("有评分的专家不足两位", "没有一份材料有两位以上专家的评分", "有评分的专家不足两位")),
        ([[80.0, 90.0]], ("所有专家都评过的材料不足两份", "", "所有专家都评过的材料不足两份")),
        # two committees: nothing that all scored, but pairs there are
        (
            [[80.0, 82.0, GAP], [GAP, 70.0, 75.0]],
            ("所有专家都评过的材料不足两份", "", "所有专家都评过的材料不足两份"),
        ),
        (
            [[80.0, 80.0], [80.0, 80.0]],
            (
                "每位专家给各份材料的分都相同，没有先后可比",
                "所有评分都相同，谈不上一致或不一致",
                "各份材料的平均分没有差别，无法计算",
            ),
        ),
    ],
)
def test_what_is_not_defined_says_why(rows: list[list[float]], reasons: tuple[str, str, str]) -> None:
    found = measures(np.array(rows))
    figures = (found.kendall_w, found.krippendorff_alpha, found.icc2k)
    assert tuple(f.reason for f in figures) == reasons
    assert [f.value is None for f in figures] == [bool(reason) for reason in reasons]


def test_nothing_scored_at_all() -> None:
    found = agreement(tally(["S001"], [], STAR, Decimal("0.5")), STAR)
    assert found.total.kendall_w == Figure(None, 1, "有评分的专家不足两位")
    assert found.total.krippendorff_alpha.value is None


def test_each_criterion_has_its_own_figures() -> None:
    # the order of learning is agreed on, that of story is opposite
    made = cards("S001", "60+10", "50+30") + cards("S002", "40+20", "40+20") + cards("S003", "20+30", "30+10")
    found = agreement(tally(["S001", "S002", "S003"], made, STAR, Decimal("0.5")), STAR)
    assert found.criteria["learning"].kendall_w.value == 1
    assert found.criteria["story"].kendall_w.value == 0
    assert found.total.kendall_w.nominations == 3


@pytest.mark.parametrize(
    ("value", "words"),
    [("0.8", "一致性好"), ("0.7999", "一致性较好"), ("0.4", "一致性一般"), ("-0.2", "一致性较低"), (None, "")],
)
def test_readings(value: str | None, words: str) -> None:
    assert reading(Figure(None if value is None else Decimal(value), 5)) == words
