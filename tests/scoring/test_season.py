"""The shipped season says what the notice says, and another season works without touching code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from review_tui.rules import Season, load_season
from scoring.findings import check_nomination, check_unit
from scoring.nomination import Nomination, Reading, Unit
from scoring.season import SeasonRules
from tests.scoring.cases import file, jilin, package, photo, project, read, star, video
from tests.scoring.small_season import SEASON

DRAFT = Path(__file__).parent.parent / "data" / "seasons" / "jilin-2023-draft"


def draft() -> Season:
    return load_season(DRAFT)


def test_notice_of_2022() -> None:
    rules = jilin().rules
    assert (rules.id, rules.year, rules.deadline.date) == ("jilin-2022", 2022, date(2022, 8, 22))
    assert [c.id for c in rules.categories] == ["star", "project"]
    star_, project_ = rules.categories
    assert (star_.quota.at_least, star_.quota.at_most) == (6, 10)
    assert (project_.quota.at_least, project_.quota.at_most) == (5, 8)
    assert (star_.selection.seats, project_.selection.seats) == (43, 25)
    assert star_.rubric.total == project_.rubric.total == Decimal(100)
    assert rules.scoring.step == Decimal("0.5") and rules.public_notice.days == 5
    assert star_.types == ("基层从业人员", "技术能手", "高素质农民", "退役军人", "老年人", "残疾人")


def test_units_of_2022() -> None:
    units = jilin().units
    assert sum(u.kind == "prefecture" for u in units) == 11
    assert [u.name for u in units if u.special] == [
        *(f"{city}市教育局" for city in ("长春", "吉林", "四平", "辽源", "通化", "白山", "松原", "白城")),
        "延边朝鲜族自治州教育局",
    ]
    assert sum(u.kind == "university" for u in units) == 66


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("长春市教育局", "长春市教育局"),
        ("长 春 市", "长春市教育局"),
        ("吉林省长春市教育局（盖章）", "长春市教育局"),
        ("填报单位：吉林市教育局", "吉林市教育局"),
        ("吉林市", "吉林市教育局"),
        ("吉林省", None),
        ("吉林省教育厅", None),
        ("通化市", "通化市教育局"),
        ("通化县", None),
        ("通化县教育局", None),
        ("四平市铁西区", None),
        ("延边州", "延边朝鲜族自治州教育局"),
        ("延边朝鲜族\n自治州教育局", "延边朝鲜族自治州教育局"),
        ("长白山", "长白山管委会教育科技局"),
        ("白山市", "白山市教育局"),
        ("梅河新区", "梅河口市教育局"),
        ("梅河口市（梅河新区）教育局", "梅河口市教育局"),
        ("长春大学", "长春大学"),
        ("长春大学旅游学院", "长春大学旅游学院"),
        ("吉林职业技术学院", "吉林职业技术学院"),
        ("吉林工业职业技术学院", "吉林工业职业技术学院"),
        ("吉林工程职业学院继续教育学院", "吉林工程职业学院"),
        ("东北师范大学人文学院", "长春人文学院"),
        ("长春汽车职业技术大学", "长春汽车工业高等专科学校"),
        ("吉林省华侨外语职业学院", "吉林外国语大学"),
        ("长春广播电视大学", "长春开放大学"),
        ("长春市图书馆", None),
        ("吉林大学附属中学", None),
        ("某研究会", None),
        ("", None),
    ],
)
def test_find_unit(text: str, name: str | None) -> None:
    found = jilin().find_unit(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("长春市教育局报送材料.zip", "长春市教育局"),
        ("延边州教育局报送材料", "延边朝鲜族自治州教育局"),
        ("白城市2022年推介材料(最终版).7z", "白城市教育局"),
        ("吉林工程职业学院-百姓学习之星和终身学习品牌项目.zip", "吉林工程职业学院"),
        ("长春大学旅游学院材料.zip", "长春大学旅游学院"),
        ("长白山职业技术学院材料", "长白山职业技术学院"),
        ("长白山报送材料", "长白山管委会教育科技局"),
        ("白山-百姓学习之星.zip", "白山市教育局"),
        ("附表2（四平）.xls", "四平市教育局"),
        ("学习之星+长春市+某某.docx", "长春市教育局"),
        ("王长春推介表.docx", None),
        ("白山松推介表.docx", None),
        ("2022年吉林省“百姓学习之星”推介汇总表.xlsx", None),
        ("通化县推介材料", None),
        ("长春市宽城区文化馆推介表.docx", None),
        ("松原野推介表.docx", None),
    ],
)
def test_locate_unit(text: str, name: str | None) -> None:
    found = jilin().locate_unit(text)
    assert (found.name if found else None) == name


def test_unit_of_no_list_is_kept_as_unknown() -> None:
    assert jilin().unit_or_unknown(" 某研究会 ") == Unit(name="某研究会", known=False)
    assert jilin().unit_or_unknown("长春市").known


def test_universities_go_by_every_name() -> None:
    names = jilin().universities
    assert {"长春大学", "长春人文学院", "东北师范大学人文学院", "长春汽车职业技术大学"} <= names
    assert not {"长春市", "吉林开放大学", "长春广播电视大学"} & names


def test_draft_of_2023_has_other_numbers_and_one_more_category() -> None:
    rules = draft().rules
    assert [c.id for c in rules.categories] == ["star", "project", "team"]
    assert rules.find("team").rubric.gate is None
    assert rules.scoring.trim_from == 7
    with pytest.raises(KeyError):
        rules.find("village")


def checked(n: Nomination, season: Season) -> set[str]:
    unit = season.unit_or_unknown("长春市")
    return {f.rule for f in check_nomination(n, season.rules, unit, season.universities)}


def test_draft_of_2023_is_checked_by_its_own_numbers() -> None:
    season = draft()
    assert checked(project(start="2020-09"), season) == {"report.length"}
    assert checked(project(start="2020-10"), season) == {"project.age", "report.length"}
    assert checked(project(start="2020-09"), jilin()) == {"project.age"}


def test_draft_of_2023_checks_its_third_category() -> None:
    season = draft()
    files = (file("form"), photo(), video("90", width=1920, height=1080))
    team = project(name="晨光读书会", materials=files).model_copy(update={"category": "team", "id": "T001"})
    assert checked(team, season) == set()
    bare = team.model_copy(update={"materials": (file("form"),), "readings": ()})
    found = {f.rule: f for f in check_nomination(bare, season.rules, season.units[0], season.universities)}
    assert {rule: f.clause for rule, f in found.items()} == {
        "form.field.missing": "四（三）",
        "photo.count": "四（三）2",
    }
    listed = read("name", "晨光读书会", "summary")
    teams = [team.model_copy(update={"readings": (*team.readings, listed)})] * 3
    rules = {f.rule for f in check_unit(package(*teams, summaries=("team",)), season.rules)}
    assert rules == {"quota.team.over"}


def test_second_season_knows_the_new_name() -> None:
    found = draft().find_unit("长春汽车工业高等专科学校")
    assert found is not None and found.name == "长春汽车职业技术大学"


def test_star_of_the_draft_may_have_three_photos() -> None:
    three = star(materials=(file("form"), photo((413, 579)), photo(), photo()))
    assert checked(three, draft()) == set()
    assert checked(three, jilin()) == {"photo.count"}


def test_categories_with_wishes_can_be_keys() -> None:
    wished = SEASON.find("star").selection.model_copy(update={"minimum": {"老年人": 3}})
    one = SEASON.find("star").model_copy(update={"selection": wished})
    assert {SEASON.find("star"): 1, one: 2}[one] == 2


def test_a_wish_for_a_type_that_the_category_does_not_have_is_refused() -> None:
    rules = SEASON.model_dump()
    rules["category"][1]["selection"]["minimum"] = {"老年人": 1}
    with pytest.raises(ValidationError, match=r"selection\.minimum 写了“老年人”"):
        SeasonRules.model_validate(rules)


def test_how_a_project_is_held_is_read_in_chinese() -> None:
    one = Nomination(
        id="P001",
        category="project",
        name="讲习所",
        unit="长春市",
        special=False,
        readings=(Reading(key="mode", value="blended", raw="线上+线下", place="form.docx", source="form"),),
    )
    assert one.text("mode") == "线上线下" and one.text("start") == ""
