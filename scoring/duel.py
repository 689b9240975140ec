"""The cut-line duel: for the contested alone, experts say of two nominees which is the better one.

What comes of it stands beside the scores as further evidence and is never merged with them: nothing here knows a score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import NamedTuple

import numpy as np

from scoring.tally import Real

_PLACES = Decimal("0.001")
_STEPS, _CLOSE = 20_000, 1e-10
"""Most steps of the iteration, and the change of log strengths below which it has arrived."""


class Verdict(NamedTuple):
    """One expert's word on a pair of nomination ids."""

    expert: str
    better: str
    other: str


class DuelRow(NamedTuple):
    """One nominee. `won`, `lost`: verdicts. `beaten`, `beaten_by`: ids that it wins and loses against by a majority.

    `copeland`: how many it beats less how many beat it. `strength`: log strength of the Bradley–Terry model, the mean
    of all is 0, three decimals; None where the model has no solution.
    """

    id: str
    won: int
    lost: int
    beaten: tuple[str, ...]
    beaten_by: tuple[str, ...]
    copeland: int
    strength: Decimal | None


@dataclass(frozen=True)
class Duel:
    """`rows` by Copeland's count, then by verdicts won less lost, then in the order given. `reason` says in Chinese why
    there are no strengths (else empty). `circle`: ids of a circle of majorities (A before B before C before A), empty
    where there is none: then no order agrees with all majorities."""

    rows: tuple[DuelRow, ...]
    verdicts: int
    reason: str
    circle: tuple[str, ...]


def pairs(contested: Sequence[str], turn: int = 0, most: int | None = None) -> tuple[tuple[str, str], ...]:
    """The pairs that one expert is asked about, at most `most` (None: all).

    By the circle method of round-robin tournaments: every round has each nominee at most once, so that also a part of
    the pairs asks about all alike. `turn`: begins with another round and swaps left and right, so that experts
    of different turns together cover all pairs and no nominee always stands first.
    """
    ring: list[str | None] = [*contested, *([None] if len(contested) % 2 else [])]
    rounds = []
    for number in range(max(0, len(ring) - 1)):
        turned = [ring[0], *(ring[1:][-number:] if number else []), *ring[1 : len(ring) - number]]
        half = len(turned) // 2
        rounds.append(list(zip(turned[:half], reversed(turned[half:]), strict=True)))
    if rounds:
        rounds = rounds[turn % len(rounds) :] + rounds[: turn % len(rounds)]
    found = [(a, b) for one in rounds for a, b in one if a is not None and b is not None]
    placed = [(b, a) if (place + turn) % 2 else (a, b) for place, (a, b) in enumerate(found)]
    return tuple(placed if most is None else placed[:most])


def duel(contested: Sequence[str], verdicts: Iterable[Verdict]) -> Duel:
    """What the verdicts on the contested say; those on anybody else do not count.

    An expert's later word on the same pair takes the place of the earlier one. Raises ValueError for a verdict between
    a nominee and itself.
    """
    last: dict[tuple[str, frozenset[str]], Verdict] = {}
    for one in verdicts:
        if one.better == one.other:
            raise ValueError("a verdict between a nominee and itself")
        if one.better in contested and one.other in contested:
            last[one.expert, frozenset((one.better, one.other))] = one
    place = {one: i for i, one in enumerate(contested)}
    wins = np.zeros((len(contested), len(contested)))
    for one in last.values():
        wins[place[one.better], place[one.other]] += 1
    strengths, reason = bradley_terry(wins)
    majority = wins > wins.T
    beats = {one: [contested[j] for j in np.flatnonzero(majority[i]).tolist()] for i, one in enumerate(contested)}
    rows = [_row(one, i, wins, beats, strengths) for i, one in enumerate(contested)]
    rows.sort(key=lambda row: (-row.copeland, row.lost - row.won))
    return Duel(tuple(rows), len(last), reason, _circle(beats))


def bradley_terry(wins: Real) -> tuple[Real | None, str]:
    """Log strengths (mean 0) of the Bradley–Terry model by maximum likelihood; None with the reason in Chinese.

    `wins[i, j]`: how often i was preferred to j. P(i before j) = p_i / (p_i + p_j). There is a solution exactly where
    nobody can be split off: in every division into two groups somebody of each wins against somebody of the other (Ford
    1957). Solved by the MM iteration (Zermelo 1929; Hunter 2004, Annals of Statistics 32).
    """
    count = len(wins)
    if count < 2 or not wins.any():
        return None, "还没有两两比较"
    if not _reaches_all(wins > 0) or not _reaches_all(wins.T > 0):
        return None, "有的从未输过或从未胜过，强弱差无法估计，请看胜负"
    games, won = wins + wins.T, wins.sum(axis=1)
    log = np.zeros(count)
    for _ in range(_STEPS):
        power = np.exp(log)
        fresh = np.log(won / (games / (power[:, None] + power[None, :])).sum(axis=1))
        fresh -= fresh.mean()
        arrived = np.abs(fresh - log).max() < _CLOSE
        log = fresh
        if arrived:
            break
    return np.asarray(log), ""


def _row(one: str, i: int, wins: Real, beats: Mapping[str, Sequence[str]], strengths: Real | None) -> DuelRow:
    beaten_by = tuple(other for other, theirs in beats.items() if one in theirs)
    strength = None
    if strengths is not None:
        exact = Decimal(repr(round(float(strengths[i]), 9)))
        strength = exact.quantize(_PLACES, ROUND_HALF_UP) + 0
    return DuelRow(
        id=one,
        won=int(wins[i].sum()),
        lost=int(wins[:, i].sum()),
        beaten=tuple(beats[one]),
        beaten_by=beaten_by,
        copeland=len(beats[one]) - len(beaten_by),
        strength=strength,
    )


def _reaches_all(edges: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> bool:
    """Whether everybody can be reached from the first one."""
    seen, waiting = {0}, [0]
    while waiting:
        for other in np.flatnonzero(edges[waiting.pop()]).tolist():
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return len(seen) == len(edges)


def _circle(beats: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """A shortest circle of majorities that the first few suffice for: one of three where there is one."""
    for a, b, c in combinations(beats, 3):
        for one, two, three in ((a, b, c), (a, c, b)):
            if two in beats[one] and three in beats[two] and one in beats[three]:
                return one, two, three
    return _longer_circle(beats)


def _longer_circle(beats: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Any circle: strike off who beats nobody that is left until nobody can be struck off, then walk."""
    left = dict(beats)
    while loose := [one for one, theirs in left.items() if not any(other in left for other in theirs)]:
        for one in loose:
            del left[one]
    if not left:
        return ()
    path = [next(iter(left))]
    while True:
        following = next(other for other in left[path[-1]] if other in left)
        if following in path:
            return tuple(path[path.index(following) :])
        path.append(following)
