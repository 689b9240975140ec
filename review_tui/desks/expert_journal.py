"""What one expert did, durable: drafts, cards, recusals, the seat, and the changes that are not yet on disk."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from review_tui.desks.ballots import Draft, Receipt, Seat, State
from review_tui.errors import ReviewError
from review_tui.ledger.book import Book
from review_tui.ledger.journal import Entry
from review_tui.season_store import SeasonStore

UNDOABLE: Mapping[str, str] = {
    "card.submit": "提交",
    "recusal.add": "回避",
    "recusal.drop": "取消回避",
    "category.hand-in": "整类交卷",
    "sheet.take-in": "收回评分表",
}


@dataclass(frozen=True, slots=True)
class _Change:
    """A write that is not yet durable. `apply` runs inside one ledger entry; the same `rid` is never stored twice."""

    kind: str
    rid: str
    at: datetime
    apply: Callable[[Book], None]
    ref: int | None = None
    nomination: str = ""
    draft: Draft | None = None


class ExpertJournal:
    """The expert's book, spoken of in drafts and cards. Opening it takes the journal (`BusyError` when it is taken).

    A write that fails raises `NotSavedError` and stays first in line under its `rid`; the next write, or `flush`,
    reopens the journal and writes it again.
    """

    def __init__(self, store: SeasonStore, expert: str, *, take_over: bool) -> None:
        self._store = store
        self._expert = expert
        self._pending: list[_Change] = []
        self._notes: dict[str, str] = {}
        self._book = store.expert(expert, take_over=take_over)

    # ------------------------------------------------------------------------------------------- reading

    @property
    def torn(self) -> str | None:
        """File of a torn last line that was set aside at opening, None when there was none."""
        return self._book.torn

    @property
    def unsaved(self) -> bool:
        """Whether something that the expert did is not yet durable."""
        return bool(self._pending)

    def entries(self) -> Sequence[Entry]:
        """All entries of the journal from the first on."""
        return self._book.entries()

    def get(self, table: str, doc_id: str) -> dict[str, Any] | None:
        """A copy of one document, or None."""
        return self._book.get(table, doc_id)

    def all(self, table: str) -> dict[str, dict[str, Any]]:
        """Copies of all documents of a table by id, in the order in which they first came."""
        return self._book.all(table)

    def state(self, nomination: str) -> State:
        """Where the nomination stands for this expert."""
        if self._book.get("recusals", nomination) is not None:
            return "recused"
        drafted = self._waiting(nomination) is not None or self._book.get("drafts", nomination) is not None
        if self._book.get("cards", nomination) is not None:
            return "revised" if drafted else "done"
        return "draft" if drafted else "todo"

    def draft(self, nomination: str) -> Draft:
        """What stands in the score pane: the draft, else the submitted card, else nothing."""
        waiting = self._waiting(nomination)
        if waiting is not None:
            return waiting
        doc = self._book.get("drafts", nomination) or self._book.get("cards", nomination)
        if doc is None:
            return Draft({})
        comment = self.text(doc["note"])
        return Draft(dict(doc["points"]), doc["gate"], comment, doc.get("field", ""), doc.get("cursor", 0))

    def card(self, nomination: str) -> Mapping[str, Any] | None:
        """The card that counts, as the journal keeps it; None where nothing was submitted or a recusal voids it."""
        return None if self._book.get("recusals", nomination) else self._book.get("cards", nomination)

    def receipt(self, nomination: str) -> Receipt | None:
        """The receipt of the card that counts; None when there is none."""
        if self._book.get("cards", nomination) is None:
            return None
        made = (e for e in reversed(self._book.entries()) if nomination in e.puts.get("cards", {}))
        return _receipt(next(made))

    def last_receipt(self) -> Receipt:
        """The receipt of the newest entry."""
        return _receipt(self._book.entries()[-1])

    def recusal_reason(self, nomination: str) -> str:
        """The reason given for a recusal; empty when there is none."""
        doc = self._book.get("recusals", nomination)
        return self.text(doc["note"]) if doc else ""

    def seat(self) -> Seat | None:
        """Where the expert was last; None at the first sitting."""
        doc = self._book.get("seat", "here")
        return None if doc is None else Seat(doc["nomination"], doc["field"], doc["cursor"])

    # ------------------------------------------------------------------------------------------- writing

    def save_draft(self, nomination: str, draft: Draft, at: datetime) -> None:
        """One entry with the draft and the seat. A draft equal to the submitted card is no draft."""

        def apply(book: Book) -> None:
            doc = self._draft_doc(draft)
            card = book.get("cards", nomination)
            if card is not None and all(card[k] == doc[k] for k in ("points", "gate", "note")):
                book.drop("drafts", nomination)
            else:
                book.put("drafts", nomination, doc)
            book.put("seat", "here", {"nomination": nomination, "field": draft.field, "cursor": draft.cursor})

        # a newer draft of the same nomination takes the place of one that could not be written
        self._pending = [c for c in self._pending if c.draft is None or c.nomination != nomination]
        self._commit(_Change("draft", _rid(), at, apply, nomination=nomination, draft=draft))

    def sit(self, seat: Seat, at: datetime) -> None:
        """Remembers where the expert is, when that is not what the journal says already."""
        if self.seat() != seat:
            doc = {"nomination": seat.nomination, "field": seat.field, "cursor": seat.cursor}
            self._commit(_Change("seat", _rid(), at, lambda book: book.put("seat", "here", doc)))

    def submit(self, nomination: str, points: Mapping[str, str], draft: Draft, at: datetime) -> None:
        """Turns a checked draft into the card that counts, in one entry."""
        self._commit(
            _Change("card.submit", _rid(), at, lambda book: self._put_card(book, nomination, points, draft, at))
        )

    def hand_in(self, category: str, cards: Mapping[str, tuple[Mapping[str, str], Draft]], at: datetime) -> None:
        """Checked drafts become cards, and the category counts as handed in, in one entry."""

        def apply(book: Book) -> None:
            for nomination, (points, draft) in cards.items():
                self._put_card(book, nomination, points, draft, at)
            book.put("handed", category, {"at": _iso(at), "cards": len(cards)})

        self._commit(_Change("category.hand-in", _rid(), at, apply))

    def submit_all(self, cards: Mapping[str, tuple[Mapping[str, str], Draft]], at: datetime) -> None:
        """The checked rows of an offline score sheet become cards, in one entry."""

        def apply(book: Book) -> None:
            for nomination, (points, draft) in cards.items():
                self._put_card(book, nomination, points, draft, at)

        self._commit(_Change("sheet.take-in", _rid(), at, apply))

    def _put_card(self, book: Book, nomination: str, points: Mapping[str, str], draft: Draft, at: datetime) -> None:
        version = int((book.get("cards", nomination) or {"version": 0})["version"]) + 1
        note = self.note(draft.comment)
        card = {"points": dict(points), "gate": draft.gate, "note": note, "version": version, "at": _iso(at)}
        book.put("cards", nomination, card)
        book.drop("drafts", nomination)

    def write(self, kind: str, at: datetime, apply: Callable[[Book], None]) -> None:
        """One entry of another kind; `apply` puts its documents."""
        self._commit(_Change(kind, _rid(), at, apply))

    def recuse(self, nomination: str, reason: str, at: datetime) -> None:
        """Records a recusal with its reason."""

        def apply(book: Book) -> None:
            book.put("recusals", nomination, {"note": self.note(reason), "at": _iso(at)})

        self._commit(_Change("recusal.add", _rid(), at, apply))

    def return_from_recusal(self, nomination: str, at: datetime) -> None:
        """Takes a recusal back; the card or draft from before counts again."""
        self._commit(_Change("recusal.drop", _rid(), at, lambda book: book.drop("recusals", nomination)))

    def undo(self, at: datetime) -> tuple[str, tuple[str, ...]]:
        """Takes back the last submission or recusal not yet taken back; returns what it was and of which nominations.

        The undone entry stays: the undo is an entry of its own that names it. Raises `ReviewError` when there is
        nothing to undo.
        """
        undone = {e.ref for e in self._book.entries() if e.kind == "undo"}
        left = (e for e in reversed(self._book.entries()) if e.kind in UNDOABLE and e.seq not in undone)
        last = next(left, None)
        if last is None:
            raise ReviewError("没有可撤销的", "还没有提交或回避过。")
        put, drop = self._book.inverse(last.seq)

        def apply(book: Book) -> None:
            for table in ("cards", "recusals", "drafts", "handed"):
                for doc_id, doc in put.get(table, {}).items():
                    # a draft begun after the submission is newer than the one from before it
                    if table != "drafts" or book.get("drafts", doc_id) is None:
                        book.put(table, doc_id, dict(doc))
                for doc_id in drop.get(table, ()):
                    book.drop(table, doc_id)

        self._commit(_Change("undo", _rid(), at, apply, ref=last.seq))
        return UNDOABLE[last.kind], subjects(last)

    def flush(self) -> None:
        """Writes all pending changes in order. Raises `NotSavedError`; what failed stays first in line."""
        while self._pending:
            change = self._pending[0]
            if self._book.broken:
                self._book.reopen()
            with self._book.entry(change.kind, at=change.at, rid=change.rid, ref=change.ref):
                change.apply(self._book)
            self._pending.pop(0)

    def close(self) -> None:
        """Writes what is left and gives the journal back. Raises `NotSavedError` when it cannot."""
        try:
            self.flush()
        finally:
            self._book.close()

    # ------------------------------------------------------------------------------------------- inside

    def _commit(self, change: _Change) -> None:
        self._pending.append(change)
        self.flush()

    def _waiting(self, nomination: str) -> Draft | None:
        return next((c.draft for c in self._pending if c.draft is not None and c.nomination == nomination), None)

    def _draft_doc(self, draft: Draft) -> dict[str, Any]:
        points = {key: text for key, text in draft.points.items() if text}
        note = self.note(draft.comment)
        return {"points": points, "gate": draft.gate, "note": note, "field": draft.field, "cursor": draft.cursor}

    def note(self, text: str) -> str | None:
        """Keeps a text apart from the journal; its hash. None for an empty one. Raises `NotSavedError`."""
        if not text.strip():
            return None
        if text not in self._notes:  # one file for one text, not one for every digit typed beside it
            self._notes[text] = self._store.put_note(self._expert, {"text": text})
        return self._notes[text]

    def text(self, sha: str | None) -> str:
        """The text of a note of this expert; empty when there is none or it has been purged."""
        if not sha:
            return ""
        text = str((self._store.note(self._expert, sha) or {}).get("text", ""))
        self._notes.setdefault(text, sha)
        return text


def _receipt(entry: Entry) -> Receipt:
    return Receipt(entry.seq, entry.receipt, entry.at)


def subjects(entry: Entry) -> tuple[str, ...]:
    """The nominations whose cards or recusals an entry touches; a category handed in may touch none."""
    touched = (i for t in ("cards", "recusals") for i in (*entry.puts.get(t, {}), *entry.drops.get(t, ())))
    return tuple(dict.fromkeys(touched))


def _rid() -> str:
    return secrets.token_hex(8)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
