"""One sheet of a template: where its placeholders are, and its rows filled.

A sheet has a title, a header row, and one sample row with placeholders such as `{{name}}`. Its look is
copied to every row; what stands below (signatures, notes) moves down. Placeholders elsewhere take one value each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from review_tui.exports.cells import Value, lines_needed, put
from review_tui.exports.placeholders import (
    PLACEHOLDER,
    check_sheet,
    filled_cells,
    names_in,
    sample_row,
    substitute,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

EMPTY = "（无）"
"""Stands in the first column of a table without rows."""

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Table:
    """What fills one sheet.

    `sheet`: its name in the template. `rows` by placeholder. `required`: placeholders without which the sheet would not
    say what it must. `optional`: further ones that a template may use. `named`: the name of the filled sheet, where one
    sheet of the template is filled several times (None: as in the template). `scalars`: single values beside those of
    the whole workbook. `group`: the placeholder at whose change a new page begins. `unused`: prefixes of placeholders
    that this table does not have although another filling of the same sheet does; their columns are hidden.
    """

    sheet: str
    rows: Sequence[Row]
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    named: str | None = None
    scalars: Mapping[str, Value] = field(default_factory=dict)
    group: str | None = None
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """Where a filled sheet has what: 1-based rows and columns, ends included. `last` is the last row of the table,
    `bottom` of the sheet. `breaks`: rows after which a new page begins."""

    header: int
    first: int
    last: int
    bottom: int
    columns: int
    breaks: tuple[int, ...]
    places: Mapping[str, int] = field(default_factory=dict)
    """The column of each placeholder that has a cell of the row to itself."""


def fill(sheet: Worksheet, table: Table, scalars: Mapping[str, Value], file: str) -> Frame:
    """Fills one sheet in place. Raises `ReviewError` that names file, sheet and what is missing or not known."""
    known = table.required | table.optional
    sample = sample_row(sheet, known, file)
    values = {**scalars, **table.scalars}
    check_sheet(sheet, sample, table.required, known | values.keys(), file, table.unused)
    _one_dimension_each(sheet)
    _hide(sheet, sample, table.unused)
    fill_scalars(sheet, values, file, sample=sample, unused=table.unused)
    _grow(sheet, sample - 1, sheet.row_dimensions[sample - 1].height)
    grown = max(len(table.rows), 1) - 1
    _push_down(sheet, sample, grown)
    look = _Look.of(sheet, sample)
    for at, row in enumerate(table.rows):
        look.fill(sheet, sample + at, {**values, **row}, file)
    if not table.rows:
        look.fill_empty(sheet, sample)
    bottom = max(sheet.max_row, sample + grown)
    places = {
        found[1]: at
        for at, text in enumerate(look.texts, start=1)
        if (found := PLACEHOLDER.fullmatch(str(text or "").strip()))
    }
    return Frame(sample - 1, sample, sample + grown, bottom, len(look.texts), _breaks(table, sample), places)


def fill_scalars(
    sheet: Worksheet,
    values: Mapping[str, Value],
    file: str,
    *,
    sample: int | None = None,
    unused: tuple[str, ...] = (),
) -> None:
    """Fills the placeholders outside the sample row; those of an unused prefix are emptied."""
    for cell in list(filled_cells(sheet)):
        names = names_in(cell.value)
        if not names or cell.row == sample:
            continue
        if any(name.startswith(unused) for name in names):
            cell.value = None
        else:
            _put_filled(cell, cell.value, values, f"{file} 的工作表“{sheet.title}”")


@dataclass(frozen=True)
class _Look:
    """The sample row: what its cells hold, how they look, how high it is, which of them are merged."""

    row: int
    texts: tuple[object, ...]
    styles: tuple[object, ...]
    height: float | None
    merged: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, sheet: Worksheet, row: int) -> _Look:
        """Takes the sample row down; its merged cells are parted, so that each row can be filled."""
        ranges = [r for r in sheet.merged_cells.ranges if r.min_row == r.max_row == row]
        for found in ranges:
            sheet.unmerge_cells(str(found))
        cells = [sheet.cell(row, at) for at in range(1, sheet.max_column + 1)]
        return cls(
            row,
            tuple(cell.value for cell in cells),
            tuple(copy(cell._style) for cell in cells),
            sheet.row_dimensions[row].height,
            tuple((r.min_col, r.max_col) for r in ranges),
        )

    def fill(self, sheet: Worksheet, row: int, values: Row, file: str) -> None:
        from openpyxl.formula.translate import Translator

        place = f"{file} 的工作表“{sheet.title}”"
        for cell, text in self._dressed(sheet, row):
            if names_in(text):
                _put_filled(cell, str(text), values, place)
            elif isinstance(text, str) and text.startswith("="):
                # a formula of the office's own, such as =ROW()-3
                origin = f"{cell.column_letter}{self.row}"
                cell.value = Translator(text, origin=origin).translate_formula(cell.coordinate)
            else:
                cell.value = text
        self._finish(sheet, row)

    def fill_empty(self, sheet: Worksheet, row: int) -> None:
        for cell, _ in self._dressed(sheet, row):
            put(cell, EMPTY if cell.column == 1 else None, str)
        self._finish(sheet, row)

    def _dressed(self, sheet: Worksheet, row: int) -> Iterator[tuple[Cell, object]]:
        for at, (text, style) in enumerate(zip(self.texts, self.styles, strict=True), start=1):
            cell = sheet.cell(row, at)
            cell._style = copy(style)
            yield cell, text

    def _finish(self, sheet: Worksheet, row: int) -> None:
        for left, right in self.merged:
            sheet.merge_cells(start_row=row, start_column=left, end_row=row, end_column=right)
        _grow(sheet, row, self.height)


def _one_dimension_each(sheet: Worksheet) -> None:
    """Excel keeps neighbours of one width as one entry; each column gets its own, so that it can be read and hidden."""
    from openpyxl.utils import get_column_letter

    for letter, wide in list(sheet.column_dimensions.items()):
        first, last = wide.min or 0, min(wide.max or 0, sheet.max_column)
        for at in range(first + 1, last + 1):
            own = sheet.column_dimensions[get_column_letter(at)]
            own.width, own.hidden, own._style = wide.width, wide.hidden, copy(wide._style)
        if last > first:
            sheet.column_dimensions[letter].max = first


def _hide(sheet: Worksheet, sample: int, unused: tuple[str, ...]) -> None:
    for cell in sheet[sample]:
        if any(name.startswith(unused) for name in names_in(cell.value)):
            sheet.column_dimensions[cell.column_letter].hidden = True


def _put_filled(cell: Cell, text: str, values: Mapping[str, Value], place: str) -> None:
    """A cell that is one placeholder takes the value as it is (a number stays one); else it is text."""
    only = PLACEHOLDER.fullmatch(text.strip())
    value = values.get(only[1]) if only else substitute(text, values)
    put(cell, value, lambda: f"{place}的 {cell.coordinate} ")


def _push_down(sheet: Worksheet, sample: int, by: int) -> None:
    """Moves what stands below the sample row, with its heights and merged cells."""
    below = sheet.max_row
    if not by or below <= sample:
        return
    heights = {row: sheet.row_dimensions[row].height for row in range(sample + 1, below + 1)}
    merged = [r for r in sheet.merged_cells.ranges if r.min_row > sample]
    corners = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in merged]
    for found in [str(r) for r in merged]:
        sheet.unmerge_cells(found)
    sheet.move_range(f"A{sample + 1}:{sheet.cell(below, sheet.max_column).coordinate}", rows=by, translate=True)
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
        sheet.row_dimensions[row + by].height = height
    for top, left, bottom, right in corners:
        sheet.merge_cells(start_row=top + by, start_column=left, end_row=bottom + by, end_column=right)


def _grow(sheet: Worksheet, row: int, least: float | None) -> None:
    """Makes a row of fixed height as high as its texts need; one without is fitted by the program that opens it."""
    if row > 0 and least is not None:
        sheet.row_dimensions[row].height = max(least, _height_needed(sheet, row))


def _height_needed(sheet: Worksheet, row: int) -> float:
    """How high the row must be for its longest wrapped text, in points; Excel allows 409 at most."""
    needed = 0.0
    for cell in sheet[row]:
        if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
            continue
        dimension, size = sheet.column_dimensions[cell.column_letter], cell.font.size or 11.0
        room = dimension.width - 2 * (cell.alignment.indent or 0)
        lines = 1 if dimension.hidden else lines_needed(cell.value, room, size)
        needed = max(needed, lines * size * 1.4 + 8 if lines > 1 else 0.0)
    return min(needed, 409.0)


def _breaks(table: Table, first: int) -> tuple[int, ...]:
    if table.group is None:
        return ()
    keys = [row.get(table.group) for row in table.rows]
    return tuple(first + at - 1 for at in range(1, len(keys)) if keys[at] != keys[at - 1])
