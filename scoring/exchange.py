"""Minimums by type: from the best list without them to the best list that fills as many wished seats as can be.

A list is a flow: seats → type → candidate → (specials of the unit →) unit → sink, and each type has as many prized
seats as are wished for. The list without minimums is a cheapest flow for the number of prized seats that it fills.
Filling one more is a shortest path from a type that lacks some back to the seats through the residual network, and the
flow stays a cheapest one for its number (Busacker and Gowen 1960; Ahuja, Magnanti and Orlin 1993, ch. 9). When there is
no such path, no list fills more: wishes are met as far as they can be together, at the least cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class _Step(NamedTuple):
    """One step in the residual network: its nodes, its cost, and the candidate that comes in or goes out (-1: none)."""

    start: int
    end: int
    cost: int
    candidate: int


class Exchange:
    """The network of one category; candidates are known by their places in `types`, `units` and `specials`."""

    def __init__(
        self,
        types: Sequence[str],
        units: Sequence[str],
        specials: Sequence[bool],
        *,
        per_unit: int | None,
        per_special: int | None,
        minimum: Mapping[str, int],
        seats: int,
    ) -> None:
        self._per_unit, self._per_special, self._seats = per_unit, per_special, seats
        kinds = dict.fromkeys([*types, *minimum])
        bodies = dict.fromkeys(units)
        self._type = {kind: node for node, kind in enumerate(kinds)}
        self._names = list(kinds)
        self._unit = {body: len(kinds) + node for node, body in enumerate(bodies)}
        self._special = {body: node + len(bodies) for body, node in self._unit.items()}
        self._end, self._sink = len(kinds) + 2 * len(bodies), len(kinds) + 2 * len(bodies) + 1
        self._wish = [minimum.get(kind, 0) for kind in kinds]
        self._types = [self._type[kind] for kind in types]
        self._slots = [
            (self._special if special and per_special is not None else self._unit)[body]
            for body, special in zip(units, specials, strict=True)
        ]

    def fill(
        self, order: Sequence[int], weights: Sequence[int], inside: set[int], forced: frozenset[int] = frozenset()
    ) -> set[str]:
        """Exchanges candidates in `inside` until no more wished seats can be filled; the types that needed it.

        `order`: who may be in, the greatest weight first; `weights` by candidate; `inside` at first: the best list
        without minimums. `forced`: those that stay in.
        """
        raised = set[str]()
        counts = [0] * (self._sink + 1)
        for one in inside:
            self._count(counts, one, 1)
        while path := self._path(self._steps(order, weights, inside, forced, counts), counts):
            raised.add(self._names[path[-1].start])
            for step in path:
                if step.candidate >= 0:
                    inside ^= {step.candidate}
                    self._count(counts, step.candidate, 1 if step.candidate in inside else -1)
        return raised

    def _count(self, counts: list[int], candidate: int, by: int) -> None:
        """The flow through the nodes that a candidate uses; the specials of a unit count in the unit too."""
        slot = self._slots[candidate]
        counts[self._types[candidate]] += by
        counts[slot] += by
        special = slot - len(self._unit)
        if special >= len(self._names):
            counts[special] += by

    def _path(self, steps: Sequence[_Step], counts: Sequence[int]) -> list[_Step]:
        """The cheapest way from a type that lacks some back to the seats, its last step first; empty: there is none.

        By Bellman and Ford: costs may be negative, but no cycle is, because the flow is a cheapest one.
        """
        cost: dict[int, int] = {n: 0 for n, wish in enumerate(self._wish) if counts[n] < wish}
        before: dict[int, _Step] = {}
        changed = bool(cost)
        while changed:
            changed = False
            for step in steps:
                start, end, price, _ = step
                if start in cost:
                    there = cost[start] + price
                    if end not in cost or there < cost[end]:
                        cost[end], before[end], changed = there, step, True
        path, node = list[_Step](), self._end
        while node in before:
            path.append(before[node])
            node = before[node].start
        return path

    def _steps(
        self,
        order: Sequence[int],
        weights: Sequence[int],
        inside: set[int],
        forced: frozenset[int],
        counts: Sequence[int],
    ) -> list[_Step]:
        incoming, outgoing = dict[tuple[int, int], int](), dict[tuple[int, int], int]()
        for one in order:  # the best come first: the first outside and the last inside are the cheapest
            ends = self._types[one], self._slots[one]
            if one not in inside:
                if ends not in incoming:
                    incoming[ends] = one
            elif one not in forced:
                outgoing[ends] = one
        steps = [_Step(a, b, -weights[one], one) for (a, b), one in incoming.items()]
        steps += [_Step(b, a, weights[one], one) for (a, b), one in outgoing.items()]
        steps += [_Step(n, self._end, 0, -1) for n, wish in enumerate(self._wish) if counts[n] > wish]
        if len(inside) < self._seats:
            steps.append(_Step(self._sink, self._end, 0, -1))
        for body, node in self._unit.items():
            steps += self._of_unit(node, self._special[body], counts)
        return steps

    def _of_unit(self, node: int, special: int, counts: Sequence[int]) -> list[_Step]:
        """What a unit may take or give: as a whole, and between its specials and itself."""
        steps = []
        if self._per_unit is None or counts[node] < self._per_unit:
            steps.append(_Step(node, self._sink, 0, -1))
        if counts[node]:
            steps.append(_Step(self._sink, node, 0, -1))
        if self._per_special is not None:
            if counts[special] < self._per_special:
                steps.append(_Step(special, node, 0, -1))
            if counts[special]:
                steps.append(_Step(node, special, 0, -1))
        return steps
