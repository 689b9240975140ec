"""Text that once was a page → paragraphs and tables: what catdoc and antiword print, and the lines of a PDF."""

from __future__ import annotations

import itertools
import unicodedata
from typing import Any

Block = list[Any]
"""`["p", text]` or `["t", rows]`, as `documents.read_docx` gives them."""
_NEAR = 10
"""Points that a piece may stand left of its column, a number that is set to the right."""
_RIGHT = 18
"""Points that it may stand right of it, a line that is set in or begins with a space."""
_FULL = 20
"""antiword's cells are as wide as the paper's; a narrower one holds lines of its own."""
_PUNCTUATION = 4
"""So many columns are left free where a sign may not begin the next line."""
_COLUMNS = 4


def tabbed_blocks(text: str) -> list[Block]:
    """catdoc: a row of a table is a line with tabs between its cells."""
    blocks: list[Block] = []
    for line in text.splitlines():
        if "\t" not in line.strip():
            blocks.append(["p", line])
            continue
        _add_row(blocks, [[cell.strip(), 1, False] for cell in line.split("\t")])
    return blocks


def _add_row(blocks: list[Block], row: list[list[Any]]) -> None:
    if not blocks or blocks[-1][0] != "t":
        blocks.append(["t", []])
    blocks[-1][1].append(row)


# ---------------------------------------------------------------------------------------------------------- antiword


def barred_blocks(text: str) -> list[Block]:
    """antiword: a row is one or more lines between bars; where its first cell is empty, a line goes on with the row."""
    blocks: list[Block] = []
    table: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            blocks.append(["t", _barred_rows(table)])
            table = []
        blocks.append(["p", line])
    return blocks


def _barred_rows(lines: list[str]) -> list[list[list[Any]]]:
    cut = [_cut(line) for line in lines]
    bars = sorted({end for cells in cut for _, end in cells})
    rows: list[list[list[Any]]] = []
    before: list[int] = []
    for cells in cut:
        ends = [end for _, end in cells]
        if rows and not cells[0][0].strip() and len(cells) > 1 and ends == before:
            _go_on(rows[-1], cells)
            continue
        before, start, row = ends, 0, []
        for text, end in cells:
            span = sum(1 for bar in bars if start < bar <= end)
            row.append([text.rstrip(), max(1, span), False])
            start = end
        rows.append(row)
    return [[[_joined(text, 1, _FULL), span, up] for text, span, up in row] for row in rows]


def _go_on(row: list[list[Any]], cells: list[tuple[str, int]]) -> None:
    for cell, (text, _) in zip(row, cells, strict=True):
        if text.strip():
            cell[0] += "\n" + text.rstrip()


def _cut(line: str) -> list[tuple[str, int]]:
    """The cells of a line, each with the place on the page where it ends."""
    cells, at = [], 0
    for text in line.strip().strip("|").split("|"):
        at += _width(text) + 1
        cells.append((text, at))
    return cells


def _joined(text: str, slack: int, least: int = 0) -> str:
    """Lines that were broken only because the column is full are one line again.

    A column is as wide as its widest line, if that has `least` columns; a line may be `slack` columns short of it.
    """
    lines = text.split("\n")
    full = max(_width(line) for line in lines)
    joined = lines[0]
    for before, line in itertools.pairwise(lines):
        joined += line if full >= least and _width(before) >= full - slack else "\n" + line
    return joined


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


# --------------------------------------------------------------------------------------------------------------- pdf


Line = list[tuple[float, str]]
"""The pieces of a line that stand apart, each with the place where it begins."""


def laid_out_blocks(groups: list[list[Line]]) -> list[Block]:
    """Groups of lines that stand close together: pieces that stand apart are cells, what stands below them goes on."""
    blocks: list[Block] = []
    for group in groups:
        for row in _rows_of(group):
            if len(row) == 1:
                blocks.append(["p", _joined(row[0][1], _PUNCTUATION)])
            else:
                _add_row(blocks, [[at, _joined(text, _PUNCTUATION)] for at, text in row])
    return [["t", _columns(block[1])] if block[0] == "t" else block for block in blocks]


def _rows_of(lines: list[Line]) -> list[Line]:
    """Pieces that stand below each other become one; a row begins at the left edge, or has pieces from there on."""
    left = min((line[0][0] for line in lines), default=0)
    second = min((line[1][0] for line in lines if len(line) > 1), default=left)
    heads = [line[0][0] <= left + _NEAR or (len(line) > 2 and line[0][0] <= second + _NEAR) for line in lines]
    rows: list[Line] = []
    for line, head in zip(lines, heads, strict=True):
        if not rows or (head and sum(heads) > 1):
            rows.append(list(line))
        else:
            rows[-1] = _merged(rows[-1], line)
    return rows


def _merged(row: Line, line: Line) -> Line:
    cells = dict(row)
    for at, text in line:
        near = min(cells, key=lambda start: abs(start - at))
        if _below(at, near):
            cells[near] += "\n" + text
        else:
            cells[at] = text
    return sorted(cells.items())


def _below(at: float, start: float) -> bool:
    return start - _NEAR <= at <= start + _RIGHT


def _columns(rows: list[list[Any]]) -> list[list[list[Any]]]:
    """Cells by the columns of the widest row where those below it keep to them; else one behind the other, as in a
    form."""
    head = max(range(len(rows)), key=lambda n: len(rows[n]))
    starts = [at for at, _ in rows[head]]
    below = [at for row in rows[head:] for at, _ in row]
    kept = sum(1 for at in below if any(_below(at, start) for start in starts))
    strict = head + 1 < len(rows) and len(starts) >= _COLUMNS and kept * 10 >= 9 * len(below)
    return [
        _in_columns(row, starts) if strict and number >= head else [[text, 1, False] for _, text in row]
        for number, row in enumerate(rows)
    ]


def _in_columns(row: list[Any], starts: list[float]) -> list[list[Any]]:
    line = [["", 1, False] for _ in starts]
    for at, text in row:
        column = min(range(len(starts)), key=lambda n: abs(starts[n] - at))
        line[column][0] = f"{line[column][0]}\n{text}".strip()
    return line
