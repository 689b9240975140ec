"""Who decides the list alone: the list worked out again without each expert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from scoring.limits import best_list
from scoring.ranking import ranked
from scoring.season import Category, Scoring
from scoring.standing import Candidate, Standing
from scoring.tally import Tally

_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_VOTES: Mapping[str, int] = MappingProxyType({})


class Influence(NamedTuple):
    """The list without one expert. `enter`: ids that would come in, by rank; `leave`: ids that would go.

    Both empty: nobody's place hangs on this expert alone.
    """

    expert: str
    enter: tuple[str, ...]
    leave: tuple[str, ...]


def influence(
    members: Sequence[Candidate],
    counted: Tally,
    category: Category,
    scoring: Scoring,
    *,
    seats: int | None = None,
    excluded: Mapping[str, str] = _NO_REASONS,
    votes: Mapping[str, int] = _NO_VOTES,
) -> tuple[Influence, ...]:
    """For every expert with a counted card, who would come in and who would go without this expert's cards.

    By the official method under all limits, moves of the lead not counted. A nomination that only this expert scored
    has no rank without the expert. Arguments as in `scoring.ranking.ranked`.
    """
    room = category.selection.seats if seats is None else seats

    def lined_up(panel: Tally) -> tuple[list[Standing], frozenset[str]]:
        found = ranked(members, panel, category, scoring, excluded=excluded, votes=votes)
        ordered = [one for one in found if one.rank is not None]
        return ordered, best_list(ordered, category.selection, room).ids

    before, now = lined_up(counted)
    out = []
    for expert in counted.experts:
        after, then = lined_up(counted.without(expert))
        enter = tuple(one.id for one in after if one.id in then - now)
        out.append(Influence(expert, enter, tuple(one.id for one in before if one.id in now - then)))
    return tuple(out)
