"""The same fact as a form and a 汇总表 write it: from the cells to the finding, both ways round."""

from __future__ import annotations

import pytest

from review_tui.intake.facts import hints_of, readings
from review_tui.intake.found import Entry, Field
from review_tui.intake.grid import Cell
from review_tui.rules import Season
from scoring.checks_forms import facts_conflict
from scoring.finding import Case
from scoring.nomination import Nomination

Fields = dict[str, "str | float"]

LABELS = {"workjob": "工作单位及职务", "participants": "年参与人数", "leaderphone": "负责人及联系电话"}
MAY = ("2019.05", "201905", 201905.0, 43586.0, "２０１９－０５", "二〇一九年五月")
PEOPLE = ("1200人", "约1200人", "1200余人", "１２００人", "一千二百人", "1,200")
PROJECT_SAME: list[tuple[str, str | float, str | float]] = [
    *[
        ("start", "2019年5月", other)
        for other in ("2019.05", "201905", 201905.0, 43586.0, "２０１９－０５", "二〇一九年五月")
    ],
    ("start", "2019年5月至今", "2019.5—2022.7"),
    ("start", "19年5月", "2019.05"),
    ("start", "2019年", "2019年6月"),
    ("start", "2019年5月15日", 43600.0),
    *[
        ("participants", "1200人/年", other)
        for other in ("1200人", "约1200人", "1200余人", "１２００人", "一千二百人", "1,200")
    ],
    ("participants", "0.35万人次", "3500人次"),
    ("participants", "线下800人，线上2200人次，共计3000人次", "3000人次"),
    ("participants", "1000人以上", "1200人"),
    ("participants", "1200-1500人", "1300人"),
    ("leader", "张 三", "张三"),
    ("leader", "张三、李四", "李四、张三"),
    ("leader", "张三 李四", "李四"),
    ("leader", "馆长张三", "张三（馆长）"),
    ("phone", "0431-88881234", "88881234"),
    ("phone", "(0431)8888 1234", "0431—88881234"),
    ("phone", "13800001234、0431-88881234", "0431-88881234"),
    ("phone", "+86 138-0000-1234", 13800001234.0),
    ("implementer", "吉林省长春市图书馆", "长春市图书馆"),
    ("implementer", "长春市宽城区文化馆", "宽城区文化馆"),
    ("implementer", "长春某某公司和某某职业学院", "某某职业学院、长春某某公司"),
    ("implementer", "长春开放大学（长春广播电视大学）", "长春广播电视大学"),
    ("implementer", "吉林广播电视大学", "吉林开放大学"),
    ("implementer", "延边朝鲜族\n自治州图书馆", "延边州图书馆"),
    ("name", "“书香”讲堂项目", "《书香》讲堂"),
    ("mode", "线上+线下", "线上线下相结合"),
]
PROJECT_APART: list[tuple[str, str | float, str | float]] = [
    ("start", "2019年5月", "2019年6月"),
    ("start", "19年5月", "2018.05"),
    ("start", "2019年5月15日", 43586.0),
    ("participants", "1200人", "1250人"),
    ("participants", "1200人", "1200人次"),
    ("participants", "1000人以上", "3000人"),
    ("participants", "1200-1500人", "1800人"),
    ("leader", "张三、李四", "王五、赵六"),
    ("phone", "13800001234", "13800001235"),
    ("implementer", "长春市宽城区文化馆", "长春市南关区文化馆"),
    ("implementer", "长春大学", "长春大学旅游学院"),
    ("mode", "线下", "线上线下"),
]
PERSON_SAME: list[tuple[str, str | float, str | float]] = [
    ("birth", "1961年3月5日", "196103"),
    ("birth", "61.03", "1961.03"),
    ("birth", "1961.03（61岁）", "1961年3月"),
    ("education", "大学", "本科"),
    ("education", "本科", "大学本科"),
    ("education", "研究生", "硕士"),
    ("education", "大专", "大学专科"),
    ("politics", "党员", "中共党员"),
    ("politics", "群众", "无党派"),
    ("politics", "民建会员", "中国民主建国会会员"),
    ("politics", "农工党", "中国农工民主党党员"),
    ("politics", "团员", "中国共产主义青年团团员"),
    ("workjob", "长春市朝晖社区 书记", "长春市朝晖社区书记"),
    ("workplace", "昌黎开放大学（退休）", "昌黎开放大学"),
    ("workplace", "退休", "长春市第一中学"),
    ("type", "老年人", "老年人、志愿者"),
    ("type", "退伍军人", "退役军人"),
    ("name", "汪 莲", "汪莲（女）"),
    ("gender", "□男 ☑女", "女"),
]
PERSON_APART: list[tuple[str, str | float, str | float]] = [
    ("birth", "1961年3月", "1961年8月"),
    ("education", "本科", "大专"),
    ("politics", "中共党员", "群众"),
    ("politics", "中共党员", "中共预备党员"),
    ("workplace", "长春市第一中学", "长春市第二中学"),
    ("workjob", "长春市朝晖社区、志愿者协会会长", "长春市幸福社区、志愿者协会会长"),
    ("name", "汪莲", "汪连"),
    ("gender", "男", "女"),
    ("type", "老年人", "残疾人"),
]


def entry(source: str, category: str, fields: Fields) -> Entry:
    nature = "person" if category == "star" else "project"
    cells = {
        key: Field(
            Cell(f"{value:.0f}", 0, number=value) if isinstance(value, float) else Cell(value, 0),
            LABELS.get(key, key),
            f"{source}.docx › {key}",
        )
        for key, value in fields.items()
    }
    return Entry(f"{source}.docx", nature, category, cells)  # type: ignore[arg-type]


def contradiction(season: Season, category: str, key: str, form: str | float, row: str | float) -> str | None:
    """The message of `facts.conflict`, where the two cells give one."""
    name = "汪莲" if category == "star" else "“书香”讲堂"
    papers = [
        entry(source, category, {"name": name, key: value}) for source, value in (("form", form), ("summary", row))
    ]
    rules, hints = season.rules.find(category), hints_of(papers)
    told = [*readings(papers[0], "form", rules, hints), *readings(papers[1], "summary", rules, hints)]
    nomination = Nomination(
        id="S001", category=category, name=name, unit="长春市教育局", special=False, readings=tuple(told)
    )
    unit = season.unit_or_unknown("长春市教育局")
    found = facts_conflict(Case(nomination, season.rules, rules, unit, season.universities, season.chains))
    return found.message if found else None


@pytest.mark.parametrize(
    ("category", "key", "one", "other"),
    [("project", *row) for row in PROJECT_SAME] + [("star", *row) for row in PERSON_SAME],
)
def test_equal_meaning_is_no_contradiction(
    season: Season, category: str, key: str, one: str | float, other: str | float
) -> None:
    assert contradiction(season, category, key, one, other) is None
    assert contradiction(season, category, key, other, one) is None


@pytest.mark.parametrize(
    ("category", "key", "one", "other"),
    [("project", *row) for row in PROJECT_APART] + [("star", *row) for row in PERSON_APART],
)
def test_another_meaning_is_one(season: Season, category: str, key: str, one: str | float, other: str | float) -> None:
    assert contradiction(season, category, key, one, other)
    assert contradiction(season, category, key, other, one)
