"""Assignment: conflicts of interest, even loads, laws."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.assignment import Member, assign, conflict, linked_parts
from scoring.nomination import Nomination, Reading


def nomination(number: int, unit: str = "白城市教育局", **facts: str) -> Nomination:
    readings = tuple(Reading(key=k, value=v, raw=v, place="推介表", source="form") for k, v in facts.items())
    return Nomination(id=f"S{number:03}", category="star", name="李桂花", unit=unit, special=False, readings=readings)


def member(expert: str, employer: str = "吉林大学", name: str = "") -> Member:
    return Member(id=expert, name=name or f"专家{expert}", employer=employer)


@pytest.mark.parametrize(
    ("employer", "unit", "facts", "is_one"),
    [
        ("吉林大学", "吉林大学", {}, True),
        ("吉林大学 ", "吉林省吉林大学", {}, True),
        ("吉林大学", "长春市教育局", {"workplace": "吉林大学第一医院护士"}, True),
        ("长春开放大学", "长春市教育局", {"implementer": "长春开放大学（社区教育处）"}, True),
        ("长春市教育局职业教育处", "长春市教育局", {}, True),
        ("吉林大学", "长春大学", {"workplace": "吉林市船营区某社区"}, False),
        # no employer, and words too short to name a body
        ("", "吉林大学", {}, False),
        ("退休", "长春市教育局", {"workplace": "退休教师"}, False),
        # different bodies, one name inside the other
        ("长春大学", "长春大学旅游学院", {}, False),
        ("长春大学旅游学院", "长春大学", {}, False),
        ("长春大学", "长春市教育局", {"workplace": "长春大学旅游学院、长春大学"}, True),
    ],
)
def test_conflicts(employer: str, unit: str, facts: dict[str, str], is_one: bool) -> None:
    known = ("长春大学", "长春大学旅游学院", "吉林大学")
    assert bool(conflict(member("e1", employer), nomination(1, unit, **facts), known)) == is_one


def test_without_known_names_a_name_inside_a_name_is_a_conflict() -> None:
    why = conflict(member("e1", "长春大学"), nomination(1, "长春大学旅游学院"))
    assert why == "所在单位“长春大学”与“长春大学旅游学院”有利害关系"


def test_nobody_scores_the_own_name() -> None:
    assert conflict(member("e1", name="李 桂花"), nomination(1)) == "与李 桂花本人同名"
    assert conflict(member("e1", name="谭辉山"), nomination(1, leader="谭辉山"))


@pytest.mark.parametrize(
    ("declared", "is_one"),
    [
        ("S001", True),
        ("S002", False),
        ("李桂花", True),
        ("白城市教育局", True),
        ("朝晖社区", True),
        ("谭辉山", True),
        ("社区", False),  # too short to name a body
        (" ", False),
    ],
)
def test_what_an_expert_declares_is_a_conflict(declared: str, is_one: bool) -> None:
    expert = Member(id="e1", name="专家", employer="吉林大学", declared=(declared,))
    why = conflict(expert, nomination(1, workplace="白城市洮北区朝晖社区", leader="谭辉山"))
    assert why == (f"专家声明与“{declared}”有利害关系" if is_one else "")


def test_groups_of_experts_are_linked_by_an_exchange() -> None:
    # two by two without a common nomination: e1, e2 may not judge 甲 nor e3, e4 judge 乙, all may judge 丙
    panel = [member("e1", "长春大学"), member("e2", "长春大学"), member("e3", "北华大学"), member("e4", "北华大学")]
    units = ["北华大学", "长春大学", "北华大学", "长春大学", "白城市教育局", "白城市教育局"]
    plan = assign(panel, [nomination(n, unit) for n, unit in enumerate(units)], 2)
    assert linked_parts(plan) == (("e1", "e2", "e3", "e4"),)
    assert {len(ids) for ids in plan.values()} == {3}


def test_who_shares_nothing_is_in_another_group() -> None:
    assert linked_parts({"e1": ["S001"], "e2": ["S002"], "e3": ["S002", "S003"], "e4": []}) == (("e2", "e3"), ("e1",))
    assert linked_parts({}) == ()


def test_all_to_all_without_the_conflicts() -> None:
    plan = assign([member("e1"), member("e2", "长春大学")], [nomination(1, "长春大学"), nomination(2)])
    assert plan == {"e1": ("S001", "S002"), "e2": ("S002",)}


def test_an_expert_with_nothing_has_an_empty_tuple() -> None:
    assert assign([member("e1", "长春大学")], [nomination(1, "长春大学")], 1) == {"e1": ()}
    assert assign([], [nomination(1)], 3) == {}


def test_the_same_every_time_and_in_the_order_of_the_nominations() -> None:
    panel = [member(f"e{n}") for n in range(1, 6)]
    nominations = [nomination(n) for n in (3, 1, 2, 5, 4)]
    plan = assign(panel, nominations, 3)
    assert plan == assign(panel, nominations, 3)
    order = [n.id for n in nominations]
    assert all(list(ids) == sorted(ids, key=order.index) for ids in plan.values())


def test_everybody_sits_with_everybody() -> None:
    # six experts in threes: always the same two committees could not be compared with each other
    plan = assign([member(f"e{n}") for n in range(6)], [nomination(n) for n in range(1, 31)], 3)
    assert {len(ids) for ids in plan.values()} == {15}
    assert all(set(plan[a]) & set(plan[b]) for a, b in combinations(plan, 2))


EMPLOYERS = ["吉林大学", "长春大学", "北华大学", "延边大学"]


@given(
    st.lists(st.sampled_from(EMPLOYERS), min_size=1, max_size=5),
    st.lists(st.sampled_from(EMPLOYERS), max_size=12),
    st.none() | st.integers(1, 5),
)
def test_laws_of_a_plan(employers: list[str], units: list[str], per: int | None) -> None:
    panel = [member(f"e{n}", employer) for n, employer in enumerate(employers)]
    nominations = [nomination(n, unit) for n, unit in enumerate(units)]
    plan = assign(panel, nominations, per)
    free = {n.id: {m.id for m in panel if m.employer != n.unit} for n in nominations}
    for one in nominations:
        holders = {expert for expert, ids in plan.items() if one.id in ids}
        assert holders <= free[one.id]
        assert len(holders) == min(len(free[one.id]), len(panel) if per is None else per)
    for giver, ids in plan.items():
        for taker, theirs in plan.items():
            if len(ids) >= len(theirs) + 2:
                assert not any(i for i in ids if i not in theirs and taker in free[i]), (giver, taker)


@given(st.integers(4, 9), st.integers(9, 24), st.integers(2, 4))
def test_experts_without_conflicts_are_always_linked(experts: int, count: int, per: int) -> None:
    plan = assign([member(f"e{n}") for n in range(experts)], [nomination(n) for n in range(count)], per)
    assert len(linked_parts(plan)) == 1
    assert max(map(len, plan.values())) - min(map(len, plan.values())) <= 1
