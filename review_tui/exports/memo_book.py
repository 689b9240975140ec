"""The memo book: for each nomination why it is in or out, line by line with the ledger entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from review_tui.exports.document import Group, fill_document
from review_tui.exports.workbook import Masthead

TEMPLATE = "memo.docx"
"""Its name in the season's `templates`."""


@dataclass(frozen=True)
class MemoSheet:
    """One nomination. `lines`: (part, label, text, source); `part` and `source` may be empty."""

    id: str
    name: str
    unit: str
    category: str
    verdict: str
    lines: Sequence[tuple[str, str, str, str]]


def memo_book(masthead: Masthead, sheets: Sequence[MemoSheet], template: Path) -> bytes:
    """The book as the bytes of a docx file. Raises as `fill_document`."""
    groups = [
        Group(
            {"id": s.id, "name": s.name, "unit": s.unit, "category": s.category, "verdict": s.verdict},
            [{"part": part, "label": label, "text": text, "source": source} for part, label, text, source in s.lines],
        )
        for s in sheets
    ]
    return fill_document(template, {"total": len(sheets)}, groups, masthead, title="决定说明")
