"""Rows of a 汇总表: the header is found by its words, wherever it stands and however deep it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review_tui.intake.found import Entry, Field, category_of_text, only_category
from review_tui.intake.grid import Cell, Grid, Paper
from review_tui.intake.labels import Nature, label_key, nature_of
from review_tui.intake.text import folded, line, solid
from review_tui.intake.unit_lines import unit_claims
from scoring.season import SeasonRules

DEPTH = 3
LEAST_KEYS = 3
NEAR = 6
"""How many rows above a header its title may stand."""
_TABLE_WORDS = re.compile(r"汇总|一览表|花名册|登记表|名单|统计表")
_FOOT = re.compile(
    r"^(?:合计|总计|小计|共计|总数|填表人|填报人|制表人?|审核人?|负责人签|单位负责人|联系人[:：]|备注[:：]|注[:：]|说明[:：]|附[:：]|盖章|\(盖章|年月日)"
)
_COUNT = re.compile(r"^共?\d+(?:人|项|个|名)$")
_EXAMPLE = re.compile(r"^(?:例如|示例|样例|例[:：])")


@dataclass(frozen=True)
class Header:
    """Where a header stands and what its columns are: `columns` maps a key to the column's index and its label.

    `choices`: keys whose label spans a column for each answer, with the answers by column; one of them is ticked.
    """

    first: int
    last: int
    nature: Nature
    columns: dict[str, tuple[int, str]]
    choices: dict[str, dict[int, str]]


@dataclass(frozen=True)
class Summary:
    """A summary table: its rows, and the category that its title, sheet or file names."""

    category: str | None
    entries: tuple[Entry, ...]
    claims: tuple[str, ...]


def summaries_of(paper: Paper, rules: SeasonRules) -> list[Summary]:
    """All summary tables of a paper, those without rows included; empty: it holds none."""
    found: list[Summary] = []
    for grid in paper.grids:
        headers = list(_headers(grid))
        for at, header in enumerate(headers):
            top = headers[at - 1].last + 1 if at else 0
            bottom = headers[at + 1].first if at + 1 < len(headers) else len(grid.rows)
            summary = _summary(paper, grid, header, (top, bottom), rules)
            if summary is not None:
                found.append(summary)
    return found


def _summary(paper: Paper, grid: Grid, header: Header, span: tuple[int, int], rules: SeasonRules) -> Summary | None:
    above = _above(grid, max(span[0], header.first - NEAR), header.first)
    titles = [*reversed(above), *reversed(grid.before if span[0] == 0 else ()), grid.name]
    titles += reversed(paper.file.split("/"))
    rows = list(_rows(grid, header, span[1]))
    told = any(_TABLE_WORDS.search(folded(text)) for text in (*titles[:-1], paper.file.rsplit("/", 1)[-1]))
    if not ("serial" in header.columns or told or len(rows) >= 2):
        return None
    category = category_of_text(titles, rules, header.nature) or only_category(rules, header.nature)
    claims = unit_claims([*above, *paper.paragraphs, *(c.text for row in grid.rows[header.last :] for c in row[:1])])
    entries = tuple(
        Entry(paper.file, header.nature, category, fields, claims=claims, table=f"{grid.name}:{header.first}")
        for fields in rows
    )
    return Summary(category, entries, claims)


def _above(grid: Grid, first: int, last: int) -> list[str]:
    """Title lines: rows with few filled cells. Rows of data above a second header are no titles."""
    texts: list[str] = []
    for row in grid.rows[first:last]:
        filled = [c.text for c in row if c.text and not c.up]
        if len(filled) <= 3:
            texts += filled
    return texts


# ---------------------------------------------------------------------------------------------------------- header


def _headers(grid: Grid) -> Iterator[Header]:
    row = 0
    while row < len(grid.rows):
        header = _header_at(grid, row)
        if header is None:
            row += 1
        else:
            yield header
            row = header.last + 1


def _header_at(grid: Grid, row: int) -> Header | None:
    nature = nature_of([c.text for line_ in grid.rows[row : row + DEPTH] for c in line_])
    if nature is None:
        return None
    best: Header | None = None
    for depth in range(1, DEPTH + 1):
        if row + depth > len(grid.rows):
            break
        if depth == 1 and all(label_key(c.text, nature) is None for c in grid.rows[row]):
            return None
        if depth > 1 and not _goes_on(grid, row + depth - 1, nature):
            break
        columns = _columns(grid, row, depth, nature)
        if best is None or len(columns) >= len(best.columns):
            best = Header(row, row + depth - 1, nature, columns, _choices(grid, row, depth, columns))
    if best is None or "name" not in best.columns or len(best.columns) < LEAST_KEYS:
        return None
    first = grid.dense[row][best.columns["name"][0]]
    if first is not None and first.up:
        return None  # a row inside a header that began higher
    return best if _side_by_side(grid, best) else None


def _goes_on(grid: Grid, row: int, nature: Nature) -> bool:
    """Whether a row may belong to the header above it: a label reaches down into it, or what is new in it are labels or
    ends of labels (出生 › 年月)."""
    if any(c.up and label_key(c.text, nature) is not None for c in grid.rows[row]):
        return True
    new = [c for c in grid.rows[row] if c.text and not c.up]
    return sum(_is_label(grid, row, cell, nature) for cell in new) * 2 > len(new) > 0


def _is_label(grid: Grid, row: int, cell: Cell, nature: Nature) -> bool:
    above = grid.dense[row - 1][cell.column]
    whole = (above.text if above is not None else "") + cell.text
    return label_key(cell.text, nature) is not None or label_key(whole, nature) is not None


def _columns(grid: Grid, first: int, depth: int, nature: Nature) -> dict[str, tuple[int, str]]:
    columns: dict[str, tuple[int, str]] = {}
    for column in range(len(grid.dense[first])):
        parts: list[str] = []
        for line_ in grid.dense[first : first + depth]:
            cell = line_[column]
            if cell is not None and cell.text and cell.text not in parts:
                parts.append(cell.text)
        joined = ["".join(parts[start:]) for start in range(len(parts))]  # 基本情况 › 出生 › 年月 is 出生年月
        for text in (*joined, *reversed(parts)):
            key = label_key(text, nature)
            if key is not None:
                if key != "-":
                    columns.setdefault(key, (column, solid(text)))
                break
    return columns


def _choices(grid: Grid, first: int, depth: int, columns: dict[str, tuple[int, str]]) -> dict[str, dict[int, str]]:
    """Labels that span several columns, under which other words stand: 人群类型 › 老年人 | 残疾人 | 退役军人."""
    last = grid.dense[first + depth - 1]
    choices: dict[str, dict[int, str]] = {}
    for key, (column, label) in columns.items():
        over = [row[column] for row in grid.dense[first : first + depth - 1]]
        above = next((cell for cell in over if cell is not None and solid(cell.text) == label), None)
        if above is None or above.span < 2:
            continue
        under = ((at, last[at]) for at in range(column, column + above.span))
        words = {at: solid(cell.text) for at, cell in under if cell is not None and not cell.up}
        if len(words) > 1 and label not in words.values():
            choices[key] = words
    return choices


def _side_by_side(grid: Grid, header: Header) -> bool:
    """A header's labels touch each other; in a form every other cell is a value."""
    row = grid.rows[header.last]
    labels = [label_key(cell.text, header.nature) is not None for cell in row if cell.text]
    return (len(labels) >= LEAST_KEYS and sum(labels) * 4 >= len(labels) * 3) or header.last > header.first


