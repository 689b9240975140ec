"""The cut-line duel: pairwise choices of experts among the contested. Evidence beside the scores, never part of them.

Strengths are those of the Bradley-Terry model (Bradley and Terry 1952), by the algorithm of Hunter (2004, "MM
algorithms for generalized Bradley-Terry models"), with half a win and half a loss against an average opponent added to
everyone: without that whoever won every choice would be infinitely strong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

MOST = 30
"""The most pairs that one expert is asked."""
_ROUNDS = 1000
_ENOUGH = 1e-9


class Pick(NamedTuple):
    """One expert preferred one nomination to another."""

    expert: str
    winner: str
    loser: str


class DuelLine(NamedTuple):
    """One contested nomination. `wins` of `choices`; `share` of wins, None without a choice; `strength`: the chance
    of being preferred to an average one of the contested, 0 to 1 to three places, 0.5 without a choice; `place` by
    strength, equal ones share it (1, 2, 2, 4)."""

    id: str
    wins: int
    choices: int
    share: float | None
    strength: float
    place: int


def pairs_for(expert: str, contested: Sequence[str], *, most: int = MOST) -> tuple[tuple[str, str], ...]:
    """The pairs that an expert is asked, in the order and with the sides in which she sees them.

    `contested` by rank. Up to `most` pairs: all of them where they are no more, else the nearest by rank first, so that
    the cut itself is decided by most choices. Order and sides come from a digest of the expert's id: not the same for
    everybody, and always the same for one.
    """
    near = sorted(combinations(range(len(contested)), 2), key=lambda pair: (pair[1] - pair[0], pair[0]))[:most]
    shown = sorted((_digest(expert, contested[a], contested[b]), contested[a], contested[b]) for a, b in near)
    return tuple((a, b) if mixed[-1] in "02468ace" else (b, a) for mixed, a, b in shown)


def duel(contested: Sequence[str], picks: Iterable[Pick]) -> tuple[DuelLine, ...]:
    """The contested by strength; equal ones in the order given. Choices about others are left out."""
    index = {one: place for place, one in enumerate(contested)}
    size = len(contested)
    wins = [0] * size
    met = [[0] * size for _ in range(size)]
    for pick in picks:
        if pick.winner in index and pick.loser in index:
            a, b = index[pick.winner], index[pick.loser]
            wins[a] += 1
            met[a][b] += 1
            met[b][a] += 1
    shown = [round(one / (one + 1), 3) for one in _strengths(wins, met)]
    order = sorted(range(size), key=lambda i: (-shown[i], i))
    return tuple(
        DuelLine(
            id=contested[i],
            wins=wins[i],
            choices=sum(met[i]),
            share=wins[i] / sum(met[i]) if sum(met[i]) else None,
            strength=shown[i],
            place=1 + sum(1 for other in shown if other > shown[i]),
        )
        for i in order
    )


def _strengths(wins: Sequence[int], met: Sequence[Sequence[int]]) -> list[float]:
    """Bradley-Terry strengths; that of the average opponent is 1."""
    strength = [1.0] * len(wins)
    for _ in range(_ROUNDS):
        new = [
            (wins[i] + 0.5)
            / (1 / (strength[i] + 1) + sum(n / (strength[i] + strength[j]) for j, n in enumerate(met[i]) if n))
            for i in range(len(wins))
        ]
        if max((abs(a - b) for a, b in zip(new, strength, strict=True)), default=0.0) < _ENOUGH:
            return new
        strength = new
    return strength


def _digest(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()
