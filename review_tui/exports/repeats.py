"""查重表: every suspected repeat on one line, for a meeting that has to decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from review_tui.exports.template import Row, Table
from review_tui.exports.workbook import Masthead, fill_workbook

TEMPLATE = "repeats.xlsx"
"""Its name in the season's `templates`."""
SHEET = "查重表"
_NEEDS = frozenset({"no", "id", "now", "then", "evidence", "score", "judged", "verdict", "reason", "decision"})


@dataclass(frozen=True)
class RepeatLine:
    """One suspect. `now`, `then`: both records as they are to be read; `evidence`: one reason a line; `verdict` and
    `reason` are empty while the office has said nothing. The column of the meeting's decision is left empty."""

    id: str
    now: str
    then: str
    evidence: str
    score: int
    judged: str
    verdict: str
    reason: str

    def row(self, number: int) -> Row:
        """By placeholder."""
        return {**vars(self), "no": number, "decision": ""}


def repeats_book(masthead: Masthead, lines: tuple[RepeatLine, ...], template: Path) -> bytes:
    """The workbook. Raises `ReviewError` for a template that cannot be used and for a text that no cell can hold."""
    rows = [line.row(number) for number, line in enumerate(lines, start=1)]
    return fill_workbook(template, [Table(SHEET, rows, _NEEDS)], masthead)
