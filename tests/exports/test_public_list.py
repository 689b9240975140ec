"""The public notice and the confirmed list: what stands in them, what never does, and templates that cannot be used."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from review_tui.desks.notice import NoticeBoard
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.desks.sheets import export_sheets
from review_tui.errors import ReviewError
from review_tui.exports.public_list import CONFIRMED_SHEET, NOTICE, Chapter, PublicList
from tests.builders import Clock
from tests.exports.samples import MASTHEAD, TEMPLATES
from tests.screens.office_bench import scored_season

LISTED = PublicList(
    masthead=replace(MASTHEAD, list_code="YRKD-1H2G-M3TE-FDG5"),
    chapters=(
        Chapter("百姓学习之星", (("李桂花", "长春市教育局"), ("[bold]张[/]\x1b[2J", "=HYPERLINK(1)"))),
        Chapter("终身学习品牌项目", (("{{no}}向海讲习所", "白城市教育局"),)),
    ),
    made=date(2022, 9, 5),
    where="学习网",
    start=date(2022, 9, 5),
    end=date(2022, 9, 9),
)


def test_the_document_holds_each_category_with_its_table() -> None:
    data = LISTED.document(TEMPLATES / NOTICE, "公示")
    assert data == LISTED.document(TEMPLATES / NOTICE, "公示")
    document = Document(io.BytesIO(data))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "一、百姓学习之星（2）" in text and "二、终身学习品牌项目（1）" in text
    assert "以下 3 项" in text and "2022年9月5日至2022年9月9日" in text and "学习网" in text
    assert document.sections[0].footer.paragraphs[0].text == "名单编号：YRKD-1H2G-M3TE-FDG5"
    stars, projects = document.tables
    rows = [[cell.text for cell in row.cells] for row in stars.rows]
    assert rows == [
        ["序号", "姓名（项目名称）", "推荐单位"],
        ["1", "李桂花", "长春市教育局"],
        ["2", "[bold]张[/]\ufffd[2J", "=HYPERLINK(1)"],
    ]
    assert [cell.text for cell in projects.rows[1].cells] == ["1", "{{no}}向海讲习所", "白城市教育局"]
    assert document.core_properties.author == MASTHEAD.organiser


def test_the_text_and_the_workbook_say_the_same() -> None:
    text = LISTED.text("公示").decode("utf-8-sig")
    assert "百姓学习之星（2）\r\n1. 李桂花　长春市教育局\r\n2. [bold]张[/]\ufffd[2J　=HYPERLINK(1)" in text
    sheet = load_workbook(io.BytesIO(LISTED.workbook(TEMPLATES / CONFIRMED_SHEET)))["认定名单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6, max_col=4)]
    assert rows[0] == [1, "百姓学习之星", "李桂花", "长春市教育局"]
    assert rows[1][3] == "=HYPERLINK(1)" and sheet["D5"].data_type == "s"


def broken(tmp_path: Path, old: str, new: str) -> Path:
    """The shipped template with one text of its body changed."""
    target = tmp_path / "notice.docx"
    with zipfile.ZipFile(TEMPLATES / NOTICE) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old in data.decode()
                data = data.decode().replace(old, new).encode()
            made.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{where}}", "{{wherever}}", "不认识的占位 {{wherever}}"),
        ("{{name}}", "{{phone}}", "不认识的占位 {{phone}}"),
        ("{{group.no}}、{{group.name}}（{{group.count}}）", "名单", "要有、也只能有"),
        ("{{no}}", "1", None),
    ],
)
def test_a_restyled_template(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    template = broken(tmp_path, old, new)
    if said is None:
        LISTED.document(template, "公示")
    else:
        with pytest.raises(ReviewError, match=re.escape(said)):
            LISTED.document(template, "公示")


@pytest.mark.parametrize("content", [None, b"", b"no document", b"PK\x03\x04"])
def test_a_template_that_is_no_document(tmp_path: Path, content: bytes | None) -> None:
    template = tmp_path / "notice.docx"
    if content is not None:
        template.write_bytes(content)
    with pytest.raises(ReviewError, match="模板不能用"):
        LISTED.document(template, "公示")


def test_nothing_private_leaves_the_house(tmp_path: Path) -> None:
    """Phones, birth dates, numbers of the office and scores of the season are in none of the public files."""
    store = scored_season(tmp_path, seats=3)
    clock = Clock()
    desk = OfficeDesk(store, clock)
    assert export_sheets(store, ["notice", "confirmation"], clock, desk=desk) == ()
    Round(desk).close()
    NoticeBoard(desk).publish(date(2022, 9, 1))
    clock.time = clock.time.replace(day=10)
    NoticeBoard(desk).confirm()
    written = export_sheets(store, ["notice", "confirmation"], clock, desk=desk)
    assert [one.path.name for one in written] == [
        "notice-公示-01.docx",
        "notice-公示-01.txt",
        "confirmation-认定名单.docx",
        "confirmation-认定名单.xlsx",
    ]
    for one in written:
        data = one.path.read_bytes()
        if one.path.suffix != ".txt":
            with zipfile.ZipFile(one.path) as archive:
                data = b"\n".join(archive.read(name) for name in archive.namelist())
        text = html.unescape(data.decode("utf-8", "replace"))
        assert "乙" in text
        for private in ("19900001234", "1961-03", "1961年", "S002", "90.00", "朝晖社区"):
            assert private not in text
    desk.close()
