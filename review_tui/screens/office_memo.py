"""The decision memo on the screen: why a nomination is in or out, every line with the entry it rests on."""

from __future__ import annotations

from review_tui.desks.memo import Memos, texts
from review_tui.desks.office_view import OfficeView
from review_tui.screens.office_page import label
from review_tui.widgets.prompt import Reading
from review_tui.widgets.text_pane import Block

_LABEL = 14


def memo_screen(view: OfficeView, nomination: str) -> Reading:
    """The memo to read. `LedgerError` when a journal of the panel is broken."""
    memo = Memos(view).of(nomination)
    found = memo.nomination
    blocks = [Block(found.unit, label=label("推荐单位", _LABEL))]
    for title, lines in texts(memo):
        blocks += [Block(""), Block(title, ink="accent")]
        blocks += [
            Block(text, label=label(name, _LABEL), pieces=(f"（{source}）",) if source else ())
            for name, text, source in lines
        ]
    return Reading(f"{found.id} {found.name}：{memo.verdict}", blocks)
