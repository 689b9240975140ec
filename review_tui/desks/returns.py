"""Cards that the office gave back to their experts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from review_tui.desks.docket import Documents


def in_force(document: Mapping[str, Any] | None, card: Mapping[str, Any] | None) -> bool:
    """Whether `card`, a document of an expert's table `cards`, is the one that was given back by `document`, one of the
    office's table `returns`. A card submitted later ends it; undoing that submission brings it back. None: there is
    none. Clocks play no part in it: the document names the version that was given back.
    """
    if document is None or card is None:
        return False
    return bool(document["card"] == version_of(card))


def version_of(card: Mapping[str, Any]) -> dict[str, Any]:
    """What tells a submitted card from any other of the same expert and nomination."""
    return {"version": card["version"], "at": card["at"]}


def returned(office: Documents, expert: str, cards: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The nominations of which the expert's submitted card does not count, because it was given back.

    `cards`: the expert's table of that name.
    """
    own = (doc for doc in office.all("returns").values() if doc["expert"] == expert)
    return frozenset(doc["nomination"] for doc in own if in_force(doc, cards.get(doc["nomination"])))


def return_id(expert: str, nomination: str) -> str:
    """The id of the document in the table `returns`."""
    return f"{expert}|{nomination}"
