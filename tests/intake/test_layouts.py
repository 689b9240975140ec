"""Whose each file is, in the layouts that units use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.intake.package import PackageReading
from tests.intake.making import (
    PROJECT_HEADER,
    clip,
    document,
    files_of,
    only,
    photo,
    project_form,
    star_form,
    stars,
    values_of,
    workbook,
)

Read = Callable[..., PackageReading]


def test_a_folder_for_each_nominee(read: Read) -> None:
    files = {
        "学习之星/01汪莲/表.docx": star_form("汪莲"),
        "学习之星/01汪莲/1.jpg": photo(30),
        "学习之星/02 萧强胜/表.docx": star_form("萧强胜"),
        "学习之星/02 萧强胜/照片/1.jpg": photo(31),
        "附表2.xlsx": stars("汪 莲", "萧强胜"),
    }
    assert files_of(read(files)) == {
        "汪莲": ["学习之星/01汪莲/1.jpg", "学习之星/01汪莲/表.docx"],
        "萧强胜": ["学习之星/02 萧强胜/照片/1.jpg", "学习之星/02 萧强胜/表.docx"],
    }


@pytest.mark.parametrize(
    "folder", ["百姓学习之星+长春市教育局+汪莲", "百姓学习之星(汪莲)", "长春-学习之星-汪莲", "1.汪莲（女）"]
)
def test_folders_named_in_other_ways(read: Read, folder: str) -> None:
    files = {f"{folder}/1.jpg": photo(), "学习之星汇总表.xlsx": stars("汪莲", "萧强胜")}
    assert files_of(read(files))["汪莲"] == [f"{folder}/1.jpg"]


def test_all_in_one_folder(read: Read) -> None:
    files = {
        "附表1 百姓学习之星推介表（汪莲）.docx": star_form("汪莲"),
        "汪莲-免冠照.jpg": photo(30),
        "萧强胜推荐表.docx": star_form("萧强胜"),
        "萧强胜2.JPG": photo(31),
        "IMG_0001.jpg": photo(32),
    }
    reading = read(files)
    assert files_of(reading) == {
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
    assert files_of(read(files)) == {
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
    assert files_of(read(files))["汪莲"] == ["学习之星/甲/IMG_1.jpg", "学习之星/甲/推介表.docx"]


def test_a_file_that_names_another_than_its_folder_is_nobody_s(read: Read) -> None:
    files = {"学习之星/01汪莲/萧强胜.jpg": photo(), "学习之星汇总表.xlsx": stars("汪莲", "萧强胜")}
    reading = read(files)
    assert files_of(reading) == {"汪莲": [], "萧强胜": []}
    assert "学习之星/01汪莲/萧强胜.jpg" in [m.path for m in reading.package.materials]


def test_the_longest_name_wins(read: Read) -> None:
    files = {"李广林照片.jpg": photo(), "学习之星汇总表.xlsx": stars("李广", "李广林")}
    assert files_of(read(files)) == {"李广": [], "李广林": ["李广林照片.jpg"]}


def test_a_nominee_of_whom_only_a_folder_tells(read: Read) -> None:
    files = {
        "学习之星/01汪莲/表.docx": star_form("汪莲"),
        "学习之星/02赵秀英/证件照.jpg": photo(),
        "学习之星/其他材料/公示.jpg": photo(31),
        "附表2.xlsx": stars("汪莲"),
    }
    reading = read(files)
    assert files_of(reading)["赵秀英"] == ["学习之星/02赵秀英/证件照.jpg"]
    (name,) = reading.package.nominations[1].readings_of("name")
    assert (name.source, name.value, name.place) == ("name", "赵秀英", "学习之星/02赵秀英")
    assert len(reading.package.nominations) == 2


def test_a_form_that_cannot_be_read_still_tells_of_its_nominee(read: Read) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "WordDocument".encode("utf-16-le")
    reading = read({"附表1 百姓学习之星推介表（汪莲）.doc": old})
    nomination = only(reading)
    assert nomination.name == "汪莲"
    assert "打不开" in (nomination.of_kind("form")[0].problem or "")
    assert [p.problem for p in reading.package.problems] == ["form.unreadable"]


def test_a_form_of_which_only_the_ending_tells(read: Read) -> None:
    reading = read({"学习之星/汪莲推介表.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)})
    assert only(reading).of_kind("form")[0].problem is not None
    assert [p.problem for p in reading.package.problems] == ["form.unreadable"]


def test_a_stamped_scan_beside_the_form_is_kept_and_asked_nothing_of(read: Read) -> None:
    reading = read({"汪莲推介表.docx": star_form("汪莲"), "汪莲推介表（盖章）.pdf": b"%PDF-1.4 scan"})
    assert [(m.kind, m.problem) for m in only(reading).materials] == [("form", None), ("other", None)]
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
    kinds = {m.path.rsplit("/", 1)[-1]: (m.kind, m.problem is None) for m in only(reading).materials}
    assert kinds == {
        "汪莲推介表.docx": ("form", True),
        "汪莲.jpg": ("photo", False),
        "汪莲.mp4": ("video", False),
        "汪莲推荐表2.docx": ("form", False),
    }


def test_names_that_would_steer_a_terminal_are_data(read: Read) -> None:
    reading = read({"汪莲/[bold]\x1b[2J\u202e.jpg": photo(), "汪莲/表.docx": star_form("汪莲")})
    assert [m.path for m in only(reading).materials] == ["汪莲/[bold]\ufffd[2J.jpg", "汪莲/表.docx"]


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
        "附表2.xlsx": stars("汪莲", "萧强胜"),
    }
    first = read(files).package.nominations[0]
    assert first.name == "汪莲"
    assert [m.kind for m in first.materials] == ["photo", "form"]
    assert values_of(first, "name") == [("summary", "汪莲")]
    assert values_of(first, "birth") == [("form", "1980-05"), ("summary", "1980-05")]


def test_a_star_in_a_project_s_photo(read: Read) -> None:
    files = {
        "品牌项目/01书香讲堂/表.docx": project_form("书香讲堂"),
        "品牌项目/01书香讲堂/汪莲授课.jpg": photo(),
        "学习之星/01汪莲/表.docx": star_form("汪莲"),
    }
    assert files_of(read(files))["书香讲堂"] == ["品牌项目/01书香讲堂/汪莲授课.jpg", "品牌项目/01书香讲堂/表.docx"]


def test_a_work_summary_with_a_table_is_no_form(read: Read) -> None:
    rows = [["项目名称", "书香讲堂"], ["实施单位", "某馆"], ["启动时间", "2018"], ["年参与人数", "1500"]]
    files = {"书香讲堂/推介表.docx": project_form("书香讲堂"), "书香讲堂/工作总结.docx": document("总结", rows)}
    assert [m.kind for m in only(read(files)).materials] == ["report", "form"]
