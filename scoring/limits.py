"""The limits of a list and the exact best list under them.

Without minimums the limits are a laminar family: the specials of a unit lie inside the unit, the units inside the
whole. Sets that keep such limits are the independent sets of a laminar matroid, for which taking the best remaining
candidate that still fits is exact (Edmonds 1971). What the lead moves in is taken first (a contraction of the matroid),
what the lead moves out is struck off, and both leave a laminar matroid.

Minimums for types cut across the units. Then the list is a flow: seats → type → candidate → (specials of the unit →)
unit → sink, and each type has as many prized seats as are wished for. The list without minimums is a cheapest flow for
the number of prized seats that it fills. Filling one more is a shortest path from a type that lacks some back to the
seats through the residual network, and the flow stays a cheapest one for its number (Busacker and Gowen 1960; Ahuja,
Magnanti and Orlin 1993, ch. 9). When there is no such path, no list fills more: wishes are met as far as they can be
together, at the least cost. Weights are integers of any length (score, then rank), so nothing is rounded. The tests
hold it against brute force and against an independent solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from scoring.season import Selection
from scoring.standing import Standing

_MICRO = 6
"""Scores have at most this many decimals."""


class Limits:
    """Counts who was taken, and names the limits of its unit that a further one would break."""

    def __init__(self, rules: Selection, taken: Sequence[Standing] = ()) -> None:
        self._rules = rules
        self._units: Counter[str] = Counter()
        self._specials: Counter[str] = Counter()
        for one in taken:
            self.take(one)

    def take(self, one: Standing) -> None:
        """Counts one more."""
        self._units[one.unit] += 1
        self._specials[one.unit] += one.special

    def broken_by(self, one: Standing) -> tuple[str, ...]:
        """`per_unit`, `specials_per_unit`: what taking it would break; empty: nothing."""
        broken = []
        if self._rules.per_unit is not None and self._units[one.unit] >= self._rules.per_unit:
            broken.append("per_unit")
        most = self._rules.specials_per_unit
        if one.special and most is not None and self._specials[one.unit] >= most:
            broken.append("specials_per_unit")
        return tuple(broken)


@dataclass(frozen=True)
class BestList:
    """The best list under the limits. `ids`: who is in; `greedy`: who would be in without minimums.

    `refused`: ids that were to be moved in and could not be, with the limits that stood in the way (`seats` too).
    `raised`: types whose minimum changed the list. `unmet`: types whose minimum could not be met, with how many are in.
    """

    ids: frozenset[str]
    greedy: frozenset[str]
    refused: Mapping[str, tuple[str, ...]]
    raised: tuple[str, ...]
    unmet: Mapping[str, int]


def best_list(
    ordered: Sequence[Standing],
    rules: Selection,
    seats: int,
    moved_in: Sequence[str] = (),
    moved_out: frozenset[str] = frozenset(),
) -> BestList:
    """The list of at most `seats` with the greatest sum of scores; equal sums: the one that is better by rank.

    `ordered`: the ranked in the order that decides. `moved_in` are taken first, in this order, as far as the
    limits let them; `moved_out` are not taken.
    """
    by_id = {one.id: one for one in ordered}
    limits, chosen, refused = Limits(rules), list[Standing](), dict[str, tuple[str, ...]]()
    for one in (by_id[i] for i in dict.fromkeys(moved_in) if i in by_id):
        broken = limits.broken_by(one) or (("seats",) if len(chosen) >= seats else ())
        if broken:
            refused[one.id] = broken
        else:
            limits.take(one)
            chosen.append(one)
    forced = frozenset(one.id for one in chosen)
    for one in ordered:
        if len(chosen) >= seats:
            break
        if one.id not in forced and one.id not in moved_out and not limits.broken_by(one):
            limits.take(one)
            chosen.append(one)
    greedy = frozenset(one.id for one in chosen)
    if not any(rules.minimum.values()):
        return BestList(greedy, greedy, refused, (), {})
    free = [one for one in ordered if one.id not in moved_out]
    network = _Network(free, rules, seats, set(greedy), forced)
    raised = network.fill()
    wished = tuple(kind for kind in rules.minimum if kind in raised)
    unmet = {kind: network.count(kind) for kind, wish in rules.minimum.items() if network.count(kind) < wish}
    return BestList(frozenset(network.inside), greedy, refused, wished, unmet)


class _Node(NamedTuple):
    """`type`, `special` and `unit` nodes by name; `sink` and `seats` stand once."""

    kind: str
    name: str = ""


_SINK, _SEATS = _Node("sink"), _Node("seats")


class _Edge(NamedTuple):
    """One step in the residual network: what it costs, and the candidate that comes in or goes out on it."""

    start: _Node
    end: _Node
    cost: int
    candidate: Standing | None = None


@dataclass
class _Network:
    """The flow that a list is, and how to push one more through a type."""

    ordered: Sequence[Standing]
    rules: Selection
    seats: int
    inside: set[str]
    forced: frozenset[str]

    def __post_init__(self) -> None:
        self._places = {one.id: i for i, one in enumerate(self.ordered)}
        self._types = Counter(one.type for one in self.ordered if one.id in self.inside)

    def count(self, kind: str) -> int:
        """How many of a type are in."""
        return self._types[kind]

    def fill(self) -> set[str]:
        """Brings in as many as the wishes ask for and the limits let; the types that needed it."""
        raised = set[str]()
        while path := self._path([k for k, wish in self.rules.minimum.items() if self._types[k] < wish]):
            raised.add(path[-1].start.name)
            for edge in path:
                one = edge.candidate
                if one is not None:
                    self.inside ^= {one.id}
                    self._types[one.type] += 1 if one.id in self.inside else -1
        return raised

    def _path(self, lacking: Sequence[str]) -> list[_Edge]:
        """The cheapest way from a type that lacks some back to the seats, its last step first; empty: there is none.

        By Bellman and Ford: costs may be negative, but no cycle is, because the flow is a cheapest one.
        """
        edges = self._edges()
        cost: dict[_Node, int] = {_Node("type", kind): 0 for kind in lacking}
        before: dict[_Node, _Edge] = {}
        changed = bool(cost)
        while changed:
            changed = False
            for edge in edges:
                if edge.start in cost:
                    there = cost[edge.start] + edge.cost
                    if edge.end not in cost or there < cost[edge.end]:
                        cost[edge.end], before[edge.end], changed = there, edge, True
        path, node = list[_Edge](), _SEATS
        while node in before:
            path.append(before[node])
            node = before[node].start
        return path

    def _edges(self) -> list[_Edge]:
        incoming, outgoing = dict[tuple[_Node, _Node], Standing](), dict[tuple[_Node, _Node], Standing]()
        units, specials = Counter[str](), Counter[str]()
        for one in self.ordered:  # the best come first: the first outside and the last inside are the cheapest
            ends = _Node("type", one.type), self._slot(one)
            if one.id not in self.inside:
                incoming.setdefault(ends, one)
                continue
            units[one.unit] += 1
            specials[one.unit] += ends[1].kind == "special"
            if one.id not in self.forced:
                outgoing[ends] = one
        into = [_Edge(a, b, -self._weight(one), one) for (a, b), one in incoming.items()]
        out_of = [_Edge(b, a, self._weight(one), one) for (a, b), one in outgoing.items()]
        return [*into, *out_of, *self._bare_edges(units, specials)]

    def _bare_edges(self, units: Counter[str], specials: Counter[str]) -> list[_Edge]:
        edges = [
            _Edge(_Node("type", kind), _SEATS, 0)
            for kind, count in self._types.items()
            if count > self.rules.minimum.get(kind, 0)
        ]
        if len(self.inside) < self.seats:
            edges.append(_Edge(_SINK, _SEATS, 0))
        per_unit, per_special = self.rules.per_unit, self.rules.specials_per_unit
        for unit in {one.unit for one in self.ordered}:
            node = _Node("unit", unit)
            if per_unit is None or units[unit] < per_unit:
                edges.append(_Edge(node, _SINK, 0))
            if units[unit]:
                edges.append(_Edge(_SINK, node, 0))
            if per_special is not None:
                if specials[unit] < per_special:
                    edges.append(_Edge(_Node("special", unit), node, 0))
                if specials[unit]:
                    edges.append(_Edge(node, _Node("special", unit), 0))
        return edges

    def _slot(self, one: Standing) -> _Node:
        """What a candidate uses up: a place among the specials of its unit, or one of its unit."""
        special = one.special and self.rules.specials_per_unit is not None
        return _Node("special" if special else "unit", one.unit)

    def _weight(self, one: Standing) -> int:
        """Score first; among equal sums the list whose first difference ranks higher."""
        points = int((one.score or Decimal(0)).scaleb(_MICRO))
        count = len(self.ordered)
        return (points << count) | (1 << (count - 1 - self._places[one.id]))


def score_of(chosen: Sequence[Standing]) -> Decimal:
    """The sum of scores of a list."""
    return sum(chain((s.score for s in chosen if s.score is not None), (Decimal(0),)), Decimal(0))
