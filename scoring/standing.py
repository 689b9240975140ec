"""The nouns of the ranking: who is ranked, and where each one stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, Self

from scoring.nomination import Nomination, Noun


class Candidate(Noun):
    """What the ranking needs of a nomination. `type`: type of person, empty where none was read."""

    id: str
    name: str
    unit: str
    category: str
    special: bool = False
    type: str = ""

    @classmethod
    def of(cls, nomination: Nomination) -> Self:
        """The candidate that a nomination is."""
        return cls(
            id=nomination.id,
            name=nomination.name,
            unit=nomination.unit,
            category=nomination.category,
            special=nomination.special,
            type=nomination.text("type"),
        )


class Standing(NamedTuple):
    """A candidate's place in its category. A plain tuple with names: 1,500 are made while somebody waits.

    `rank` counts 1, 2, 2, 4; None: not ranked, and `excluded` says why in Chinese (empty: ranked). `score` is the
    figure of the method asked for; it and `mean`, `median`, `trimmed` are None without a counted card and are given
    for the excluded too. `spread`: sample standard deviation of the totals, None for fewer than two cards.
    `criteria`: the same method on the points of each criterion, by id in rubric order. `ballots`: counted cards.
    `tie_break`: what decided among equal scores, empty where no other ranked candidate has this score.
    """

    id: str
    name: str
    unit: str
    category: str
    special: bool
    type: str
    rank: int | None
    score: Decimal | None
    mean: Decimal | None
    median: Decimal | None
    trimmed: Decimal | None
    spread: Decimal | None
    ballots: int
    criteria: Mapping[str, Decimal]
    tie_break: str
    excluded: str
