"""Templates that the office has restyled, and templates that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.styles import Font, PatternFill

from review_tui.errors import ReviewError
from review_tui.exports.national import National, national
from review_tui.exports.shortlist import shortlist
from tests.exports.samples import MASTHEAD, TEMPLATES, content, forwarded, line, opened, read, restyled

LINES = National(MASTHEAD, tuple(forwarded(f"人{n}") for n in (1, 2, 3)))
SHEET = "全国推介汇总表"


def test_other_fonts_titles_and_widths_are_kept_on_every_row(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    sheet = book[SHEET]
    sheet["A1"] = "{{season.province}}报送表 {{made_at}}"
    sheet["C4"].font = Font(name="楷体", size=14, color="FF0000")
    sheet["C4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["C"].width = 50
    sheet.page_setup.orientation = "portrait"
    sheet.oddFooter.center.text = "内部 {{season.year}}"
    book.save(path)
    filled = opened(national(LINES, path))[SHEET]
    assert filled["A1"].value == "吉林省报送表 2022年8月29日 14:05"
    for row in (4, 5, 6):
        font = filled.cell(row, 3).font
        assert (font.name, font.size, font.color.rgb) == ("楷体", 14, "00FF0000")
        assert filled.cell(row, 3).fill.fgColor.rgb == "00FFFF00"
    assert filled.column_dimensions["C"].width == 50
    assert filled.page_setup.orientation == "portrait"
    assert filled.oddFooter.center.text == "内部 2022"


def test_another_order_of_columns_an_extra_one_and_a_formula_of_the_office(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    sheet = book[SHEET]
    sheet["C3"], sheet["D3"] = "单位", "姓名"
    sheet["C4"], sheet["D4"] = "{{unit}}", "{{name}}（{{category}}）"
    sheet["K3"], sheet["K4"] = "核对", "待核"
    sheet["L3"], sheet["L4"] = "行", "=ROW()-3+A4*0"
    book.save(path)
    data = national(LINES, path)
    rows = read(data)[SHEET]
    assert [row[2:4] for row in rows[3:6]] == [["朝晖社区", f"人{n}（百姓学习之星）"] for n in (1, 2, 3)]
    filled = opened(data)[SHEET]
    assert [filled.cell(row, 11).value for row in (4, 5, 6)] == ["待核"] * 3
    assert [filled.cell(row, 12).value for row in (4, 5, 6)] == [f"=ROW()-3+A{row}*0" for row in (4, 5, 6)]
    assert filled.auto_filter.ref == "A3:L6"


def test_the_table_may_begin_further_down_and_its_cells_be_merged(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    sheet = book[SHEET]
    for found in [str(r) for r in sheet.merged_cells.ranges if r.min_row > 2]:
        sheet.unmerge_cells(found)  # insert_rows would leave them where they were
    sheet.insert_rows(3, 2)
    sheet.merge_cells("J6:K6")
    sheet.freeze_panes, sheet.print_title_rows = "A6", "5:5"
    book.save(path)
    filled = opened(national(LINES, path))[SHEET]
    assert [filled.cell(row, 3).value for row in (6, 7, 8)] == ["人1", "人2", "人3"]
    assert {"J6:K6", "J7:K7", "J8:K8"} <= {str(r) for r in filled.merged_cells.ranges}
    assert (filled.freeze_panes, filled.print_title_rows) == ("A6", "$5:$5")


def test_a_column_outside_the_print_area_is_not_printed(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    book[SHEET].print_area = "A1:H4"
    book.save(path)
    assert opened(national(LINES, path))[SHEET].print_area == f"'{SHEET}'!$A$1:$H$8"


def test_neighbours_of_one_width_are_kept(tmp_path: Path) -> None:
    # Excel writes C and D as one entry
    book, path = restyled("national.xlsx", tmp_path)
    columns = book[SHEET].column_dimensions
    columns["C"].width, columns["C"].min, columns["C"].max = 33, 3, 4
    del columns["D"]
    book.save(path)
    filled = opened(national(LINES, path))[SHEET]
    grouped = filled.column_dimensions["C"]
    assert (grouped.width == 33 and grouped.max == 4) or filled.column_dimensions["D"].width == 33


def test_a_sheet_of_the_office_s_own_comes_last_and_is_filled(tmp_path: Path) -> None:
    book, path = restyled("shortlist.xlsx", tmp_path)
    book.create_sheet("封面", 0)["B2"] = "{{season.title}}"
    book.save(path)
    sheets = read(shortlist(content((line(),)), path))
    assert list(sheets)[-1] == "封面"
    assert sheets["封面"][1][1] == MASTHEAD.title
    assert "模板说明" not in sheets


def test_sheet_names_with_signs_that_excel_refuses() -> None:
    detail = content().details[0]
    category = detail.category.model_copy(update={"short": "星/人[2022]:" + "长" * 40})
    data = shortlist(content(details=(type(detail)(category, detail.lines),)), TEMPLATES / "shortlist.xlsx")
    name = list(read(data))[-1]
    assert len(name) == 31 and name.startswith("评分明细·星 人 2022")


def refused(path: Path) -> str:
    with pytest.raises(ReviewError) as error:
        national(LINES, path)
    assert error.value.title == "模板不能用" and error.value.hint
    return error.value.message


def test_a_missing_placeholder_is_named_with_file_and_sheet(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    book[SHEET]["C4"], book[SHEET]["I4"] = None, None
    book.save(path)
    assert refused(path) == "national.xlsx 的工作表“全国推介汇总表”的样行（第 4 行）缺少占位 {{name}}、{{phone}}。"


def test_a_misspelt_placeholder_is_named_with_its_cell(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    book[SHEET]["J4"] = "{{remrak}}"
    book.save(path)
    assert refused(path) == "national.xlsx 的工作表“全国推介汇总表”的 J4 写着不认识的占位 {{remrak}}。"


def test_two_sample_rows_or_none(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    book[SHEET]["C8"] = "{{name}}"
    book.save(path)
    assert "第 4、8 行都写着逐行占位" in refused(path)
    for cell in (*book[SHEET][4], book[SHEET]["C8"]):
        cell.value = None
    book.save(path)
    assert "没有样行" in refused(path)


def test_a_formula_cannot_hold_a_placeholder(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    book[SHEET]["J4"] = '="{{name}}"'
    book.save(path)
    assert refused(path) == "national.xlsx 的工作表“全国推介汇总表”的 J4 是公式，公式里不能写占位。"


def test_a_renamed_sheet(tmp_path: Path) -> None:
    book, path = restyled("national.xlsx", tmp_path)
    book[SHEET].title = "汇总"
    book.save(path)
    assert refused(path) == "national.xlsx 里没有工作表“全国推介汇总表”（只有 汇总、模板说明）。"


def test_a_file_that_is_none(tmp_path: Path) -> None:
    assert refused(tmp_path / "national.xlsx").startswith("找不到模板")
    for data in (b"", b"no workbook", b"PK\x03\x04broken"):
        path = tmp_path / "national.xlsx"
        path.write_bytes(data)
        assert "不是能打开的 xlsx 文件" in refused(path)
    whole = (TEMPLATES / "national.xlsx").read_bytes()
    for end in range(0, len(whole), 97):
        path.write_bytes(whole[:end])
        assert "不是能打开的 xlsx 文件" in refused(path)
