"""The end of an expert's work on a category: what is open, odd or equal, and handing all of it in at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from review_tui.desks.ballots import OPEN_STATES, QueueRow, Receipt
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.own_cards import OwnCards
from review_tui.errors import ReviewError
from scoring.season import Category
from scoring.second_look import Doubt


@dataclass(frozen=True, slots=True)
class Finish:
    """How a category stands for the expert.

    `open`: nothing usable on the card, or given back; with what is missing. `ready`: complete, and not submitted in
    this form. `odd`: by nomination, submitted or ready. `equal`: groups of one total, highest first. `handed`: when the
    category was handed in, empty: not yet. `touched`: cards submitted since.
    """

    category: Category
    rows: Mapping[str, QueueRow]
    open: Mapping[str, str]
    ready: tuple[str, ...]
    odd: Mapping[str, tuple[Doubt, ...]]
    equal: tuple[tuple[Decimal, tuple[str, ...]], ...]
    handed: str
    touched: int


def finish(desk: ExpertDesk, category: str) -> Finish:
    """How the category stands now."""
    own = OwnCards(desk)
    rows = {row.id: row for row in desk.queue(category)}
    still: dict[str, str] = {}
    ready = []
    for row in rows.values():
        if row.state in OPEN_STATES:
            missing = _missing(desk, row)
            if missing:
                still[row.id] = missing
            else:
                ready.append(row.id)
    odd = {i: found for i, row in rows.items() if row.state != "recused" and (found := own.doubts(i))}
    handed = desk.journal.get("handed", category)
    at = handed["at"] if handed else ""
    touched = sum(card.at > at for card in own.cards(category)) if at else 0
    return Finish(desk.rules.find(category), rows, still, tuple(ready), odd, _equal(rows), at, touched)


def hand_in(desk: ExpertDesk, category: str) -> Receipt:
    """Submits what is ready and hands the category in: one entry, one receipt; `undo` takes all of it back.

    Raises `ReviewError` while something is open: whoever hands in says that everything was looked at.
    """
    desk.journal.flush()
    desk.must_be_open()
    standing = finish(desk, category)
    if standing.open:
        names = "、".join(list(standing.open)[:5]) + ("等" if len(standing.open) > 5 else "")
        raise ReviewError("未交卷", f"还有 {len(standing.open)} 份没有评完：{names}。", "评完或登记回避后再交卷。")
    if not standing.rows:
        raise ReviewError("未交卷", "这一类没有分配给您的材料。")
    cards = {}
    for nomination in standing.ready:
        ballot = desk.ballot(nomination)
        cards[nomination] = desk.checked(ballot), ballot.draft
    desk.journal.hand_in(category, cards, desk.clock())
    return desk.journal.last_receipt()


def _missing(desk: ExpertDesk, row: QueueRow) -> str:
    """What stands in the way of submitting, in Chinese; empty: nothing."""
    if row.state == "todo":
        return "还没有评"
    if row.state == "returned":
        return "办公室退回，请看过再提交"
    try:
        desk.checked(desk.ballot(row.id))
    except ReviewError as error:
        return error.message
    return ""


def _equal(rows: Mapping[str, QueueRow]) -> tuple[tuple[Decimal, tuple[str, ...]], ...]:
    groups: dict[Decimal, list[str]] = {}
    for row in rows.values():
        if row.total is not None and row.state not in ("recused", "todo"):
            groups.setdefault(row.total, []).append(row.id)
    return tuple((total, tuple(ids)) for total, ids in sorted(groups.items(), reverse=True) if len(ids) > 1)
