"""Repeats: whom the register finds, what the data cannot decide, and that the index loses nothing."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import pytest

from scoring.matching.records import of_nomination
from scoring.nomination import Nomination, PastWinner
from scoring.repeats import Register, Suspect, find_repeats, in_order, season_index, season_repeats, weigh
from tests.repeats_cases import filling, found, labelled, past, project, season, star


@pytest.mark.parametrize(
    ("nomination", "row"),
    [
        (star("卢兰岚", "延边州图们市景山街道松林社区"), past("盧蘭岚", "延边朝鮮族自治州圖們市景山街道松林社區")),
        (star("方琴", "长春市宽城区安石镇大荒地村"), past("方琴", "宽城区安石镇大荒地村")),
        (star("郭小霞", "吉林外国语大学"), past("郭晓霞", "吉林华桥外国语学院")),
        (star("欧阳冠玉", "长春市第一中学"), past("欧阳冠玉")),
        (star("张伟", "长春市第一中学", birth="1971-05"), past("张伟", "长春市一中", remark="1971年5月出生")),
        (star("李国林", "长春市宽城区图书馆", deed="2016年由梨树县文化馆调入。"), past("李国林", "四平市梨树县文化馆")),
        (
            project("“向海”金融防骗讲习所", "长春市宽城区图书馆"),
            past("《向海金融防骗讲习所》项目", "长春市宽城区图书馆", category="project"),
        ),
        (
            project("第五届“查干”冰雪读书节", "松原市前郭尔罗斯蒙古族自治县文化馆"),
            past("查干冰雪读书节（2018年度）", "前郭县文化馆", category="project"),
        ),
        (
            project("鹿乡国学诵读夜校", "长春市双阳区图书馆", deed="项目由双阳区社区学院创办。"),
            past("国学诵读夜校——“鹿乡”", "长春市双阳区社区学院", category="project"),
        ),
    ],
)  # fmt: skip
def test_a_repeat_is_found(nomination: Nomination, row: PastWinner) -> None:
    suspect = found(nomination, row)
    assert suspect is not None and suspect.verdict == "repeat"


@pytest.mark.parametrize(
    ("nomination", "row"),
    [
        (star("唐金民", "长春市宽城区图书馆"), past("唐金林", "长春市宽城区图书馆")),
        (star("张伟", "长春市第四小学"), past("张伟", "长春市第六小学")),
        (star("张伟", "长春市宽城区图书馆"), past("张伟", "白城市镇赉县文化馆")),
        (star("张伟", "长春大学旅游学院"), past("张伟", "长春大学")),
        (star("张伟", "长春市第一中学", gender="女"), past("张伟（男）", "长春市宽城区图书馆")),
        (star("张伟", "长春市第一中学", birth="1971-05"), past("张伟", "长春市第一中学", birth="1985-11")),
        (project("道德讲堂", "通化县文化馆"), past("道德讲堂", "白山市文化馆", category="project")),
        (project("松辽绘画课堂", "长春市宽城区图书馆"), past("松辽书法课堂", "长春市宽城区图书馆", category="project")),
        (
            project("“鹿乡”国学夜校二期", "长春市宽城区图书馆"),
            past("“鹿乡”国学夜校一期", "长春市宽城区图书馆", category="project"),
        ),
        (project("张伟", "长春市第四小学"), past("张伟", "长春市第四小学", category="star")),
    ],
)
def test_a_near_miss_is_no_suspect(nomination: Nomination, row: PastWinner) -> None:
    assert found(nomination, row) is None


@pytest.mark.parametrize(
    ("nomination", "row", "why"),
    [
        (star("张伟", "长春市第一中学"), past("张伟"), "无单位等旁证"),
        (star("欧阳冠玉", "长春市第一中学"), past("欧阳冠玉", "长春市宽城区图书馆"), "可能调动"),
        (
            project("“鹿乡”国学诵读夜校", "长春市宽城区图书馆"),
            past("“鹿乡”国学诵读夜校", "长春市双阳区文化馆", category="project"),
            "换了主办单位",
        ),
    ],
)
def test_what_the_data_cannot_decide_is_a_suspect_with_its_reason(
    nomination: Nomination, row: PastWinner, why: str
) -> None:
    suspect = found(nomination, row)
    assert suspect is not None and suspect.verdict == "suspect"
    assert any(why in line.detail for line in suspect.evidence if line.field == "doubt")


def test_who_is_listed_in_two_years_is_one_bearer_of_the_name() -> None:
    unit = "长春市南关区朝晖社区"
    rows = [past("欧阳冠玉", unit, id="W1", year=2017), past("欧阳冠玉", unit, id="W2", year=2019)]
    twice = find_repeats([star("欧阳冠玉", unit)], Register(rows, season().rules), season().rules)
    (once,) = find_repeats([star("欧阳冠玉", unit)], Register(rows[:1], season().rules), season().rules)
    assert [(s.verdict, s.score) for s in twice] == [("repeat", twice[0].score)] * 2
    name = {line.weight for s in (*twice, once) for line in s.evidence if line.field == "name"}
    assert max(name) - min(name) < 0.1


def test_a_bare_name_is_asked_about_only_where_it_leaves_a_real_chance() -> None:
    """李娜 is no evidence in a register that has her often; a name that few bear is worth a question."""
    many = [past("李娜", id=f"W{i}") for i in range(12)]
    register = Register([*many, *filling()], season().rules, season().renames)
    assert find_repeats([star("李娜", "长春市第一中学")], register, season().rules) == ()
    assert found(star("李国林", "长春市第一中学"), past("李国林")) is not None


def test_the_evidence_adds_up_to_the_score() -> None:
    for suspect in labelled_suspects():
        bits = sum(line.weight for line in suspect.evidence)
        assert suspect.score == round(min(max(50 + 2.5 * bits, 0), 100))


@cache
def labelled_suspects() -> tuple[Suspect, ...]:
    register = Register(labelled().past, season().rules, season().renames)
    return find_repeats(labelled().nominations, register, season().rules)


def test_sorted_and_within_the_scale() -> None:
    suspects = labelled_suspects()
    limits = season().rules.repeats
    assert [s.score for s in suspects] == sorted((s.score for s in suspects), reverse=True)
    assert all(limits.suspect <= s.score <= 100 for s in suspects)
    assert all((s.verdict == "repeat") == (s.score >= limits.repeat) for s in suspects)


def test_the_index_loses_nothing_that_a_full_comparison_calls_a_suspect() -> None:
    register, rules = Register(labelled().past, season().rules, season().renames), season().rules
    got = {(s.nomination, s.against.id) for s in labelled_suspects() if s.against.kind == "past"}
    natures = {c.id: c.nature for c in rules.categories}
    expected = set()
    for one in labelled().nominations:
        side, index = of_nomination(one, natures[one.category], register.directory), register.index(one.category)
        weighed = {
            row.id: weigh(side, index.side(i), index, rules) for i, row in enumerate(register.rows(one.category))
        }
        decided = any(one_pair.score >= rules.repeats.repeat for one_pair in weighed.values())
        for row_id, one_pair in weighed.items():
            lifted = any(line.field == "doubt" and line.weight > 0 for line in one_pair.evidence)
            if one_pair.score >= rules.repeats.suspect and not (decided and lifted):
                expected.add((one.id, row_id))
    assert got == expected


def test_most_true_repeats_are_found_and_few_others() -> None:
    truth = labelled().truth
    true = {(i, t.past) for i, t in truth.items() if t.true}
    got = {(s.nomination, s.against.id) for s in labelled_suspects() if s.against.kind == "past"}
    assert len(true & got) >= 0.93 * len(true)
    assert len(got - true) <= 0.08 * len(truth)


def test_a_row_without_category_is_compared_with_all() -> None:
    row = past("欧阳冠玉", "长春市第一中学", category=None)
    assert found(star("欧阳冠玉", "长春市第一中学"), row) is not None


def test_twice_in_one_season_is_given_once_with_the_later_as_nomination() -> None:
    a = star("欧阳冠玉", "长春市第一中学", id="S002", unit="长春市教育局", birth="1960-01")
    b = star("欧阳冠玉", "长春市第一中学", id="S010", unit="吉林市教育局", birth="1960-01")
    register = Register(filling(), season().rules, season().renames)
    (suspect,) = find_repeats([b, a], register, season().rules)
    assert (suspect.nomination, suspect.against.kind, suspect.against.id) == ("S010", "season", "S002")


def test_the_same_photo_and_birth_tell_in_spite_of_another_name() -> None:
    a = star("欧阳冠玉", "长春市第一中学", id="S002", birth="1960-01-02", phash="0123456789abcdef")
    b = star("欧阳冠王", "长春市第一中学", id="S010", birth="1960-01-02", phash="0123456789abcdee")
    register = Register(filling(), season().rules, season().renames)
    (suspect,) = find_repeats([a, b], register, season().rules)
    assert {"photo", "birth"} <= {line.field for line in suspect.evidence}


def test_empty_register_and_no_nominations() -> None:
    empty = Register((), season().rules)
    assert find_repeats((), empty, season().rules) == ()
    assert find_repeats([star("张伟", "长春市第一中学")], empty, season().rules) == ()


def test_within_the_season_nothing_is_lost_either() -> None:
    register, rules = Register(labelled().past, season().rules, season().renames), season().rules
    again = [as_nomination(row, i) for i, row in enumerate(labelled().past[:120])]
    everybody = [*labelled().nominations, *again]
    got = {(s.nomination, s.against.id) for s in in_order(season_repeats(everybody, register, rules))}
    expected = 0
    for category in rules.categories:
        sides = [of_nomination(n, category.nature, register.directory) for n in everybody if n.category == category.id]
        index = season_index(sides, category.nature, register.index(category.id), register)
        expected += sum(weigh(a, b, index, rules).score >= rules.repeats.suspect for a, b in combinations(sides, 2))
    assert len(got) == expected > 20


def as_nomination(row: PastWinner, number: int) -> Nomination:
    """A past winner who comes again."""
    make, prefix = (star, "S") if row.category == "star" else (project, "P")
    return make(row.name, row.unit, id=f"{prefix}{9000 + number}", unit=row.region or "长春市教育局")


HOSTILE = [
    "",
    " ",
    "·",
    "（）",
    "《》",
    "***",
    "1",
    "2018年",
    "第三届",
    "x" * 3000,
    "张\x00伟",
    "😀😀",
    "、、",
    "(((",
    "李",
]


@pytest.mark.parametrize("category", ["star", "project"])
def test_odd_names_and_units_neither_stop_nor_match(category: str) -> None:
    rows = [past(text, unit, id=f"W{i}", category=category) for i, (text, unit) in enumerate(product(HOSTILE, HOSTILE))]
    register = Register(rows, season().rules, season().renames)
    make = star if category == "star" else project
    nominations = [
        make(text, text, id=f"{'SP'[category == 'project']}{i:03d}", unit="") for i, text in enumerate(HOSTILE)
    ]
    suspects = find_repeats(nominations, register, season().rules)
    assert all(len(s.name.strip(" ·（）《》*、(")) > 1 for s in suspects)
