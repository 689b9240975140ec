"""The memo book of the season: the values of the memos as its rows."""

from __future__ import annotations

from collections.abc import Mapping

from review_tui.desks.memo import Memo, Memos, texts
from review_tui.desks.office_view import OfficeView
from review_tui.exports.memo_book import TEMPLATE, MemoSheet, memo_book
from review_tui.exports.workbook import Masthead


def memo(view: OfficeView, masthead: Masthead) -> Mapping[str, bytes]:
    """The book with every nomination; nothing in a season without any. Raises as `memo_book`."""
    sheets = [_sheet(one) for one in Memos(view).all()]
    if not sheets:
        return {}
    return {"memo-决定说明.docx": memo_book(masthead, sheets, view.store.template(TEMPLATE))}


def _sheet(one: Memo) -> MemoSheet:
    lines = [
        (title if nth == 0 else "", label, text, source)
        for title, rows in texts(one)
        for nth, (label, text, source) in enumerate(rows)
    ]
    found = one.nomination
    return MemoSheet(found.id, found.name, found.unit, one.category.short, one.verdict, lines)
