"""Whose files are, where names mislead: the unit's, a slip, numbers, namesakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from review_tui.intake.package import PackageReading
from tests.intake.making import document, files_of, only, photo, project_form, star_form, stars, values_of

Read = Callable[..., PackageReading]


@pytest.mark.parametrize("top", ["", "长春大学-百姓学习之星和终身学习品牌项目/"])
@pytest.mark.parametrize("between", ["+长春大学+", "+"])
def test_a_project_with_the_unit_s_name_takes_nothing_of_the_others(read: Read, top: str, between: str) -> None:
    """长春大学 in a folder's name is the unit, except in the project's own folder."""
    star, brand = f"{top}百姓学习之星{between}汪莲", f"{top}终身学习品牌项目{between}“书香”讲堂"
    own = f"{top}终身学习品牌项目{between}长春大学"
    reading = read(
        {
            f"{star}/汪莲推介表.docx": star_form("汪莲"),
            f"{star}/免冠照.jpg": photo(30),
            f"{brand}/终身学习品牌项目推介表.docx": project_form("“书香”讲堂"),
            f"{brand}/1.jpg": photo(31),
            f"{own}/终身学习品牌项目推介表.docx": project_form("长春大学"),
            f"{own}/1.jpg": photo(32),
        },
        unit="长春大学",
    )
    assert {name: len(paths) for name, paths in files_of(reading).items()} == {
        "汪莲": 2,
        "“书香”讲堂": 2,
        "长春大学": 2,
    }


def test_a_slip_in_the_folder_s_name_is_no_second_nominee(read: Read) -> None:
    files = {
        "学习之星/01王蓬/百姓学习之星推介表.docx": star_form("王莲"),
        "学习之星/01王蓬/王蓬-免冠照.jpg": photo(30),
        "学习之星/02李广/李广推介表.docx": star_form("李广"),
        "学习之星汇总表.xlsx": stars("王莲", "李广"),
    }
    reading = read(files)
    assert {name: len(paths) for name, paths in files_of(reading).items()} == {"王莲": 2, "李广": 1}
    assert ("name", "王蓬") in values_of(reading.package.nominations[0], "name")


def test_a_slip_in_the_names_of_all_files_of_one(read: Read) -> None:
    files = {
        "王蓬推介表.docx": star_form("王莲"),
        "王蓬-免冠照.jpg": photo(30),
        "李广推介表.docx": star_form("李广"),
        "学习之星汇总表.xlsx": stars("王莲", "李广"),
    }
    assert files_of(read(files))["王莲"] == ["王蓬-免冠照.jpg", "王蓬推介表.docx"]


def test_files_numbered_like_the_summary(read: Read) -> None:
    files = {
        "推介表/01.docx": star_form("王莲"),
        "推介表/02.docx": star_form("李广"),
        "照片/01.jpg": photo(30),
        "照片/01（活动）.jpg": photo(31),
        "照片/2-1.jpg": photo(32),
        "照片/3.jpg": photo(33),
        "学习之星汇总表.xlsx": stars("王莲", "李广"),
    }
    reading = read(files)
    assert files_of(reading) == {
        "王莲": ["推介表/01.docx", "照片/01.jpg", "照片/01（活动）.jpg"],
        "李广": ["推介表/02.docx", "照片/2-1.jpg"],
    }
    assert "照片/3.jpg" in [m.path for m in reading.package.materials]


def test_numbers_that_the_forms_contradict_tell_nothing(read: Read) -> None:
    files = {
        "推介表/01.docx": star_form("李广"),
        "推介表/02.docx": star_form("王莲"),
        "照片/01.jpg": photo(30),
        "学习之星汇总表.xlsx": stars("王莲", "李广"),
    }
    assert files_of(read(files)) == {"王莲": ["推介表/02.docx"], "李广": ["推介表/01.docx"]}


def test_namesakes_keep_what_lies_beside_their_forms(read: Read) -> None:
    files = {
        "学习之星/01王丽（社区）/推介表.docx": star_form("王丽", 联系电话="19900001111", 出生年月="1960-01"),
        "学习之星/01王丽（社区）/王丽1.jpg": photo(30),
        "学习之星/02王丽（学校）/推介表.docx": star_form("王丽", 联系电话="19900002222", 出生年月="1985-02"),
        "学习之星/02王丽（学校）/王丽1.jpg": photo(31),
    }
    paths = [[m.path for m in n.materials] for n in read(files).package.nominations]
    assert sorted(paths) == [
        ["学习之星/01王丽（社区）/推介表.docx", "学习之星/01王丽（社区）/王丽1.jpg"],
        ["学习之星/02王丽（学校）/推介表.docx", "学习之星/02王丽（学校）/王丽1.jpg"],
    ]


@pytest.mark.parametrize(
    ("remark", "special"),
    [("特别推介", True), ("★事迹特别感人（附视频）", True), ("不作为特别感人推介", False), ("非特别推介", False)],
)
def test_the_mark_of_a_special_nominee(read: Read, remark: str, special: bool) -> None:
    assert only(read({"汪莲推介表.docx": star_form("汪莲", 备注=remark)})).special is special


def test_the_unit_that_signs_the_form_is_another(read: Read) -> None:
    form = star_form("汪莲", 推荐单位意见="同意推介。\n吉林市教育局（盖章）")
    nomination = only(read({"汪莲推介表.docx": form, "学习之星汇总表.xlsx": stars("汪莲")}))
    assert values_of(nomination, "unit") == [("form", "吉林市教育局"), ("summary", "长春市教育局")]


def test_a_folder_of_photos_below_the_folder_of_a_form(read: Read) -> None:
    files = {
        "学习之星/甲/推介表.docx": star_form("王莲"),
        "学习之星/甲/照片/IMG_1.jpg": photo(30),
        "学习之星/乙/推介表.docx": star_form("李广"),
        "学习之星/照片/IMG_2.jpg": photo(31),
        "学习之星汇总表.xlsx": stars("王莲", "李广"),
    }
    reading = read(files)
    assert files_of(reading)["王莲"] == ["学习之星/甲/推介表.docx", "学习之星/甲/照片/IMG_1.jpg"]
    assert "学习之星/照片/IMG_2.jpg" in [m.path for m in reading.package.materials]


def test_a_slip_behind_the_name_of_a_unit_in_no_list(read: Read) -> None:
    folder = "百姓学习之星+长春市银龄服务社+王蓬"
    files = {f"{folder}/推介表.docx": star_form("王莲"), "学习之星汇总表.xlsx": stars("王莲", "李广")}
    reading = read(files, unit="长春市银龄服务社")
    assert ("name", "王蓬") in values_of(reading.package.nominations[0], "name")


def test_a_form_in_a_folder_of_another_name_among_folders_of_names(read: Read) -> None:
    files = {
        "学习之星/01李广/推介表.docx": star_form("李广"),
        "学习之星/02赵红梅/推介表.docx": star_form("王莲"),
        "学习之星/农安县/推介表.docx": star_form("孙淑芬"),
        "学习之星汇总表.xlsx": stars("李广", "王莲", "孙淑芬"),
    }
    told = {n.name: [r.value for r in n.readings if r.source == "name"] for n in read(files).package.nominations}
    assert told == {"李广": [], "王莲": ["赵红梅"], "孙淑芬": []}


def test_a_summary_of_the_unit_s_year_is_no_project_s(read: Read) -> None:
    lines = ["今年各项工作顺利。" * 60, "其中“书香”讲堂办了十期。", "明年再接再厉。" * 40]
    files = {
        "推介表/“书香”讲堂.docx": project_form("“书香”讲堂"),
        "推介表/巧手工坊.docx": project_form("巧手工坊"),
        "全年工作总结.docx": document("2022年工作总结", lines=lines),
    }
    reading = read(files)
    assert "全年工作总结.docx" in [m.path for m in reading.package.materials]


def test_traditional_characters_in_the_name_of_a_file(read: Read) -> None:
    files = {
        "王莲推介表.docx": star_form("王莲"),
        "孙广平推介表.docx": star_form("孙广平"),
        "孫廣平.jpg": photo(30),
        "王蓮2.jpg": photo(31),
    }
    assert files_of(read(files)) == {
        "王莲": ["王莲推介表.docx", "王蓮2.jpg"],
        "孙广平": ["孙广平推介表.docx", "孫廣平.jpg"],
    }


@pytest.mark.parametrize(
    ("stem", "owner"),
    [
        ("Shan Lixin", "单立新"),
        ("danlixin2", "单立新"),
        ("LiXin_Shan(1)", "单立新"),
        ("lvxiuying", "吕秀英"),
        ("luxiuying", "吕秀英"),
        ("wx_camera_16", None),
        ("slx", None),
    ],
)
def test_pinyin_in_the_name_of_a_file(read: Read, stem: str, owner: str | None) -> None:
    """One nominee's initials alone may be chance."""
    files = {
        "单立新.docx": star_form("单立新"),
        "吕秀英.docx": star_form("吕秀英"),
        f"照片/{stem}.jpg": photo(30),
        "汇总表.xlsx": stars("单立新", "吕秀英"),
    }
    found = [name for name, paths in files_of(read(files)).items() if f"照片/{stem}.jpg" in paths]
    assert found == ([owner] if owner else [])


def test_homophones_in_pinyin_are_nobody_s(read: Read) -> None:
    files = {"李佳.docx": star_form("李佳"), "李嘉.docx": star_form("李嘉"), "照片/lijia.jpg": photo(30)}
    assert [m.path for m in read(files).package.materials] == ["照片/lijia.jpg"]
