"""Objections to the published list: number, ground, evidence, handler, ruling."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import ReviewError, UsageError

Outcome = Literal["upheld", "rejected"]

OUTCOMES: Mapping[Outcome, str] = {"upheld": "异议成立", "rejected": "异议不成立"}


class Objection(NamedTuple):
    """One objection. `by`, `ground`, `evidence` as the office wrote them down (empty when purged); `outcome` None: not
    ruled on yet, and then `ruling`, `handler`, `ruled_at` are empty. `late`: it came after the last day of the notice.
    """

    id: str
    nomination: str
    at: str
    by: str
    ground: str
    evidence: str
    late: bool
    outcome: Outcome | None
    ruling: str
    handler: str
    ruled_at: str

    @property
    def state(self) -> str:
        """In Chinese."""
        return OUTCOMES[self.outcome] if self.outcome else "待处理"


def objections(view: OfficeView) -> tuple[Objection, ...]:
    """All objections in the order of their numbers."""
    return tuple(_read(view, key, doc) for key, doc in sorted(view.documents.all("objections").items()))


class ObjectionDesk:
    """What the office does with objections. Every act is one entry of its journal."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def add(self, nomination: str, by: str, ground: str, evidence: str, *, last_day: date | None) -> str:
        """Records an objection and returns its number. `last_day` of the notice: later ones are marked as late.

        `ReviewError` without a name or ground (the notice asks for signed objections), `UsageError` for a nomination
        that there is not.
        """
        nomination = nomination_id(nomination)
        if nomination not in self._desk.docket.nominations:
            raise UsageError("未登记异议", f"没有编号“{nomination}”的申报材料。", "编号形如 S001、P001。")
        if not by.strip() or not ground.strip():
            raise ReviewError("未登记异议", "提出人和异议事由都要写明。", "匿名的异议可写“匿名”，由办公室核实。")
        note = self._desk.store.put_note(
            "office", {"by": by.strip(), "ground": ground.strip(), "evidence": evidence.strip()}
        )
        number = f"Y{len(self._desk.documents.all('objections')) + 1:02d}"
        late = last_day is not None and self._desk.clock().date() > last_day
        with self._desk.entry("objection.add"):
            doc = {"nomination": nomination, "note": note, "at": self._desk.now(), "late": late}
            self._desk.book.put("objections", number, doc)
        self._desk.reload()
        return number

    def rule(self, number: str, outcome: Outcome, ruling: str, handler: str) -> None:
        """Rules on an objection; a later ruling takes the place of an earlier one, the history keeps both.

        An upheld one takes the nomination off the list. `ReviewError` without a reason or handler, or when the list was
        confirmed already.
        """
        doc = self._desk.documents.get("objections", number)
        if doc is None:
            raise UsageError("没有这条异议", f"没有编号“{number}”的异议。")
        if self._desk.documents.get("settings", "confirmation") is not None:
            raise ReviewError("未裁定", "名单已经确认。", "确认以后的异议请另行处理，并记入档案。")
        if not ruling.strip() or not handler.strip():
            raise ReviewError("未裁定", "处理意见和经办人都要写明。", "会列入决定说明。")
        note = self._desk.store.put_note("office", {"text": ruling.strip(), "handler": handler.strip()})
        with self._desk.entry("objection.rule"):
            more = {"outcome": outcome, "ruling": note, "ruled_at": self._desk.now()}
            self._desk.book.put("objections", number, {**doc, **more})
        self._desk.reload()


def _read(view: OfficeView, key: str, doc: Mapping[str, Any]) -> Objection:
    said = view.store.note("office", doc["note"]) or {}
    ruled = (view.store.note("office", doc["ruling"]) or {}) if doc.get("ruling") else {}
    return Objection(
        id=key,
        nomination=doc["nomination"],
        at=doc["at"],
        by=str(said.get("by", "")),
        ground=str(said.get("ground", "")),
        evidence=str(said.get("evidence", "")),
        late=bool(doc.get("late")),
        outcome=doc.get("outcome"),
        ruling=str(ruled.get("text", "")),
        handler=str(ruled.get("handler", "")),
        ruled_at=str(doc.get("ruled_at", "")),
    )


def nomination_id(typed: str) -> str:
    """A nomination's id as a person types it: in small or full-width letters too."""
    return unicodedata.normalize("NFKC", typed).strip().upper()
