"""汇总表 as units make them, and what rows and forms say together."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from review_tui.intake.package import PackageReading
from scoring.nomination import Turnout
from tests.intake.making import (
    PROJECT_HEADER,
    STAR_HEADER,
    document,
    only,
    project_form,
    star_form,
    stars,
    values_of,
    workbook,
    workbook_of,
)

Read = Callable[..., PackageReading]


def test_row_and_form_are_one_nominee_with_both_readings(read: Read) -> None:
    reading = read({"汪莲.docx": star_form("汪莲", 出生年月="1980年6月"), "附表2.xlsx": stars("汪　莲")})
    nomination = only(reading)
    assert values_of(nomination, "birth") == [("form", "1980-06"), ("summary", "1980-05")]
    assert values_of(nomination, "name") == [("form", "汪莲"), ("summary", "汪莲")]
    places = [r.place for r in nomination.readings_of("birth")]
    assert places[0].startswith("汪莲.docx › 表1 › 第") and "“出生年月”" in places[0]
    assert places[1] == "附表2.xlsx › Sheet1 › D4"


def test_quotes_and_the_word_project_do_not_part_a_project(read: Read) -> None:
    table = [
        ["终身学习品牌项目汇总表"],
        PROJECT_HEADER,
        [1, "《书香讲堂》项目", "某图书馆", "2018.3", "1500人", "李某", "", ""],
    ]
    reading = read({"a.docx": project_form("“书香”讲堂"), "汇总表.xlsx": workbook(table)})
    assert only(reading).name == "“书香”讲堂"


def test_a_slip_in_a_name_is_one_nominee_where_the_facts_agree(read: Read) -> None:
    reading = read({"汪涟.docx": star_form("汪涟"), "附表2.xlsx": stars("汪莲")})
    assert values_of(only(reading), "name") == [("form", "汪涟"), ("summary", "汪莲")]


def test_namesakes_stay_two(read: Read) -> None:
    reading = read(
        {
            "张伟1/表.docx": star_form("张伟", 出生年月="1960.1", 联系电话="19900000001"),
            "张伟2/表.docx": star_form("张伟", 出生年月="1970.1", 联系电话="19900000002"),
        }
    )
    assert len(reading.package.nominations) == 2


def test_special_mark_in_one_of_two_remarks(read: Read) -> None:
    reading = read({"汪莲.docx": star_form("汪莲", 备注="★事迹特别感人"), "附表2.xlsx": stars("汪莲")})
    nomination = only(reading)
    assert nomination.special
    assert values_of(nomination, "special") == [("form", "是"), ("summary", "否")]


def test_facts_of_a_project(read: Read) -> None:
    nomination = only(read({"a.docx": project_form("书香讲堂", 学习方式="线上+线下", 年参与人数="1.2万人次")}))
    assert nomination.category == "project"
    assert values_of(nomination, "participants") == [("form", Turnout(number=12000, unit="人次", mode="blended"))]
    assert values_of(nomination, "start") == [("form", "2018-03")]
    assert [(p.title, p.body) for p in nomination.passages] == [("活动内容与形式", "每周一课。")]


def test_the_work_summary_is_counted_and_kept(read: Read) -> None:
    report = document("书香讲堂工作总结", lines=["一、 做法", "每周 一课。"])
    nomination = only(read({"书香讲堂/a.docx": project_form("书香讲堂"), "书香讲堂/总结材料.docx": report}))
    assert [m.chars for m in nomination.of_kind("report")] == [len("书香讲堂工作总结一、做法每周一课。")]
    assert nomination.passages[-1].title == "工作总结"


def test_two_sheets_of_one_workbook(read: Read) -> None:
    sheets = {
        "学习之星": [
            STAR_HEADER,
            [1, "汪莲", "女", "1980.5", "", "", "", ""],
            [2, "萧强胜", "男", "1961.3", "", "", "", ""],
        ],
        "品牌项目": [PROJECT_HEADER, [1, "书香讲堂", "某馆", 201803, 1500, "李某", 19900003831.0, ""]],
    }
    package = read({"汇总表.xlsx": workbook_of(sheets)}).package
    assert [(n.category, n.name) for n in package.nominations] == [
        ("star", "汪莲"),
        ("star", "萧强胜"),
        ("project", "书香讲堂"),
    ]
    assert package.summaries == ("star", "project")
    project = package.nominations[2]
    assert [project.text(key) for key in ("start", "phone", "participants")] == ["2018-03", "19900003831", "1500"]


def test_a_header_three_rows_deep_with_merged_cells(read: Read) -> None:
    rows = [
        ["百姓学习之星推介汇总表"],
        ["序号", "姓\n名", "基本情况", "", "", "备注"],
        ["", "", "个人信息", "", "联系\n电话", ""],
        ["", "", "性别", "出生\n年月", "", ""],
        [1, "汪莲", "女", "1980年5月", "19900001234", "特别感人"],
    ]
    merged = ("A1:F1", "A2:A4", "B2:B4", "C2:E2", "C3:D3", "E3:E4", "F2:F4")
    nomination = only(read({"汇总表.xlsx": workbook(rows, merged=merged)}))
    assert nomination.special
    assert [nomination.text(k) for k in ("name", "gender", "birth", "phone")] == [
        "汪莲",
        "女",
        "1980-05",
        "19900001234",
    ]


def test_cells_merged_downwards_are_filled(read: Read) -> None:
    rows = [
        PROJECT_HEADER,
        [1, "书香讲堂", "某某图书馆", "2018.3", "1500人", "李某", "", ""],
        [2, "银龄课堂", "", "2019.3", "1500人", "王某", "", ""],
    ]
    package = read({"品牌项目汇总表.xlsx": workbook(rows, merged=("C2:C3",))}).package
    assert [n.text("implementer") for n in package.nominations] == ["某某图书馆", "某某图书馆"]


def test_rows_that_are_no_nominees(read: Read) -> None:
    rows = [
        ["附表2"],
        ["“百姓学习之星”汇总表"],
        STAR_HEADER,
        ["例：", "张某某", "男", "1960.1", "", "", "", ""],
        ["一、老年人"],
        [1, "汪莲", "女", "1980.5", "", "", "", ""],
        [2, "", "", "", "", "", "", ""],
        ["合  计", "", "1人"],
        ["总计：1人"],
        ["填表人：某某", "", "审核人：（签字）"],
        ["注：本表一式三份"],
    ]
    assert only(read({"a.xlsx": workbook(rows)})).name == "汪莲"


def test_a_csv_in_gbk(read: Read) -> None:
    text = "序号,姓名,性别,出生年月,备注\n1,汪莲,女,1980年5月,\n2,萧强胜,男,1961.3,事迹特别感人\n"
    package = read({"学习之星汇总表.csv": text.encode("gb18030")}).package
    assert [(n.name, n.special) for n in package.nominations] == [("汪莲", False), ("萧强胜", True)]


def test_a_summary_in_a_document(read: Read) -> None:
    rows = [
        ["序　号", "姓\n名", "性别", "出生\n日期", "备 注"],
        ["1", "汪莲", "女", "1980.5", ""],
        ["合计", "", "1人", "", ""],
    ]
    data = document("“百姓学习之星”推介登记表", rows, lines=["填报单位（盖章）：长春市教育局      填报日期：2022.8"])
    reading = read({"附表2.docx": data}, unit=None)
    assert reading.package.unit.name == "长春市教育局"
    assert only(reading).readings_of("birth")[0].place == "附表2.docx › 表1 › 第2行“出生日期”"


def test_an_empty_template_is_no_nominee(read: Read) -> None:
    rows = [
        ["姓名", "", "性别", ""],
        ["民族", "", "出生年月", ""],
        ["工作单位及职务", ""],
        ["主要事迹", ""],
        ["备注", ""],
    ]
    reading = read({"附表1 推介表.docx": document("“百姓学习之星”推介表", rows), "汪莲.docx": star_form("汪莲")})
    assert [n.name for n in reading.package.nominations] == ["汪莲"]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["csv", "xls"])
def test_csv_in_every_writing(read: Read, sign: str, encoding: str, ending: str) -> None:
    lines = [
        ["吉林省“百姓学习之星”推介汇总表", "", "", ""],
        ["序号", "姓名", "工作单位及职务", "出生年月"],
        ["1", "汪莲", "长春市某某社区，社区书记", "1961年3月"],
        ["2", "李红", '"某某学校\n教师"', "1980.05"],
        ["合计", "2人", "", ""],
    ]
    data = "\r\n".join(sign.join(line) for line in lines).encode(encoding)
    package = read({f"附表2.{ending}": data}).package
    assert [(n.name, n.text("birth")) for n in package.nominations] == [("汪莲", "1961-03"), ("李红", "1980-05")]


def test_a_number_without_end_is_no_value(read: Read) -> None:
    rows = [["序号", "姓名", "出生年月", "联系电话"], [1, "汪莲", "@@", 19900001234]]
    data = workbook(rows)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                part, found = re.subn(rb'<c r="C2"[^>]*>.*?</c>', b'<c r="C2"><v>1e999</v></c>', part)
                assert found == 1
            new.writestr(info, part)
    (nomination,) = read({"百姓学习之星汇总表.xlsx": out.getvalue()}).package.nominations
    assert (nomination.name, nomination.readings_of("birth")) == ("汪莲", ())


def test_a_header_whose_last_row_only_ends_a_label(read: Read) -> None:
    rows = [
        ["百姓学习之星推介汇总表"],
        ["序\n号", "基本情况", None, None, None, "备  注"],
        [None, "姓\n名", "性\n别", "出生", None, None],
        [None, None, None, "年月", "民族", None],
        [1, "李 桂 花", "女", "1961.3", "朝鲜族", None],
    ]
    merged = ("A1:F1", "A2:A4", "B2:E2", "B3:B4", "C3:C4", "D3:E3", "F2:F4")
    nomination = only(read({"汇总表.xlsx": workbook(rows, merged=merged)}))
    assert [nomination.text(k) for k in ("name", "gender", "birth", "ethnic")] == ["李桂花", "女", "1961-03", "朝鲜族"]


def test_answers_ticked_in_columns_of_their_own(read: Read) -> None:
    rows = [
        ["百姓学习之星推介汇总表"],
        ["序号", "姓名", "性别", None, "出生年月", "人群类型", None, None, "备注"],
        [None, None, "男", "女", None, "老年人", "残疾人", "其他", None],
        [1, "汪莲", None, "√", "1960.01", None, "✔", None, None],
        [2, "萧强胜", "√", None, "1961.02", None, None, "教师", None],
        [3, "李红", None, None, "1962.03", None, None, None, None],
    ]
    merged = ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:H2", "I2:I3")
    package = read({"汇总表.xlsx": workbook(rows, merged=merged)}).package
    told = [(n.name, n.text("gender"), n.text("type"), n.text("birth")) for n in package.nominations]
    assert told == [
        ("汪莲", "女", "残疾人", "1960-01"),
        ("萧强胜", "男", "教师", "1961-02"),
        ("李红", "", "", "1962-03"),
    ]


def test_a_body_and_its_project_in_one_cell_and_a_person_with_a_telephone(read: Read) -> None:
    rows = [
        ["终身学习品牌项目推介汇总表"],
        ["序号", "项目名称", "实施单位", "启动时间", "负责人", "备注"],
        [1, "长春市某某图书馆：书香长春", "", "2018.3", "李某 13900001111", ""],
        [2, "银龄学堂：智慧助老", "某某开放大学", "2019.3", "王某", ""],
    ]
    one, other = read({"汇总表.xlsx": workbook(rows)}).package.nominations
    assert [one.text(k) for k in ("name", "implementer", "leader", "phone")] == [
        "书香长春", "长春市某某图书馆", "李某", "13900001111",
    ]  # fmt: skip
    assert [other.text(k) for k in ("name", "implementer", "leader")] == ["银龄学堂：智慧助老", "某某开放大学", "王某"]
