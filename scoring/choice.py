"""The nouns of selection: a line of the list, a move of the lead, what came of it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple


class Move(NamedTuple):
    """The lead's own hand: a nomination moved `in` or `out`, with the reason, which is shown wherever the list is."""

    id: str
    kind: Literal["in", "out"]
    reason: str


class Choice(NamedTuple):
    """One line of a list. `reason` is a Chinese sentence; `rules` are the ids of what decided it:

    `rank` in by rank, `moved` in because others ranked higher were kept out, `minimum` the wished minimum of a type,
    `move` a move of the lead, `seats` no seat left, `per_unit` and `specials_per_unit` a limit of its unit, `tie` an
    unresolved tie at the cut, `excluded` not ranked.
    """

    id: str
    name: str
    unit: str
    rank: int | None
    score: Decimal | None
    special: bool
    type: str
    reason: str
    rules: tuple[str, ...]


class UnitCount(NamedTuple):
    """One unit's nominations of the category: all it sent, those selected, and the most allowed (None: no limit)."""

    unit: str
    sent: int
    selected: int
    limit: int | None


class TypeCount(NamedTuple):
    """One type of person or field: all that were sent, those selected, and the wished minimum (0: none).

    `type` empty: none was read.
    """

    type: str
    sent: int
    selected: int
    minimum: int


@dataclass(frozen=True)
class Selected:
    """The list of one category.

    `selected` and `reserves` by rank; every reserve may be called up in this order without breaking a limit (a wished
    minimum may then be missed). `left_out`: the other ranked by rank, then the excluded. `binding`: sentences on every
    rule that kept somebody out, on moves, on a tie that the cut runs through, on wishes that cannot be met, and on
    seats that could not be filled. `cost`: how many points of score the rules and moves take from the list, compared
    with as many seats filled by rank alone (0: nothing). `unit_counts`, `type_counts`: in the order of their best
    candidate. `unmet`: types whose minimum is missed, with how many are in. `refused`: ids whose move in was not
    possible: a limit, no rank, or no longer there.
    """

    seats: int
    selected: tuple[Choice, ...]
    reserves: tuple[Choice, ...]
    left_out: tuple[Choice, ...]
    binding: tuple[str, ...]
    cost: Decimal
    unit_counts: tuple[UnitCount, ...]
    type_counts: tuple[TypeCount, ...]
    unmet: Mapping[str, int]
    refused: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of who is in."""
        return frozenset(one.id for one in self.selected)


class RuleCost(NamedTuple):
    """What one rule costs: the points the list would gain without it, and who would come in and go.

    `rule`: `per_unit`, `specials_per_unit`, `minimum:<type>` or `move:<id>`; `label` says it in Chinese. `points` may
    be negative where the rule lets the list fill a seat that would otherwise stay empty.
    """

    rule: str
    label: str
    points: Decimal
    enter: tuple[str, ...]
    leave: tuple[str, ...]
