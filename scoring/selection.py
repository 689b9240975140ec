"""Ranks to the recommended list: seats, limits of a unit, reserves, and a reason for every line.

The limits are a laminar family: the specials of a unit lie inside the unit, and the units lie inside the whole. Sets
that keep such limits are the independent sets of a laminar matroid, for which taking the best remaining candidate that
still fits is exact (Edmonds 1971): no other list has a greater sum of scores, and none is better by rank. The tests
hold it against brute force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from scoring.season import Selection
from scoring.standing import Standing

_NAMED = 6
"""How many ids a sentence names; the rest is counted."""


class Choice(NamedTuple):
    """One line of a list. `reason` is a Chinese sentence; `rules` are the ids of what decided it:

    `rank` in by rank, `moved` in because limits kept higher-ranked ones out, `seats` no seat left, `per_unit` and
    `specials_per_unit` a limit of its unit, `tie` an unresolved tie at the cut, `excluded` not ranked.
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


@dataclass(frozen=True)
class Selected:
    """The list of one category.

    `selected` and `reserves` by rank; every reserve may be called up in this order without breaking a limit.
    `left_out`: the other ranked by rank, then the excluded. `binding`: sentences on every rule that kept somebody out,
    on a tie that the cut runs through, and on seats that could not be filled. `cost`: how many points of score the
    limits take from the list, compared with as many seats filled by rank alone (0: nothing). `unit_counts`: units
    in the order of their best candidate.
    """

    seats: int
    selected: tuple[Choice, ...]
    reserves: tuple[Choice, ...]
    left_out: tuple[Choice, ...]
    binding: tuple[str, ...]
    cost: Decimal
    unit_counts: tuple[UnitCount, ...]


def select(ranked: Sequence[Standing], rules: Selection, *, seats: int | None = None) -> Selected:
    """Fills `seats` (None: those of the rules) from the standings of one category.

    Within a shared rank the order of `ranked` decides for the time being; where that decides who is in, `binding` and
    the reasons on both sides say so. Standings without a rank are left out with their own reason.
    """
    room = rules.seats if seats is None else seats
    ordered = sorted((s for s in ranked if s.rank is not None), key=lambda s: s.rank or 0)
    draw = _Draw(rules, room)
    for one in ordered:
        draw.offer(one)
    tied = _tied_at_the_cut(ordered, draw.selected, rules)
    words = _Words(rules, room, draw, tied)
    best = sum((s.score or Decimal(0) for s in ordered[: len(draw.selected)]), Decimal(0))
    return Selected(
        seats=room,
        selected=tuple(words.selected()),
        reserves=tuple(words.reserves()),
        left_out=(*words.left_out(), *(_choice(s, s.excluded, "excluded") for s in ranked if s.rank is None)),
        binding=tuple(words.binding()),
        cost=best - sum((s.score or Decimal(0) for s in draw.selected), Decimal(0)),
        unit_counts=_unit_counts(ranked, draw.selected, rules),
    )


def forwarded(selected: Iterable[Choice], seats: int) -> tuple[Choice, ...]:
    """Those of the recommended list that go to the national level: specials first, then by rank, at most `seats`."""
    return tuple(sorted(selected, key=lambda c: (not c.special, c.rank or 0)))[:seats]


class _Limits:
    """Counts who was taken, and names the limits of its unit that a further one would break."""

    def __init__(self, rules: Selection) -> None:
        self._rules = rules
        self._units: Counter[str] = Counter()
        self._specials: Counter[str] = Counter()

    def take(self, one: Standing) -> None:
        self._units[one.unit] += 1
        self._specials[one.unit] += one.special

    def broken_by(self, one: Standing) -> tuple[str, ...]:
        broken = []
        if self._rules.per_unit is not None and self._units[one.unit] >= self._rules.per_unit:
            broken.append("per_unit")
        most = self._rules.specials_per_unit
        if one.special and most is not None and self._specials[one.unit] >= most:
            broken.append("specials_per_unit")
        return tuple(broken)


class _Draw:
    """The greedy walk down the ranks."""

    def __init__(self, rules: Selection, seats: int) -> None:
        self.selected: list[Standing] = []
        self.reserves: list[Standing] = []
        self.left_out: list[tuple[Standing, tuple[str, ...]]] = []
        self.passed_over: dict[str, int] = {}
        """Rules that kept one out while seats were left, with how many each kept out, until now."""
        self.moved: dict[str, tuple[str, ...]] = {}
        """Id of a selected one that rank alone would not have put in, with the rules that made room for it."""
        self._limits, self._seats, self._reserves = _Limits(rules), seats, rules.reserves
        self._offered = 0

    def offer(self, one: Standing) -> None:
        self._offered += 1
        broken = self._limits.broken_by(one)
        open_seat = len(self.selected) < self._seats
        if broken:
            self.left_out.append((one, broken))
            for rule in broken if open_seat else ():
                self.passed_over[rule] = self.passed_over.get(rule, 0) + 1
        elif open_seat:
            self._limits.take(one)
            self.selected.append(one)
            if self._offered > self._seats:
                self.moved[one.id] = tuple(self.passed_over)
        elif len(self.reserves) < self._reserves:
            self._limits.take(one)
            self.reserves.append(one)
        else:
            self.left_out.append((one, ("seats",)))


