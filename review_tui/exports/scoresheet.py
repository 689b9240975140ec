"""The offline score sheet: what one expert still has to score, to be filled in without a line and taken back.

Locked but for the score cells, the gate and the comment. The lock is a help for the hand and no wall: whoever takes the
sheet back (`desks.score_sheet`) checks everything again. It holds no phone, birth date, finding or anybody's scores.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from review_tui.exports.cells import Value, clean, lines_needed, put
from review_tui.exports.paper import A4, PAGES
from review_tui.exports.workbook import Masthead, without_clock
from scoring.season import Category, Criterion, Rubric

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ID, NAME, UNIT, TOTAL, COMMENT = "编号", "名称", "推荐单位", "合计", "评语"
PASSED, FAILED = "合格", "不合格"
RUBRIC = "评分标准"
COMMENT_LIMIT = 2000
HEADER = 4
"""The row of the column headers."""
_WIDTHS = {ID: 8.0, NAME: 24.0, UNIT: 24.0, TOTAL: 8.0, COMMENT: 38.0}
_SCORE_WIDTH = 13.0
_HOW = "只填浅黄色的格：分数、合格与否、评语。一份要么填全，要么整行留空。判为不合格的须写评语。填好后交办公室导入。"


@dataclass(frozen=True)
class SheetRow:
    """One nomination to be scored."""

    id: str
    name: str
    unit: str


@dataclass(frozen=True)
class ScoreSheet:
    """What the workbook holds. `stamp`: the line by which it is known again (`desks.score_code`); `step`: of points;
    `parts`: the nominations by category."""

    masthead: Masthead
    stamp: str
    step: Decimal
    parts: Sequence[tuple[Category, Sequence[SheetRow]]]


def criterion_head(criterion: Criterion) -> str:
    """The header of a criterion's column: its name and range."""
    return f"{criterion.name}\n0–{criterion.points}"


def columns(rubric: Rubric) -> list[str]:
    """The headers from left to right."""
    gate = [rubric.gate.name] if rubric.gate else []
    return [ID, NAME, UNIT, *gate, *(criterion_head(c) for c in rubric.criteria), TOTAL, COMMENT]


def scoresheet(content: ScoreSheet) -> bytes:
    """The workbook: a sheet for each category, then the rubric with its bands."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for category, rows in content.parts:
        _scores(book.create_sheet(category.short), content, category, rows)
    _rubrics(book.create_sheet(RUBRIC), content)
    return _bytes(book, content.masthead)


def _scores(sheet: Worksheet, content: ScoreSheet, category: Category, rows: Sequence[SheetRow]) -> None:
    heads = columns(category.rubric)
    for row, text in ((1, f"{category.name}评分表"), (2, content.stamp), (3, _HOW)):
        put(sheet.cell(row, 1), text, lambda: sheet.title)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(heads))
        _look(sheet.cell(row, 1), "黑体" if row == 1 else "楷体", 16 if row == 1 else 10, centre=row == 1)
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[HEADER].height = 46
    for column, head in enumerate(heads, start=1):
        _head(sheet.cell(HEADER, column), head)
    for row, one in enumerate(rows, start=HEADER + 1):
        _row(sheet, row, one, category.rubric)
    last = max(HEADER + len(rows), HEADER + 1)
    _validate(sheet, category.rubric, content.step, last)
    _set_up(sheet, heads, last)


def _row(sheet: Worksheet, row: int, one: SheetRow, rubric: Rubric) -> None:
    from openpyxl.utils import get_column_letter

    first = 4 + (rubric.gate is not None)
    total = first + len(rubric.criteria)
    values: list[Value] = [one.id, one.name, one.unit, *[None] * (total - 4)]
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        put(cell, value, lambda: one.id)
        _body(cell, entry=column >= 4, left=column in (2, 3))
    span = f"{get_column_letter(first)}{row}:{get_column_letter(total - 1)}{row}"
    sheet.cell(row, total).value = f'=IF(COUNT({span})=0,"",SUM({span}))'  # ours, and not read when it comes back
    _body(sheet.cell(row, total), entry=False, left=False)
    comment = sheet.cell(row, total + 1)
    comment.number_format = "@"
    _body(comment, entry=True, left=True)
    lines = max(lines_needed(clean(text), _WIDTHS[NAME], 11) for text in (one.name, one.unit))
    sheet.row_dimensions[row].height = max(30, 16 * lines)


def _validate(sheet: Worksheet, rubric: Rubric, step: Decimal, last: int) -> None:
    """What Excel and WPS refuse at the cell: other words than the two, points off range or step, a long comment."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    def hold(kind: str, column: int, title: str, said: str, **terms: str) -> None:
        rule = DataValidation(kind, allow_blank=True, showErrorMessage=True, showInputMessage=True, **terms)
        rule.errorTitle, rule.error = title[:31], said
        rule.promptTitle, rule.prompt = title[:31], said
        letter = get_column_letter(column)
        rule.add(f"{letter}{HEADER + 1}:{letter}{last}")
        sheet.add_data_validation(rule)

    column = 4
    if rubric.gate is not None:
        hold("list", column, rubric.gate.name, f"请选 {PASSED} 或 {FAILED}", formula1=f'"{PASSED},{FAILED}"')
        column += 1
    for criterion in rubric.criteria:
        cell = f"{get_column_letter(column)}{HEADER + 1}"
        steps = f"ROUND({cell}/{step},6)=ROUND({cell}/{step},0)"
        formula = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={criterion.points},{steps})"
        hold("custom", column, criterion.name, f"填 0 到 {criterion.points}，以 {step} 分为一档", formula1=formula)
        column += 1
    hold("textLength", column + 1, COMMENT, f"最多 {COMMENT_LIMIT} 字；判为{FAILED}须写明理由",
         operator="lessThanOrEqual", formula1=str(COMMENT_LIMIT))  # fmt: skip


