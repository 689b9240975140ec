"""What an expert has done so far, as the journal has it: nothing in it is ever taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.expert_journal import UNDOABLE, subjects
from review_tui.ledger.journal import Entry

_KINDS: Mapping[str, str] = {**UNDOABLE, "undo": "撤销", "question.ask": "提问"}


@dataclass(frozen=True, slots=True)
class Event:
    """One act. `count` is its number in the journal, as on receipts. `total`: of a card submitted, else None.

    `nominations`: those it is about. `undone`: it was taken back later. `detail`: what an undo took back.
    """

    count: int
    at: str
    what: str
    nominations: tuple[str, ...]
    total: Decimal | None
    undone: bool
    receipt: str
    detail: str = ""


def history(desk: ExpertDesk) -> tuple[Event, ...]:
    """All acts, the newest first; drafts and moves of the cursor are left out."""
    entries = desk.journal.entries()
    undone = {e.ref for e in entries if e.kind == "undo"}
    by_number = {e.seq: e for e in entries}
    return tuple(
        Event(
            e.seq,
            e.at,
            _KINDS[e.kind],
            subjects(e) or tuple(doc["nomination"] for doc in e.puts.get("questions", {}).values()),
            _total(e),
            e.seq in undone,
            e.receipt,
            _KINDS[by_number[e.ref].kind] if e.ref is not None else "",
        )
        for e in reversed(entries)
        if e.kind in _KINDS
    )


def _total(entry: Entry) -> Decimal | None:
    cards = list(entry.puts.get("cards", {}).values())
    if entry.kind != "card.submit" or not cards:
        return None
    try:
        return sum((Decimal(text) for text in cards[0]["points"].values()), Decimal(0))
    except InvalidOperation:
        return None
