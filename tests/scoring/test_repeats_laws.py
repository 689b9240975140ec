"""The laws that every comparison keeps: symmetric, blind to writing, never punishing agreement."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.matching.characters import words
from scoring.matching.evidence import balance
from scoring.matching.records import of_nomination, of_past
from scoring.nomination import Nomination, PastWinner
from scoring.repeats import Register
from tests.repeats_cases import filling, past, project, season, star

NAMES = st.sampled_from(
    words("张伟 欧阳冠玉 李晓东 李小东 唐金民 唐金林 阿依古丽·买买提 付强 傅强 王芳（曾用名：王方）")
)
UNITS = st.sampled_from(
    words(
        "长春市第四小学 长春市第六小学 长春大学 长春大学旅游学院 宽城区图书馆 长春市教育局 吉林大学 吉大图书馆 "
        "长春市宽城区安石镇大荒地村"
    )
)
TITLES = st.sampled_from(
    words("查干国学诵读课堂 国学诵读课堂——查干 智慧助老大讲堂 智慧助老大讲坛 松辽书法班 松辽绘画班 银发课堂一期")
)
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "()[]:,1234567890"}
TRADITIONAL = str.maketrans(
    "张伟欧阳东长学图书馆宽区镇课讲诵读辽绘画发会", "張偉歐陽東長學圖書館寬區鎮課講誦讀遼繪畫發會"
)


def disguised(text: str, how: int) -> str:
    """One of seven ways to write the same."""
    wide, traditional = text.translate(WIDE), text.translate(TRADITIONAL)
    return [text, " ".join(text), f"“{text}”", wide, traditional, f"《{text}》", f"\u200b{text}　"][how]


def total(nomination: Nomination, row: PastWinner) -> float:
    register = law_register()
    nature = season().rules.find(nomination.category).nature
    side = of_nomination(nomination, nature, register.directory)
    known = register.index(nomination.category).known
    return sum(line.weight for line in balance(side, of_past(row, nature, register.directory), known).evidence)


@cache
def law_register() -> Register:
    return Register(filling(), season().rules, season().renames)


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES, UNITS, UNITS)
def test_law_symmetric(a: str, b: str, here: str, there: str) -> None:
    assert total(star(a, here, unit=here), past(b, there, region=there)) == pytest.approx(
        total(star(b, there, unit=there), past(a, here, region=here))
    )


@settings(max_examples=60, deadline=None)
@given(TITLES, TITLES, UNITS, UNITS)
def test_law_symmetric_for_projects(a: str, b: str, here: str, there: str) -> None:
    assert total(project(a, here, unit=here), past(b, there, region=there)) == pytest.approx(
        total(project(b, there, unit=there), past(a, here, region=here))
    )


@settings(max_examples=80, deadline=None)
@given(NAMES, NAMES, UNITS, UNITS, st.integers(0, 6), st.integers(0, 6))
def test_law_unchanged_by_writing(a: str, b: str, here: str, there: str, how: int, other: int) -> None:
    before = total(star(a, here), past(b, there))
    assert total(star(disguised(a, how), disguised(here, other)), past(b, there)) == pytest.approx(before)


@settings(max_examples=80, deadline=None)
@given(TITLES, TITLES, UNITS, st.integers(0, 6))
def test_law_unchanged_by_writing_of_titles(a: str, b: str, here: str, how: int) -> None:
    before = total(project(a, here), past(b, here))
    assert total(project(disguised(a, how), here), past(b, here)) == pytest.approx(before)


DEED = "他在长春市第四小学工作三十年，坚持读书，带动全校师生一起学习、一起进步。"
MORE = [{"birth": "1960-01-02"}, {"unit": "长春市第四小学"}, {"remark": "男，1960年1月生"}, {"deed": DEED}]


@pytest.mark.parametrize(("name", "unit"), list(product(["张伟", "欧阳冠玉"], ["长春市第四小学", "", "吉林大学"])))
@pytest.mark.parametrize("more", MORE)
def test_law_more_agreement_never_lowers_the_score(name: str, unit: str, more: dict[str, str]) -> None:
    nomination = star(name, "长春市第四小学", birth="1960-01-02", gender="男", deed=DEED)
    before = past(name, unit)
    after = before.model_copy(update=more)
    one, other = (law_register().score(nomination, row) for row in (before, after))
    assert other >= one


@settings(max_examples=40, deadline=None)
@given(NAMES, UNITS, UNITS)
def test_law_the_same_name_scores_no_lower_than_another(name: str, here: str, there: str) -> None:
    same = law_register().score(star(name, here), past(name, there))
    other = law_register().score(star(name, here), past("孙七七", there))
    assert same >= other
