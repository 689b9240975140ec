"""A list of past winners as an office keeps it (xlsx, xls, csv, a table in a Word document) → its rows.

Such a file comes from anywhere, so it is read in the limited child process like everything that units send.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from review_tui.errors import IntakeError
from review_tui.intake.grid import paper_of
from review_tui.intake.limits import LIMITS
from review_tui.intake.past_rows import PastRows, Told, rows_of
from review_tui.intake.reading import Reader
from scoring.season import SeasonRules

MOST_ROWS = 200_000
"""The most rows of one sheet: a hundred times what a province recommends in ten years."""
PAST_LIMITS = replace(
    LIMITS,
    rows=MOST_ROWS + 1,
    columns=60,
    file_seconds=90,
    memory_bytes=3 << 30,
    answer_bytes=256 << 20,
    part_bytes=192 << 20,
)
"""What one list may ask of the reading process: one file of 200,000 rows, not packages of thousands of files."""
TITLE = "名单没有登记"
_TABLES = ("workbook", "csv", "docx")
_HINT = "请另存为 xlsx 或 csv 后再试。"
_SPLIT = "请按年度拆成几个文件再登记。"


def past_reader(workdir: Path) -> Reader:
    """A reading process for lists of past winners. Use as a context manager."""
    return Reader(workdir, PAST_LIMITS)


def read_past(path: Path, rules: SeasonRules, reader: Reader, year: int | None = None) -> PastRows:
    """The rows of one file. `year`: that of rows which say none themselves.

    Raises `IntakeError` with one sentence for what cannot be read as a list: nothing there, no table, empty, too many
    rows, broken, no column of names.
    """
    if not path.is_file():
        raise IntakeError(TITLE, f"{path} 不存在，或不是文件。", "请检查路径是否写对。")
    answer = _answer(path, reader)
    paper = paper_of(path.name, answer)
    if paper is None:
        raise IntakeError(TITLE, f"{path.name} 不是 Excel 或 csv 表格。", _HINT)
    for grid in paper.grids:
        if len(grid.rows) > MOST_ROWS:
            sheet = f"的表“{grid.name}”" if grid.name else ""
            raise IntakeError(TITLE, f"{path.name}{sheet} 超过 {MOST_ROWS} 行。", _SPLIT)
    found = rows_of(paper.grids, Told(rules, year, path.name))
    if found.winners:
        return found
    if found.unread:
        raise IntakeError(
            TITLE,
            f"{path.name} 里找不到写姓名或项目名称的一列。",
            "请在表头写明“姓名”或“项目名称”、“单位”、“年度”，再登记一次。",
        )
    raise IntakeError(TITLE, f"{path.name} 里一行名单也没有。", "请检查是不是选错了文件。")


def _answer(path: Path, reader: Reader) -> dict[str, Any]:
    # a text file that a table was saved as is a csv by another name
    name = path.name + ".csv" if path.suffix.lower() in (".txt", ".tsv") else path.name
    answer = reader.read(path, name, hashed=False)
    reason = answer.get("fell") or answer.get("unread")
    if reason:
        large = "过大" in str(reason) or "过多" in str(reason) or "过长" in str(reason)
        raise IntakeError(TITLE, f"{path.name}：{str(reason).rstrip('。')}。", _SPLIT if large else _HINT)
    if answer.get("sort") not in _TABLES:
        raise IntakeError(TITLE, f"{path.name} 不是 Excel 或 csv 表格。", _HINT)
    if answer["sort"] == "csv":
        _untab(answer)
    return answer


def _untab(answer: dict[str, Any]) -> None:
    """A text separated by tabs, which the csv reader sees as one column."""
    for sheet in answer["sheets"]:
        rows = sheet["rows"]
        if rows and all(len(row) == 1 for row in rows) and any("\t" in str(row[0][0]) for row in rows):
            sheet["rows"] = [[[part, 1, False] for part in str(row[0][0]).split("\t")] for row in rows]
