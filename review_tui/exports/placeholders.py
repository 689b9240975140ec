"""Placeholders such as `{{name}}` in the cells of a template, and whether a sheet has those that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from review_tui.errors import ReviewError
from review_tui.exports.cells import Value

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
TITLE = "模板不能用"


def names_in(text: object) -> list[str]:
    """The placeholders of a cell or a footer."""
    return PLACEHOLDER.findall(text) if isinstance(text, str) else []


def substitute(text: str, values: Mapping[str, Value]) -> str:
    """The text with every placeholder that has a value replaced; None gives nothing."""
    return PLACEHOLDER.sub(lambda found: _shown(values.get(found[1], found[0])), text)


def _shown(value: Value) -> str:
    return "" if value is None else str(value)


def sample_row(sheet: Worksheet, known: Iterable[str], file: str) -> int:
    """The one row that holds placeholders of a row. Raises `ReviewError` where there is none or more than one."""
    keys = set(known)
    rows = sorted({cell.row for cell in filled_cells(sheet) if keys & set(names_in(cell.value))})
    if len(rows) == 1:
        return int(rows[0])
    if not rows:
        raise ReviewError(
            TITLE,
            f"{file} 的工作表“{sheet.title}”没有样行（写着 {{{{{'}}、{{'.join(sorted(keys)[:3])}}}}} 等占位的一行）。",
            "请在表头下面补上样行，或改回随软件提供的模板。",
        )
    where = "、".join(str(row) for row in rows)
    raise ReviewError(
        TITLE, f"{file} 的工作表“{sheet.title}”的第 {where} 行都写着逐行占位，样行只能有一行。", "请只留一行样行。"
    )


def check_sheet(
    sheet: Worksheet,
    sample: int,
    required: Iterable[str],
    known: Iterable[str],
    file: str,
    unused: tuple[str, ...] = (),
) -> None:
    """Raises `ReviewError` for a placeholder that is missing in the sample row, and for one that nothing fills.

    `unused`: prefixes of placeholders that may stay without a value.
    """
    place, keys = f"{file} 的工作表“{sheet.title}”", set(known)
    present = {name for cell in sheet[sample] for name in names_in(cell.value)}
    missing = [name for name in sorted(required) if name not in present]
    if missing:
        wanted = "、".join(f"{{{{{name}}}}}" for name in missing)
        raise ReviewError(TITLE, f"{place}的样行（第 {sample} 行）缺少占位 {wanted}。", "请把它写进样行的一个单元格。")
    for cell in filled_cells(sheet):
        if cell.data_type == "f" and names_in(cell.value):
            raise ReviewError(TITLE, f"{place}的 {cell.coordinate} 是公式，公式里不能写占位。", "请改成普通文字。")
        for name in names_in(cell.value):
            if name not in keys and not name.startswith(unused):
                raise ReviewError(
                    TITLE,
                    f"{place}的 {cell.coordinate} 写着不认识的占位 {{{{{name}}}}}。",
                    f"可用的占位：{'、'.join(sorted(keys))}。",
                )


def filled_cells(sheet: Worksheet) -> Iterable[Cell]:
    """All cells that hold something."""
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
