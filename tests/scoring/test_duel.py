"""Pairs that experts are asked, and strengths from their choices."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.duel import MOST, Pick, duel, pairs_for

IDS = tuple(f"S{n:03d}" for n in range(1, 41))


def test_all_pairs_of_a_few_the_nearest_of_many() -> None:
    few = {frozenset(pair) for pair in pairs_for("e01", IDS[:6])}
    assert few == {frozenset(pair) for pair in combinations(IDS[:6], 2)}
    many = pairs_for("e01", IDS)
    assert len(many) == MOST and len({frozenset(p) for p in many}) == MOST
    assert all(abs(IDS.index(a) - IDS.index(b)) == 1 for a, b in many)
    assert pairs_for("e01", IDS[:1]) == ()


def test_everybody_sees_them_in_an_order_of_her_own_and_always_the_same() -> None:
    assert pairs_for("e01", IDS[:6]) == pairs_for("e01", IDS[:6])
    assert len({pairs_for(f"e{n:02d}", IDS[:6]) for n in range(10)}) == 10
    left = [a for n in range(40) for a, b in pairs_for(f"e{n:02d}", IDS[:2])]
    assert 10 <= left.count(IDS[0]) <= 30  # neither side is always the same one's


def test_strengths_satisfy_the_likelihood_equations() -> None:
    """Hunter (2004), eq. 2: at the maximum the expected wins are the wins, here each with the half that is added."""
    table = {("A", "B"): (2, 3), ("A", "D"): (1, 4), ("B", "C"): (5, 3), ("C", "D"): (1, 3)}
    picks = [Pick("e", one, two) for (one, two), (n, m) in table.items() for _ in range(n)]
    picks += [Pick("e", two, one) for (one, two), (n, m) in table.items() for _ in range(m)]
    found = {line.id: line for line in duel(["A", "B", "C", "D"], picks)}
    odds = {key: line.strength / (1 - line.strength) for key, line in found.items()}
    for one in "ABCD":
        expected = odds[one] / (odds[one] + 1)
        for pair, counts in table.items():
            if one in pair:
                (two,) = set(pair) - {one}
                expected += sum(counts) * odds[one] / (odds[one] + odds[two])
        assert expected == pytest.approx(found[one].wins + 0.5, abs=0.03)
    assert [line.id for line in duel(["A", "B", "C", "D"], picks)] == ["D", "B", "C", "A"]
    assert found["B"].share == pytest.approx(8 / 13)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda p: p[0] != p[1]), max_size=60))
def test_laws(choices: list[tuple[int, int]]) -> None:
    ids = IDS[:5]
    picks = [Pick("e", ids[a], ids[b]) for a, b in choices]
    found = {line.id: line for line in duel(ids, picks)}
    assert set(found) == set(ids)
    assert all(0 < line.strength < 1 for line in found.values())
    assert sum(line.wins for line in found.values()) == len(picks)
    turned = {line.id: line for line in duel(ids, [Pick("e", p.loser, p.winner) for p in picks])}
    for one in ids:
        assert found[one].strength == pytest.approx(1 - turned[one].strength, abs=0.0011)
    better = {line.id: line for line in duel(ids, [*picks, Pick("e", ids[0], ids[1])])}
    assert better[ids[0]].strength >= found[ids[0]].strength and better[ids[1]].strength <= found[ids[1]].strength


def test_choices_about_others_are_left_out_and_no_choice_is_the_middle() -> None:
    found = duel(IDS[:3], [Pick("e", IDS[0], "S999")])
    assert [(line.strength, line.share, line.place) for line in found] == [(0.5, None, 1)] * 3
