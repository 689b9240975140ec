"""The check before the round opens: load, coverage, links, and how likely the true best get in with so many cards.

The likelihood is a simulation (no expert has scored yet): merit, severity and noise are drawn with spreads that the
office may set, the plan says who scores whom, and the official method and the limits make the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from scoring.assignment import Member, assign, free_experts, linked_parts
from scoring.averages import simulated
from scoring.many_lists import Inside, inside
from scoring.nomination import Nomination
from scoring.season import Category, Scoring
from scoring.standing import Candidate, Standing

ROUNDS = 200
"""Seasons that are simulated for each number of cards: the share is then known to about one percent."""


_NOBODY = -1e6
"""The score of a nomination that nobody scores: behind every other."""


class Spreads(NamedTuple):
    """Standard deviations in points of a card of 100: between nominations, between experts, and what is left.

    The defaults are cautious: noise a little above the differences of merit.
    """

    merit: float = 5.0
    severity: float = 3.0
    noise: float = 6.0


class Load(NamedTuple):
    """What one expert has to score in a category, and how many the expert must not."""

    expert: str
    nominations: int
    conflicts: int


class Chance(NamedTuple):
    """`share`: how many of the truly best get in on average, 0 to 1, two decimals, with `cards` cards for each
    nomination (where conflicts allow them). `planned`: this is the plan as it stands, `cards` its average rounded."""

    cards: int
    share: Decimal
    planned: bool = False


@dataclass(frozen=True)
class Rehearsal:
    """One category. `thin`: ids with fewer experts than wanted although more could score them, and those that nobody
    scores, with how many they get.

    `parts`: groups of experts that no nomination links; more than one: severity cannot be told from merit.
    """

    category: str
    nominations: int
    loads: tuple[Load, ...]
    thin: Mapping[str, int]
    parts: tuple[tuple[str, ...], ...]
    chances: tuple[Chance, ...]

    @property
    def in_order(self) -> bool:
        """Whether everything is covered as wanted and all experts are linked."""
        return not self.thin and len(self.parts) <= 1


def rehearse(
    plan: Mapping[str, Sequence[str]],
    panel: Sequence[Member],
    nominations: Sequence[Nomination],
    category: Category,
    scoring: Scoring,
    *,
    seed: int,
    wanted: int | None = None,
    known: Sequence[str] = (),
    spreads: Spreads | None = None,
    rounds: int = ROUNDS,
) -> Rehearsal:
    """Checks a plan (nomination ids by expert id) for one category.

    `wanted`: cards for each nomination (None: the most that any nomination of the plan has). `known` as in `assign`.
    The chances are given for the plan and for 3, 5, 7, … experts up to the whole panel.
    """
    ours = [n for n in nominations if n.category == category.id]
    ids = {n.id for n in ours}
    mine = {m.id: {*plan.get(m.id, ())} & ids for m in panel}
    counts = Counter(i for held in mine.values() for i in held)
    free = free_experts(panel, ours, known)
    may = Counter(expert for experts in free.values() for expert in experts)
    want = max(counts.values(), default=0) if wanted is None else wanted
    people = [_standing(n) for n in ours]
    best = _Best(people, category, scoring, spreads or Spreads(), seed, rounds)
    chances = []
    if ours and counts:
        planned = round(sum(counts.values()) / len(ours))
        chances.append(Chance(planned, best.share(_seats(ours, panel, mine)), planned=True))
    for cards in sorted({*range(3, len(panel), 2), len(panel)} if ours else ()):
        chances.append(Chance(cards, best.share(_seats(ours, panel, assign(panel, ours, cards, free=free)))))
    return Rehearsal(
        category=category.id,
        nominations=len(ours),
        loads=tuple(Load(m.id, len(mine[m.id]), len(ours) - may[m.id]) for m in panel),
        thin={n.id: counts[n.id] for n in ours if counts[n.id] < max(min(want, len(free[n.id])), 1)},
        parts=linked_parts(mine),
        chances=tuple(chances),
    )


@dataclass(frozen=True)
class _Best:
    """Simulated seasons: how many of those that the limits choose by merit are chosen by the panel."""

    people: Sequence[Standing]
    category: Category
    scoring: Scoring
    spreads: Spreads
    seed: int
    rounds: int

    def share(self, seated: Inside) -> Decimal:
        """The mean over all rounds; the same merits for every plan, so that plans can be compared."""
        dice = np.random.Generator(np.random.PCG64(self.seed))
        size, rules = len(self.people), self.category.selection
        merit = dice.normal(0, self.spreads.merit, (size, self.rounds))
        true = inside(merit.T, self.people, rules, rules.seats)
        nomination, expert = np.nonzero(seated)
        severity = dice.normal(0, self.spreads.severity, (seated.shape[1], self.rounds))
        noise = dice.normal(0, self.spreads.noise, (len(nomination), self.rounds))
        scores = simulated(merit[nomination] + severity[expert] + noise, seated.sum(axis=1), self.scoring)
        lists = inside(np.nan_to_num(scores, nan=_NOBODY).T, self.people, rules, rules.seats)
        return Decimal(repr(float((lists & true).sum() / max(1, true.sum())))).quantize(Decimal("0.01"))


def _seats(ours: Sequence[Nomination], panel: Sequence[Member], plan: Mapping[str, Sequence[str] | set[str]]) -> Inside:
    held = [{*plan.get(m.id, ())} for m in panel]
    return np.array([[n.id in ids for ids in held] for n in ours], dtype=bool).reshape(len(ours), len(panel))


def _standing(nomination: Nomination) -> Standing:
    one = Candidate.of(nomination)
    return Standing(
        id=one.id,
        name=one.name,
        unit=one.unit,
        category=one.category,
        special=one.special,
        type=one.type,
        rank=1,
        score=None,
        mean=None,
        median=None,
        trimmed=None,
        spread=None,
        ballots=0,
        criteria={},
        tie_break="",
        excluded="",
    )
