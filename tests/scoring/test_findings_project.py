"""`project.*`: age, learners, name, and the ministry's rules."""

from __future__ import annotations

import pytest

from scoring.nomination import Turnout
from tests.scoring.cases import findings, project, read


@pytest.mark.parametrize(
    ("start", "young"),
    [
        ("2020-08-22", False),  # two years to the day
        ("2020-08-23", True),
        ("2020-08", False),  # may have been the first of the month
        ("2020-09", True),
        ("2020", False),  # may have been January
        ("2021", True),
        ("2014-01", False),
        ("2023-01", True),
        ("长期", False),  # no date at all: nothing is said
    ],
)
def test_age(start: str, young: bool) -> None:
    assert ("project.age" in findings(project(start=start))) is young


def test_age_by_the_form_when_the_summary_differs() -> None:
    found = findings(project(read("start", "2018-01", "summary"), start="2021-03"))
    assert "project.age" in found and "facts.conflict" in found
    age = found["project.age"]
    assert (age.severity, age.clause, age.evidence) == ("block", "一（二）2.(5)", "form › start")


@pytest.mark.parametrize(
    ("turnout", "few"),
    [
        (Turnout(number=1000, unit="人", mode="offline"), False),
        (Turnout(number=999, unit="人", mode="offline"), True),
        (Turnout(number=3000, unit="人次", mode="blended"), False),
        (Turnout(number=2999, unit="人次", mode="blended"), True),
        (Turnout(number=2400, unit="人次", mode="blended"), True),
        (Turnout(number=1500, unit="人次", mode="offline"), False),  # the mode decides
        (Turnout(number=2000, unit="人", mode="blended"), True),
        (Turnout(number=0, unit="人", mode="offline"), True),
    ],
)
def test_participants(turnout: Turnout, few: bool) -> None:
    found = findings(project(participants=turnout))
    assert ("project.participants" in found) is few


def test_participants_not_read_is_no_lack() -> None:
    assert "project.participants" not in findings(project(participants=None))


@pytest.mark.parametrize(
    "name",
    [
        "长春市宽城区文化馆",  # the implementer
        "宽城区文化馆",
        "“长春市宽城区文化馆”",
        "宽城区文化馆终身学习品牌项目",
        "长春市教育局",
        "长春市",
        "吉林工程职业学院",
        "长春市老年大学",
        "农安县社区学院",
        "白城市通榆县职业教育中心",
        "长春市第二实验小学",
        "东盛街道办事处",
        "向阳社区居民委员会",
    ],
)
def test_name_of_a_unit(name: str) -> None:
    assert "project.name" in findings(project(name=name))


@pytest.mark.parametrize(
    "name",
    [
        "松江夜读大讲堂",
        "“红烛”健康养生驿站",
        "“梅花”手机课堂学习圈",
        "松辽数字生活微课",
        "长春市宽城区文化馆“悦读”大讲堂",
        "“银龄”老年大学",
        "家门口的老年大学",
        "幸福家长学校",
        "真人图书馆",
        "新时代农民夜校",
        "松江夜读大讲堂（长春市宽城区文化馆）",
        "乡村振兴学历提升计划",
    ],
)
def test_name_of_a_brand(name: str) -> None:
    assert "project.name" not in findings(project(name=name))


@pytest.mark.parametrize(
    "implementer",
    [
        "吉林工程职业学院",
        "吉林工程职业学院继续教育学院",
        "长春大学旅游学院",
        "吉林省长春大学",
        "东北师范大学人文学院",  # the name until 2020
        "长春汽车职业技术大学",  # the name from 2024
        "长春市中正职业培训学校",
        "吉林省启航教育科技有限公司",
        "四平市众成职业技能培训中心",
        "延吉市向上教育培训学校有限公司",
    ],
)
def test_regulated_by_the_implementer(implementer: str) -> None:
    found = findings(project(implementer=implementer))["project.regulated"]
    assert found.clause == "一（二）1" and found.severity == "warn"
    assert "教职成厅函〔2021〕14号" in found.message and "教职成厅函〔2021〕23号" in found.message


@pytest.mark.parametrize(
    "implementer",
    [
        "长春市宽城区文化馆",
        "白城市通榆县职业教育中心",
        "长春市老年大学",
        "吉林开放大学",
        "长春广播电视大学",
        "德惠市社区学院",
        "长春市社区大学",
        "长白山管委会教育科技局",
        "长春市宽城区图书馆",
        "吉林大学附属中学",
        "中共农安县委党校",
        "农安县江南街道办事处",
        "长春市德惠市妇女联合会",
    ],
)
def test_not_regulated(implementer: str) -> None:
    assert "project.regulated" not in findings(project(implementer=implementer))


def test_regulated_by_nature_or_by_the_nominating_unit() -> None:
    by_nature = project(read("nature", "事业单位（高等学校）"), implementer="继续教育中心")
    assert findings(by_nature)["project.regulated"].evidence == "form › nature"
    assert "project.regulated" in findings(project(implementer="继续教育学院"), unit_name="长春大学")
    assert "project.regulated" not in findings(project(read("nature", "事业单位")))
    assert "project.regulated" not in findings(project(read("nature", "民办非企业单位")))


def test_regulated_unless_it_is_said_to_be_no_training() -> None:
    told = project(read("nonacademic", "否"), implementer="吉林工程职业学院")
    assert "project.regulated" not in findings(told)
    told = project(read("nonacademic", "是"), implementer="吉林工程职业学院")
    assert "project.regulated" in findings(told)
    told = project(read("nonacademic", "是"), implementer="长春市宽城区图书馆")
    assert "project.regulated" not in findings(told)
