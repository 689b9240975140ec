"""What changed in a nomination after an expert scored it: pointed out to the expert and to the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from review_tui.desks.changes import Changed, compare_nominations
from review_tui.desks.docket import Docket
from review_tui.desks.history import PackageHistory
from review_tui.desks.labels import SHOWN_FACTS
from review_tui.desks.office import SHARED_KINDS
from review_tui.desks.office_view import OfficeView
from review_tui.errors import LedgerError
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, by_id

_TELLING = frozenset({"name", "special", *SHOWN_FACTS})
"""Facts that an expert reads. A telephone, or a row's number in a table, does not move a score."""


class SinceScored:
    """Compares a nomination with what an expert had before her. Works with what experts may read, for both desks."""

    def __init__(self, store: SeasonStore, history: PackageHistory, docket: Docket) -> None:
        self._store, self._history, self._docket = store, history, docket
        self._kept: dict[tuple[str, str, str], Changed | None] = {}

    def change(self, nomination: str, card: Mapping[str, Any]) -> Changed | None:
        """What is otherwise than it was at the time of the card (a document of the table `cards`); None: nothing.

        None too where that dossier was purged.
        """
        now = self._docket.nominations[nomination]
        taken = self._history.of(now.unit)
        at = datetime.fromisoformat(card["at"])
        if not taken or taken[-1].at.replace(microsecond=0) < at:
            return None  # the usual case: nothing came since
        then = self._history.in_force(now.unit, at)
        assert then is not None
        old, new = then.row["dossier"], taken[-1].row["dossier"]
        key = (nomination, old, new)
        if key not in self._kept:
            self._kept[key] = self._compared(nomination, old, new) if old != new else None
        return self._kept[key]

    def _compared(self, nomination: str, old: str, new: str) -> Changed | None:
        try:
            was = _nomination(self._store, old, nomination)
            now = _nomination(self._store, new, nomination)
        except LedgerError:
            return None
        return None if was is None or now is None else _for_experts(compare_nominations(was, now))


def _nomination(store: SeasonStore, dossier: str, nomination: str) -> Nomination | None:
    """None: it was not in that package (withdrawn then, and back now)."""
    package = store.dossier(dossier)
    return next((n for n in package.nominations if n.id == nomination), None)


def _for_experts(change: Changed) -> Changed | None:
    facts = tuple(f for f in change.facts if f.key in _TELLING)
    files = tuple(f for f in change.files if f.kind in SHARED_KINDS)
    seen = replace(change, facts=facts, files=files)
    return seen if seen else None


def mark(change: Changed) -> str:
    """The one line that an expert reads: what changed since her card, and what to do."""
    what = "、".join(change.what) or "姓名写法"
    return f"您评分以后材料有变：{what}。请看过再定；不改分也请再提交一次，此提示即消去。"


class Stale(NamedTuple):
    """A nomination that changed after these experts (ids, in order) had submitted their cards. `changes`: what, for
    each of them."""

    nomination: Nomination
    experts: tuple[str, ...]
    changes: tuple[Changed, ...]

    def line(self) -> str:
        """For the office, in one line."""
        what = "、".join(dict.fromkeys(word for change in self.changes for word in change.what))
        return f"评分后材料有变：{what}（已评的专家：{'、'.join(self.experts)}）"


def stale(view: OfficeView, cards: Callable[[str], Mapping[str, Mapping[str, Any]]], since: SinceScored) -> list[Stale]:
    """Every nomination that changed after it was scored, by id. `cards`: the documents of an expert's table `cards`."""
    found: dict[str, list[tuple[str, Changed]]] = {}
    for member in view.panel():
        for nomination, card in cards(member.id).items():
            change = since.change(nomination, card) if nomination in view.docket.nominations else None
            if change is not None:
                found.setdefault(nomination, []).append((member.id, change))
    return [_stale(view, nomination, found[nomination]) for nomination in sorted(found, key=by_id)]


def _stale(view: OfficeView, nomination: str, those: Sequence[tuple[str, Changed]]) -> Stale:
    experts, changes = zip(*those, strict=True)
    return Stale(view.docket.nominations[nomination], experts, changes)
