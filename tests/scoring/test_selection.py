"""Selection: hand-worked lists with their reasons, and laws against brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from scoring.season import Selection
from scoring.selection import Choice, forwarded, select
from scoring.standings import Standing
from tests.scoring.small_season import standing


def rules(seats: int, *, per_unit: int | None = None, specials: int | None = None, reserves: int = 0) -> Selection:
    return Selection(
        clause="—", seats=seats, reserves=reserves, per_unit=per_unit, specials_per_unit=specials, forwarded=1
    )


def ids(choices: Sequence[Choice]) -> list[str]:
    return [c.id for c in choices]


def test_by_rank_alone() -> None:
    ranked = [standing(3, 1), standing(1, 2), standing(2, 3), standing(4, 4), standing(5, None, why_not="尚无有效评分")]
    found = select(ranked, rules(2, reserves=1))
    assert (found.seats, ids(found.selected), ids(found.reserves), ids(found.left_out)) == (
        2,
        ["S003", "S001"],
        ["S002"],
        ["S004", "S005"],
    )
    assert [(c.reason, c.rules) for c in (*found.selected, *found.reserves, *found.left_out)] == [
        ("第 1 名，在 2 个名额内", ("rank",)),
        ("第 2 名，在 2 个名额内", ("rank",)),
        ("第 3 名，2 个名额已满，备选第 1 位", ("seats",)),
        ("第 4 名，2 个名额和 1 个备选均已满", ("seats",)),
        ("尚无有效评分", ("excluded",)),
    ]
    assert found.binding == ("2 个名额已满，另有 2 项有名次而无名额",)
    assert found.cost == 0


def test_the_limit_of_a_unit_moves_the_next_one_up_and_says_so() -> None:
    ranked = [standing(1, 1, "甲"), standing(2, 2, "甲"), standing(3, 3, "甲"), standing(4, 4, "乙")]
    found = select(ranked, rules(3, per_unit=2))
    assert ids(found.selected) == ["S001", "S002", "S004"]
    last = found.selected[-1]
    assert last.reason == "第 4 名，因单位限额前面有 1 项未列入，依次递补，在 3 个名额内"
    assert last.rules == ("moved", "per_unit")
    (out,) = found.left_out
    assert (out.id, out.reason, out.rules) == ("S003", "第 3 名，本单位已满 2 项（每单位上限）", ("per_unit",))
    assert found.binding == ("甲：本单位已满 2 项（每单位上限），S003 未列入",)
    # scores 99 98 97 96: by rank alone 294, now 293
    assert found.cost == 1


def test_one_special_of_a_unit() -> None:
    ranked = [standing(1, 1, "甲", special=True), standing(2, 2, "甲", special=True), standing(3, 3, "甲")]
    found = select(ranked, rules(2, specials=1))
    assert ids(found.selected) == ["S001", "S003"]
    assert found.left_out[0].rules == ("specials_per_unit",)
    assert found.left_out[0].reason == "第 2 名，本单位特别推介已满 1 项（每单位上限）"
    assert found.binding == ("甲：本单位特别推介已满 1 项（每单位上限），S002 未列入",)


def test_every_reserve_may_be_called_up() -> None:
    # 甲 may have two: one is selected, so only one more may be a reserve, although two rank next
    ranked = [standing(1, 1, "甲"), standing(2, 2, "甲"), standing(3, 3, "甲"), standing(4, 4, "乙")]
    found = select(ranked, rules(1, per_unit=2, reserves=2))
    assert (ids(found.selected), ids(found.reserves), ids(found.left_out)) == (["S001"], ["S002", "S004"], ["S003"])


def test_a_tie_at_the_cut_is_said_on_both_sides() -> None:
    ranked = [standing(1, 1), standing(2, 2), standing(3, 2), standing(4, 2)]
    found = select(ranked, rules(2, reserves=1))
    assert found.selected[0].rules == ("rank",)
    assert found.selected[1].reason == "第 2 名，在 2 个名额内；与 S003、S004 名次并列，待专家组投票确定"
    assert found.reserves[0].reason.endswith("；与 S002、S004 名次并列，待专家组投票确定")
    assert [c.rules for c in (found.selected[1], found.reserves[0], found.left_out[0])] == [
        ("rank", "tie"),
        ("seats", "tie"),
        ("seats", "tie"),
    ]
    assert found.binding == (
        "2 个名额已满，另有 2 项有名次而无名额",
        "S002、S003、S004 名次并列而名额不足，暂按编号先后列入，待专家组投票确定",
    )


def test_a_tie_inside_the_list_or_outside_it_decides_nothing() -> None:
    ranked = [standing(1, 1), standing(2, 1), standing(3, 3), standing(4, 3)]
    found = select(ranked, rules(2, reserves=1))
    assert not any("tie" in c.rules for c in (*found.selected, *found.reserves, *found.left_out))


def test_a_tie_counts_only_where_the_places_can_be_exchanged() -> None:
    # 甲 may have one. S002 of 甲 is out because of S001, not because of S003 of 乙, whose rank it shares
    ranked = [standing(1, 1, "甲"), standing(2, 2, "甲"), standing(3, 2, "乙")]
    found = select(ranked, rules(2, per_unit=1))
    assert ids(found.selected) == ["S001", "S003"]
    assert not any("tie" in c.rules for c in (*found.selected, *found.left_out))
    # and here it is out because of S001, whose rank it shares
    ranked = [standing(1, 1, "甲"), standing(2, 1, "甲"), standing(3, 3, "乙")]
    found = select(ranked, rules(2, per_unit=1))
    assert [c.id for c in (*found.selected, *found.left_out) if "tie" in c.rules] == ["S001", "S002"]


def test_empty_seats_are_said() -> None:
    found = select([standing(1, 1)], rules(3, reserves=2))
    assert found.binding == ("3 个名额只选出 1 项，其余空缺",)
    assert (len(found.selected), found.reserves, found.left_out, found.cost) == (1, (), (), 0)


def test_seats_may_be_asked_for() -> None:
    ranked = [standing(n, n) for n in range(1, 6)]
    assert len(select(ranked, rules(2), seats=4).selected) == 4
    assert select(ranked, rules(2), seats=0).selected == ()


def test_units_are_counted_with_all_they_sent() -> None:
    ranked = [standing(1, 1, "甲"), standing(2, 2, "乙"), standing(3, 3, "甲"), standing(4, None, "丙", why_not="缺表")]
    found = select(ranked, rules(2, per_unit=2))
    assert [tuple(c) for c in found.unit_counts] == [("甲", 2, 1, 2), ("乙", 1, 1, 2), ("丙", 1, 0, 2)]


def test_forwarded_specials_first_then_by_rank() -> None:
    ranked = [standing(1, 1), standing(2, 2), standing(3, 3, "乙", special=True), standing(4, 4, "丙", special=True)]
    chosen = select(ranked, rules(4)).selected
    assert ids(forwarded(chosen, 3)) == ["S003", "S004", "S001"]
    assert ids(forwarded(chosen, 1)) == ["S003"]
    assert forwarded(chosen, 0) == ()


def test_a_thousand_ties_at_the_cut_are_no_quadratic_work() -> None:
    found = select([standing(n, 1) for n in range(1, 1501)], rules(43, reserves=5))
    assert found.left_out[-1].reason.endswith(
        "与 S001、S002、S003、S004、S005、S006 等 1499 项 名次并列，待专家组投票确定"
    )


LINES = st.tuples(st.sampled_from("甲乙丙"), st.booleans(), st.integers(0, 4))
LIMIT = st.none() | st.integers(1, 3)


def drawn(lines: list[tuple[str, bool, int]]) -> list[Standing]:
    """Ranked by points, equal points share a rank."""
    ordered = sorted(lines, key=lambda line: -line[2])
    return [
        standing(n, 1 + sum(other[2] > points for other in lines), unit, score=str(points + 90), special=special)
        for n, (unit, special, points) in enumerate(ordered, start=1)
    ]


def allowed(group: Sequence[Standing | Choice], limits: Selection) -> bool:
    units = Counter(s.unit for s in group)
    specials = Counter(s.unit for s in group if s.special)
    per_unit, per_special = limits.per_unit, limits.specials_per_unit
    return (per_unit is None or all(n <= per_unit for n in units.values())) and (
        per_special is None or all(n <= per_special for n in specials.values())
    )


@given(st.lists(LINES, max_size=8), st.integers(0, 5), LIMIT, LIMIT, st.integers(0, 3))
def test_laws_of_a_list(
    lines: list[tuple[str, bool, int]], seats: int, per_unit: int | None, specials: int | None, reserves: int
) -> None:
    limits = rules(seats, per_unit=per_unit, specials=specials, reserves=reserves)
    ranked = drawn(lines)
    found = select(ranked, limits)
    assert len(found.selected) <= seats and len(found.reserves) <= reserves
    assert allowed((*found.selected, *found.reserves), limits)
    everyone = (*found.selected, *found.reserves, *found.left_out)
    assert sorted(ids(everyone)) == [s.id for s in ranked]
    for out in (*found.reserves, *found.left_out):
        better_than_a_selected = any(out.rank < one.rank for one in found.selected if out.rank and one.rank)
        if better_than_a_selected:
            assert set(out.rules) & {"per_unit", "specials_per_unit"}
    assert all(c.reason and c.rules for c in everyone)


@given(st.lists(LINES, max_size=8), st.integers(0, 5), LIMIT, LIMIT)
def test_no_other_list_has_a_greater_sum_of_scores(
    lines: list[tuple[str, bool, int]], seats: int, per_unit: int | None, specials: int | None
) -> None:
    limits = rules(seats, per_unit=per_unit, specials=specials)
    ranked = drawn(lines)
    found = select(ranked, limits)
    groups = (g for size in range(seats + 1) for g in combinations(ranked, size) if allowed(g, limits))
    best = max(sum((s.score or Decimal(0) for s in group), Decimal(0)) for group in groups)
    chosen = sum((c.score or Decimal(0) for c in found.selected), Decimal(0))
    assert chosen == best
    without_limits = sorted((s.score or Decimal(0) for s in ranked), reverse=True)[: len(found.selected)]
    assert found.cost == sum(without_limits, Decimal(0)) - chosen


@given(st.lists(LINES, max_size=7), st.integers(0, 5), LIMIT, LIMIT)
def test_a_tie_is_said_exactly_where_another_order_of_equals_changes_the_list(
    lines: list[tuple[str, bool, int]], seats: int, per_unit: int | None, specials: int | None
) -> None:
    limits = rules(seats, per_unit=per_unit, specials=specials)
    ranked = drawn(lines)
    found = select(ranked, limits)
    inside = {c.id: c for c in found.selected}
    by_id = {s.id: s for s in ranked}
    touched = set()
    for one in ranked:
        for other_id in inside:
            if one.id in inside or by_id[other_id].rank != one.rank:
                continue
            if allowed([one, *(by_id[i] for i in inside if i != other_id)], limits):
                touched |= {one.id, other_id}
    said = {c.id for c in (*found.selected, *found.reserves, *found.left_out) if "tie" in c.rules}
    assert said == touched
