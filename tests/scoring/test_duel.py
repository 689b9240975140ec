"""The duel at the cut: pairs that ask about all alike, majorities, circles, Bradley–Terry against a published table."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.duel import Duel, Verdict, bradley_terry, duel, pairs

ABC = ("S001", "S002", "S003")


def verdicts(*texts: str) -> list[Verdict]:
    """`e1:S001>S002` as a verdict."""
    out = []
    for text in texts:
        expert, _, rest = text.partition(":")
        better, _, other = rest.partition(">")
        out.append(Verdict(expert, better, other))
    return out


def test_bradley_terry_of_agresti() -> None:
    """Agresti, Categorical Data Analysis (2002), table 10.10: the American League of 1987, log strengths by team.

    Published against Baltimore: Milwaukee 1.581, Detroit 1.436, Toronto 1.294, New York 1.248, Boston 1.108,
    Cleveland 0.684.
    """
    wins = np.array(
        [
            [0, 7, 9, 7, 7, 9, 11],
            [6, 0, 7, 5, 11, 9, 9],
            [4, 6, 0, 7, 7, 8, 12],
            [6, 8, 6, 0, 6, 7, 10],
            [6, 2, 6, 7, 0, 7, 12],
            [4, 4, 5, 6, 6, 0, 6],
            [2, 4, 1, 3, 1, 7, 0],
        ],
        float,
    )
    found, reason = bradley_terry(wins)
    assert found is not None and reason == ""
    assert np.round(found - found[-1], 3).tolist() == [1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0.0]


def test_a_duel_worked_by_hand() -> None:
    found = duel(
        ABC, verdicts("e1:S001>S002", "e2:S001>S002", "e3:S002>S001", "e1:S002>S003", "e2:S003>S001", "e1:S001>S003")
    )
    first, second, third = found.rows
    assert (first.id, first.won, first.lost, first.beaten, first.copeland) == ("S001", 3, 2, ("S002",), 1)
    assert (second.id, second.beaten, second.beaten_by, second.copeland) == ("S002", ("S003",), ("S001",), 0)
    assert (third.id, third.copeland) == ("S003", -1)
    assert sum(row.strength or Decimal(0) for row in found.rows) <= Decimal("0.001")
    assert (found.verdicts, found.reason, found.circle) == (6, "", ())


def test_the_last_word_of_an_expert_counts_and_strangers_do_not() -> None:
    found = duel(ABC[:2], verdicts("e1:S001>S002", "e1:S002>S001", "e1:S001>S009"))
    assert [(row.id, row.won, row.lost) for row in found.rows] == [("S002", 1, 0), ("S001", 0, 1)]
    assert found.verdicts == 1
    with pytest.raises(ValueError, match="itself"):
        duel(ABC, verdicts("e1:S001>S001"))


def test_who_never_lost_has_no_strength_and_it_says_why() -> None:
    found = duel(ABC, verdicts("e1:S001>S002", "e1:S001>S003", "e1:S002>S003"))
    assert [row.strength for row in found.rows] == [None, None, None]
    assert found.reason == "有的从未输过或从未胜过，强弱差无法估计，请看胜负"
    assert duel(ABC, []).reason == "还没有两两比较"
    assert duel((), []) == Duel((), 0, "还没有两两比较", ())


def test_a_circle_of_majorities_is_said() -> None:
    assert duel(ABC, verdicts("e1:S001>S002", "e1:S002>S003", "e1:S003>S001")).circle == ABC
    four = ("S001", "S002", "S003", "S004")
    ring = verdicts("e1:S001>S002", "e1:S002>S003", "e1:S003>S004", "e1:S004>S001")
    assert duel(four, ring).circle == four
    assert duel(four, ring[:3]).circle == ()


@given(st.integers(0, 9), st.integers(0, 20))
def test_every_pair_is_asked_once_and_a_part_asks_about_all_alike(count: int, turn: int) -> None:
    ids = [f"S{n:03}" for n in range(count)]
    found = pairs(ids, turn)
    assert sorted(tuple(sorted(pair)) for pair in found) == sorted(combinations(ids, 2))
    for most in range(len(found) + 1):
        asked = Counter(one for pair in found[:most] for one in pair)
        if count % 2 == 0 and most % max(1, count // 2) == 0:
            assert len(set(asked.values()) | ({0} if len(asked) < count else set())) <= 1
        assert max(asked.values(), default=0) - min((asked[one] for one in ids), default=0) <= 2
    assert pairs(ids, turn, most=3) == found[:3]


def test_turns_swap_sides_and_begin_elsewhere() -> None:
    ids = [f"S{n:03}" for n in range(6)]
    sides = Counter(left for turn in range(10) for left, _ in pairs(ids, turn))
    assert max(sides.values()) - min(sides.values()) <= 10
    assert pairs(ids, 0)[:3] != pairs(ids, 1)[:3]


@given(st.permutations(range(5)))
def test_who_beats_everybody_stands_first(order: list[int]) -> None:
    ids = [f"S{n:03}" for n in range(5)]
    ranked = [ids[n] for n in order]
    made = [Verdict(f"e{e}", better, other) for e in range(3) for better, other in combinations(ranked, 2)]
    found = duel(ids, made)
    assert [row.id for row in found.rows] == ranked
    assert [row.copeland for row in found.rows] == [4, 2, 0, -2, -4]
    assert found.circle == ()
