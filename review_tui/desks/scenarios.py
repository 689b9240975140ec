"""Scenarios: what a list is made under. They are kept under names, compared, and one can be made the official one.

What is in the journal is numbers and ids; names of scenarios and the reasons of moves are in notes, because people may
be named in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from review_tui.desks.docket import Documents
from review_tui.season_store import SeasonStore
from scoring.season import Category, Selection
from scoring.selection import Move, Selected, select
from scoring.standing import Standing

PURGED = "（理由已按期清除）"


@dataclass(frozen=True)
class Scenario:
    """Seats, limits, wishes, reserves and the lead's moves of one category.

    `id` is empty until it is kept; `name` too, and for one whose note was purged. `per_unit`, `specials_per_unit`
    None: no limit. `at`: when it was kept or made official.
    """

    category: str
    seats: int
    reserves: int
    per_unit: int | None
    specials_per_unit: int | None
    minimum: Mapping[str, int] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    name: str = ""
    id: str = ""
    at: str = ""

    @classmethod
    def of_rules(cls, category: Category) -> Scenario:
        """The scenario that `season.toml` is."""
        rules = category.selection
        return cls(
            category=category.id,
            seats=rules.seats,
            reserves=rules.reserves,
            per_unit=rules.per_unit,
            specials_per_unit=rules.specials_per_unit,
            minimum={kind: rules.minimum.get(kind, 0) for kind in category.types},
        )

    def rules(self, category: Category) -> Selection:
        """The rules of selection with what the scenario sets."""
        return category.selection.model_copy(
            update={
                "seats": self.seats,
                "reserves": self.reserves,
                "per_unit": self.per_unit,
                "specials_per_unit": self.specials_per_unit,
                "minimum": {kind: wish for kind, wish in self.minimum.items() if wish},
            }
        )

    def select(self, ranked: Sequence[Standing], category: Category, *, seats: int | None = None) -> Selected:
        """The list under this scenario; `seats` None: its own."""
        return select(ranked, self.rules(category), seats=seats, moves=self.moves)

    def moved(self, nomination: str, kind: Literal["in", "out"] | None, reason: str = "") -> Scenario:
        """The scenario with one move more, another one, or (`kind` None) without that of the nomination."""
        rest = tuple(m for m in self.moves if m.id != nomination)
        return replace(self, moves=rest if kind is None else (*rest, Move(nomination, kind, reason)))

    def same_as(self, other: Scenario) -> bool:
        """Whether both make the same list by the same rules; names do not matter."""
        return replace(self, name="", id="", at="") == replace(other, name="", id="", at="")

    def as_doc(self) -> dict[str, Any]:
        """What the journal holds: everything but texts."""
        return {
            "category": self.category,
            "seats": self.seats,
            "reserves": self.reserves,
            "per_unit": self.per_unit,
            "specials_per_unit": self.specials_per_unit,
            "minimum": {kind: wish for kind, wish in self.minimum.items() if wish},
            "moves": [{"id": m.id, "kind": m.kind} for m in self.moves],
        }

    def as_note(self) -> dict[str, Any]:
        """What the note holds: the texts."""
        return {"name": self.name, "reasons": {m.id: m.reason for m in self.moves}}


def kept_scenarios(documents: Documents, store: SeasonStore, category: Category) -> tuple[Scenario, ...]:
    """The scenarios of a category that were kept, in the order in which they were first kept."""
    docs = [(i, doc) for i, doc in documents.all("scenarios").items() if doc["category"] == category.id]
    return tuple(_read(store, category, i, doc) for i, doc in sorted(docs, key=lambda d: int(d[0].rpartition("|")[2])))


def official_scenario(documents: Documents, store: SeasonStore, category: Category) -> Scenario | None:
    """The scenario that was made official; None: the rules of the season are in force."""
    doc = documents.get("official", category.id)
    return None if doc is None else _read(store, category, str(doc.get("scenario", "")), doc)


def _read(store: SeasonStore, category: Category, scenario: str, doc: Mapping[str, Any]) -> Scenario:
    note = store.note("office", doc["note"]) or {}
    reasons = note.get("reasons", {})
    return Scenario(
        category=category.id,
        seats=doc["seats"],
        reserves=doc["reserves"],
        per_unit=doc["per_unit"],
        specials_per_unit=doc["specials_per_unit"],
        minimum={kind: int(doc["minimum"].get(kind, 0)) for kind in category.types},
        moves=tuple(Move(m["id"], m["kind"], str(reasons.get(m["id"]) or PURGED)) for m in doc["moves"]),
        name=str(note.get("name", "")),
        id=scenario,
        at=doc["at"],
    )
