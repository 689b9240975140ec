"""Cells: text stays text, numbers stay numbers, nothing is lost without a word."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from review_tui.errors import ReviewError
from review_tui.exports.cells import MARK, Value, clean, display_width, lines_needed, put
from tests.exports.samples import opened, parts


def saved(*values: Value, number_format: str = "General") -> bytes:
    """A workbook with these values in column A."""
    book = Workbook()
    for row, value in enumerate(values, start=1):
        cell = book.active.cell(row, 1)
        cell.number_format = number_format
        put(cell, value, lambda: "这里")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(data: bytes) -> list[object]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python(skip_empty_area=False)]


DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "#N/A",
    "=cmd|'/c calc'!A1",
    "1234",
    "TRUE",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    data = saved(text)
    sheet = parts(data)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet and 't="inlineStr"' in sheet
    assert column(data) == [clean(text)]
    cell = opened(data).active["A1"]
    assert (cell.data_type, cell.quotePrefix, cell.number_format) == ("s", True, "@")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("李\x1b[31m桂花", f"李{MARK}[31m桂花"),
        ("a\x00b\x7fc\x9bd", f"a{MARK}b{MARK}c{MARK}d"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("99\u202e66", f"99{MARK}66"),
        ("zero\u200bwidth\ufeff", f"zero{MARK}width{MARK}"),
        ("\ud83d", MARK),
        ("\ud83d\ude00", "\U0001f600"),
        ("👩\u200d🌾 🇨🇳 ☺\ufe0f", "👩\u200d🌾 🇨🇳 ☺\ufe0f"),
        ("𠮷野家 龘", "𠮷野家 龘"),
        (" 前后有空格 ", " 前后有空格 "),
        ("_x0041_ 与 _x005F_", "_x0041_ 与 _x005F_"),
        ("a & b <c> ]]>", "a & b <c> ]]>"),
    ],
)
def test_what_cannot_be_shown_becomes_a_mark_and_all_else_comes_back(text: str, shown: str) -> None:
    assert clean(text) == shown
    assert column(saved(text)) == [shown]


@given(st.lists(st.text(st.characters(), min_size=1, max_size=20), min_size=1, max_size=5))
def test_any_text_comes_back_as_it_was_cleaned(texts: list[str]) -> None:
    assert column(saved(*texts)) == [clean(text) for text in texts]


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_text_that_no_cell_can_hold_is_refused_aloud() -> None:
    assert column(saved("字" * 32_767)) == ["字" * 32_767]
    # Excel counts UTF-16 units: 16,384 emoji are 32,768
    for text in ("字" * 32_768, "😀" * 16_384):
        with pytest.raises(ReviewError) as refused:
            saved(text)
        assert refused.value.message == "这里有 32768 个字，一个单元格最多 32767 个字。"


@pytest.mark.parametrize(
    ("value", "number_format", "shown_as"),
    [
        (Decimal("88.50"), "General", "0.00"),
        (Decimal("88.50"), "@", "0.00"),
        (Decimal("88.50"), "0.0", "0.0"),
        (Decimal("7"), "General", "0"),
        (7, "General", "0"),
        (0, "@", "0"),
    ],
)
def test_numbers_are_numbers_in_the_format_of_the_template(value: Value, number_format: str, shown_as: str) -> None:
    data = saved(value, number_format=number_format)
    assert column(data) == [float(str(value))]
    cell = opened(data).active["A1"]
    assert (cell.data_type, cell.number_format) == ("n", shown_as)


def test_nothing_leaves_the_cell_empty() -> None:
    assert column(saved(None, "", "x")) == ["", "", "x"]


def test_widths_count_chinese_twice() -> None:
    assert [display_width(text) for text in ("abc", "李桂花", "a李", "")] == [3, 6, 3, 0]
    # a column of 22 digits holds nine Chinese characters of 11 points
    assert [lines_needed("字" * n, 22, 11) for n in (1, 9, 10, 18, 19)] == [1, 1, 2, 2, 3]
    assert lines_needed("一\n二\n", 22, 11) == 3
    assert lines_needed("字" * 10, 22, 22) > lines_needed("字" * 10, 22, 11)
