"""Who sent a package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.intake.package import PackageReading, read_package
from review_tui.rules import Season
from tests.intake.making import (
    document,
    folder_of,
    photo,
    star_form,
    stars,
    zip_of,
)

Read = Callable[..., PackageReading]


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
    found = read({"学习之星汇总表.xlsx": stars("汪莲", unit=written)}, unit=None).package.unit
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
    files = {"学习之星汇总表.xlsx": stars("汪莲")}
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
