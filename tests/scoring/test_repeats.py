"""Repeats: whom the register finds, what the data cannot decide, and the laws that every comparison keeps."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.labelled.make import LabelledSet, tuning
from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from scoring.matching.characters import words
from scoring.matching.evidence import balance
from scoring.matching.records import of_nomination, of_past
from scoring.nomination import Material, Nomination, Passage, PastWinner, PhotoFacts, Reading
from scoring.repeats import Register, Suspect, find_repeats, weigh


@cache
def season() -> Season:
    return load_season(data_dir() / "seasons" / "jilin-2022")


def star(
    name: str,
    workplace: str = "",
    *,
    id: str = "S001",
    unit: str = "长春市教育局",
    deed: str = "",
    phash: str = "",
    **facts: str,
) -> Nomination:
    facts |= {"workplace": workplace}
    photo = PhotoFacts(width=1, height=1, format="JPEG", phash=phash or None)
    return Nomination(
        id=id, category="star", name=name, unit=unit, special=False,
        readings=tuple(Reading(key=k, value=v, raw=v, place="", source="form") for k, v in facts.items() if v),
        passages=(Passage(title="主要事迹", body=deed, place=""),) if deed else (),
        materials=(Material(kind="photo", path="a.jpg", sha256="0" * 64, size=1, photo=photo),) if phash else (),
    )  # fmt: skip


def project(name: str, implementer: str, *, id: str = "P001", unit: str = "长春市教育局", deed: str = "") -> Nomination:
    return star(name, id=id, unit=unit, deed=deed, implementer=implementer).model_copy(update={"category": "project"})


def past(
    name: str, unit: str = "", *, id: str = "W1", category: str | None = "star", year: int = 2018, **more: str
) -> PastWinner:
    return PastWinner(id=id, year=year, category=category, name=name, unit=unit, place="往年.xlsx", **more)


def found(nomination: Nomination, *rows: PastWinner) -> Suspect | None:
    """The suspect that a nomination makes with the first of the rows, in a register of 300 more."""
    fillers = [past(row.name, row.unit, id=row.id, category=row.category) for row in filling()]
    register = Register((*rows, *fillers), season().rules, season().renames)
    return next((s for s in find_repeats([nomination], register, season().rules) if s.against.id == rows[0].id), None)


@cache
def filling() -> tuple[PastWinner, ...]:
    return tuple(row.model_copy(update={"id": f"F{row.id}"}) for row in labelled().past[:300])


@cache
def labelled() -> LabelledSet:
    return tuning(past=420, each=3, clean=30)


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
        decided = any(found.score >= rules.repeats.repeat for found in weighed.values())
        for row_id, found in weighed.items():
            lifted = any(line.field == "doubt" and line.weight > 0 for line in found.evidence)
            if found.score >= rules.repeats.suspect and not (decided and lifted):
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
