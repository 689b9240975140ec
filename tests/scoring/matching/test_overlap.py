"""The bound by common pieces of two titles: never below what they weigh, far below for titles that share a little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.matching.evidence import Frequencies, title_weight
from scoring.matching.overlap import Overlap
from scoring.matching.rarity import NameRarity
from scoring.matching.surprise import Surprise

TITLES = [
    "鹿乡国学诵读夜校", "国学诵读夜校鹿乡", "向海金融防骗讲习所", "向海金融防骗大讲堂", "雾凇摄影课堂", "雾松摄影讲坛",
    "道德讲堂", "道德大讲堂", "国学国学", "查干冰雪读书节", "查干读书会进社区", "松辽读书会进社区", "课堂", "学习",
]  # fmt: skip


@pytest.mark.parametrize("register", [[], TITLES, TITLES * 40], ids=["no register", "a short one", "a longer one"])
def test_no_pair_weighs_more_than_its_bound(register: list[str]) -> None:
    assert_bounds(TITLES, TITLES, register)


@given(
    st.lists(st.text("鹿乡国学诵读雾凇松课堂", min_size=2, max_size=12), min_size=1, max_size=6, unique=True),
    st.text("鹿乡国学诵读雾凇松课堂", min_size=2, max_size=12),
)
def test_law_no_pair_weighs_more_than_its_bound(texts: list[str], asked: str) -> None:
    assert_bounds(texts, [asked], TITLES)


def assert_bounds(texts: list[str], asked: list[str], register: list[str]) -> None:
    known = Frequencies(NameRarity([]), Surprise(register), {}, len(register))
    overlap = Overlap(texts, known)
    for one in asked:
        bounds = overlap.most(one, np.arange(len(texts)))
        for other, bound in zip(texts, bounds.tolist(), strict=True):
            assert title_weight(one, other, known) <= bound, (one, other)


def test_titles_with_much_of_their_own_are_left() -> None:
    known = Frequencies(NameRarity([]), Surprise([]), {}, 0)
    bounds = Overlap(["蒋桂芳读书会进社区"], known).most("欧阳冠玉读书会进社区", np.array([0]))
    assert bounds[0] < 0
