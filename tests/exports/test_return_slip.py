"""补正通知 as a letter and as a workbook: what stands in it, and how it is printed."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from review_tui.exports.return_slip import TEMPLATE, Matter, Point, ReturnSlip, return_slip_book
from review_tui.exports.return_slip_letter import return_slip_letter
from tests.exports.samples import MASTHEAD, TEMPLATES
from tests.needs import program

HOSTILE = ('=HYPERLINK("x")', "\x1b[2J甲", "\u202e乙", "[bold]丙[/]", "_x0041_", "\ud800丁")


def slip(*matters: Matter, contact: str = "王老师 0431-85800000") -> ReturnSlip:
    one = Point(
        "没有找到《百姓学习之星推介表》。", "见 汇总表.xls，Sheet1，B7", "二（三）", "请补报推介表。", must=True
    )
    return ReturnSlip(
        MASTHEAD,
        "长春市教育局",
        date(2022, 8, 15),
        date(2022, 9, 5),
        contact,
        matters or (Matter("学习之星：方琴", (one,)),),
    )


def long() -> ReturnSlip:
    points = tuple(
        Point(f"问题第 {n} 处，写得长一些，好让它占两行。", "", "二（三）", "请补报。", must=False) for n in range(60)
    )
    return slip(Matter("单位整体", points))


def paragraphs(data: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(data)).paragraphs]


def test_the_letter_speaks_to_a_clerk() -> None:
    data = return_slip_letter(slip())
    told = paragraphs(data)
    assert told[0] == "补正通知"
    assert told[1] == "长春市教育局："
    assert "（2022年8月15日收到）收悉" in told[2] and "请于 2022年9月5日（星期一）前" in told[2]
    assert "联系人及电话：王老师 0431-85800000" in told
    assert told[-2:] == [MASTHEAD.organiser, "2022年8月29日"]
    (table,) = Document(io.BytesIO(data)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1] == ["学习之星：方琴"] * 4
    assert rows[2] == [
        "1", "【必须】没有找到《百姓学习之星推介表》。\n（见 汇总表.xls，Sheet1，B7）", "二（三）", "请补报推介表。"
    ]  # fmt: skip


def test_without_a_contact_or_a_day_of_receipt() -> None:
    bare = ReturnSlip(MASTHEAD, "某校", None, date(2022, 9, 5), "", slip().matters)
    told = paragraphs(return_slip_letter(bare))
    assert "收到）" not in told[2]
    assert any(line.startswith("联系人及电话：＿＿") for line in told)


def test_the_letter_is_a4_with_a_repeated_header_whole_rows_and_page_numbers() -> None:
    letter = Document(io.BytesIO(return_slip_letter(long())))
    section = letter.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    rows = letter.tables[0].rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    codes = [e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert return_slip_letter(slip()) == return_slip_letter(slip())
    assert return_slip_book(slip(), TEMPLATES / TEMPLATE) == return_slip_book(slip(), TEMPLATES / TEMPLATE)


def test_names_are_text_in_both() -> None:
    hostile = slip(*(Matter(name, (Point(name, name, "—", name, must=False),)) for name in HOSTILE))
    told = "".join(cell.text for cell in Document(io.BytesIO(return_slip_letter(hostile))).tables[0]._cells)
    assert not set(told) & set("\x1b\u202e\ud800")
    assert "[bold]丙[/]" in told and '=HYPERLINK("x")' in told
    data = return_slip_book(hostile, TEMPLATES / TEMPLATE)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "<hyperlink" not in sheet
    cells = [c for row in load_workbook(io.BytesIO(data)).active.iter_rows(min_row=5, max_row=10) for c in row[1:]]
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in cells)
    assert cells[0].value == '=HYPERLINK("x")' and cells[0].data_type == "s"


def test_the_workbook_says_the_same() -> None:
    sheet = load_workbook(io.BytesIO(return_slip_book(slip(), TEMPLATES / TEMPLATE))).active
    assert sheet["A2"].value == "长春市教育局："
    assert [c.value for c in sheet[5]] == [
        1,
        "学习之星：方琴",
        *[slip().matters[0].points[0].told, "二（三）", "请补报推介表。"],
    ]
    assert sheet["A7"].value == "联系人及电话：王老师 0431-85800000"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.print_title_rows) == (
        "portrait", "9", "$4:$4"
    )  # fmt: skip


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_pages_carry_the_header_and_their_numbers(kind: str, tmp_path: Path) -> None:
    soffice, pdftotext = program("soffice"), program("pdftotext")
    source = tmp_path / f"slip.{kind}"
    source.write_bytes(return_slip_letter(long()) if kind == "docx" else return_slip_book(long(), TEMPLATES / TEMPLATE))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / "slip.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [page for page in told.split("\f") if page.strip()]
    assert len(pages) >= 2
    for number, page in enumerate(pages[:2], start=1):
        assert "存在的问题" in page and "请这样办" in page
        assert f"第{number}页" in page.replace(" ", "") and f"共{len(pages)}页" in page.replace(" ", "")
