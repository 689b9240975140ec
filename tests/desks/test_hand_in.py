"""Finishing a category: what is open, odd or equal; one receipt for all; own cards; history."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.hand_in import finish, hand_in
from review_tui.desks.own_cards import OwnCards
from review_tui.desks.own_history import history
from review_tui.errors import ReviewError
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, project, season_with, seat_panel, star

CARD = ("26", "18", "17", "16", "9")


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    names = ("方琴", "李广", "卢兰岚", "葛文斌", "谭辉山")
    made = season_with(tmp_path, *(star(name) for name in names), project("向海讲习所"))
    seat_panel(made, "e01")
    return made


@pytest.fixture
def desk(store: SeasonStore) -> ExpertDesk:
    return ExpertDesk(store, "e01", Clock())


def test_what_is_open_ready_odd_and_equal(desk: ExpertDesk) -> None:
    fill(desk, "S001", *CARD)
    desk.submit("S001")
    fill(desk, "S002", *CARD)
    fill(desk, "S003", "26", "0", "17", "16", "9")
    fill(desk, "S004", "26")
    desk.recuse("S005", "亲属")
    standing = finish(desk, "star")
    assert list(standing.open) == ["S004"]
    assert "还没有填" in standing.open["S004"]
    assert standing.ready == ("S002", "S003")
    assert [doubt.field for doubt in standing.odd["S003"]] == ["story"]
    assert standing.equal == ((Decimal(86), ("S001", "S002")),)
    assert (standing.handed, standing.touched) == ("", 0)


def test_handing_in_submits_what_is_ready_with_one_receipt(store: SeasonStore, desk: ExpertDesk) -> None:
    for i in range(1, 5):
        fill(desk, f"S00{i}", str(20 + i), "18", "17", "16", "9")
    desk.submit("S001")
    with pytest.raises(ReviewError, match="1 份没有评完：S005"):
        hand_in(desk, "star")
    desk.recuse("S005", "亲属")
    before = len(store.tail("e01").entries())
    receipt = hand_in(desk, "star")
    assert len(store.tail("e01").entries()) == before + 1
    assert {row.state for row in desk.queue("star")} == {"done", "recused"}
    assert desk.queue("project")[0].state == "todo"
    for one in ("S002", "S003", "S004"):
        assert desk.ballot(one).receipt == receipt
    found = store.tail("e01").find_receipt(receipt.code)
    assert found is not None and found.kind == "category.hand-in"
    standing = finish(desk, "star")
    assert standing.handed and not standing.touched and not standing.ready


def test_handing_in_is_undone_as_a_whole(desk: ExpertDesk) -> None:
    for i in range(1, 6):
        fill(desk, f"S00{i}", *CARD)
    hand_in(desk, "star")
    assert desk.undo() == "已撤销“整类交卷”：5 份"
    assert {row.state for row in desk.queue("star")} == {"draft"}
    assert not finish(desk, "star").handed
    assert [(e.what, e.undone) for e in history(desk)] == [("撤销", False), ("整类交卷", True)]


def test_what_is_changed_after_handing_in_is_counted(desk: ExpertDesk) -> None:
    for i in range(1, 6):
        fill(desk, f"S00{i}", *CARD)
    hand_in(desk, "star")
    fill(desk, "S002", "20", "18", "17", "16", "9")
    assert finish(desk, "star").ready == ("S002",)
    desk.submit("S002")
    assert finish(desk, "star").touched == 1


def test_own_cards_count_what_counts(desk: ExpertDesk) -> None:
    own = OwnCards(desk)
    for one, points in (("S001", "26"), ("S002", "14"), ("S003", "29")):
        fill(desk, one, points, "18", "17", "16", "9")
        desk.submit(one)
    desk.recuse("S002", "亲属")
    assert [(c.nomination, c.total) for c in own.cards("star")] == [("S001", 86), ("S003", 89)]
    assert own.band_counts("star")["learning"] == {"好": 2, "较好": 0, "一般": 0, "较差": 0}
    assert own.band_counts("project") == {}
    desk.return_from_recusal("S002")
    own.forget()
    assert own.band_counts("star")["learning"] == {"好": 2, "较好": 0, "一般": 0, "较差": 1}


def test_similar_nominations_are_the_own_ones_of_the_same_category(desk: ExpertDesk) -> None:
    fill(desk, "S001", *CARD)
    desk.submit("S001")
    own = OwnCards(desk)
    assert [(a.nomination, a.name, a.total) for a in own.alike("S002")] == [("S001", "方琴", Decimal(86))]
    assert own.alike("S001") == ()
    assert own.alike("P001") == ()


def test_the_history_tells_every_act_newest_first(desk: ExpertDesk) -> None:
    fill(desk, "S001", *CARD)
    receipt = desk.submit("S001")
    desk.recuse("S002", "亲属")
    desk.undo()
    told = [(e.what, e.nominations, e.total, e.undone, e.detail) for e in history(desk)]
    assert told == [
        ("撤销", ("S002",), None, False, "回避"),
        ("回避", ("S002",), None, True, ""),
        ("提交", ("S001",), Decimal(86), False, ""),
    ]
    assert history(desk)[-1].receipt == receipt.code
