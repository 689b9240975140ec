"""The rows of a list of past winners: year, category, name, unit of each, with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from review_tui.intake.found import only_category
from review_tui.intake.grid import Cell, Grid
from review_tui.intake.past_cells import is_body, is_person, is_project, split_name
from review_tui.intake.past_columns import Columns, Table, tables_of
from review_tui.intake.past_labels import NAMES, category_in_text, is_title, year_in_cell, year_in_text
from review_tui.intake.text import folded, solid, unspaced
from review_tui.intake.values import date_of_cell, date_of_number, parse_date
from scoring.nomination import PastWinner
from scoring.season import SeasonRules

LONGEST = 100
"""More characters than this are a sentence and no name."""
_FOOT = re.compile(
    r"^(?:合计|总计|小计|共计|总数|填表人|填报人|制表人?|审核人?|负责人签|单位负责人|盖章|年月日"
    r"|(?:联系人|备注|注|说明|附)[:：])"
)
_NUMBERED = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]|名单$|[(（]共?\d+[人名个项]?[)）]$|^共?\d+[人名个项]$"
)
_OTHER_AWARD = re.compile(r"组织奖|组织单位|先进单位|优秀单位|先进集体")
_DITTO = frozenset({"同上", "〃", '"', "''", "″"})
_STARS = "★☆*※▲●◆■√ "


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not taken in, and why in Chinese. `expected`: no list can do without it (totals, signatures)."""

    place: str
    reason: str
    expected: bool = False


@dataclass
class PastRows:
    """What a list holds. `unread`: sheets without a column of names. `doubtful`: rows whose year cell says no year."""

    winners: list[PastWinner] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    doubtful: list[LeftOut] = field(default_factory=list)
    other_year: int = 0
    """Rows whose own year is another than the year that the person gave for the file."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a file beside its cells: the season's rules and the year that the person gave (None: none)."""

    rules: SeasonRules
    year: int | None
    file: str


def rows_of(grids: Sequence[Grid], told: Told) -> PastRows:
    """All rows of the sheets of one file, in their order."""
    found = PastRows()
    for grid in grids:
        if not any(cell.text for row in grid.rows for cell in row):
            continue
        tables = tables_of(grid, told.rules)
        if not tables:
            found.unread.append(grid.name)
        top = 0
        for table in tables:
            _Walk(grid, table, told, found, top).rows()
            top = table.last
    return found