# ------------------------------------------------------------------------------------------------------------ rows


def _rows(grid: Grid, header: Header, bottom: int) -> Iterator[dict[str, Field]]:
    name_column = header.columns["name"][0]
    for row in range(header.last + 1, bottom):
        cells = grid.dense[row]
        name = cells[name_column]
        if name is None or name.up or not _names(name, cells, header.nature):
            continue
        fields: dict[str, Field] = {}
        for key, (column, label) in header.columns.items():
            cell = _ticked(cells, header.choices[key]) if key in header.choices else cells[column]
            if cell is not None:
                fields[key] = Field(cell, label, grid.place(row, cell, label))
        yield fields


def _ticked(cells: tuple[Cell | None, ...], words: dict[int, str]) -> Cell | None:
    """The ticked column's word in the place of its tick; a text that stands there is the answer itself."""
    filled = [(cell, words[at]) for at in words if (cell := cells[at]) is not None and cell.text]
    if len(filled) != 1:
        return filled[0][0] if filled and filled[0][0].span > 1 else None
    cell, word = filled[0]
    ticked = re.fullmatch(r"[√✓✔☑■●◆是yY1]", cell.text.strip())
    return Cell(word, cell.column, cell.span) if ticked else cell


def _names(name: Cell, cells: tuple[Cell | None, ...], nature: Nature) -> bool:
    """Whether a row names a nominee: no totals, signatures, section lines, examples or empty rows."""
    text = folded(name.text)
    first = next((folded(c.text) for c in cells if c is not None and c.text), "")
    if not text or name.span * 2 > len(cells) or _FOOT.match(first) or _FOOT.match(text):
        return False
    if label_key(name.text, nature) is not None:
        return False
    if _COUNT.match(text) or _EXAMPLE.match(text) or _EXAMPLE.match(first) or text.isdigit():
        return False
    return len(line(name.text)) <= (30 if nature == "person" else 80)
