"""The own yardstick: bars, drift, pace, likeness."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoring.nomination import Nomination, Passage, Reading
from scoring.season import Band, Criterion, Rubric
from scoring.yardstick import Drift, band_counts, drift, histogram, likeness, most_similar, pace, similarity

HALF = Decimal("0.5")
START = datetime(2022, 9, 1, 9, 0)


def decimals(*values: float) -> list[Decimal]:
    return [Decimal(str(v)) for v in values]


def nominee(i: str, text: str, kind: str = "老年人") -> Nomination:
    read = Reading(key="type", value=kind, raw=kind, place="x", source="form")
    told = (Passage(title="主要事迹", body=text, place="x"),)
    return Nomination(id=i, category="star", name="某", unit="甲", special=False, readings=(read,), passages=told)


def test_bars_run_from_the_lowest_to_the_highest_total_with_the_empty_ones() -> None:
    bars = histogram(decimals(72, 74.5, 75, 88), HALF)
    assert [(int(b.low), str(b.high), b.cards) for b in bars] == [
        (70, "74.5", 2),
        (75, "79.5", 1),
        (80, "84.5", 0),
        (85, "89.5", 1),
    ]
    assert histogram([], HALF) == ()


@given(st.lists(st.integers(0, 200), min_size=1, max_size=60))
def test_every_total_is_in_one_bar(halves: list[int]) -> None:
    totals = [h * HALF for h in halves]
    bars = histogram(totals, HALF)
    assert sum(b.cards for b in bars) == len(totals)
    assert all(any(b.low <= t <= b.high for b in bars) for t in totals)


def test_points_are_counted_by_their_bands() -> None:
    bands = (Band(name="好", at_least=Decimal(85)), Band(name="差", at_least=Decimal(0)))
    one = Criterion(id="a", name="甲", points=Decimal(20))
    rubric = Rubric(clause="—", criteria=(one,), bands=bands)
    assert band_counts(rubric, one, decimals(17, 16.5, 20)) == {"好": 2, "差": 1}


def test_drift_compares_the_first_third_with_the_last() -> None:
    assert drift(decimals(*[80] * 8)) is None
    assert drift(decimals(90, 90, 90, 85, 85, 85, 80, 80, 80)) == Drift(Decimal(90), Decimal(80))


def test_the_pace_is_the_median_gap_without_breaks() -> None:
    minutes = [0, 3, 6, 10, 100, 103]
    assert pace([START + timedelta(minutes=m) for m in minutes]) == 180
    assert pace([START + timedelta(minutes=m) for m in (0, 3, 6)]) is None


def test_the_pace_follows_the_recent_cards() -> None:
    slow = [START + timedelta(minutes=10 * i) for i in range(10)]
    fast = [slow[-1] + timedelta(minutes=i) for i in range(1, 21)]
    assert pace([*slow, *fast]) == 60


def test_the_most_alike_come_first() -> None:
    wanted = likeness(nominee("S001", "在社区办起老年书画班，二十年不间断。"), "prefecture")
    others = {
        "S002": likeness(nominee("S002", "在社区办起老年书画班，十年不间断。"), "prefecture"),
        "S003": likeness(nominee("S003", "研究焊接工艺，带出三十名徒弟。", "技术能手"), "university"),
        "S004": likeness(nominee("S004", "研究焊接工艺，带出三十名徒弟。"), "prefecture"),
    }
    assert [i for i, _rate in most_similar(wanted, others)] == ["S002", "S004", "S003"]
    assert most_similar(wanted, {}) == ()


@given(st.text("学习社区老年书画", max_size=30), st.text("学习社区老年书画", max_size=30))
def test_similarity_is_symmetric_and_at_most_one(a: str, b: str) -> None:
    one, other = likeness(nominee("S001", a), "x"), likeness(nominee("S002", b), "x")
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1.0000001
