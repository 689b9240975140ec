"""Cards that the office gave back to an expert: its table `returns`, one document for an expert and a nomination.

Id `<expert>|<nomination>`, document `{nomination, note, at}`: `note` names the office's note with the reason, `at` says
when. A card given back still counts until the expert submits again or recuses; submitting it unchanged confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from review_tui.desks.docket import Documents
from review_tui.season_store import SeasonStore

TABLE = "returns"


@dataclass(frozen=True, slots=True)
class Return:
    """A card given back. `note`: hash of the reason."""

    nomination: str
    note: str
    at: str

    def newer_than(self, card: Mapping[str, Any] | None) -> bool:
        """Whether it asks for another look at this card (a document of the table `cards`); at None: it does."""
        return card is None or datetime.fromisoformat(self.at) > datetime.fromisoformat(card["at"])


def returns_to(expert: str, documents: Documents) -> dict[str, Return]:
    """What was given back to an expert, by nomination."""
    mine = f"{expert}|"
    docs = (doc for key, doc in documents.all(TABLE).items() if key.startswith(mine))
    return {doc["nomination"]: Return(doc["nomination"], doc["note"], doc["at"]) for doc in docs}


def return_id(expert: str, nomination: str) -> str:
    """The id of the document."""
    return f"{expert}|{nomination}"


def reason_of(store: SeasonStore, returned: Return) -> str:
    """The office's reason; empty when it has been purged."""
    return str((store.note("office", returned.note) or {}).get("text", ""))
