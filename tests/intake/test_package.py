"""Whole packages in the layouts that units use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.intake.package import PackageReading, read_package
from review_tui.rules import Season
from scoring.nomination import Nomination, Turnout
from tests.intake.making import (
    PROJECT_HEADER,
    STAR_HEADER,
    clip,
    document,
    folder_of,
    photo,
    project_form,
    star_form,
    workbook,
    workbook_of,
    zip_of,
)

Read = Callable[..., PackageReading]


def _stars(*names: str, unit: str = "长春市教育局") -> bytes:
    rows = [
        [n, name, "女", "1980.05", "长春市某某社区 社区书记", "老年人", "19900001234", ""]
        for n, name in enumerate(names, 1)
    ]
    head = [
        ["吉林省“百姓学习之星”推介汇总表"],
        [f"填报单位（盖章）：{unit}      填报日期：2022.8.13"],
        list(STAR_HEADER),
    ]
    return workbook([*head, *rows, ["合计", f"{len(names)}人"], ["填表人：某某    联系电话：0431-00000000"]])


def _files(package: PackageReading) -> dict[str, list[str]]:
    return {n.name: [m.path for m in n.materials] for n in package.package.nominations}


def _only(reading: PackageReading) -> Nomination:
    (nomination,) = reading.package.nominations
    return nomination


def _values(nomination: Nomination, key: str) -> list[object]:
    return [(r.source, r.value) for r in nomination.readings_of(key)]


# ---------------------------------------------------------------------------------------------------------- layouts


def test_a_folder_for_each_nominee(read: Read) -> None:
    files = {
        "学习之星/01汪莲/表.docx": star_form("汪莲"),
        "学习之星/01汪莲/1.jpg": photo(30),
        "学习之星/02 萧强胜/表.docx": star_form("萧强胜"),
        "学习之星/02 萧强胜/照片/1.jpg": photo(31),
        "附表2.xlsx": _stars("汪 莲", "萧强胜"),
    }
    assert _files(read(files)) == {
        "汪莲": ["学习之星/01汪莲/1.jpg", "学习之星/01汪莲/表.docx"],
        "萧强胜": ["学习之星/02 萧强胜/照片/1.jpg", "学习之星/02 萧强胜/表.docx"],
    }


@pytest.mark.parametrize(
    "folder", ["百姓学习之星+长春市教育局+汪莲", "百姓学习之星(汪莲)", "长春-学习之星-汪莲", "1.汪莲（女）"]
)
def test_folders_named_in_other_ways(read: Read, folder: str) -> None:
    files = {f"{folder}/1.jpg": photo(), "学习之星汇总表.xlsx": _stars("汪莲", "萧强胜")}
    assert _files(read(files))["汪莲"] == [f"{folder}/1.jpg"]


def test_all_in_one_folder(read: Read) -> None:
    files = {
        "附表1 百姓学习之星推介表（汪莲）.docx": star_form("汪莲"),
        "汪莲-免冠照.jpg": photo(30),
        "萧强胜推荐表.docx": star_form("萧强胜"),
        "萧强胜2.JPG": photo(31),
        "IMG_0001.jpg": photo(32),
    }
    reading = read(files)
    assert _files(reading) == {
        "汪莲": ["汪莲-免冠照.jpg", "附表1 百姓学习之星推介表（汪莲）.docx"],
        "萧强胜": ["萧强胜2.JPG", "萧强胜推荐表.docx"],
    }
    assert [m.path for m in reading.package.materials] == ["IMG_0001.jpg"]  # whose it is, nobody can tell


def test_a_folder_for_each_kind_of_material(read: Read) -> None:
    files = {
        "终身学习品牌项目推介表/书香讲堂.docx": project_form("“书香”讲堂"),
        "终身学习品牌项目推介表/银龄课堂.docx": project_form("银龄课堂"),
        "照片/01书香讲堂/1.jpg": photo(30),
        "照片/02/1.jpg": photo(31),
        "工作总结/书香讲堂项目工作总结.docx": document("“书香”讲堂工作总结", lines=["一、做法"]),
        "附表4 汇总表.xlsx": workbook(
            [
                ["终身学习品牌项目汇总表"],
                PROJECT_HEADER,
                [1, "书香讲堂", "长春市某某图书馆", "2018.3", "1500人", "李某", "", ""],
                [2, "银龄课堂", "长春市某某图书馆", "2018.3", "1500人", "李某", "", ""],
            ]
        ),
    }
    assert _files(read(files)) == {
        "“书香”讲堂": [
            "工作总结/书香讲堂项目工作总结.docx",
            "照片/01书香讲堂/1.jpg",
            "终身学习品牌项目推介表/书香讲堂.docx",
        ],
        "银龄课堂": ["照片/02/1.jpg", "终身学习品牌项目推介表/银龄课堂.docx"],
    }


def test_a_folder_told_only_by_the_form_in_it(read: Read) -> None:
    files = {
        "学习之星/甲/推介表.docx": star_form("汪莲"),
        "学习之星/甲/IMG_1.jpg": photo(30),
        "学习之星/乙/推介表.docx": star_form("萧强胜"),
        "学习之星/乙/IMG_2.jpg": photo(31),
    }
    assert _files(read(files))["汪莲"] == ["学习之星/甲/IMG_1.jpg", "学习之星/甲/推介表.docx"]


def test_a_file_that_names_another_than_its_folder_is_nobody_s(read: Read) -> None:
    files = {"学习之星/01汪莲/萧强胜.jpg": photo(), "学习之星汇总表.xlsx": _stars("汪莲", "萧强胜")}
    reading = read(files)
    assert _files(reading) == {"汪莲": [], "萧强胜": []}
    assert "学习之星/01汪莲/萧强胜.jpg" in [m.path for m in reading.package.materials]


def test_the_longest_name_wins(read: Read) -> None:
    files = {"李广林照片.jpg": photo(), "学习之星汇总表.xlsx": _stars("李广", "李广林")}
    assert _files(read(files)) == {"李广": [], "李广林": ["李广林照片.jpg"]}


def test_a_nominee_of_whom_only_a_folder_tells(read: Read) -> None:
    files = {
        "学习之星/01汪莲/表.docx": star_form("汪莲"),
        "学习之星/02赵秀英/证件照.jpg": photo(),
        "学习之星/其他材料/公示.jpg": photo(31),
        "附表2.xlsx": _stars("汪莲"),
    }
    reading = read(files)
    assert _files(reading)["赵秀英"] == ["学习之星/02赵秀英/证件照.jpg"]
    (name,) = reading.package.nominations[1].readings_of("name")
    assert (name.source, name.value, name.place) == ("name", "赵秀英", "学习之星/02赵秀英")
    assert len(reading.package.nominations) == 2


def test_a_form_that_cannot_be_read_still_tells_of_its_nominee(read: Read) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "WordDocument".encode("utf-16-le")
    reading = read({"附表1 百姓学习之星推介表（汪莲）.doc": old})
    nomination = _only(reading)
    assert nomination.name == "汪莲"
    assert "暂不能读取 .doc" in (nomination.of_kind("form")[0].problem or "")
    assert [p.problem for p in reading.package.problems] == ["form.unreadable"]


def test_a_stamped_scan_beside_the_form_is_kept_and_asked_nothing_of(read: Read) -> None:
    reading = read({"汪莲推介表.docx": star_form("汪莲"), "汪莲推介表（盖章）.pdf": b"%PDF-1.4 scan"})
    assert [(m.kind, m.problem) for m in _only(reading).materials] == [("form", None), ("other", None)]
    assert reading.package.problems == ()


def test_broken_files_of_each_kind(read: Read, tmp_path: Path) -> None:
    reading = read(
        {
            "汪莲/汪莲推介表.docx": star_form("汪莲"),
            "汪莲/汪莲.jpg": b"\xff\xd8\xff broken",
            "汪莲/汪莲.mp4": clip(tmp_path / "x.mp4", frames=60)[:900],
            "汪莲/汪莲推荐表2.docx": b"PK\x03\x04 broken",
            "汇总表.xlsx": b"no workbook",
        }
    )
    assert {(p.file, p.problem) for p in reading.package.problems} == {
        ("汪莲/汪莲.jpg", "media.unreadable"),
        ("汪莲/汪莲.mp4", "media.unreadable"),
        ("汪莲/汪莲推荐表2.docx", "form.unreadable"),
        ("汇总表.xlsx", "table.unreadable"),
    }
    kinds = {m.path.rsplit("/", 1)[-1]: (m.kind, m.problem is None) for m in _only(reading).materials}
    assert kinds == {
        "汪莲推介表.docx": ("form", True),
        "汪莲.jpg": ("photo", False),
        "汪莲.mp4": ("video", False),
        "汪莲推荐表2.docx": ("form", False),
    }


def test_names_that_would_steer_a_terminal_are_data(read: Read) -> None:
    reading = read({"汪莲/[bold]\x1b[2J\u202e.jpg": photo(), "汪莲/表.docx": star_form("汪莲")})
    assert [m.path for m in _only(reading).materials] == ["汪莲/[bold]\ufffd[2J.jpg", "汪莲/表.docx"]


def test_folders_beside_nominees_that_are_no_nominees(read: Read) -> None:
    beside = ["获奖证书", "其他材料", "活动照片", "公示", "高清原图", "成果", "文字材料"]
    files = {f"学习之星/{name}/1.jpg": photo(31 + n) for n, name in enumerate(beside)}
    reading = read(
        {"学习之星/01汪莲/表.docx": star_form("汪莲"), "学习之星/02萧强胜/表.docx": star_form("萧强胜"), **files}
    )
    assert [n.name for n in reading.package.nominations] == ["汪莲", "萧强胜"]
    assert len(reading.package.materials) == len(beside)


@pytest.mark.parametrize(
    "name",
    ["百姓学习之星推介表填写说明", "百姓学习之星推介表（空白）", "品牌项目推介表模板", "附件1 百姓学习之星推介表"],
)
def test_papers_that_cannot_be_read_and_name_nobody(read: Read, name: str) -> None:
    reading = read({f"{name}.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")})
    assert reading.package.nominations == ()


def test_a_form_without_a_name_belongs_to_its_folder(read: Read) -> None:
    files = {
        "学习之星/01汪莲/推介表.docx": star_form("", 出生年月="1980.5"),
        "学习之星/01汪莲/1.jpg": photo(),
        "附表2.xlsx": _stars("汪莲", "萧强胜"),
    }
    first = read(files).package.nominations[0]
    assert first.name == "汪莲"
    assert [m.kind for m in first.materials] == ["photo", "form"]
    assert _values(first, "name") == [("summary", "汪莲")]
    assert _values(first, "birth") == [("form", "1980-05"), ("summary", "1980-05")]


def test_a_star_in_a_project_s_photo(read: Read) -> None:
    files = {
        "品牌项目/01书香讲堂/表.docx": project_form("书香讲堂"),
        "品牌项目/01书香讲堂/汪莲授课.jpg": photo(),
        "学习之星/01汪莲/表.docx": star_form("汪莲"),
    }
    assert _files(read(files))["书香讲堂"] == ["品牌项目/01书香讲堂/汪莲授课.jpg", "品牌项目/01书香讲堂/表.docx"]


def test_a_work_summary_with_a_table_is_no_form(read: Read) -> None:
    rows = [["项目名称", "书香讲堂"], ["实施单位", "某馆"], ["启动时间", "2018"], ["年参与人数", "1500"]]
    files = {"书香讲堂/推介表.docx": project_form("书香讲堂"), "书香讲堂/工作总结.docx": document("总结", rows)}
    assert [m.kind for m in _only(read(files)).materials] == ["report", "form"]


# ------------------------------------------------------------------------------------------------------------ joins


def test_row_and_form_are_one_nominee_with_both_readings(read: Read) -> None:
    reading = read({"汪莲.docx": star_form("汪莲", 出生年月="1980年6月"), "附表2.xlsx": _stars("汪　莲")})
    nomination = _only(reading)
    assert _values(nomination, "birth") == [("form", "1980-06"), ("summary", "1980-05")]
    assert _values(nomination, "name") == [("form", "汪莲"), ("summary", "汪莲")]
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
    assert _only(reading).name == "“书香”讲堂"


def test_a_slip_in_a_name_is_one_nominee_where_the_facts_agree(read: Read) -> None:
    reading = read({"汪涟.docx": star_form("汪涟"), "附表2.xlsx": _stars("汪莲")})
    assert _values(_only(reading), "name") == [("form", "汪涟"), ("summary", "汪莲")]


def test_namesakes_stay_two(read: Read) -> None:
    reading = read(
        {
            "张伟1/表.docx": star_form("张伟", 出生年月="1960.1", 联系电话="19900000001"),
            "张伟2/表.docx": star_form("张伟", 出生年月="1970.1", 联系电话="19900000002"),
        }
    )
    assert len(reading.package.nominations) == 2


def test_special_mark_in_one_of_two_remarks(read: Read) -> None:
    reading = read({"汪莲.docx": star_form("汪莲", 备注="★事迹特别感人"), "附表2.xlsx": _stars("汪莲")})
    nomination = _only(reading)
    assert nomination.special
    assert _values(nomination, "special") == [("form", "是"), ("summary", "否")]


def test_facts_of_a_project(read: Read) -> None:
    nomination = _only(read({"a.docx": project_form("书香讲堂", 学习方式="线上+线下", 年参与人数="1.2万人次")}))
    assert nomination.category == "project"
    assert _values(nomination, "participants") == [("form", Turnout(number=12000, unit="人次", mode="blended"))]
    assert _values(nomination, "start") == [("form", "2018-03")]
    assert [(p.title, p.body) for p in nomination.passages] == [("活动内容与形式", "每周一课。")]


def test_the_work_summary_is_counted_and_kept(read: Read) -> None:
    report = document("书香讲堂工作总结", lines=["一、 做法", "每周 一课。"])
    nomination = _only(read({"书香讲堂/a.docx": project_form("书香讲堂"), "书香讲堂/总结材料.docx": report}))
    assert [m.chars for m in nomination.of_kind("report")] == [len("书香讲堂工作总结一、做法每周一课。")]
    assert nomination.passages[-1].title == "工作总结"


# ----------------------------------------------------------------------------------------------------------- tables


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
    nomination = _only(read({"汇总表.xlsx": workbook(rows, merged=merged)}))
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
    assert _only(read({"a.xlsx": workbook(rows)})).name == "汪莲"


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
    assert _only(reading).readings_of("birth")[0].place == "附表2.docx › 表1 › 第2行“出生日期”"


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


# ------------------------------------------------------------------------------------------------------------ units


@pytest.mark.parametrize(
    ("written", "unit", "known"),
    [
        ("长春市教育局", "长春市教育局", True),
        ("延边朝鲜族\n自治州教育局", "延边朝鲜族自治州教育局", True),
        ("梅河新区教育局", "梅河口市教育局", True),
        ("某某文化集团", "某某文化集团", False),
    ],
)
def test_the_summary_says_who_sent_it(read: Read, written: str, unit: str, known: bool) -> None:
    found = read({"学习之星汇总表.xlsx": _stars("汪莲", unit=written)}, unit=None).package.unit
    assert (found.name, found.known) == (unit, known)


def test_the_form_says_it_where_no_summary_does(read: Read) -> None:
    rows = [
        ["姓名", "汪莲", "性别", "女"],
        ["出生年月", "1980.5", "民族", "汉族"],
        ["推荐单位意见", "同意。\n四平市教育局（盖章）\n2022年8月"],
    ]
    assert read({"a.docx": document("“百姓学习之星”推介表", rows)}, unit=None).package.unit.name == "四平市教育局"


def test_the_package_s_name_says_it_where_no_paper_does(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "白城市2022年推介材料(最终版).zip", {"汪莲.docx": star_form("汪莲")})
    assert read_package(path, season, work).package.unit.name == "白城市教育局"


def test_the_caller_knows_better(read: Read) -> None:
    files = {"学习之星汇总表.xlsx": _stars("汪莲")}
    assert read(files, unit="四平").package.unit.name == "四平市教育局"


def test_nothing_tells_who_sent_it(read: Read) -> None:
    reading = read({"汪莲.docx": star_form("汪莲")}, unit=None)
    assert reading.refused
    assert [p.problem for p in reading.package.problems] == ["unit.unclear"]


def test_progress_names_each_file(tmp_path: Path, season: Season, work: Path) -> None:
    seen: list[str] = []
    folder = folder_of(tmp_path / "长春市", {"a/1.jpg": photo(), "b.txt": b"x"})
    read_package(folder, season, work, unit="长春", progress=seen.append)
    assert seen == ["a/1.jpg", "b.txt"]
