"""What may stand in a cell: text that stays text, numbers that stay numbers.

openpyxl makes a formula of any text that begins with `=`, cuts a text at 32,767 characters without a word, and fails on
control characters and lone surrogates. Every text from outside goes through `put` and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from review_tui.errors import ReviewError

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Value = str | int | Decimal | None
"""A cell's content. None leaves it empty. Dates are handed in as text, as they are to be read."""

MARK = "\ufffd"
"""Stands for a character that cannot be shown; the same mark as at intake and on the screens."""
LONGEST = 32_767
"""What a cell of Excel holds at most, in UTF-16 units."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# zero-width joiners and variation selectors are parts of emoji and stay
_UNSAFE = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN_FORMATS = ("General", "@")


def clean(text: str) -> str:
    """The text as it will be read: line ends are newlines, a tab is a space, what cannot be shown becomes `MARK`.

    Two surrogates that make up one character become that character.
    """
    whole = _BREAKS.sub("\n", text).replace("\t", " ")
    if _SURROGATES.search(whole):
        whole = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSAFE.sub(MARK, whole)


def put(cell: Cell, value: Value, where: Callable[[], str]) -> None:
    """Writes `value` into `cell` and keeps the cell's look.

    Text gets the format `@` and the quote prefix; a number keeps the cell's number format, or gets one with the
    decimals that the number has. `where` names the place for the message. Raises `ReviewError` for a text that is
    longer than a cell can hold.
    """
    if isinstance(value, str):
        _put_text(cell, clean(value), where)
    else:
        cell.value = value
        if value is not None:
            if cell.number_format in _PLAIN_FORMATS:
                cell.number_format = _number_format(value)
            cell.quotePrefix = False


def display_width(text: str) -> int:
    """How wide the text is, in half-width characters: Chinese characters count two."""
    return sum(2 if east_asian_width(ch) in "WFA" else 1 for ch in text)


def lines_needed(text: str, width: float, size: float) -> int:
    """How many lines the text takes in a column `width` characters wide, in a font of `size` points.

    A column's width is counted in digits of 11 points. A Chinese character is never halved, so a line holds an even
    number. Rather one line too many than a cut one.
    """
    room = max(2, int((width - 1.5) * 11 / size / 1.06) // 2 * 2)
    return sum(max(1, -(-display_width(part) // room)) for part in text.split("\n"))


def moment(at: datetime) -> str:
    """2022年8月29日 14:05, in the time of `at` itself."""
    return f"{day(at.date())} {at:%H:%M}"


def day(when: date) -> str:
    """2022年8月29日."""
    return f"{when.year}年{when.month}月{when.day}日"


def _put_text(cell: Cell, text: str, where: Callable[[], str]) -> None:
    if len(text) > LONGEST // 2 and (units := len(text.encode("utf-16-le")) // 2) > LONGEST:
        raise ReviewError(
            "表格放不下",
            f"{where()}有 {units} 个字，一个单元格最多 {LONGEST} 个字。",
            "请缩短这段文字后再导出。",
        )
    # a text such as _x0041_ would be read as the character of that number
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    if "\n" in text and not cell.alignment.wrap_text:
        alignment = copy(cell.alignment)
        alignment.wrap_text = True
        cell.alignment = alignment


def _number_format(value: int | Decimal) -> str:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "0." + "0" * places if places else "0"
