from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.intake.turnout import parse_mode, parse_turnout
from review_tui.intake.values import (
    chosen,
    date_of_cell,
    date_of_number,
    ethnic,
    gender,
    parse_date,
    parse_phone,
    person_name,
    yes_no,
)
from review_tui.intake.workplace import split_like, split_workplace
from scoring.nomination import Turnout


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("2019年5月", "2019-05"),
        ("2019.05", "2019-05"),
        ("2019．05", "2019-05"),
        ("2019·05", "2019-05"),
        ("201905", "2019-05"),
        ("19610312", "1961-03-12"),
        ("2019-5-1", "2019-05-01"),
        ("1992/12/17", "1992-12-17"),
        ("2017年10月启动", "2017-10"),
        ("2017年12月至今", "2017-12"),
        ("2016.03—2022.06", "2016-03"),
        ("2016年", "2016"),
        ("创建于２０１８年 ３ 月", "2018-03"),
        ("二〇一九年十二月", "2019-12"),
        ("1961年03月", "1961-03"),
        ("2019年\n5月", "2019-05"),
        ("2018-11-01 00:00:00", "2018-11-01"),
        ("42430", "2016-03-01"),
    ],
)
def test_dates_as_people_write_them(text: str, normal: str) -> None:
    assert parse_date(text) == normal


@pytest.mark.parametrize("text", ["", "无", "近三年", "12345678", "0431-00001234", "99999"])
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.sampled_from(["{}-{:02d}", "{}年{}月", "{}.{}", "{}/{}"]))
def test_year_and_month_come_back(day: date, shape: str) -> None:
    assert parse_date(shape.format(day.year, day.month)) == f"{day.year}-{day.month:02d}"


@pytest.mark.parametrize(
    ("number", "normal"),
    [
        (201905.0, "2019-05"),
        (20190501.0, "2019-05-01"),
        (2019.0, "2019"),
        (2019.05, "2019-05"),
        (2019.1, "2019"),  # 2019.1 or 2019.10: only the year is sure
        (43586.0, "2019-05-01"),  # Excel serial
    ],
)
def test_dates_in_numeric_cells(number: float, normal: str) -> None:
    assert date_of_number(number) == normal


def test_a_date_cell_at_the_first_is_a_typed_month() -> None:
    assert date_of_cell("2018-11-01") == "2018-11"
    assert date_of_cell("2018-11-17") == "2018-11-17"


@pytest.mark.parametrize(
    ("text", "number", "unit", "mode"),
    [
        ("1200人/年", 1200, "人", "offline"),
        ("约3500人次", 3500, "人次", "blended"),
        ("年均4200人次（线上+线下）", 4200, "人次", "blended"),
        ("1.2万人次", 12000, "人次", "blended"),
        ("2,000人/年", 2000, "人", "offline"),
        ("2，000人/年", 2000, "人", "offline"),
        ("每年约1800人（线下）", 1800, "人", "offline"),
        ("3600余人次/年", 3600, "人次", "blended"),
        ("每年2300余人", 2300, "人", "offline"),
        ("2019年起每年1500人", 1500, "人", "offline"),
        ("三千余人次", 3000, "人次", "blended"),
        ("一万二千人次", 12000, "人次", "blended"),
        ("线下1200人次，线上3500人次", 4700, "人次", "blended"),
        ("线下1200人次，线上3500人次，共计4700人次", 4700, "人次", "blended"),
        ("累计5000人次，年均1200人", 1200, "人", "offline"),
        ("每期100人，每年12期，共1200人", 1200, "人", "offline"),
        ("1200人（线下），3500人次（线上线下）", 1200, "人", "offline"),
        ("2400（人次）", 2400, "人次", "blended"),
        ("1800人 / 次", 1800, "人次", "blended"),
        ("1500", 1500, "人", "offline"),
        ("1500.0", 1500, "人", "offline"),
    ],
)
def test_learners_as_people_write_them(text: str, number: int, unit: str, mode: str) -> None:
    said = parse_turnout(text)
    assert said is not None
    assert said.settled(None) == Turnout(number=number, unit=unit, mode=mode)


def test_a_bare_number_takes_unit_from_label_or_mode() -> None:
    assert parse_turnout("3000", "年参与人次").unit == "人次"  # type: ignore[union-attr]
    assert parse_turnout("3000", "年参与人数/人次").unit == "人"  # type: ignore[union-attr]
    assert parse_turnout("3000", "年参与人数/人次", "blended").unit == "人次"  # type: ignore[union-attr]


