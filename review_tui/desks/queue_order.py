"""The order in which an expert sees the queue, what a filter leaves of it, and which nomination comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from review_tui.desks.ballots import OPEN_STATES, STATES, QueueRow
from scoring.nomination import by_id

Order = Literal["number", "unit", "own", "shuffled"]
ORDERS: Mapping[Order, str] = {"number": "编号", "unit": "单位", "own": "自己的分", "shuffled": "打散"}
NextMode = Literal["open", "draft", "unit"]
NEXT_MODES: Mapping[NextMode, str] = {"open": "下一份未交的", "draft": "先完成草稿", "unit": "同单位的先评"}


def arranged(rows: Sequence[QueueRow], order: Order, seed: str) -> tuple[QueueRow, ...]:
    """The rows in an order; ties by number. `own`: highest total first, those without one last.

    `shuffled` is the same every time for one `seed` (the expert and the season): each expert reads in another order, so
    that nobody is always read last, by tired eyes.
    """
    by_number = sorted(rows, key=lambda row: by_id(row.id))
    if order == "unit":
        by_number.sort(key=lambda row: row.unit)
    elif order == "own":
        by_number.sort(key=lambda row: (row.total is None, -(row.total or Decimal(0))))
    elif order == "shuffled":
        by_number.sort(key=lambda row: hashlib.sha256(f"{seed}|{row.id}".encode()).digest())
    return tuple(by_number)


def matches(row: QueueRow, typed: str, kind: Callable[[QueueRow], str]) -> bool:
    """Whether each word of `typed` is found in the row: in its number, name, unit, state or type (`kind`, asked last),
    or, for Latin letters, as pinyin initials of name or unit. 特 finds the special ones."""
    return all(_found(row, word, kind) for word in typed.split())


def _found(row: QueueRow, word: str, kind: Callable[[QueueRow], str]) -> bool:
    low = word.lower()
    if low in row.id.lower() or word in row.name or word in row.unit or word in STATES[row.state]:
        return True
    if word in ("特", "特别", "特别推介"):
        return row.special
    if low.isascii() and low.isalnum():
        from review_tui.desks.initials import matches_initials

        return low in row.name.lower() or matches_initials(row.name, low) or matches_initials(row.unit, low)
    return word in kind(row)


def next_row(rows: Sequence[QueueRow], after: str, mode: NextMode) -> str | None:
    """The id of the next row to work at: onward from `after`, then from the start. None: nothing else is open.

    `draft`: drafts first, then what is open otherwise; `unit`: the open ones of the same unit first. `after` need not
    be among the rows (a filter may have hidden it); then it begins at the start.
    """
    at = next((i for i, row in enumerate(rows) if row.id == after), -1)
    turned = [row for row in [*rows[at + 1 :], *rows[: max(at, 0)]] if row.state in OPEN_STATES]
    here = rows[at].unit if at >= 0 else ""
    first = [
        row for row in turned if (mode == "draft" and row.state != "todo") or (mode == "unit" and row.unit == here)
    ]
    return next((row.id for row in [*first, *turned]), None)
