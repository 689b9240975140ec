"""Selection under minimums and moves: hand-worked lists, laws, brute force, and an independent solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import Any

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.season import Selection
from scoring.selection import Choice, Move, rule_costs, select
from scoring.standing import Standing
from tests.scoring.small_season import standing


def rules(seats: int, minimum: dict[str, int] | None = None, **values: Any) -> Selection:
    return Selection(
        clause="—", seats=seats, minimum=minimum or {}, **{"reserves": 0, "specials_per_unit": None, **values}
    )


def of(number: int, rank: int | None, unit: str = "甲", kind: str = "", **values: Any) -> Standing:
    return standing(number, rank, unit, **values)._replace(type=kind)


def ids(choices: Sequence[Choice]) -> list[str]:
    return [c.id for c in choices]


def test_a_minimum_brings_one_in_and_names_who_makes_room() -> None:
    ranked = [of(1, 1), of(2, 2), of(3, 3, kind="退役军人"), of(4, 4, kind="退役军人")]
    found = select(ranked, rules(2, {"退役军人": 1}))
    assert ids(found.selected) == ["S001", "S003"]
    assert (found.selected[1].reason, found.selected[1].rules) == (
        "第 3 名，为满足“退役军人”不少于 1 项列入",
        ("minimum",),
    )
    assert (found.left_out[0].reason, found.left_out[0].rules) == (
        "第 2 名，因“退役军人”的最低数而让出名额",
        ("seats", "minimum"),
    )
    assert found.binding[1] == "“退役军人”不少于 1 项：S003 因此列入，S002 让出"
    assert found.cost == 1 and found.unmet == {}
    assert [tuple(c) for c in found.type_counts] == [("", 2, 1, 0), ("退役军人", 2, 1, 1)]


def test_a_minimum_that_the_ranks_meet_changes_nothing() -> None:
    ranked = [of(1, 1, kind="老年人"), of(2, 2), of(3, 3, kind="老年人")]
    found = select(ranked, rules(2, {"老年人": 1}))
    assert [c.rules for c in found.selected] == [("rank",), ("rank",)]
    assert found.cost == 0


def test_a_full_unit_gives_up_its_own_last_one() -> None:
    # 甲 may have one and its best is in; the only veteran is of 甲: S001 makes room and S004 of 乙 stays
    ranked = [of(1, 1, "甲"), of(2, 2, "乙"), of(3, 3, "甲", "退役军人"), of(4, 4, "丙")]
    found = select(ranked, rules(2, {"退役军人": 1}, per_unit=1))
    assert ids(found.selected) == ["S002", "S003"]
    assert found.left_out[0].rules == ("per_unit", "minimum")


def test_a_chain_over_two_units_is_found() -> None:
    # wished: one A and one B, two seats, one of each unit. A is only in 甲 and B in 甲 and 乙 (lower)
    ranked = [of(1, 1, "甲", "B"), of(2, 2, "丙"), of(3, 3, "甲", "A"), of(4, 4, "乙", "B")]
    found = select(ranked, rules(2, {"A": 1, "B": 1}, per_unit=1))
    assert ids(found.selected) == ["S003", "S004"]


def test_a_wish_that_cannot_be_met_is_met_as_far_as_possible_and_said() -> None:
    ranked = [of(1, 1), of(2, 2, kind="残疾人"), of(3, 3)]
    found = select(ranked, rules(1, {"残疾人": 3}))
    assert ids(found.selected) == ["S002"]
    assert found.unmet == {"残疾人": 1}
    assert "“残疾人”希望不少于 3 项，只能列入 1 项（可列入的不足）" in found.binding


def test_a_move_in_takes_the_last_seat_and_says_so_on_both_sides() -> None:
    ranked = [of(1, 1), of(2, 2), of(3, 3), of(4, 4)]
    found = select(ranked, rules(2, reserves=1), moves=[Move("S004", "in", "事迹重大")])
    assert ids(found.selected) == ["S001", "S004"]
    assert (found.selected[1].reason, found.selected[1].rules) == ("第 4 名，办公室调入：事迹重大", ("move",))
    assert (found.reserves[0].reason, found.reserves[0].rules) == (
        "第 2 名，因办公室调整而让出名额，备选第 1 位",
        ("seats", "move"),
    )
    assert found.left_out[0].rules == ("seats",)
    assert "办公室调入 S004：事迹重大" in found.binding


def test_a_move_out_lets_the_next_one_in() -> None:
    ranked = [of(1, 1), of(2, 2), of(3, 3)]
    found = select(ranked, rules(2, reserves=1), moves=[Move("S001", "out", "单位撤回")])
    assert ids(found.selected) == ["S002", "S003"]
    assert found.reserves == ()
    assert (found.left_out[0].reason, found.left_out[0].rules) == ("第 1 名，办公室调出：单位撤回", ("move",))
    assert found.selected[1].reason == "第 3 名，因办公室调整前面有 1 项未列入，依次递补，在 2 个名额内"
    assert found.selected[1].rules == ("moved", "move")


def test_a_move_never_breaks_a_limit_and_one_that_cannot_be_is_said() -> None:
    ranked = [of(1, 1, "甲"), of(2, 2, "甲"), of(3, 3, "甲"), of(4, None, "乙", why_not="缺表")]
    moves = [Move("S002", "in", "一"), Move("S003", "in", "二"), Move("S004", "in", "三")]
    found = select(ranked, rules(2, per_unit=1), moves=moves)
    assert ids(found.selected) == ["S002"]
    assert found.refused == ("S003", "S004")
    assert found.left_out[1].reason.endswith("；办公室调入未能执行（本单位上限已被其他调入用完）")
    assert "办公室调入 S004 未能执行：它不参加排序" in found.binding
    assert found.left_out[0].rules == ("per_unit", "move")


def test_a_move_of_what_is_no_longer_there_is_said() -> None:
    moves = [Move("S009", "in", "一"), Move("S008", "out", "二")]
    found = select([of(1, 1)], rules(1), moves=moves)
    assert found.refused == ("S009",)
    assert found.binding == ("办公室调入 S009 未能执行：它已不在本类", "办公室调出 S008 未能执行：它已不在本类")


def test_a_move_wants_a_reason_and_comes_once() -> None:
    with pytest.raises(ValueError, match="reason"):
        select([of(1, 1)], rules(1), moves=[Move("S001", "in", " ")])
    with pytest.raises(ValueError, match="two moves"):
        select([of(1, 1)], rules(1), moves=[Move("S001", "in", "一"), Move("S001", "out", "二")])


def test_each_rule_has_its_price() -> None:
    ranked = [of(1, 1), of(2, 2), of(3, 3, "乙"), of(4, 9, "乙", "老年人")]
    found = rule_costs(ranked, rules(2, {"老年人": 1}, per_unit=1), moves=[])
    # 99 and 91 now; without the minimum 99 + 97; without the limit the list stays: S001 and S004
    assert [(c.rule, c.points, c.enter, c.leave) for c in found] == [("minimum:老年人", 6, ("S003",), ("S004",))]
    (moved,) = rule_costs(ranked, rules(1), moves=[Move("S003", "in", "理由")])
    assert (moved.rule, moved.points, moved.enter, moved.leave) == ("move:S003", 2, ("S001",), ("S003",))


def test_a_tie_at_the_cut_is_no_tie_where_the_minimum_decides() -> None:
    ranked = [of(1, 1, kind="老年人"), of(2, 1), of(3, 1)]
    found = select(ranked, rules(2, {"老年人": 1}))
    assert [c.id for c in (*found.selected, *found.left_out) if "tie" in c.rules] == ["S002", "S003"]


LINES = st.tuples(st.sampled_from("甲乙丙"), st.booleans(), st.integers(0, 5), st.sampled_from(["", "A", "B"]))
LIMIT = st.none() | st.integers(1, 3)
WISHES = st.dictionaries(st.sampled_from(["A", "B"]), st.integers(0, 4), max_size=2)
MOVES = st.dictionaries(st.integers(1, 8), st.sampled_from(["in", "out"]), max_size=3)


def drawn(lines: list[tuple[str, bool, int, str]]) -> list[Standing]:
    """Ranked by points, equal points share a rank."""
    ordered = sorted(lines, key=lambda line: -line[2])
    return [
        of(n, 1 + sum(x[2] > points for x in ordered), unit, kind, score=str(points + 90), special=special)
        for n, (unit, special, points, kind) in enumerate(ordered, start=1)
    ]


def allowed(group: Sequence[Standing | Choice], limits: Selection) -> bool:
    units, specials = Counter(s.unit for s in group), Counter(s.unit for s in group if s.special)
    per_unit, per_special = limits.per_unit, limits.specials_per_unit
    return (per_unit is None or all(n <= per_unit for n in units.values())) and (
        per_special is None or all(n <= per_special for n in specials.values())
    )


def met(group: Sequence[Standing], limits: Selection) -> int:
    """How many of the wished seats a list fills."""
    kinds = Counter(s.type for s in group)
    return sum(min(kinds[kind], wish) for kind, wish in limits.minimum.items())


@settings(max_examples=500)
@given(st.lists(LINES, max_size=8), st.integers(0, 5), LIMIT, LIMIT, WISHES, MOVES)
def test_brute_force_finds_no_better_list(
    lines: list[tuple[str, bool, int, str]],
    seats: int,
    per_unit: int | None,
    specials: int | None,
    wishes: dict[str, int],
    moved: dict[int, str],
) -> None:
    limits = rules(seats, wishes, per_unit=per_unit, specials_per_unit=specials, reserves=2)
    ranked = drawn(lines)
    moves = [Move(f"S{n:03}", kind, "理由") for n, kind in moved.items()]  # type: ignore[arg-type]
    found = select(ranked, limits, moves=moves)
    inside = [s for s in ranked if s.id in found.ids]
    forced = {c.id for c in found.selected if "move" in c.rules and "moved" not in c.rules}
    out = {m.id for m in moves if m.kind == "out"}

    def worth(group: Sequence[Standing]) -> tuple[int, Decimal, list[bool]]:
        chosen = {s.id for s in group}
        points = sum((s.score or Decimal(0) for s in group), Decimal(0))
        return met(group, limits), points, [s.id in chosen for s in ranked]

    groups = (
        g
        for size in range(seats + 1)
        for g in combinations([s for s in ranked if s.id not in out], size)
        if allowed(g, limits) and forced <= {s.id for s in g}
    )
    assert worth(inside) == max(map(worth, groups))
    _named(found, ranked, limits)
    # a wish that can be met is met
    assert not found.unmet or met(inside, limits) < sum(wishes.values())
    for move in moves:  # who was to come in and did not is told
        if move.kind == "in" and move.id in {s.id for s in ranked}:
            assert move.id in found.ids or move.id in found.refused


def _named(found: Any, ranked: Sequence[Standing], limits: Selection) -> None:
    """Never over a limit, everybody once, and a higher-ranked one is left out only for a named rule."""
    assert len(found.selected) <= found.seats
    assert allowed((*found.selected, *found.reserves), limits)
    everyone = (*found.selected, *found.reserves, *found.left_out)
    assert sorted(ids(everyone)) == sorted(s.id for s in ranked)
    by_rank = [c for c in found.selected if c.rules[0] != "move"]
    for out in (*found.reserves, *found.left_out):
        if any(out.rank < one.rank for one in by_rank):
            assert set(out.rules) & {"per_unit", "specials_per_unit", "minimum", "move"}, out


def test_an_independent_solver_finds_the_same_sum_among_1500() -> None:
    """HiGHS (branch and bound on the linear programme) against the exact list."""
    dice = Random(2022)
    kinds = ["", "老年人", "残疾人", "退役军人", "高素质农民"]
    scores = sorted((dice.randint(6000, 9900) for _ in range(1500)), reverse=True)
    ranked = [
        of(
            n,
            n,
            f"单位{dice.randint(1, 40)}",
            dice.choices(kinds, [12, 4, 1, 1, 2])[0],
            score=f"{points / 100:.2f}",
            special=dice.random() < 0.1,
        )
        for n, points in enumerate(scores, start=1)
    ]
    limits = rules(43, {"残疾人": 5, "退役军人": 6, "高素质农民": 4}, per_unit=2, specials_per_unit=1)
    found = select(ranked, limits)
    assert found.unmet == {}
    assert sum((c.score or Decimal(0)) * 100 for c in found.selected) == _highs(ranked, limits)


def _highs(ranked: Sequence[Standing], limits: Selection) -> int:
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    taken = [solver.addBinary() for _ in ranked]

    def where(keep: Any) -> Any:
        return solver.qsum(x for x, s in zip(taken, ranked, strict=True) if keep(s))

    solver.addConstr(solver.qsum(taken) <= limits.seats)
    for unit in {s.unit for s in ranked}:
        solver.addConstr(where(lambda s, u=unit: s.unit == u) <= limits.per_unit)
        solver.addConstr(where(lambda s, u=unit: s.unit == u and s.special) <= limits.specials_per_unit)
    for kind, wish in limits.minimum.items():
        solver.addConstr(where(lambda s, k=kind: s.type == k) >= wish)
    weights = [int((s.score or Decimal(0)) * 100) for s in ranked]
    solver.maximize(solver.qsum(w * x for w, x in zip(weights, taken, strict=True)))
    return round(solver.getObjectiveValue())
