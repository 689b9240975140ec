"""Lists that leave the house: the public notice and the confirmed list. Name, unit, category, and nothing else.

No number of the office's, no score, no phone, no birth date: who reads it is the public.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from review_tui.exports.cells import clean, day
from review_tui.exports.document import Group, fill_document
from review_tui.exports.template import Row, Table
from review_tui.exports.workbook import Masthead, fill_workbook

NOTICE, CONFIRMED, CONFIRMED_SHEET = "notice.docx", "confirmation.docx", "confirmation.xlsx"
"""Their names in the season's `templates`."""
SHEET = "认定名单"
_NUMERALS = "一二三四五六七八九十"
_NEEDS = frozenset({"no", "name", "unit"})


@dataclass(frozen=True)
class Chapter:
    """One category with the (name, unit) of its nominations in the order of the list."""

    category: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PublicList:
    """One list. `masthead.list_code`: the code of its hash. `made`: the day under the list. `start`, `end`: the days of
    the notice, None on the confirmed list. `where`: where the notice is put up."""

    masthead: Masthead
    chapters: Sequence[Chapter]
    made: date
    where: str = ""
    start: date | None = None
    end: date | None = None

    def _values(self) -> dict[str, str | int]:
        """By placeholder."""
        return {
            "total": sum(len(one.lines) for one in self.chapters),
            "made": day(self.made),
            "where": self.where,
            "start": day(self.start) if self.start else "",
            "end": day(self.end) if self.end else "",
        }

    def document(self, template: Path, title: str) -> bytes:
        """The list as a Word document. Raises as `fill_document`."""
        groups = [
            Group(
                {"no": _NUMERALS[nth : nth + 1] or str(nth + 1), "name": one.category, "count": len(one.lines)},
                [{"no": no, "name": name, "unit": unit} for no, (name, unit) in enumerate(one.lines, start=1)],
            )
            for nth, one in enumerate(self.chapters)
        ]
        return fill_document(template, self._values(), groups, self.masthead, title=title)

    def workbook(self, template: Path) -> bytes:
        """The list as a workbook. Raises as `fill_workbook`."""
        every = [(one.category, name, unit) for one in self.chapters for name, unit in one.lines]
        rows: list[Row] = [
            {"no": no, "category": c, "name": n, "unit": u} for no, (c, n, u) in enumerate(every, start=1)
        ]
        table = Table(SHEET, rows, _NEEDS, frozenset({"category"}), scalars=self._values())
        return fill_workbook(template, [table], self.masthead)

    def text(self, title: str) -> bytes:
        """The list as plain text: UTF-8 with a byte order mark, which Windows editors want; lines end with CR LF."""
        lines = [f"{self.masthead.title}{title}", ""]
        if self.start and self.end:
            lines += [f"公示时间：{day(self.start)}至{day(self.end)}", f"公示网站：{self.where}"]
        lines.append(f"名单编号：{self.masthead.list_code}")
        for one in self.chapters:
            lines += ["", f"{one.category}（{len(one.lines)}）"]
            lines += [f"{no}. {clean(name)}　{clean(unit)}" for no, (name, unit) in enumerate(one.lines, start=1)]
        lines += ["", self.masthead.organiser, day(self.made)]
        return ("\ufeff" + "\r\n".join(line.replace("\n", " ") for line in lines) + "\r\n").encode()
