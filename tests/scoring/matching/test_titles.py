"""Titles: what is taken out, and how much two share."""

from __future__ import annotations

import pytest

from scoring.matching.surprise import Surprise
from scoring.matching.titles import closing, shared, title

SURPRISE = Surprise(
    ["查干国学诵读讲坛", "向海金融防骗讲习所", "智慧助老大讲堂", "银龄合唱艺术课堂", "百草红色故事工坊"]
)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("“雾凇”面点烘焙课堂", ("雾凇面点烘焙课堂",)),
        ("《雾凇·面点烘焙课堂》", ("雾凇面点烘焙课堂",)),
        ("雾凇 面点烘焙课堂", ("雾凇面点烘焙课堂",)),
        ("第五届书香龙山读书节", ("书香龙山读书节",)),
        ("书香龙山读书节（2018年度）", ("书香龙山读书节",)),
        ("2019年书香龙山读书节", ("书香龙山读书节",)),
        ("银发课堂（原名：夕阳红大学堂）", ("银发课堂", "夕阳红大学堂")),
        ("“4点半”课堂", ("4点半课堂",)),
    ],
)
def test_forms(text: str, forms: tuple[str, ...]) -> None:
    assert title(text).forms == forms


def test_the_place_and_the_host_are_taken_off_the_beginning() -> None:
    assert title("长春市雾凇课堂", ("长春市",)).forms == ("雾凇课堂",)
    assert title("长春市", ("长春市",)).forms == ("长春市",)


@pytest.mark.parametrize(
    ("text", "series"),
    [("银发课堂二期", ("2",)), ("银发课堂（第三期）", ("3",)), ("银发课堂第一季", ("1",)), ("第三届银发节", ())],
)
def test_numbers_of_a_series(text: str, series: tuple[str, ...]) -> None:
    assert title(text).series == series


@pytest.mark.parametrize(("text", "at"), [("白桦智慧助老大舞台", 6), ("松辽书法班", 4), ("查干国学", 4), ("课堂", 2)])
def test_where_closing_words_begin(text: str, at: int) -> None:
    assert closing(text) == at


def test_pieces_may_change_places() -> None:
    both = shared("查干国学诵读", "国学诵读查干", SURPRISE)
    assert both.left == both.right == 0 and both.moved


def test_a_slip_of_sound_or_shape_is_mostly_shared() -> None:
    both = shared("雾凇面点", "雾松面点", SURPRISE)
    assert both.slips and both.left < 4 and both.right < 4


def test_a_rare_word_says_more_than_a_common_one() -> None:
    assert shared("查干课堂", "查干课堂", SURPRISE).common > shared("社区课堂", "社区课堂", SURPRISE).common + 2


def test_other_closing_words_are_hardly_a_difference() -> None:
    forms, subjects = shared("百草书法课堂", "百草书法讲坛", SURPRISE), shared("百草书法课堂", "百草绘画课堂", SURPRISE)
    assert min(forms.left, forms.right) < 2 < 4 < min(subjects.left, subjects.right)


def test_symmetric() -> None:
    a, b = shared("查干国学诵读讲坛", "国学讲坛查干", SURPRISE), shared("国学讲坛查干", "查干国学诵读讲坛", SURPRISE)
    assert (a.common, a.left, a.right) == (b.common, b.right, b.left)
