"""Ranks to the recommended list: seats, limits, minimums, the lead's moves, reserves, and a reason for every line.

The list is the exact best one under its rules (`scoring.limits` has the method and its proof): no other list that keeps
them has a greater sum of scores, and none of equal sum is better by rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from scoring.choice import Choice, Move, RuleCost, Selected, TypeCount, UnitCount
from scoring.limits import BestList, Limits, best_list, score_of
from scoring.season import Selection
from scoring.selection_words import Picture, Words, choice
from scoring.standing import Standing

__all__ = ["Choice", "Move", "RuleCost", "Selected", "TypeCount", "UnitCount", "forwarded", "rule_costs", "select"]


def select(
    ranked: Sequence[Standing], rules: Selection, *, seats: int | None = None, moves: Sequence[Move] = ()
) -> Selected:
    """Fills `seats` (None: those of the rules) from the standings of one category.

    Within a shared rank the order of `ranked` decides for the time being; where that decides who is in, `binding` and
    the reasons on both sides say so. Standings without a rank are left out with their own reason. `moves`: the lead's
    own, one for each id at most (ValueError otherwise, and for a move without a reason): who is moved in is taken
    before all others as long as seats and limits allow, who is moved out is neither selected nor a reserve.
    """
    _check(moves)
    room = rules.seats if seats is None else seats
    ordered = sorted((s for s in ranked if s.rank is not None), key=lambda s: s.rank or 0)
    best = _solved(ordered, rules, room, moves)
    selected = [s for s in ordered if s.id in best.ids]
    outside = {m.id for m in moves if m.kind == "out"}
    reserves, left_out = _after(ordered, best, rules, outside)
    picture = Picture(
        rules=rules,
        seats=room,
        ordered=ordered,
        best=best,
        selected=selected,
        reserves=reserves,
        left_out=left_out,
        moves={m.id: m for m in moves},
        unmoved=_solved(ordered, rules, room, ()).ids if moves else best.ids,
        tied=_tied_at_the_cut(ordered, selected, rules, moves),
        unranked=frozenset(s.id for s in ranked if s.rank is None),
    )
    words = Words(picture)
    return Selected(
        seats=room,
        selected=tuple(words.selected()),
        reserves=tuple(words.reserves()),
        left_out=(*words.left_out(), *(choice(s, s.excluded, "excluded") for s in ranked if s.rank is None)),
        binding=tuple(words.binding()),
        cost=score_of(ordered[: len(selected)]) - score_of(selected),
        unit_counts=_unit_counts(ranked, selected, rules),
        type_counts=_type_counts(ranked, selected, rules),
        unmet=best.unmet,
        refused=(*best.refused, *(m.id for m in moves if m.kind == "in" and m.id not in picture.places)),
    )


def rule_costs(
    ranked: Sequence[Standing], rules: Selection, *, seats: int | None = None, moves: Sequence[Move] = ()
) -> tuple[RuleCost, ...]:
    """What each rule and each move costs by itself: the list is solved once more without it.

    Rules that change nothing are left out; the dearest come first. The costs of rules that hold together need not add
    up to `Selected.cost`.
    """
    room = rules.seats if seats is None else seats
    ordered = sorted((s for s in ranked if s.rank is not None), key=lambda s: s.rank or 0)
    now = _solved(ordered, rules, room, moves).ids
    points = score_of([s for s in ordered if s.id in now])

    def without(rule: str, label: str, freed: Selection, kept: Sequence[Move]) -> RuleCost:
        then = _solved(ordered, freed, room, kept).ids
        gain = score_of([s for s in ordered if s.id in then]) - points
        enter = tuple(s.id for s in ordered if s.id in then - now)
        return RuleCost(rule, label, gain, enter, tuple(s.id for s in ordered if s.id in now - then))

    found = [without(rule, label, _changed(rules, **{rule: None}), moves) for rule, label in _limit_labels(rules)]
    for kind, wish in rules.minimum.items():
        rest = {k: v for k, v in rules.minimum.items() if k != kind}
        found.append(without(f"minimum:{kind}", f"“{kind}”不少于 {wish} 项", _changed(rules, minimum=rest), moves))
    for move in moves:
        label = f"办公室{'调入' if move.kind == 'in' else '调出'} {move.id}"
        found.append(without(f"move:{move.id}", label, rules, [m for m in moves if m.id != move.id]))
    return tuple(sorted((c for c in found if c.enter or c.leave), key=lambda c: -c.points))


def forwarded(selected: Iterable[Choice], seats: int) -> tuple[Choice, ...]:
    """Those of the recommended list that go to the national level: specials first, then by rank, at most `seats`."""
    return tuple(sorted(selected, key=lambda c: (not c.special, c.rank or 0)))[:seats]


def _check(moves: Sequence[Move]) -> None:
    if len({m.id for m in moves}) < len(moves):
        raise ValueError("two moves of one nomination")
    if not all(m.reason.strip() for m in moves):
        raise ValueError("a move without a reason")


def _solved(ordered: Sequence[Standing], rules: Selection, seats: int, moves: Sequence[Move]) -> BestList:
    moved_in = [m.id for m in moves if m.kind == "in"]
    return best_list(ordered, rules, seats, moved_in, frozenset(m.id for m in moves if m.kind == "out"))


def _changed(rules: Selection, **values: Any) -> Selection:
    return rules.model_copy(update=values)


def _limit_labels(rules: Selection) -> Iterable[tuple[str, str]]:
    if rules.per_unit is not None:
        yield "per_unit", f"每单位至多 {rules.per_unit} 项"
    if rules.specials_per_unit is not None:
        yield "specials_per_unit", f"每单位特别推介至多 {rules.specials_per_unit} 项"


def _after(
    ordered: Sequence[Standing], best: BestList, rules: Selection, outside: set[str]
) -> tuple[list[Standing], list[tuple[Standing, tuple[str, ...]]]]:
    """The reserves, and the others with what keeps them out (`seats`: nothing but that the list is full)."""
    limits = Limits(rules, [s for s in ordered if s.id in best.ids])
    reserves, left_out = list[Standing](), list[tuple[Standing, tuple[str, ...]]]()
    for one in ordered:
        if one.id in best.ids:
            continue
        if one.id in outside:
            left_out.append((one, ("move",)))
        elif broken := limits.broken_by(one):
            left_out.append((one, broken))
        elif len(reserves) < rules.reserves:
            limits.take(one)
            reserves.append(one)
        else:
            left_out.append((one, ("seats",)))
    return reserves, left_out


_Place = tuple[str, ...]


def _tied_at_the_cut(
    ordered: Sequence[Standing], selected: Sequence[Standing], rules: Selection, moves: Sequence[Move]
) -> dict[str, tuple[str, ...]]:
    """Ids of those for whom an unresolved tie decides, with all ids of that rank that are concerned.

    Concerned is who is out and could stand in the place of one who is in, of the same rank, without breaking a limit
    or a minimum, and whose place that is. Who was moved is not concerned: that was decided.
    """
    limits, kinds = Limits(rules, selected), Counter(s.type for s in selected)
    inside, settled = {s.id for s in selected}, {m.id for m in moves}
    needed = {kind for kind, wish in rules.minimum.items() if kinds[kind] <= wish}
    concerned: dict[str, tuple[str, ...]] = {}
    for _, members in groupby(ordered, key=lambda s: s.rank):
        group = list(members)
        if len(group) == 1:
            continue
        places: dict[_Place, set[str]] = {}
        for one in group:
            if one.id in inside and one.id not in settled:
                for place in _places_of(one, needed):
                    places.setdefault(place, set()).add(one.id)
        ids: set[str] = set()
        for one in group:
            if one.id in inside or one.id in settled:
                continue
            wanted = _place_needed(one, limits)
            partners = places.get((*wanted, "any"), set()) | places.get((*wanted, "type", one.type), set())
            if partners:
                ids |= {one.id, *partners}
        together = tuple(s.id for s in group if s.id in ids)
        concerned.update(dict.fromkeys(together, together))
    return concerned


def _places_of(one: Standing, needed: set[str]) -> Iterable[_Place]:
    """The places that would be free without it; that of a needed type can only be taken by the same type."""
    end: _Place = ("type", one.type) if one.type in needed else ("any",)
    yield end
    yield ("unit", one.unit, *end)
    if one.special:
        yield ("special", one.unit, *end)


def _place_needed(one: Standing, limits: Limits) -> _Place:
    """Whose place one who is out could take: anybody's, one of the own unit, or a special of the own unit."""
    broken = limits.broken_by(one)
    if "specials_per_unit" in broken:
        return ("special", one.unit)
    return ("unit", one.unit) if broken else ()


def _unit_counts(ranked: Iterable[Standing], selected: Iterable[Standing], rules: Selection) -> tuple[UnitCount, ...]:
    sent, taken = Counter(s.unit for s in ranked), Counter(s.unit for s in selected)
    return tuple(
        UnitCount(unit=unit, sent=count, selected=taken[unit], limit=rules.per_unit) for unit, count in sent.items()
    )


def _type_counts(ranked: Iterable[Standing], selected: Iterable[Standing], rules: Selection) -> tuple[TypeCount, ...]:
    sent, taken = Counter(s.type for s in ranked), Counter(s.type for s in selected)
    names = dict.fromkeys([*sent, *rules.minimum])
    return tuple(TypeCount(one, sent[one], taken[one], rules.minimum.get(one, 0)) for one in names)
