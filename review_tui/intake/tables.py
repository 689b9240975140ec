"""Workbooks and csv files as sheets of cells. Runs in the reading process: calamine may abort it on a hostile file."""

from __future__ import annotations

import csv
import io
import itertools
import math
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits

Rows = list[list[list[Any]]]
"""Cells of a sheet as `[value, columns, up]`, one for each column of the sheet that no merged cell to its left covers.

A value is text, a number, or `["date", iso]`; merged cells are filled to the right by `columns` and downwards by cells
with `up` True.
"""


def read_workbook(path: Path, limits: Limits) -> dict[str, Any]:
    """`{"sheets": [{"name": …, "rows": Rows}…]}` of the visible sheets. Raises `Unreadable`."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    data = _bytes(path, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in workbook.sheets_metadata[: limits.sheets]:
            if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            height, width = sheet.total_height, sheet.total_width
            if height > limits.rows * 20 or width > limits.columns * 10:
                raise Unreadable(f"表“{meta.name}”过大（{height} 行 {width} 列）")
            values = sheet.to_python(skip_empty_area=False, nrows=limits.rows)
            merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            sheets.append({"name": meta.name, "rows": _rows(values, merged, limits)})
    except CalamineError as error:
        raise Unreadable(f"表格无法读取（{type(error).__name__}）") from None
    return {"sheets": sheets}


def read_csv(path: Path, limits: Limits) -> dict[str, Any]:
    """The same for text with commas, tabs or semicolons; its one sheet has an empty name. Raises `Unreadable`."""
    text = _text(_bytes(path, limits))
    try:
        values = max((_split(text, sign, limits) for sign in ",\t;|"), key=_regular)
    except csv.Error:
        raise Unreadable("不合 CSV 写法") from None
    return {"sheets": [{"name": "", "rows": _rows(values, [], limits)}]}


def read_text(path: Path, limits: Limits) -> dict[str, Any]:
    """A plain text as `documents.read_docx` gives one. Raises `Unreadable`."""
    text = _text(_bytes(path, limits))
    return {"blocks": [["p", line] for line in text.splitlines()], "chars": len("".join(text.split()))}


def _text(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码不明，既不是 UTF-8 也不是 GB18030")


def _split(text: str, sign: str, limits: Limits) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    return list(itertools.islice(rows, limits.rows))


def _regular(rows: list[list[str]]) -> tuple[int, int]:
    """How much a text looks like a table when it is split so: rows of several cells, then cells."""
    wide = [len(row) for row in rows if len(row) > 2]
    return len(wide), sum(wide)


def _bytes(path: Path, limits: Limits) -> bytes:
    if path.stat().st_size > limits.document_bytes:
        raise Unreadable("表格文件过大")
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.flag_bits & 1:
                    raise Unreadable("表格已加密")
                if info.filename.endswith(".xml") and info.file_size > limits.part_bytes:
                    raise Unreadable("表格内容过大")
    return data


def _rows(values: list[list[Any]], merged: list[tuple[int, int, int, int]], limits: Limits) -> Rows:
    width = min(max((len(row) for row in values), default=0), limits.columns)
    grid = [[[_plain(row[c]) if c < len(row) else "", 1, False] for c in range(width)] for row in values]
    for top, left, bottom, right in merged:
        if top >= len(grid) or left >= width:
            continue
        value, end = grid[top][left][0], min(right, width - 1)
        for row in range(top, min(bottom, len(grid) - 1) + 1):
            grid[row][left] = [value, end - left + 1, row > top]
            for column in range(left + 1, end + 1):
                grid[row][column] = []
    rows = [[cell for cell in row if cell] for row in grid]
    while rows and not any(cell[0] for cell in rows[-1]):
        rows.pop()
    return rows


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return ["date", value.isoformat(sep=" ")]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return str(value) if isinstance(value, time | timedelta) else ""
