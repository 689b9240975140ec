"""Cards to scores, scores to ranks, with a trace of every tie that was broken.

All figures are exact decimals. Each is rounded half up to the season's decimals first and only then compared, so every
comparison is one between figures that stand in the printed table and can be repeated by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from scoring.scorecard import Recusal, Scorecard
from scoring.season import Category, Method, Scoring
from scoring.standing import Candidate, Standing

__all__ = ["Candidate", "Standing", "standings"]

_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_VOTES: Mapping[str, int] = MappingProxyType({})


def standings(
    nominations: Sequence[Candidate],
    cards: Iterable[Scorecard],
    category: Category,
    scoring: Scoring,
    *,
    method: Method | None = None,
    recusals: Iterable[Recusal] = (),
    excluded: Mapping[str, str] = _NO_REASONS,
    votes: Mapping[str, int] = _NO_VOTES,
) -> tuple[Standing, ...]:
    """The candidates of `category`: the ranked first, by rank and within a shared rank by id, then the excluded by id.

    A card counts unless its expert recused from that nomination; the order of the cards does not matter. `method`
    None: the official one. `excluded`: nomination id to the Chinese reason for which the office keeps it out. A
    nomination is also kept out when at least half of its counted cards say that the gate is not passed, or when no
    card counts. `votes`: recorded votes of the panel for the rung `vote` (more wins, none recorded is 0). Equal scores
    are separated by the ladder `scoring.ties`; on `spread` the smaller wins and an unknown one loses. What the ladder
    does not separate shares a rank. Raises ValueError for an incomplete card, a second card of one expert
    or a second nomination of one id.
    """
    from scoring.ranking import ranked  # numpy, whose import takes longer than a whole ranking
    from scoring.tally import tally

    members = [one for one in nominations if one.category == category.id]
    counted = tally([one.id for one in members], cards, category, scoring.step, recusals)
    return ranked(members, counted, category, scoring, method=method, excluded=excluded, votes=votes)
