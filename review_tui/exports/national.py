"""The table that is forwarded to the national level: a few of the recommended list, with somebody to call.

It goes to one office and holds that contact's phone; it is no public list.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from review_tui.exports.template import Row, Table
from review_tui.exports.workbook import Masthead, fill_workbook

TEMPLATE = "national.xlsx"
"""Its name in the season's `templates`."""
SHEET = "全国推介汇总表"

_NEEDS = frozenset({"no", "province", "name", "unit", "category", "special", "video", "contact", "phone"})


@dataclass(frozen=True)
class NationalLine:
    """One forwarded nomination. `category` by its full name; `unit`: workplace or implementer; `video`: whether there
    is one; `contact`, `phone`, `remark` may be empty."""

    province: str
    name: str
    unit: str
    category: str
    special: bool
    video: bool
    contact: str
    phone: str
    remark: str = ""

    def row(self, number: int) -> Row:
        """By placeholder."""
        said = {"special": "是" if self.special else "否", "video": "有" if self.video else "无"}
        return {**vars(self), **said, "no": number}


@dataclass(frozen=True)
class National:
    """Everything the table says; the lines in their order (`scoring.selection.forwarded`), category by category."""

    masthead: Masthead
    lines: tuple[NationalLine, ...]


def national(content: National, template: Path) -> bytes:
    """The workbook. Raises `ReviewError` for a template that cannot be used and for a text that no cell can hold."""
    rows = [line.row(number) for number, line in enumerate(content.lines, start=1)]
    return fill_workbook(template, [Table(SHEET, rows, _NEEDS, frozenset({"remark"}))], content.masthead)
