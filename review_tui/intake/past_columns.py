"""Which columns of a list of past winners hold what: told by a header's words, or by the content where none stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from review_tui.intake.grid import Cell, Grid
from review_tui.intake.past_cells import is_body, is_person, is_project, split_name
from review_tui.intake.past_labels import NAMES, category_in_text, column_key, year_in_cell
from scoring.season import SeasonRules

Columns = Mapping[str, int]
"""Key → index of the column."""
_SHARED = ("year", "category", "region", "sender")
"""What stands once before several tables side by side counts for all of them."""
_PLACED = ("unit", "sender", "region")
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet: rows `first` to `last` (not included), and its columns; several where it stands side by
    side with itself. `header` is the index of the header's first row, None where there is none."""

    header: int | None
    first: int
    last: int
    blocks: tuple[Columns, ...]


def tables_of(grid: Grid, rules: SeasonRules) -> tuple[Table, ...]:
    """The tables of a sheet; empty: no column holds names."""
    heads = _headers(grid)
    if not heads:
        return _alone(grid) or _guessed(grid, rules)
    ends = [*(first for first, _, _ in heads[1:]), len(grid.rows)]
    return tuple(
        Table(first, last + 1, end, _blocks(keys)) for (first, last, keys), end in zip(heads, ends, strict=True)
    )


def _alone(grid: Grid) -> tuple[Table, ...]:
    """A list of one column below its label."""
    if any(sum(1 for c in row if c.text and not c.up) > 1 for row in grid.rows):
        return ()
    for number, row in enumerate(grid.rows):
        for cell in row:
            key = column_key(cell.text) if cell.text else None
            if key in NAMES:
                return (Table(number, number + 1, len(grid.rows), ({str(key): cell.column},)),)
    return ()


def _guessed(grid: Grid, rules: SeasonRules) -> tuple[Table, ...]:
    blocks = _guess(grid, rules)
    return (Table(None, 0, len(grid.rows), blocks),) if blocks else ()


# ---------------------------------------------------------------------------------------------------------- header


def _headers(grid: Grid) -> list[tuple[int, int, dict[int, str]]]:
    """(first row, last row, key by column) of each header; two rows that follow each other are one header."""
    found: list[tuple[int, int, dict[int, str]]] = []
    for number, row in enumerate(grid.rows):
        keys = _keys(row)
        if keys is None:
            continue
        if found and found[-1][1] == number - 1:
            first, _, above = found.pop()
            found.append((first, number, above | keys))
        else:
            found.append((number, number, keys))
    return found


def _keys(row: Sequence[Cell]) -> dict[int, str] | None:
    """The keys of a header's row; None: it is none. It names a name and one thing more, and is mostly labels."""
    filled = [cell for cell in row if cell.text]
    keys = {cell.column: key for cell in filled if (key := column_key(cell.text)) is not None}
    useful = {key for key in keys.values() if key != "-"}
    if not useful & set(NAMES) or len(useful) < 2 or len(keys) * 2 < len(filled):
        return None
    return keys


def _blocks(keys: Mapping[int, str]) -> tuple[Columns, ...]:
    blocks: list[dict[str, int]] = [{}]
    for column, key in sorted(keys.items()):
        here = blocks[-1]
        named = bool(here.keys() & set(NAMES))
        if named and (key == "serial" or (key in NAMES and "unit" in here)):
            here = {}
            blocks.append(here)
        if key != "-":
            here.setdefault(key, column)
    first = blocks[0]
    shared = {key: first[key] for key in _SHARED if key in first and first[key] < _name_column(first)}
    later = [shared | b for b in blocks[1:] if b.keys() & set(NAMES) and b.keys() & set(_PLACED)]
    return (first, *later)


def _name_column(columns: Columns) -> int:
    return min((columns[key] for key in NAMES if key in columns), default=0)


# ----------------------------------------------------------------------------------------------------------- content


def _guess(grid: Grid, rules: SeasonRules) -> tuple[Columns, ...]:
    """The columns by what stands in them; empty: no column looks like names."""
    rows = [row for row in grid.rows if sum(1 for c in row if c.text and not c.up) > 1]
    alone = not rows
    rows = rows or list(grid.rows)
    texts: dict[int, list[str]] = {}
    for row in rows[:: max(1, len(rows) // _SAMPLE)]:
        for cell in row:
            if cell.text:
                texts.setdefault(cell.column, []).append(cell.text)
    columns: dict[str, int] = {}
    for key, (holds, most) in _tests(rules).items():
        for column, values in texts.items():
            free = column not in columns.values() and key not in columns and len(set(values)) <= most
            if free and _share(values, holds) >= 0.8:
                columns[key] = column
    most = max((len(values) for values in texts.values()), default=0)
    rest = {c: v for c, v in texts.items() if c not in columns.values() and len(v) * 4 >= most}
    return _names_and_bodies(columns, rest, alone=alone)


def _tests(rules: SeasonRules) -> Mapping[str, tuple[Callable[[str], bool], int]]:
    """What a cell of such a column looks like, and how many different ones there may be."""
    return {
        "year": (lambda text: year_in_cell(text, rules.year) is not None, _SAMPLE),
        "serial": (lambda text: text.rstrip(".、").isdigit(), _SAMPLE),
        "category": (lambda text: len(text) <= 16 and category_in_text([text], rules) is not None, 8),
        "region": (lambda text: text in rules.places, _SAMPLE),
    }


def _names_and_bodies(
    columns: dict[str, int], rest: Mapping[int, Sequence[str]], *, alone: bool
) -> tuple[Columns, ...]:
    def likeness(column: int) -> float:
        values = rest[column]
        return _share(values, _is_name) - _share(values, is_body)

    if not rest:
        return ()
    name = max(rest, key=likeness)
    if _share(rest[name], _is_name) < (0.7 if alone else 0.5) and _share(rest[name], _is_pair) < 0.5:
        return ()
    pairs = [c for c in rest if _share(rest[c], _is_pair) >= 0.5]
    if len(pairs) > 1:  # 姓名（单位） in every cell, several in a row
        return tuple({**columns, "both": column} for column in pairs)
    bodies = [c for c in rest if c != name and _share(rest[c], is_body) >= 0.5]
    senders = [c for c in bodies if _share(rest[c], _is_sender) >= 0.5]
    units = [c for c in bodies if c not in senders] or bodies
    columns["both"] = name
    if units:
        columns["unit"] = min(units, key=lambda c: (c < name, c))
    for column in (*senders, *bodies):
        if column not in columns.values():
            columns.setdefault("sender", column)
    left = [c for c in rest if c not in columns.values()]
    if left:
        columns["remark"] = max(left)
    return (columns,)


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _is_name(text: str) -> bool:
    return is_person(text) or is_project(text)


def _is_pair(text: str) -> bool:
    return split_name(text, "")[1] != ""


def _is_sender(text: str) -> bool:
    return "教育局" in text or "教育科技局" in text or "教委" in text or "教体局" in text
