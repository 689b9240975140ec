"""The public notice: the list frozen with its hash and its days, what still stands in the way, the confirmation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from review_tui.desks.calendars import end_of_notice
from review_tui.desks.objections import objections
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.round import round_state
from review_tui.desks.witnesses import require
from review_tui.errors import ReviewError
from review_tui.ledger.entry import canonical, digest, receipt
from scoring.choice import Choice
from scoring.season import Category


class NoticeLine(NamedTuple):
    """What the public reads of one nomination: no phone, no birth date, no score."""

    id: str
    name: str
    unit: str
    category: str


class Notice(NamedTuple):
    """One notice. `lines` as they were published (empty when purged), `sha256` of them; `start` and `end`: first and
    last day; `number` 1 is the notice, later ones add whom an upheld objection let move up. `withdrawn`: why it does
    not count, empty where it does."""

    number: int
    lines: tuple[NoticeLine, ...]
    ids: frozenset[str]
    sha256: str
    start: date
    end: date
    at: str
    withdrawn: str

    @property
    def code(self) -> str:
        """Sixteen characters to print under the list."""
        return receipt(self.sha256)


class Confirmation(NamedTuple):
    """The final list. `witness`: id of the second person, empty where nobody stood by."""

    lines: tuple[NoticeLine, ...]
    sha256: str
    at: str
    witness: str

    @property
    def code(self) -> str:
        """Sixteen characters to print under the list."""
        return receipt(self.sha256)


def chosen(view: OfficeView) -> dict[str, Choice]:
    """The recommended list as it is now, by id, category by category. `LedgerError` for a broken journal."""
    return {one.id: one for category in view.rules.categories for one in view.selection(category).selected}


def final(view: OfficeView, category: Category) -> tuple[Choice, ...]:
    """The list of one category by rank: once it is confirmed the confirmed one, whatever was recorded since."""
    made = confirmation(view)
    selected = view.selection(category).selected
    if made is None:
        return selected
    listed = {line.id for line in made.lines}
    return tuple(one for one in selected if one.id in listed)


def lines_of(view: OfficeView, picked: Sequence[Choice]) -> tuple[NoticeLine, ...]:
    """What the public reads of them, in the same order."""
    names = {c.id: c.name for c in view.rules.categories}
    category = {n.id: names[n.category] for n in view.nominations()}
    return tuple(NoticeLine(one.id, one.name, one.unit, category[one.id]) for one in picked)


def notices(view: OfficeView) -> tuple[Notice, ...]:
    """All notices in the order in which they were published."""
    return tuple(_read(view, int(key), doc) for key, doc in sorted(view.documents.all("notices").items()))


def confirmation(view: OfficeView) -> Confirmation | None:
    """The confirmed list, None while there is none."""
    doc = view.documents.get("settings", "confirmation")
    if doc is None:
        return None
    return Confirmation(_lines(view, doc["note"]), doc["sha256"], doc["at"], doc.get("witness") or "")


def unpublished(view: OfficeView) -> tuple[Choice, ...]:
    """Who is on the list now and in no notice that counts: before the first one, everybody."""
    published = frozenset[str]().union(*(one.ids for one in notices(view) if not one.withdrawn))
    return tuple(one for key, one in chosen(view).items() if key not in published)


def obstacles(view: OfficeView, today: date) -> tuple[str, ...]:
    """What stands in the way of the confirmation, as Chinese sentences; empty: nothing does."""
    counted = [one for one in notices(view) if not one.withdrawn]
    if not counted:
        return ("还没有公示。",)
    found = [
        f"第 {one.number} 次公示到 {one.end.isoformat()} 为止，还没有期满。" for one in counted if today <= one.end
    ]
    new = unpublished(view)
    if new:
        names = "、".join(f"{one.id} {one.name}" for one in new[:5]) + (" 等" if len(new) > 5 else "")
        found.append(f"{len(new)} 项递补后尚未公示（{names}），请补充公示。")
    waiting = [one.id for one in objections(view) if one.outcome is None]
    if waiting:
        found.append(f"异议 {'、'.join(waiting)} 还没有处理。")
    return tuple(found)


class NoticeBoard:
    """What the office does with the notice. Every act is one entry of its journal."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def publish(self, start: date) -> Notice:
        """Freezes the list and begins the notice on `start`: all of it, or, later, whom it does not name yet.

        `ReviewError` while the round is open, when nobody is to be published, after the confirmation.
        """
        desk = self._desk
        if round_state(desk.documents) == "open":
            raise ReviewError("未公示", "评审还在进行，名单可能再变。", "先在“评审组”页按 o 结束评审。")
        self._unconfirmed("未公示")
        lines = lines_of(desk, unpublished(desk))
        if not lines:
            raise ReviewError("未公示", "没有需要公示的：名单上的都已公示，或还没有入选的。")
        number = len(desk.documents.all("notices")) + 1
        end = end_of_notice(start, desk.rules.public_notice)
        doc = {
            "note": desk.store.put_note("office", {"lines": [list(line) for line in lines]}),
            "sha256": _hash(lines),
            "ids": [line.id for line in lines],
            "start": start.isoformat(),
            "end": end.isoformat(),
            "at": desk.now(),
        }
        with desk.entry("notice.publish"):
            desk.book.put("notices", f"{number:02d}", doc)
        desk.reload()
        return notices(desk)[-1]

    def withdraw(self, number: int, reason: str) -> None:
        """Takes a notice back (a wrong day, a wrong list): it does not count, the history keeps it."""
        self._unconfirmed("未撤回")
        key = f"{number:02d}"
        doc = self._desk.documents.get("notices", key)
        if doc is None or doc.get("withdrawn"):
            raise ReviewError("未撤回", "没有这次公示，或已经撤回。")
        if not reason.strip():
            raise ReviewError("未撤回", "请写明理由。")
        note = self._desk.store.put_note("office", {"text": reason.strip()})
        with self._desk.entry("notice.withdraw"):
            self._desk.book.put("notices", key, {**doc, "withdrawn": note})
        self._desk.reload()

    def confirm(self, witness: str | None = None) -> Confirmation:
        """Confirms the list as it stands now. `ReviewError` while anything is in the way (`obstacles`).

        `witness`: id of the second person where the season wants one for confirming.
        """
        desk = self._desk
        self._unconfirmed("未确认")
        found = obstacles(desk, desk.clock().date())
        if found:
            raise ReviewError("未确认", "".join(found), "处理完再确认。")
        require(desk.documents, desk.rules.four_eyes, "confirm", witness)
        lines = lines_of(desk, list(chosen(desk).values()))
        note = desk.store.put_note("office", {"lines": [list(line) for line in lines]})
        doc = {
            "note": note,
            "sha256": _hash(lines),
            "ids": [line.id for line in lines],
            "at": desk.now(),
            "witness": witness,
        }
        with desk.entry("notice.confirm"):
            desk.book.put("settings", "confirmation", doc)
        desk.reload()
        made = confirmation(desk)
        assert made is not None
        return made

    def _unconfirmed(self, title: str) -> None:
        if self._desk.documents.get("settings", "confirmation") is not None:
            raise ReviewError(title, "名单已经确认，不能再改。")


def _hash(lines: Sequence[NoticeLine]) -> str:
    return digest(canonical([list(line) for line in lines]))


def _read(view: OfficeView, number: int, doc: Mapping[str, Any]) -> Notice:
    reason = (view.store.note("office", doc["withdrawn"]) or {}).get("text", "") if doc.get("withdrawn") else ""
    return Notice(
        number=number,
        lines=_lines(view, doc["note"]),
        ids=frozenset(doc["ids"]),
        sha256=doc["sha256"],
        start=date.fromisoformat(doc["start"]),
        end=date.fromisoformat(doc["end"]),
        at=doc["at"],
        withdrawn=str(reason or "（理由已按期清除）") if doc.get("withdrawn") else "",
    )


def _lines(view: OfficeView, note: str) -> tuple[NoticeLine, ...]:
    rows = (view.store.note("office", note) or {}).get("lines", [])
    return tuple(NoticeLine(*row) for row in rows)
