"""The duel at the cut: opened by the office, answered by experts, seen by the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.duelling import Answers, ExpertDuel, OfficeDuel
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.errors import ReviewError
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.screens.office_bench import scored_season

CONTESTED = ("S001", "S003", "S004")


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return scored_season(tmp_path, seats=2)


def opened(store: SeasonStore) -> None:
    desk = OfficeDesk(store, Clock())
    OfficeDuel(desk).open(desk.rules.find("star"), CONTESTED)
    desk.close()


def test_nothing_is_asked_before_the_office_opens_it(store: SeasonStore) -> None:
    expert = ExpertDesk(store, "e01", Clock())
    assert (ExpertDuel(expert).is_open, ExpertDuel(expert).pairs()) == (False, ())
    expert.close()
    desk = OfficeDesk(store, Clock())
    duel, category = OfficeDuel(desk), desk.rules.find("star")
    assert (duel.state(category), duel.result(category), duel.progress(category)) == (None, None, ())
    with pytest.raises(ReviewError, match="不足两份"):
        duel.open(category, ("S001",))
    with pytest.raises(ReviewError, match="没有在进行"):
        duel.close(category)
    desk.close()


def test_answers_are_counted_and_the_last_word_stands(store: SeasonStore) -> None:
    opened(store)
    for expert, better in (("e01", "S003"), ("e02", "S003"), ("e03", "S001")):
        desk = ExpertDesk(store, expert, Clock())
        duel = ExpertDuel(desk)
        pair = next(one for one in duel.pairs() if {one.left, one.right} == {"S001", "S003"})
        duel.choose(pair, "S001")
        duel.choose(pair, better)
        assert next(one.better for one in duel.pairs() if one.key == pair.key) == better
        with pytest.raises(ValueError, match="pair"):
            duel.choose(pair, "S004")
        desk.close()
    office = OfficeDesk(store, Clock())
    category = office.rules.find("star")
    found = OfficeDuel(office).result(category)
    assert found is not None
    assert [(row.id, row.won, row.lost, row.copeland) for row in found.rows] == [
        ("S003", 2, 1, 1), ("S004", 0, 0, 0), ("S001", 1, 2, -1),
    ]  # fmt: skip
    assert OfficeDuel(office).progress(category)[0] == Answers("e01", 1, 3)
    scores = {s.id: s.score for s in office.standings(category)}
    OfficeDuel(office).close(category)
    assert {s.id: s.score for s in office.standings(category)} == scores  # evidence beside the scores, no more
    office.close()
    desk = ExpertDesk(store, "e01", Clock())
    assert ExpertDuel(desk).pairs() == ()
    with pytest.raises(ReviewError, match="已结束"):
        ExpertDuel(desk).choose(pair, "S001")
    desk.close()


def test_who_recused_is_not_asked_and_a_sealed_round_takes_nothing(store: SeasonStore) -> None:
    opened(store)
    desk = ExpertDesk(store, "e01", Clock())
    desk.recuse("S001", "同单位")
    (pair,) = ExpertDuel(desk).pairs()
    assert {pair.left, pair.right} == {"S003", "S004"}
    desk.close()
    office = OfficeDesk(store, Clock())
    assert OfficeDuel(office).progress(office.rules.find("star"))[0].asked == 1
    Round(office).close()
    desk = ExpertDesk(store, "e01", Clock())
    ExpertDuel(desk).choose(pair, "S003")  # the round of scoring is closed, the duel is not
    Round(office).seal()
    with pytest.raises(ReviewError, match="封存"):
        ExpertDuel(desk).choose(pair, "S004")
    desk.close()
    office.close()