def _tied_at_the_cut(
    ordered: Sequence[Standing], selected: Sequence[Standing], rules: Selection
) -> dict[str, tuple[str, ...]]:
    """Ids of those for whom an unresolved tie decides, with all ids of that rank that are concerned.

    Concerned is who is out and could stand in the place of one who is in, of the same rank, without breaking a limit,
    and whose place that is.
    """
    limits = _Limits(rules)
    for one in selected:
        limits.take(one)
    inside = {s.id for s in selected}
    concerned: dict[str, tuple[str, ...]] = {}
    for _, members in groupby(ordered, key=lambda s: s.rank):
        group = list(members)
        if len(group) == 1:
            continue
        places: dict[tuple[str, ...], set[str]] = {}
        for one in group:
            if one.id in inside:
                for kind in ((), ("unit", one.unit), ("special", one.unit) if one.special else ()):
                    places.setdefault(kind, set()).add(one.id)
        ids: set[str] = set()
        for one in group:
            if one.id not in inside and (partners := places.get(_place_needed(one, limits))):
                ids |= {one.id, *partners}
        together = tuple(s.id for s in group if s.id in ids)
        concerned.update(dict.fromkeys(together, together))
    return concerned


def _place_needed(one: Standing, limits: _Limits) -> tuple[str, ...]:
    """Whose place one who is out could take: anybody's, one of the own unit, or a special of the own unit."""
    broken = limits.broken_by(one)
    if "specials_per_unit" in broken:
        return ("special", one.unit)
    return ("unit", one.unit) if broken else ()


class _Words:
    """Says in Chinese why each one is where it is."""

    def __init__(self, rules: Selection, seats: int, draw: _Draw, tied: dict[str, tuple[str, ...]]) -> None:
        self._rules, self._seats, self._draw, self._tied = rules, seats, draw, tied

    def selected(self) -> Iterable[Choice]:
        for one in self._draw.selected:
            moved = self._draw.moved.get(one.id, ())
            if moved:
                passed = sum(self._draw.passed_over.values())
                reason = f"第 {one.rank} 名，因单位限额前面有 {passed} 项未列入，依次递补，在 {self._seats} 个名额内"
            else:
                reason = f"第 {one.rank} 名，在 {self._seats} 个名额内"
            yield self._with_tie(one, reason, *(("moved", *moved) if moved else ("rank",)))

    def reserves(self) -> Iterable[Choice]:
        for place, one in enumerate(self._draw.reserves, start=1):
            yield self._with_tie(one, f"第 {one.rank} 名，{self._seats} 个名额已满，备选第 {place} 位", "seats")

    def left_out(self) -> Iterable[Choice]:
        for one, broken in self._draw.left_out:
            limits = [self._limit(rule) for rule in broken if rule != "seats"]
            reason = "；".join(limits) or f"{self._seats} 个名额和 {self._rules.reserves} 个备选均已满"
            yield self._with_tie(one, f"第 {one.rank} 名，{reason}", *broken)

    def binding(self) -> Iterable[str]:
        draw = self._draw
        by_limit: dict[tuple[str, str], list[str]] = {}
        for one, broken in draw.left_out:
            for rule in broken:
                by_limit.setdefault(("" if rule == "seats" else one.unit, rule), []).append(one.id)
        without_seat = len(draw.reserves) + len(by_limit.pop(("", "seats"), ()))
        if without_seat:
            yield f"{self._seats} 个名额已满，另有 {without_seat} 项有名次而无名额"
        for (unit, rule), ids in by_limit.items():
            yield f"{unit}：{self._limit(rule)}，{_listed(ids)} 未列入"
        for together in dict.fromkeys(self._tied.values()):
            yield f"{_listed(together)} 名次并列而名额不足，暂按编号先后列入，待专家组投票确定"
        if len(draw.selected) < self._seats:
            yield f"{self._seats} 个名额只选出 {len(draw.selected)} 项，其余空缺"

    def _limit(self, rule: str) -> str:
        if rule == "per_unit":
            return f"本单位已满 {self._rules.per_unit} 项（每单位上限）"
        return f"本单位特别推介已满 {self._rules.specials_per_unit} 项（每单位上限）"

    def _with_tie(self, one: Standing, reason: str, *rules: str) -> Choice:
        together = self._tied.get(one.id)
        if together is None:
            return _choice(one, reason, *rules)
        others = _listed([i for i in together[: _NAMED + 1] if i != one.id], len(together) - 1)
        return _choice(one, f"{reason}；与 {others} 名次并列，待专家组投票确定", *rules, "tie")


def _listed(ids: Sequence[str], count: int | None = None) -> str:
    """The first few ids; `count` is how many there are in all where `ids` is only their beginning."""
    count = len(ids) if count is None else count
    return "、".join(ids[:_NAMED]) + (f" 等 {count} 项" if count > _NAMED else "")


def _choice(one: Standing, reason: str, *rules: str) -> Choice:
    return Choice(
        id=one.id,
        name=one.name,
        unit=one.unit,
        rank=one.rank,
        score=one.score,
        special=one.special,
        type=one.type,
        reason=reason,
        rules=rules,
    )


def _unit_counts(ranked: Iterable[Standing], selected: Iterable[Standing], rules: Selection) -> tuple[UnitCount, ...]:
    sent, taken = Counter(s.unit for s in ranked), Counter(s.unit for s in selected)
    return tuple(
        UnitCount(unit=unit, sent=count, selected=taken[unit], limit=rules.per_unit) for unit, count in sent.items()
    )
