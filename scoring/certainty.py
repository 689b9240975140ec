"""How certain the list is: with another panel of the same kind, how often would each one be in?

The panel is resampled by a bootstrap of residuals (Efron 1979; Davison and Hinkley 1997, ch. 3 and 6; with both experts
and cards drawn anew, as in Owen 2007): by the additive model a card is nomination + expert + rest. In each round every
expert gets an effect drawn from those found, every card a rest drawn from all rests of the category, the official
method makes scores of them, and the limits make a list. P is the share of rounds in which a nomination is in.

Why not draw the cards of each nomination from its own few cards: with three to five of them their own variance is too
poor a guide. In simulations with known truth such bands held 83 to 92 percent of the true winners for three cards,
those of pooled residuals 94 and more. Drawing one effect for an expert in a round lets severity cancel where all score
all, and count where panels differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from scoring.averages import simulated
from scoring.many_lists import inside
from scoring.season import Scoring, Selection
from scoring.severity import linked, two_way
from scoring.standing import Standing
from scoring.tally import Real, Tally

Band = Literal["in", "contested", "out"]
SAFE, LOST = Decimal("0.95"), Decimal("0.05")
"""From SAFE on a nomination is safely in, below LOST it is out, what lies between is contested. The 90 % band is all
that is not out."""
ROUNDS, FEWER_ROUNDS = 1000, 300
"""The second where minimums are exchanged for in every round, which takes its time: chances near the bands' ends are
then known to about one percent."""
_CHUNK = 100
"""Rounds worked out at once: enough for numpy, little memory."""


@dataclass(frozen=True)
class Certainty:
    """`chances`: P(in the list) by nomination id, three decimals; empty where nothing can be said, and then `reason`
    tells why in Chinese. Chances of a season's seed are always the same."""

    chances: Mapping[str, Decimal]
    reason: str = ""

    def band(self, nomination: str) -> Band | None:
        """The band of one nomination; None: not known."""
        chance = self.chances.get(nomination)
        if chance is None:
            return None
        return "in" if chance >= SAFE else "out" if chance < LOST else "contested"

    def contested(self) -> tuple[str, ...]:
        """The contested, the surest first."""
        ids = [one for one in self.chances if self.band(one) == "contested"]
        return tuple(sorted(ids, key=lambda one: -self.chances[one]))


def certainty(
    ranked: Sequence[Standing],
    counted: Tally,
    scoring: Scoring,
    rules: Selection,
    *,
    seed: int,
    seats: int | None = None,
    rounds: int | None = None,
) -> Certainty:
    """Chances of the ranked under the official method and the limits; moves of the lead are not played.

    `counted`: the tally of (at least) the ranked. `seed`: the same one gives the same chances. `rounds` None: ROUNDS,
    or FEWER_ROUNDS with minimums. Not known where no nomination has two counted cards: then nothing tells how far
    experts differ.
    """
    people = [one for one in ranked if one.rank is not None]
    panel = counted.only([one.id for one in people])
    place = {one: i for i, one in enumerate(panel.ids)}
    people.sort(key=lambda one: place[one.id])
    pools = _pools(panel)
    if pools is None:
        return Certainty({}, "没有一份材料有两位以上专家的评分，无从估计" if people else "尚无排序")
    effects, rests = pools
    totals: Real = panel.totals[:, None] * np.float64(panel.step)
    base = np.repeat(simulated(totals, panel.counts, scoring)[:, 0], panel.counts)
    dice = np.random.Generator(np.random.PCG64(seed))
    room = rules.seats if seats is None else seats
    if rounds is None:
        rounds = FEWER_ROUNDS if any(rules.minimum.values()) else ROUNDS
    wins = np.zeros(len(people), dtype=np.int64)
    for start in range(0, rounds, _CHUNK):
        some = min(_CHUNK, rounds - start)
        severity = effects[dice.integers(0, len(effects), (len(panel.experts), some))]
        cards = base[:, None] + severity[panel.expert] + rests[dice.integers(0, len(rests), (len(base), some))]
        scores = simulated(cards, panel.counts, scoring)
        scores += dice.random(scores.shape) * 1e-6  # equal scores: a draw, not the order of ids
        wins += inside(scores.T, people, rules, room).sum(axis=0)
    return Certainty(
        {
            one.id: (Decimal(won) / rounds).quantize(Decimal("0.001"))
            for one, won in zip(people, wins.tolist(), strict=True)
        }
    )


def _pools(panel: Tally) -> tuple[Real, Real] | None:
    """Effects of experts and rests of cards, freed of the shrinking that fitting them brought; None: nothing to draw.

    Where the experts are not linked, effects cannot be told from nominations: they stay within the rests.
    """
    several = panel.counts[panel.nomination] > 1
    if not several.any():
        return None
    whole = len(linked(panel)) == 1
    effects, rest = two_way(panel, with_experts=whole)
    rests = rest[several] / np.sqrt(1 - 1 / panel.counts[panel.nomination][several])
    experts = len(panel.experts)
    freedom = int(several.sum()) - int((panel.counts > 1).sum())
    if whole and freedom > experts - 1:
        rests = rests * np.sqrt(freedom / (freedom - experts + 1))
    if whole and experts > 1:
        effects = effects * np.sqrt(experts / (experts - 1))
    return effects, rests - rests.mean()