def test_the_cell_s_own_mode_counts_before_the_column_s() -> None:
    said = parse_turnout("3000人（线上线下）")
    assert said is not None and said.settled("offline").mode == "blended"


def test_no_number_of_learners() -> None:
    assert parse_turnout("若干") is None


@pytest.mark.parametrize(
    ("text", "mode"),
    [("线下", "offline"), ("线上+线下", "blended"), ("线上", "blended"), ("混合式", "blended"), ("讲座", None)],
)
def test_modes(text: str, mode: str | None) -> None:
    assert parse_mode(text) == mode


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("19900003831.0", "19900003831"),
        ("199 0000 3831", "19900003831"),
        ("199-0000-3831", "19900003831"),
        ("0431—00009460", "0431-00009460"),
        ("(0431)00009460", "0431-00009460"),
        ("043100009460", "0431-00009460"),
        ("王某 19900003831", "19900003831"),
        ("0431-00009460/19900003831", "0431-00009460、19900003831"),
        ("１９９００００３８３１", "19900003831"),
    ],
)
def test_telephones(text: str, phone: str) -> None:
    assert parse_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("☑男 □女", "男"),
        ("□男 ☑女", "女"),
        ("男□ 女√", "女"),
        ("是（ ） 否（√）", "否"),
        ("线下（ ）线上线下（√）", "线上线下"),
        ("■基层从业人员 □技术能手 □老年人", "基层从业人员"),
        ("1.基层从业人员□ 2.技术能手☑", "技术能手"),
        ("☐是 ☒否", "否"),
        ("□是 □否", ""),
        ("老年人", "老年人"),
    ],
)
def test_ticks(text: str, word: str) -> None:
    assert chosen(text) == word


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("长春市南关区朝晖社区 社区书画班学员", ("长春市南关区朝晖社区", "社区书画班学员")),
        ("长春市鑫诚食品有限公司\u3000电工高级技师", ("长春市鑫诚食品有限公司", "电工高级技师")),
        ("长春市某某学校、教师", ("长春市某某学校", "教师")),
        ("长春市某某学校/教师", ("长春市某某学校", "教师")),
        ("长春市朝阳区 春晓社区 主任", ("长春市朝阳区春晓社区", "主任")),
        ("长春市某某公司\n经理", ("长春市某某公司", "经理")),
        ("白城市通榆县金珠镇三道村木耳种植大户", ("白城市通榆县金珠镇三道村", "木耳种植大户")),
        ("白城市众合热力有限公司电工高级技师", ("白城市众合热力有限公司", "电工高级技师")),
        ("长春市某某区第一医院护士", ("长春市某某区第一医院", "护士")),
        ("延边朝鲜族\n自治州图们市", ("延边朝鲜族自治州图们市", "")),
        ("退休", ("退休", "")),
        ("", ("", "")),
    ],
)
def test_workplace_and_job(text: str, parts: tuple[str, str]) -> None:
    assert split_workplace(text) == parts


def test_an_unseparated_cell_is_split_as_the_form_splits_it() -> None:
    assert split_like("某某社区社区卫生服务站护士", "某某社区", "社区卫生服务站护士") == (
        "某某社区",
        "社区卫生服务站护士",
    )
    assert split_like("某某社区护士", "某某社区", "医生") is None


def test_small_values() -> None:
    assert person_name("汪\u3000 莲") == "汪莲"
    assert person_name("王五（退休）") == "王五"
    assert gender("男√ 女") == "男"
    assert ethnic("汉") == "汉族"
    assert ethnic("朝鲜族") == "朝鲜族"
    assert yes_no("未曾推介") == "否"


@pytest.mark.parametrize(
    "text", ["王五", "王 五（退休）", "3.王五", "①王五", "★王五", "2 王五（73岁，女）", "王五同志", "王五（女）老师"]
)
def test_a_person_s_name_without_what_stands_around_it(text: str) -> None:
    assert person_name(text) == "王五"


@pytest.mark.parametrize("text", ["[bold]张[/]", '=HYPERLINK("http://x","张")', "买买提·艾力", "O'Brien"])
def test_a_name_that_only_looks_decorated_is_kept(text: str) -> None:
    assert person_name(text) == text