def _rubrics(sheet: Worksheet, content: ScoreSheet) -> None:
    row = 1
    for category, _ in content.parts:
        title = f"{category.name}：{RUBRIC}（满分 {category.rubric.total}，以 {content.step} 分为一档）"
        put(sheet.cell(row, 1), title, lambda: sheet.title)
        _look(sheet.cell(row, 1), "黑体", 13, centre=False)
        sheet.row_dimensions[row].height = 26
        bands = sorted(category.rubric.bands, key=lambda b: b.at_least, reverse=True)
        heads = ["评分项", "分值", *(band.name for band in bands), "说明"]
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(heads))
        _line(sheet, row + 1, heads)
        for column in range(1, len(heads) + 1):
            _head(sheet.cell(row + 1, column), heads[column - 1])
        row += 2
        if category.rubric.gate is not None:
            gate = category.rubric.gate
            _line(sheet, row, [gate.name, f"{PASSED}/{FAILED}", *[""] * len(bands), gate.hint])
            row += 1
        for criterion in category.rubric.criteria:
            spans = _spans(criterion, [band.at_least for band in bands], content.step)
            _line(sheet, row, [criterion.name, str(criterion.points), *spans, criterion.hint])
            row += 1
        row += 1
    for letter, width in zip("ABCDEFGH", (24, 10, 12, 12, 12, 12, 60, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    _set_paper(sheet)


def _spans(criterion: Criterion, percents: Sequence[Decimal], step: Decimal) -> list[str]:
    """The points that belong to each band, best first; a band that holds no value on the step is a dash."""
    spans, top = [], criterion.points
    for percent in percents:
        low = (percent * criterion.points / 100 / step).to_integral_value(ROUND_CEILING) * step
        spans.append(f"{_plain(low)}–{_plain(top)}" if low < top else _plain(top) if low == top else "—")
        top = min(top, low - step)
    return spans


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _line(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        put(cell, text, lambda: sheet.title)
        _body(cell, entry=False, left=column in (1, len(texts)))


def _head(cell: Cell, text: str) -> None:
    from openpyxl.styles import PatternFill

    put(cell, text, lambda: text)
    _look(cell, "黑体", 10.5, centre=True)
    cell.fill = PatternFill("solid", fgColor="DDE6F0")
    _edge(cell)


def _body(cell: Cell, *, entry: bool, left: bool) -> None:
    from openpyxl.styles import PatternFill, Protection

    _look(cell, "宋体", 11, centre=not left)
    _edge(cell)
    if entry:
        cell.protection = Protection(locked=False)
        cell.fill = PatternFill("solid", fgColor="FFF9DB")


def _look(cell: Cell, font: str, size: float, *, centre: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=font, size=size)
    cell.alignment = Alignment(horizontal="center" if centre else "left", vertical="center", wrap_text=True)


def _edge(cell: Cell) -> None:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="7F7F7F")
    cell.border = Border(left=line, right=line, top=line, bottom=line)


def _set_up(sheet: Worksheet, heads: Sequence[str], last: int) -> None:
    from openpyxl.utils import get_column_letter

    for column, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(head, _SCORE_WIDTH)
    sheet.freeze_panes = f"D{HEADER + 1}"
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    sheet.print_area = f"A1:{get_column_letter(len(heads))}{last}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # the expert may widen what is too narrow
    _set_paper(sheet)


def _set_paper(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.protection.sheet = True
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.center.text = PAGES


def _bytes(book: Workbook, masthead: Masthead) -> bytes:
    made = masthead.made_at.replace(tzinfo=None, microsecond=0)
    book.properties.creator, book.properties.title = masthead.organiser, masthead.title
    book.properties.created = made
    raw = io.BytesIO()
    book.save(raw)
    return without_clock(raw, made)
