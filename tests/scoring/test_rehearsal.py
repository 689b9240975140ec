"""The check before the round: what it counts, what it warns of, and that more cards find the best more often."""

from __future__ import annotations

from decimal import Decimal

from scoring.assignment import Member, assign
from scoring.nomination import Nomination
from scoring.rehearsal import Spreads, rehearse
from scoring.season import Selection
from tests.scoring.small_season import STAR, scoring

SMALL = STAR.model_copy(update={"selection": Selection(clause="—", seats=5, per_unit=None)})


def nomination(number: int, unit: str = "白城市教育局") -> Nomination:
    return Nomination(id=f"S{number:03}", category="star", name=f"人{number}", unit=unit, special=False)


PANEL = [Member(id=f"e{n}", name=f"专家{n}", employer="吉林大学" if n else "长春大学") for n in range(6)]


def test_loads_conflicts_and_cover() -> None:
    ours = [nomination(n) for n in range(8)] + [nomination(8, "长春大学")]
    found = rehearse(assign(PANEL, ours, 3), PANEL, ours, SMALL, scoring(), seed=1, rounds=20)
    assert (found.category, found.nominations, found.in_order) == ("star", 9, True)
    assert sum(load.nominations for load in found.loads) == 27
    assert [load.conflicts for load in found.loads] == [1, 0, 0, 0, 0, 0]
    assert found.parts == (("e0", "e1", "e2", "e3", "e4", "e5"),)


def test_what_is_not_covered_and_who_is_not_linked_is_said() -> None:
    ours = [nomination(n) for n in range(3)]
    plan = {"e0": ("S000",), "e1": ("S000",), "e2": ("S001",), "e3": ("S001",)}
    found = rehearse(plan, PANEL, ours, SMALL, scoring(), seed=1, rounds=20)
    assert found.thin == {"S002": 0}
    assert found.parts == (("e0", "e1"), ("e2", "e3"))
    assert not found.in_order
    assert rehearse(plan, PANEL, ours, SMALL, scoring(), seed=1, wanted=3, rounds=20).thin == {
        "S000": 2, "S001": 2, "S002": 0,
    }  # fmt: skip


def test_more_cards_find_the_best_more_often_and_the_plan_stands_first() -> None:
    ours = [nomination(n) for n in range(40)]
    found = rehearse(assign(PANEL, ours, 3), PANEL, ours, SMALL, scoring(), seed=1)
    assert [(c.cards, c.planned) for c in found.chances] == [(3, True), (3, False), (5, False), (6, False)]
    plan, three, five, every = (c.share for c in found.chances)
    assert plan == three < five <= every < 1
    assert three > Decimal("0.4")  # five of forty by lot would be 0.125


def test_without_noise_and_severity_the_best_always_get_in() -> None:
    ours = [nomination(n) for n in range(20)]
    plan = assign(PANEL, ours, 2)
    found = rehearse(plan, PANEL, ours, SMALL, scoring(), seed=1, spreads=Spreads(5, 0, 0))
    assert {c.share for c in found.chances} == {Decimal("1.00")}


def test_nothing_planned_yet() -> None:
    ours = [nomination(n) for n in range(4)]
    found = rehearse({}, PANEL, ours, SMALL, scoring(), seed=1, rounds=20)
    assert found.thin == {n.id: 0 for n in ours}
    assert not any(c.planned for c in found.chances)
    assert rehearse({}, [], [], SMALL, scoring(), seed=1, rounds=20).chances == ()
