"""A template and its tables to the bytes of a workbook.

The same values and the same template give the same bytes, so that two exports can be compared by their hash.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.errors import ReviewError
from review_tui.exports.cells import Value, moment
from review_tui.exports.paper import set_footer, set_paper
from review_tui.exports.placeholders import TITLE
from review_tui.exports.template import Frame, Table, fill, fill_scalars
from scoring.season import SeasonRules

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE = "模板说明"
"""A sheet of the template for the office's own eyes; it is left out of what is exported."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


@dataclass(frozen=True)
class Masthead:
    """What every sheet may quote. `made_at`: when the list was made, with its time zone; `list_code`: the code by which
    the ledger knows this state of the list (empty: none)."""

    title: str
    year: int
    province: str
    organiser: str
    source: str
    made_at: datetime
    list_code: str = ""

    @classmethod
    def of(cls, rules: SeasonRules, made_at: datetime, list_code: str = "") -> Masthead:
        """The masthead of a season."""
        return cls(
            rules.title, rules.year, rules.province, rules.organiser, rules.source, made_at, list_code
        )  # fmt: skip

    def scalars(self) -> dict[str, Value]:
        """By placeholder."""
        return {
            "season.title": self.title,
            "season.year": self.year,
            "season.province": self.province,
            "season.organiser": self.organiser,
            "season.source": self.source,
            "made_at": moment(self.made_at),
            "list_code": self.list_code or "—",
        }


Finish = Callable[["Workbook", Mapping[str, Frame]], None]
"""Adds to a filled workbook what no template can hold (charts); gets the frame of each filled sheet by its name."""


def fill_workbook(
    template: Path, tables: Sequence[Table], masthead: Masthead, *, finish: Finish | None = None
) -> bytes:
    """The filled template as the bytes of an xlsx file.

    Sheets come in the order of `tables`, then those of the template that no table fills (a cover of the office's own);
    the sheet 模板说明 is left out. Raises `ReviewError` for a template that cannot be read or lacks what is needed, and
    for a text that no cell can hold.
    """
    book, scalars = _load(template), masthead.scalars()
    filled, frames = [], dict[str, Frame]()
    for table in tables:
        sheet = _sheet(book, table, template.name)
        frame = fill(sheet, table, scalars, template.name)
        set_paper(sheet, frame, {**scalars, **table.scalars})
        filled.append(sheet)
        frames[sheet.title] = frame
    for name in {table.sheet for table in tables if table.named is not None} | {GUIDE}:
        if name in book.sheetnames and book[name] not in filled:
            del book[name]
    for sheet in [other for other in book.worksheets if other not in filled]:
        fill_scalars(sheet, scalars, template.name)
        set_footer(sheet, scalars)
    for place, sheet in enumerate(filled):
        book.move_sheet(sheet, offset=place - book.index(sheet))
    if finish is not None:
        finish(book, frames)
    return _bytes(book, masthead)


def _load(template: Path) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(template)
    except FileNotFoundError:
        raise ReviewError(TITLE, f"找不到模板 {template}。", "请从规则目录的 templates 里复制一份。") from None
    except (InvalidFileException, zipfile.BadZipFile, OSError, KeyError, ValueError, SyntaxError) as error:
        raise ReviewError(
            TITLE,
            f"{template.name} 不是能打开的 xlsx 文件（{type(error).__name__}）。",
            "请用 Excel 或 WPS 另存为 xlsx。",
        ) from error


def _sheet(book: Workbook, table: Table, file: str) -> Worksheet:
    """The sheet to fill: the template's own, or a copy of it where it is filled several times."""
    if table.sheet not in book.sheetnames:
        there = "、".join(book.sheetnames)
        raise ReviewError(TITLE, f"{file} 里没有工作表“{table.sheet}”（只有 {there}）。", "请改回工作表的名字。")
    source = book[table.sheet]
    if table.named is None:
        return source
    sheet = book.copy_worksheet(source)
    sheet.title = _FORBIDDEN.sub(" ", table.named)[:31]
    # what openpyxl does not copy
    sheet.oddHeader, sheet.oddFooter = copy(source.oddHeader), copy(source.oddFooter)
    sheet.freeze_panes = source.freeze_panes
    sheet.sheet_view.showGridLines = source.sheet_view.showGridLines
    if source.print_title_rows:
        sheet.print_title_rows = source.print_title_rows
    if source.print_area:
        sheet.print_area = source.print_area.rsplit("!", 1)[-1]
    return sheet


def _bytes(book: Workbook, masthead: Masthead) -> bytes:
    made = masthead.made_at.replace(tzinfo=None, microsecond=0)
    book.properties.creator = masthead.organiser
    book.properties.title = masthead.title
    book.properties.created = made
    book.active = 0
    for place, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = place == 0
    raw = io.BytesIO()
    book.save(raw)
    return without_clock(raw, made)


def without_clock(raw: io.BytesIO, made: datetime) -> bytes:
    """The same archive with `made` in place of the moment of saving."""
    out = io.BytesIO()
    stamp = (max(made.year, 1980), made.month, made.day, made.hour, made.minute, made.second)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + made.isoformat().encode() + rb"Z\2", data)
            target.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