class _Walk:
    """One table, row by row: what a section or a cell above has said holds on until something else is said."""

    def __init__(self, grid: Grid, table: Table, told: Told, found: PastRows, top: int) -> None:
        self._grid, self._table, self._told, self._found = grid, table, told, found
        rules = told.rules
        above = [c.text for row in grid.rows[top : table.header or 0] for c in row if c.text and not c.up]
        titles = [grid.name, *reversed(above), *reversed(grid.before), told.file]
        self._year = told.year or year_in_text(titles, rules.year)
        self._category = category_in_text(titles, rules)
        self._section: str | None = None
        self._region = ""
        self._last: dict[int, dict[str, str]] = {}
        # the same few texts in every row: what they say is worked out once
        self._year_in = cache(partial(year_in_cell, until=rules.year))
        self._category_in = cache(lambda text: category_in_text([text], rules))

    def rows(self) -> None:
        for row in range(self._table.first, self._table.last):
            filled = [c for c in self._grid.rows[row] if c.text and not c.up]
            if not filled or self._is_section(filled) or self._is_foot(filled, row):
                continue
            for nth, columns in enumerate(self._table.blocks):
                self._take(row, nth, columns)

    # ------------------------------------------------------------------------------------------ rows that are no rows

    def _is_section(self, filled: Sequence[Cell]) -> bool:
        """A row of one cell that says what the following rows are of: 二、品牌项目（25个）, 2017年, 长春市."""
        cell = filled[0]
        if len(filled) > 1:
            return False
        text, rules = folded(cell.text), self._told.rules
        bare = re.sub(r"[(（][^()（）]*[)）]$", "", re.sub(r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]", "", text))
        names = {c[key] for c in self._table.blocks for key in NAMES if key in c}
        aside = cell.span > 1 or cell.column not in names or bool(_NUMBERED.search(text)) or is_title(text, rules)
        year, category = year_in_text([text], rules.year), category_in_text([text], rules)
        if bare in rules.places:
            self._region = bare
        elif not (aside and (year or category)):
            return False
        self._year = year or self._year
        self._section = category or self._section
        self._last.clear()
        return True

    def _is_foot(self, filled: Sequence[Cell], row: int) -> bool:
        """Totals and signatures below a table."""
        if not _FOOT.match(folded(filled[0].text)):
            return False
        self._leave(row, "合计、填表人等，不是名单", expected=True)
        return True

    # ------------------------------------------------------------------------------------------ a row

    def _take(self, row: int, nth: int, columns: Columns) -> None:
        cells = self._cells(row, columns)
        key, cell = next(((k, cells[k]) for k in NAMES if k in cells), ("", None))
        self._remember(nth, cells, columns)
        if cell is None:
            if any(k in cells for k in ("unit", "remark")) and len(self._table.blocks) == 1:
                self._leave(row, "没有姓名或项目名称")
            return
        kept = self._last[nth]
        name, unit = split_name(cell.text, kept.get("unit", "") if "unit" in cells else "")
        if len(name) > LONGEST or not any(ch.isalpha() for ch in name):
            self._leave(row, "姓名一格不是姓名或项目名称")
            return
        if _OTHER_AWARD.search(kept.get("category", "")):
            self._leave(row, f"“{kept['category']}”不是这两类推介")
            return
        self._found.winners.append(self._winner(row, (key, name, unit), cells, kept))

    def _winner(
        self, row: int, named: tuple[str, str, str], cells: Mapping[str, Cell], kept: Mapping[str, str]
    ) -> PastWinner:
        key, name, unit = named
        sender = kept.get("sender", "")
        name = solid(name) if is_person(name) else unspaced(name)
        return PastWinner(
            year=self._year_of(row, cells.get("year"), kept),
            category=self._category_of(key, name, kept),
            name=name.strip(_STARS),
            unit=unspaced(unit or sender),
            region=kept.get("region", "") or sender or self._region,
            remark=_text(cells.get("remark")),
            place=self._place(row),
            birth=_birth(cells.get("birth")),
            deed=cells["deed"].text if "deed" in cells else "",
        )

    def _cells(self, row: int, columns: Columns) -> dict[str, Cell]:
        dense = self._grid.dense[row]
        cells = {key: dense[column] for key, column in columns.items() if column < len(dense)}
        return {k: c for k, c in cells.items() if c is not None and c.text and not (c.up and k in NAMES)}

    def _remember(self, nth: int, cells: Mapping[str, Cell], columns: Columns) -> None:
        """A year, category, region or sender that is written once for several rows holds on."""
        kept = self._last.setdefault(nth, {})
        for key in ("year", "category"):
            if key in cells:
                kept[key] = unspaced(cells[key].text)
        for key in ("region", "sender"):
            kept[key] = unspaced(cells[key].text) if key in cells else ""
        if "unit" in cells and cells["unit"].text not in _DITTO:
            kept["unit"] = cells["unit"].text

    def _year_of(self, row: int, cell: Cell | None, kept: Mapping[str, str]) -> int | None:
        said = kept.get("year", "")
        if not said:
            return self._year
        year = self._year_in(said)
        if year is None and cell is not None:
            self._found.doubtful.append(LeftOut(self._place(row), f"年度“{said[:20]}”看不懂"))
        elif year is not None and self._told.year not in (None, year):
            self._found.other_year += 1
        return year

    def _category_of(self, key: str, name: str, kept: Mapping[str, str]) -> str | None:
        rules = self._told.rules
        said = self._category_in(kept.get("category", "")) or self._section
        if said:
            return said
        if key != "both" and (only := only_category(rules, "person" if key == "person" else "project")):
            return only
        if self._category:
            return self._category
        if is_person(name):
            return only_category(rules, "person")
        return only_category(rules, "project") if is_project(name) and not is_body(name) else None

    def _place(self, row: int) -> str:
        parts = (self._told.file, self._grid.name, f"第{row + 1}行")
        return " › ".join(part for part in parts if part)

    def _leave(self, row: int, reason: str, *, expected: bool = False) -> None:
        self._found.left_out.append(LeftOut(self._place(row), reason, expected))


def _text(cell: Cell | None) -> str:
    return unspaced(cell.text) if cell is not None else ""


def _birth(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.dated:
        return date_of_cell(cell.text)
    return (date_of_number(cell.number) if cell.number is not None else parse_date(cell.text)) or ""
