"""What changed in a nomination after an expert scored it: pointed out to the expert and to the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from review_tui.desks.changes import Changed, compare_nominations
from review_tui.desks.docket import Docket
from review_tui.desks.history import PackageHistory
from review_tui.desks.labels import SHARED_KINDS, SHOWN_FACTS
from review_tui.errors import LedgerError
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, by_id

if TYPE_CHECKING:
    from review_tui.desks.office_view import OfficeView

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
            was, now = (self._store.leaves(dossier).nomination(nomination) for dossier in (old, new))
        except (LedgerError, KeyError):  # purged; or withdrawn at that time, and back now
            return None
        return _for_experts(compare_nominations(was, now))


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


class StaleScores:
    """The office's look at all cards that were given on other material than there is now."""

    def __init__(self, view: OfficeView) -> None:
        self._view = view
        self._since = SinceScored(view.store, PackageHistory(view.documents), view.docket)

    def all(self) -> tuple[Stale, ...]:
        """Every nomination that changed after it was scored, by id. A journal that cannot be read tells nothing."""
        known = self._view.docket.nominations
        found: dict[str, list[tuple[str, Changed]]] = {}
        for member in self._view.panel():
            for nomination, card in self._cards(member.id).items():
                change = self._since.change(nomination, card) if nomination in known else None
                if change is not None:
                    found.setdefault(nomination, []).append((member.id, change))
        return tuple(_stale(known[nomination], found[nomination]) for nomination in sorted(found, key=by_id))

    def _cards(self, expert: str) -> Mapping[str, Mapping[str, Any]]:
        journals = self._view.journals
        if journals.problem(expert):
            return {}
        tail = journals.of(expert)
        recused = tail.all("recusals")
        return {i: card for i, card in tail.all("cards").items() if i not in recused}


def _stale(nomination: Nomination, those: Sequence[tuple[str, Changed]]) -> Stale:
    experts, changes = zip(*those, strict=True)
    return Stale(nomination, experts, changes)
