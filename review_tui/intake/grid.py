"""Tables as the program sees them, whether they came from a sheet or from a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from review_tui.intake.text import clean


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `column` counts from 0; `span`: columns it covers; `up`: it goes on from the row above.

    `number`: the value of a numeric cell. `dated`: the sheet holds a date, `text` is its ISO form.
    """

    text: str
    column: int
    span: int = 1
    up: bool = False
    number: float | None = None
    dated: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. `before`: the paragraphs between the table before and this one.

    `name`: the sheet's name, or `表1`, with the program that converted its paper (`表1（catdoc）`).
    """

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    sheet: bool
    before: tuple[str, ...] = ()

    @cached_property
    def dense(self) -> tuple[tuple[Cell | None, ...], ...]:
        """The cells by row and column; a cell that covers several columns stands in each of them."""
        width = max((c.column + c.span for row in self.rows for c in row), default=0)
        lines: list[tuple[Cell | None, ...]] = []
        for row in self.rows:
            line: list[Cell | None] = [None] * width
            for cell in row:
                line[cell.column : cell.column + cell.span] = [cell] * cell.span
            lines.append(tuple(line))
        return tuple(lines)

    def place(self, row: int, cell: Cell, label: str = "") -> str:
        """`file › sheet › D5`, or `file › 表1 › 第3行“出生年月”`; rows count from 1."""
        if self.sheet:
            parts = (self.file, self.name, f"{_letters(cell.column)}{row + 1}")
        else:
            parts = (self.file, self.name, f"第{row + 1}行" + (f"“{label}”" if label else ""))
        return " › ".join(part for part in parts if part)


@dataclass(frozen=True)
class Paper:
    """What was read of a document or workbook: its grids, its paragraphs in order, and all its characters."""

    file: str
    grids: tuple[Grid, ...] = ()
    paragraphs: tuple[str, ...] = ()
    chars: int | None = None


def paper_of(file: str, answer: dict[str, Any]) -> Paper | None:
    """The paper in an answer of the reading process; None where it holds neither blocks nor sheets."""
    if "sheets" in answer:
        sheets = answer["sheets"]
        return Paper(file, tuple(Grid(file, clean(s["name"]), _rows(s["rows"]), True) for s in sheets))
    if "blocks" not in answer:
        return None
    grids: list[Grid] = []
    paragraphs: list[str] = []
    before: list[str] = []
    for kind, content in answer["blocks"]:
        if kind == "p":
            text = clean(content)
            if text:
                paragraphs.append(text)
                before.append(text)
        else:
            name = f"表{len(grids) + 1}" + (f"（{answer['by']}）" if "by" in answer else "")
            grids.append(Grid(file, name, _rows(content), False, tuple(before)))
            before = []
    return Paper(file, tuple(grids), tuple(paragraphs), answer["chars"])


def _rows(rows: list[list[list[Any]]]) -> tuple[tuple[Cell, ...], ...]:
    result = []
    for row in rows:
        cells, column = [], 0
        for value, span, up in row:
            cells.append(_cell(value, column, span, up))
            column += span
        result.append(tuple(cells))
    return tuple(result)


def _cell(value: Any, column: int, span: int, up: bool) -> Cell:
    if isinstance(value, list):
        return Cell(str(value[1]), column, span, up, dated=True)
    if isinstance(value, int | float):
        whole = isinstance(value, int) or (value == int(value) and abs(value) < 1e16)
        return Cell(str(int(value)) if whole else repr(value), column, span, up, float(value))
    return Cell(clean(str(value)), column, span, up)


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
