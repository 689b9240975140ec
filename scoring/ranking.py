"""A tally to standings: the figures of every nomination, the order under the ladder, the trace of every tie.

`scoring.standings` is the door; this works on arrays and is imported when somebody ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from scoring.averages import Averages, Groups
from scoring.nomination import by_id
from scoring.season import Category, Method, Scoring
from scoring.standing import Candidate, Standing
from scoring.tally import Tally

_NAMED_OTHERS = 5
"""How many of those that share a rank a trace names; the rest is counted."""
_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_VOTES: Mapping[str, int] = MappingProxyType({})
_UNKNOWN = 2**62
"""The spread of a single card as a key: it loses against every known one."""


def ranked(
    members: Sequence[Candidate],
    counted: Tally,
    category: Category,
    scoring: Scoring,
    *,
    method: Method | None = None,
    excluded: Mapping[str, str] = _NO_REASONS,
    votes: Mapping[str, int] = _NO_VOTES,
) -> tuple[Standing, ...]:
    """The standings of these candidates, whose cards `counted` holds in the same order; see `standings`."""
    figures = measured(counted, category, scoring, method)
    why = _why_not(members, counted, category, excluded)
    ladder = [_rung(name, category) for name in scoring.ties]
    keys = _keys(figures, ladder, [votes.get(one.id, 0) for one in members])
    inside, outside = [i for i, text in enumerate(why) if not text], [i for i, text in enumerate(why) if text]
    names = [by_id(one.id) for one in members]
    groups = _groups([(keys[i], i) for i in sorted(inside, key=lambda i: (keys[i], names[i]))])
    lines = _Lines(members, figures, why, votes, ladder)
    return (*lines.ranked(groups), *(lines.standing(i) for i in sorted(outside, key=names.__getitem__)))


class Figures(NamedTuple):
    """What the cards of each nomination come to, by its place in the tally; None or empty without a card.

    `units`: the score in whole units of the last decimal. `criteria` by criterion in rubric order.
    """

    units: list[int | None]
    score: list[Decimal | None]
    mean: list[Decimal | None]
    median: list[Decimal | None]
    trimmed: list[Decimal | None]
    spread: list[Decimal | None]
    criteria: list[dict[str, Decimal]]
    ballots: list[int]


def measured(counted: Tally, category: Category, scoring: Scoring, method: Method | None = None) -> Figures:
    """All figures of all nominations; `method` None: the official one."""
    averages, names = Averages(scoring), [c.id for c in category.rubric.criteria]
    has = counted.counts > 0
    if not has.any():
        nothing: list[Decimal | None] = [None] * len(has)
        return Figures(
            [None] * len(has), nothing, nothing, nothing, nothing, nothing, [{} for _ in has], [0] * len(has)
        )
    groups, totals, decimal = Groups(counted.counts[has]), counted.totals, averages.decimal
    places = np.flatnonzero(has).tolist()

    def spread_out(values: Sequence[int | None]) -> list[Decimal | None]:
        line: list[Decimal | None] = [None] * len(has)
        for place, value in zip(places, values, strict=True):
            line[place] = None if value is None else decimal[value]
        return line

    units = {one: averages.average(totals, groups, one).tolist() for one in ("mean", "median", "trimmed")}
    lines = {one: spread_out(found) for one, found in units.items()}
    wanted = method or scoring.method
    by_place: list[int | None] = [None] * len(has)
    criteria: list[dict[str, Decimal]] = [{} for _ in has]
    rows = averages.average(counted.points, groups, wanted).tolist()
    for place, value, row in zip(places, units[wanted], rows, strict=True):
        by_place[place] = value
        criteria[place] = dict(zip(names, map(decimal.__getitem__, row), strict=True))
    return Figures(
        units=by_place,
        score=lines[wanted],
        mean=lines["mean"],
        median=lines["median"],
        trimmed=lines["trimmed"],
        spread=spread_out(averages.deviation(totals, groups)),
        criteria=criteria,
        ballots=counted.counts.tolist(),
    )


class _Rung(NamedTuple):
    """One step of the ladder: its name for people, its unit, and which figure it looks at."""

    kind: str
    label: str
    unit: str
    criterion: str = ""


def _rung(name: str, category: Category) -> _Rung:
    if name.startswith("criterion:"):
        criterion = category.rubric.criteria[int(name.removeprefix("criterion:")) - 1]
        return _Rung("criterion", f"“{criterion.name}”", "", criterion.id)
    return _Rung("spread", "评分离散度", "") if name == "spread" else _Rung("vote", "专家组投票", " 票")


_Key = tuple[Decimal | int, ...]


def _keys(figures: Figures, ladder: Sequence[_Rung], votes: Sequence[int]) -> list[_Key]:
    """Score and rungs turned so that the smaller is the better."""
    columns: list[list[Decimal | int]] = [[-(units or 0) for units in figures.units]]
    for rung in ladder:
        if rung.kind == "criterion":
            columns.append([-row.get(rung.criterion, 0) for row in figures.criteria])
        elif rung.kind == "spread":
            columns.append([_UNKNOWN if spread is None else spread for spread in figures.spread])
        else:
            columns.append([-count for count in votes])
    return list(zip(*columns, strict=True))


def _why_not(
    members: Sequence[Candidate], counted: Tally, category: Category, excluded: Mapping[str, str]
) -> list[str]:
    gate = category.rubric.gate
    failed = np.bincount(counted.nomination[counted.failed], minlength=len(members)).tolist()
    out = []
    for one, count, fails in zip(members, counted.counts.tolist(), failed, strict=True):
        reasons = [excluded[one.id]] if excluded.get(one.id) else []
        if gate is not None and fails and fails * 2 >= count:
            reasons.append(f"“{gate.name}”一关未通过（{fails}/{count}）")
        if not count and not reasons:
            reasons.append("尚无有效评分")
        out.append("；".join(reasons))
    return out


@dataclass(frozen=True)
class _Group:
    """Places that share a rank, with what they have in common."""

    key: _Key
    places: list[int]


def _groups(ordered: Sequence[tuple[_Key, int]]) -> list[_Group]:
    groups: list[_Group] = []
    for key, place in ordered:
        if groups and groups[-1].key == key:
            groups[-1].places.append(place)
        else:
            groups.append(_Group(key, [place]))
    return groups


@dataclass(frozen=True)
class _Lines:
    """Makes the standings, and says in Chinese what separated equal scores."""

    members: Sequence[Candidate]
    figures: Figures
    why: Sequence[str]
    votes: Mapping[str, int]
    ladder: Sequence[_Rung]

    def ranked(self, groups: Sequence[_Group]) -> Iterator[Standing]:
        rank, above = 1, ""
        for group, following in zip_longest(groups, groups[1:]):
            here, below = self._decided(group, following) if following else ("", "")
            shared = [text for text in (above, here) if text]
            for place in group.places:
                trace = [*shared, self._unresolved(place, group)] if len(group.places) > 1 else shared
                yield self.standing(
                    place, rank, f"同分 {self.figures.score[place]}，{'；'.join(trace)}" if trace else ""
                )
            rank, above = rank + len(group.places), below

    def standing(self, place: int, rank: int | None = None, tie_break: str = "") -> Standing:
        one, got = self.members[place], self.figures
        return Standing(
            id=one.id,
            name=one.name,
            unit=one.unit,
            category=one.category,
            special=one.special,
            type=one.type,
            rank=rank,
            score=got.score[place],
            mean=got.mean[place],
            median=got.median[place],
            trimmed=got.trimmed[place],
            spread=got.spread[place],
            ballots=got.ballots[place],
            criteria=got.criteria[place],
            tie_break=tie_break,
            excluded=self.why[place],
        )

    def _decided(self, first: _Group, second: _Group) -> tuple[str, str]:
        """What the ladder says between two neighbours, to the first and to the second; empty for different scores."""
        differ = [a != b for a, b in zip(first.key, second.key, strict=True)].index(True)
        if differ == 0:
            return "", ""
        rung, one, two = self.ladder[differ - 1], first.places[0], second.places[0]
        better, worse = self._shown(rung, one), self._shown(rung, two)
        return (
            f"先于 {self.members[two].id}：{rung.label} {better} 优于 {worse}{rung.unit}",
            f"后于 {self.members[one].id}：{rung.label} {worse} 劣于 {better}{rung.unit}",
        )

    def _shown(self, rung: _Rung, place: int) -> str:
        if rung.kind == "criterion":
            return str(self.figures.criteria[place][rung.criterion])
        if rung.kind == "vote":
            return str(self.votes.get(self.members[place].id, 0))
        spread = self.figures.spread[place]
        return "（仅一份评分）" if spread is None else str(spread)

    def _unresolved(self, own: int, group: _Group) -> str:
        others = [self.members[i].id for i in group.places[: _NAMED_OTHERS + 1] if i != own][:_NAMED_OTHERS]
        count = len(group.places) - 1
        more = f" 等 {count} 项" if count > len(others) else " "
        what_now = "待专家组投票" if any(rung.kind == "vote" for rung in self.ladder) else "规则未定先后，待办公室决定"
        return f"与 {'、'.join(others)}{more}并列，{what_now}"
