"""Reads a season's rules: `season.toml`, `units.csv`, `renames.csv` of one directory.

A wrong file is refused with a Chinese sentence that names file, line, key and what is allowed.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from review_tui.errors import SeasonError
from review_tui.ledger.files import reason
from review_tui.rule_errors import first_problem
from review_tui.toml_lines import key_lines
from review_tui.unit_names import Rename, UnitIndex, name_chains
from scoring.names import plain
from scoring.nomination import Unit, UnitKind
from scoring.season import FORMAT, SeasonRules

__all__ = ["Rename", "Season", "load_season"]

TITLE = "规则文件有误"
HINT = "请改正后再试。"
UNIT_COLUMNS = ("name", "kind", "special", "aliases", "clause")
RENAME_COLUMNS = ("old", "new", "since", "evidence")


@dataclass(frozen=True)
class Season:
    """The rules of one season with its units and the names that bodies bore in other years."""

    rules: SeasonRules
    units: tuple[Unit, ...]
    renames: tuple[Rename, ...]

    @cached_property
    def _index(self) -> UnitIndex:
        return UnitIndex.of(self.units, self.renames)

    @cached_property
    def chains(self) -> dict[str, tuple[str, ...]]:
        """All names of a body in whatever year, by each of them."""
        return name_chains(self.renames)

    @cached_property
    def universities(self) -> frozenset[str]:
        """Every name of the season's universities, aliases and names of other years included."""
        return frozenset(name for name, unit in self._index.names.items() if unit.kind == "university")

    def find_unit(self, text: str) -> Unit | None:
        """The unit that a whole cell names, by name, alias or a name of another year; None: no unit of the list.

        Width, spaces, quotes, a leading 吉林省, a label (`填报单位：`) and a trailing bracket do not matter.
        """
        return self._index.find(text)

    def locate_unit(self, text: str) -> Unit | None:
        """The unit named inside a longer text such as a file name; the longest name wins, then the first.

        A name that goes on into another body's name (长春市图书馆, 通化县) or a short one that may be a person's
        (王长春) does not count. None: no unit is named.
        """
        return self._index.locate(text)

    def unit_or_unknown(self, text: str) -> Unit:
        """`find_unit`, or a unit of that name with `known=False` (finding `unit.unknown`)."""
        return self.find_unit(text) or Unit(name=text.strip(), kind="other", special=False, known=False)


def load_season(directory: Path) -> Season:
    """The season in `directory`. Raises `SeasonError` for a missing or wrong file; the sentence names the line."""
    rules = load_rules(directory / "season.toml")
    units = _load_units(directory / "units.csv")
    renames = _load_renames(directory / "renames.csv")
    return Season(rules, units, renames)


def load_rules(path: Path) -> SeasonRules:
    """The rules in one `season.toml`. Raises `SeasonError` as `load_season` does."""
    text = _read(path)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path.name, text, error) from None
    _refuse_newer(path.name, data)
    try:
        return SeasonRules.model_validate(data)
    except ValidationError as error:
        raise SeasonError(TITLE, first_problem(path.name, error, key_lines(text)), HINT) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SeasonError(TITLE, f"{path.name} 第 {line} 行不是 UTF-8 文字。", "请另存为 UTF-8 编码。") from None
    except OSError as error:
        raise SeasonError("规则文件打不开", f"{path}：{reason(error)}。", "请检查目录是否正确。") from None


def _syntax_error(name: str, text: str, error: tomllib.TOMLDecodeError) -> SeasonError:
    found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error))
    if found:
        what, line, column = found.groups()
        where = f"第 {line} 行第 {column} 列"
    else:
        what = re.sub(r" \(at end of document\)$", "", str(error))
        where = f"第 {text.count(chr(10)) + 1} 行（文件末尾）"
    return SeasonError(TITLE, f"{name} {where}：不合 TOML 写法（{what}），引号、括号和等号要成对、完整。", HINT)


def _refuse_newer(name: str, data: dict[str, Any]) -> None:
    written = data.get("format")
    if isinstance(written, int) and not isinstance(written, bool) and written > FORMAT:
        raise SeasonError(
            "规则文件太新",
            f"{name} 的 format = {written}，本程序只认得到 {FORMAT}。",
            "请换用新版的程序打开这一季。",
        )


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a csv with their line numbers (from 1, the header is line 1)."""
    reader = csv.reader(io.StringIO(_read(path)), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if tuple(header) != columns:
            raise SeasonError(TITLE, f"{path.name} 第 1 行：表头应为 {','.join(columns)}。", HINT)
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise _row_error(path, line, f"应有 {len(columns)} 格，现有 {len(cells)} 格")
            rows.append((line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
    except csv.Error as error:
        raise _row_error(path, reader.line_num, f"不合 CSV 写法（{error}）") from None
    return rows


def _row_error(path: Path, line: int, what: str) -> SeasonError:
    return SeasonError(TITLE, f"{path.name} 第 {line} 行：{what}。", HINT)


def _load_units(path: Path) -> tuple[Unit, ...]:
    units: list[Unit] = []
    taken: dict[str, int] = {}
    for line, row in _rows(path, UNIT_COLUMNS):
        unit = _unit(path, line, row)
        for name in {plain(n) for n in (unit.name, *unit.aliases)}:
            if name in taken:
                raise _row_error(path, line, f"name 或 aliases 中的“{name}”已在第 {taken[name]} 行用过")
            taken[name] = line
        units.append(unit)
    return tuple(units)


def _unit(path: Path, line: int, row: dict[str, str]) -> Unit:
    kinds = get_args(UnitKind)
    if not row["name"]:
        raise _row_error(path, line, "name 不能为空")
    if row["kind"] not in kinds:
        raise _row_error(path, line, f"kind 应为 {'、'.join(kinds)} 之一，现为 “{row['kind']}”")
    if row["special"] not in ("yes", "no"):
        raise _row_error(path, line, f"special 应为 yes 或 no，现为 “{row['special']}”")
    aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
    return Unit.model_validate(
        {"name": row["name"], "kind": row["kind"], "special": row["special"] == "yes", "aliases": aliases}
    )


def _load_renames(path: Path) -> tuple[Rename, ...]:
    renames: list[Rename] = []
    for line, row in _rows(path, RENAME_COLUMNS):
        if not row["old"] or not row["new"] or row["old"] == row["new"]:
            raise _row_error(path, line, "old 和 new 都要填，且不能相同")
        if row["since"] and not re.fullmatch(r"(19|20)\d\d", row["since"]):
            raise _row_error(path, line, f"since 应为四位年份或留空，现为 “{row['since']}”")
        renames.append(Rename(row["old"], row["new"], int(row["since"]) if row["since"] else None, row["evidence"]))
    return tuple(renames)
