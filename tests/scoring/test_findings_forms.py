"""The form and the facts that were read in several places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.finding import Case
from scoring.nomination import FactValue, Nomination, Passage, Reading, Turnout
from scoring.same_fact import compared_keys, same
from tests.scoring.cases import PORTRAIT, file, findings, jilin, photo, project, read, star, unit

PHOTOS = (photo(PORTRAIT), photo())


def test_nominations_in_order() -> None:
    assert findings(star()) == {}
    assert findings(project()) == {}


def test_no_form() -> None:
    n = star(read("name", "林晓禾", "summary"), materials=PHOTOS)
    found = findings(n)
    assert set(found) == {"form.missing"}
    assert (found["form.missing"].severity, found["form.missing"].clause) == ("block", "二（三）")
    assert "《百姓学习之星推介表》" in found["form.missing"].message


def test_form_that_cannot_be_read_was_sent() -> None:
    broken = file("form", "推介表.docx", problem="文件损坏")
    assert set(findings(star(materials=(broken, *PHOTOS), gender=None))) == {"file.unreadable"}


@pytest.mark.parametrize("key", ["gender", "birth", "ethnic", "politics", "education", "workplace", "type", "phone"])
def test_empty_field_of_a_star(key: str) -> None:
    values: dict[str, str | None] = {key: None}
    found = findings(star(**values))
    assert set(found) == {"form.field.missing"}
    assert (found["form.field.missing"].severity, found["form.field.missing"].clause) == ("warn", "二（三）")


@pytest.mark.parametrize("key", ["implementer", "start", "participants", "audience", "leader", "phone"])
def test_empty_field_of_a_project(key: str) -> None:
    values: dict[str, FactValue | None] = {key: None}
    assert set(findings(project(**values))) == {"form.field.missing"}


def test_all_empty_fields_are_one_finding() -> None:
    found = findings(star(gender=None, phone=None).model_copy(update={"passages": ()}))
    assert "性别、联系电话、主要事迹" in found["form.field.missing"].message


def test_the_summary_does_not_fill_the_form_but_the_office_does() -> None:
    assert "form.field.missing" in findings(star(read("phone", "19900001234", "summary"), phone=None))
    assert findings(star(read("phone", "19900001234", "office"), phone=None)) == {}


def test_level_and_honours_may_be_empty() -> None:
    assert findings(star(level=None, honours=None, job=None)) == {}


DIFFERENT: list[tuple[str, str, str]] = [
    ("gender", "女", "男"),
    ("birth", "1980-05", "1978-05"),
    ("birth", "1980-05", "1980-06"),
    ("birth", "1980-05-01", "1980-05-02"),
    ("ethnic", "汉族", "满族"),
    ("politics", "群众", "中共党员"),
    ("politics", "中共党员", "中共预备党员"),
    ("politics", "群众", "民主党派"),
    ("education", "大专", "本科"),
    ("education", "大学专科", "大学本科"),
    ("education", "高中", "初中"),
    ("education", "硕士研究生", "博士研究生"),
    ("workplace", "长春市宽城区向阳社区", "长春市宽城区朝晖社区"),
    ("workplace", "长春市宽城区向阳社区", "吉林市船营区向阳社区"),
    ("workplace", "长春大学", "长春大学旅游学院"),
    ("workplace", "吉林职业技术学院", "吉林工业职业技术学院"),
    ("job", "会计", "保安"),
    ("type", "老年人", "残疾人"),
    ("phone", "19900001234", "19900001235"),
    ("name", "林晓禾", "林小禾"),
]
ALIKE: list[tuple[str, str, str]] = [
    ("gender", "女", "女性"),
    ("birth", "1980-05", "1980-05-01"),
    ("birth", "1980", "1980-05"),
    ("ethnic", "汉族", "汉"),
    ("ethnic", "朝鲜族", "朝族"),
    ("politics", "中共党员", "党员"),
    ("politics", "中共党员", "中国共产党党员"),
    ("politics", "民盟盟员", "民盟"),
    ("politics", "群众", "普通群众"),
    ("politics", "民盟盟员", "民主党派"),
    ("education", "本科", "大学本科"),
    ("education", "大学", "本科学历"),
    ("education", "大专", "大学专科"),
    ("education", "大专", "专 科"),
    ("education", "研究生", "硕士研究生"),
    ("education", "高中/中专", "中专"),
    ("workplace", "长春市宽城区向阳社区", "宽城区向阳社区"),
    ("workplace", "长春市宽城区向阳社区", "长春市向阳社区"),
    ("workplace", "长春市宽城区向阳社区", "吉林省长春市宽城区向阳社区"),
    ("workplace", "长春市宽城区向阳社区", "长春市宽城区向阳社区 书画班学员"),
    ("workplace", "延边朝鲜族自治州图们市松林社区", "延边州图们市松林社区"),
    ("workplace", "吉林工程职业学院", "吉林工程职业学院继续教育学院"),
    ("job", "书画班学员", "向阳社区书画班学员"),
    ("type", "退役军人、技术能手", "技术能手"),
    ("type", "农民", "高素质农民"),
    ("phone", "0431-00001234", "043100001234"),
    ("phone", "0431-00001234", "00001234"),
    ("phone", "199 0000 1234", "19900001234"),
    ("phone", "１９９００００１２３４", "19900001234"),
    ("phone", "19900001234/0431-00001234", "0431 00001234"),
    ("phone", "19900001234.0", "19900001234"),
    ("phone", "+8619900001234", "19900001234"),
    ("name", "林晓禾", "林 晓　禾"),
    ("name", "林晓禾", "林晓禾同志"),
]


@pytest.mark.parametrize(("key", "form", "summary"), DIFFERENT)
def test_contradiction(key: str, form: str, summary: str) -> None:
    facts: dict[str, str | None] = {key: form}
    found = findings(star(read(key, summary, "summary"), **facts))
    assert set(found) == {"facts.conflict"}
    assert (found["facts.conflict"].severity, found["facts.conflict"].clause) == ("warn", "三")
    assert found["facts.conflict"].evidence == f"form › {key}；summary › {key}"


@pytest.mark.parametrize(("key", "form", "summary"), ALIKE)
def test_no_contradiction(key: str, form: str, summary: str) -> None:
    facts: dict[str, str | None] = {key: form}
    assert findings(star(read(key, summary, "summary"), **facts)) == {}


def turnout(number: int, unit_: str = "人", mode: str = "offline") -> Turnout:
    return Turnout.model_validate({"number": number, "unit": unit_, "mode": mode})


@pytest.mark.parametrize(
    ("key", "form", "summary", "raw", "alike"),
    [
        ("start", "2019-05", "2019-05-01", "2019-05-01", True),
        ("start", "2019-05", "2018-05", "2018年5月", False),
        ("participants", turnout(1200), turnout(1200), "约1200人/年", True),
        ("participants", turnout(1200), turnout(1800), "1800人", False),
        ("participants", turnout(1205), turnout(1200), "1200余人", True),
        ("participants", turnout(1180), turnout(1200), "1200余人", False),
        ("participants", turnout(1205), turnout(1200), "1200人", False),
        ("participants", turnout(1200), turnout(1200, "人次", "blended"), "1200", True),
        ("participants", turnout(1200), turnout(1200, "人次", "blended"), "1200人次", False),
        ("name", "松江夜读大讲堂", "《松江夜读大讲堂》项目", None, True),
        ("name", "松江夜读大讲堂", "“松江夜读”大讲堂", None, True),
        ("name", "松江夜读大讲堂", "松江晨读大讲堂", None, False),
        ("implementer", "长春市宽城区文化馆", "宽城区文化馆", None, True),
        ("implementer", "长春市宽城区文化馆", "长春市宽城区图书馆", None, False),
        ("leader", "周远山", "周 远 山", None, True),
        ("leader", "周远山", "周远山（馆长）", None, True),
        ("leader", "周远山", "周远川", None, False),
    ],
)
def test_facts_of_a_project(key: str, form: FactValue, summary: FactValue, raw: str | None, alike: bool) -> None:
    facts: dict[str, FactValue | None] = {key: form}
    found = findings(project(read(key, summary, "summary", raw), **facts))
    assert ("facts.conflict" in found) is not alike


def test_mode_said_in_one_place_only_is_no_contradiction() -> None:
    assert findings(project(read("mode", "offline"))) == {}
    assert findings(project(read("mode", "offline"), read("mode", "offline", "summary"))) == {}
    assert set(findings(project(read("mode", "offline"), read("mode", "blended", "summary")))) == {"facts.conflict"}


def test_a_mode_in_other_words_is_not_compared() -> None:
    assert findings(project(read("mode", "offline"), read("mode", "送教上门", "summary"))) == {}


def test_a_file_name_may_hold_more_than_the_name() -> None:
    assert findings(star(read("name", "林晓禾推介材料", "name"))) == {}
    assert set(findings(star(read("name", "周远山", "name")))) == {"facts.conflict"}


def test_what_the_office_corrected_is_settled() -> None:
    both = (read("birth", "1978-05", "summary"), read("birth", "1980-05", "office"))
    assert findings(star(*both)) == {}


def test_workplace_and_job_split_in_different_places() -> None:
    n = star(
        read("workplace", "长春市九台区政协", "summary"),
        read("job", "机关炊事员", "summary"),
        workplace="长春市九台区",
        job="政协机关炊事员",
    )
    assert findings(n) == {}


@pytest.mark.parametrize(
    ("form", "summary", "conflict"),
    [
        ("是", "是", False),
        ("否", "否", False),
        ("是", "否", True),
        ("否", "是", True),
        ("是", None, False),
        (None, "是", False),
    ],
)
def test_special_mark_in_one_place_only(form: str | None, summary: str | None, conflict: bool) -> None:
    marks = [read("special", form, "form", "")] if form else []
    marks += [read("special", summary, "summary", "")] if summary else []
    assert ("facts.conflict" in findings(star(*marks))) is conflict


def test_several_contradictions_are_one_finding_and_no_phone_is_told() -> None:
    n = star(read("gender", "男", "summary"), read("phone", "19900009999", "summary"))
    message = findings(n)["facts.conflict"].message
    assert "性别" in message and "联系电话" in message
    assert "1990000" not in message


@pytest.mark.parametrize("key", ["audience", "honours", "remark", "unit", "nature", "address"])
def test_free_texts_are_not_compared(key: str) -> None:
    assert findings(star(read(key, "甲"), read(key, "乙", "summary"))) == {}


ALPHABET = "长春市宽城区吉林大学院0129.-年月人次余约（）、 党员群众本科专男女abc"
TEXTS = st.text(ALPHABET, min_size=1, max_size=12)
TURNOUTS = st.builds(
    Turnout,
    number=st.integers(0, 20000),
    unit=st.sampled_from(("人", "人次")),
    mode=st.sampled_from(("offline", "blended")),
)


@st.composite
def two_readings(draw: st.DrawFn) -> tuple[str, Reading, Reading]:
    key = draw(st.sampled_from(compared_keys()))
    values = TURNOUTS if key == "participants" else TEXTS
    a, b = (read(key, draw(values), source, draw(TEXTS)) for source in ("form", "summary"))
    return key, a, b


def case_of(*readings: Reading) -> Case:
    n = Nomination(id="S001", category="star", name="某", unit="某", special=False, readings=readings)
    season = jilin()
    return Case(n, season.rules, season.rules.find("star"), unit(), season.universities)


@given(two_readings())
def test_contradiction_is_symmetric(drawn: tuple[str, Reading, Reading]) -> None:
    key, a, b = drawn
    case = case_of(a, b)
    assert same(key, a, b, case) == same(key, b, a, case)


@given(two_readings())
def test_what_reads_the_same_never_contradicts(drawn: tuple[str, Reading, Reading]) -> None:
    key, a, b = drawn
    assert same(key, a, a, case_of(a))
    copied = b.model_copy(update={"raw": a.raw, "value": a.value})
    assert same(key, a, copied, case_of(a, copied))


def test_a_section_of_the_form_left_blank() -> None:
    told = (
        Passage(title="活动内容", body="每周一讲。", place="form"),
        Passage(title="具体措施与保障", body="", place="form"),
    )
    found = findings(project().model_copy(update={"passages": told}))
    assert "没有填写：具体措施与保障" in found["form.field.missing"].message


def test_a_work_summary_is_no_activity() -> None:
    plain = project()
    report = plain.of_kind("report")[0]
    told = (Passage(title="工作总结", body="一年来的工作。", place=report.path),)
    found = findings(plain.model_copy(update={"passages": told}))
    assert "没有填写：活动内容" in found["form.field.missing"].message


def test_the_form_is_signed_by_another_unit() -> None:
    signed = (read("unit", "吉林市教育局"), read("unit", "长春市教育局", "summary"))
    told = star().model_copy(update={"readings": (*star().readings, *signed)})
    assert "推荐单位：推介表为“吉林市教育局”，汇总表为“长春市教育局”" in findings(told)["facts.conflict"].message
