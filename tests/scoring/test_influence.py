"""Influence: whose cards alone put somebody in."""

from __future__ import annotations

from decimal import Decimal

from scoring.influence import Influence, influence
from scoring.scorecard import Scorecard
from scoring.season import Selection
from scoring.tally import tally
from tests.scoring.small_season import STAR, candidate, cards, scoring

ONE_SEAT = STAR.model_copy(update={"selection": Selection(clause="—", seats=1, per_unit=None)})


def test_one_expert_puts_somebody_in() -> None:
    # totals S001 80 80 50 (mean 70), S002 70 70 75 (71.67): without e3 the list turns round
    made = cards("S001", "50+30", "50+30", "30+20") + cards("S002", "40+30", "40+30", "45+30")
    people = [candidate(1), candidate(2)]
    counted = tally(["S001", "S002"], made, STAR, Decimal("0.5"))
    assert influence(people, counted, ONE_SEAT, scoring()) == (
        Influence("e1", (), ()),
        Influence("e2", (), ()),
        Influence("e3", ("S001",), ("S002",)),
    )
    assert influence(people, counted, ONE_SEAT, scoring(), seats=2)[2] == Influence("e3", (), ())
    assert influence(people, counted, ONE_SEAT, scoring(), excluded={"S002": "缺表"})[2] == Influence("e3", (), ())


def test_whom_only_one_expert_scored_goes_with_the_expert() -> None:
    lone = Scorecard(expert="e9", nomination="S002", points={"learning": Decimal(60), "story": Decimal(40)}, gate=True)
    counted = tally(["S001", "S002"], [*cards("S001", "40+20"), lone], STAR, Decimal("0.5"))
    found = influence([candidate(1), candidate(2)], counted, ONE_SEAT, scoring())
    assert found[1] == Influence("e9", ("S001",), ("S002",))
