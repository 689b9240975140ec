"""The round: cards given back, closing, opening again, sealing; and the second person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.round import Round, submitted, unfinished
from review_tui.desks.witnesses import Witnesses
from review_tui.errors import ReviewError, UsageError
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, season_with, seat_panel, star

POINTS = ("26", "18", "17", "16", "9")


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(made, "e01", "e02")
    return made


def score(store: SeasonStore, clock: Clock, *nominations: str, first: str = "26") -> None:
    desk = ExpertDesk(store, "e01", clock)
    for nomination in nominations:
        fill(desk, nomination, first, *POINTS[1:])
        desk.submit(nomination)
    desk.close()


def test_a_card_given_back_does_not_count_until_it_is_submitted_again(store: SeasonStore) -> None:
    clock = Clock()
    score(store, clock, "S001", "S002")
    desk = OfficeDesk(store, clock)
    assert submitted(desk, "e01") == ("S001", "S002")
    Round(desk).give_back("e01", "S001", "第二项漏写了依据")
    row = desk.progress()[0]
    assert (row.done, row.returned, row.open) == (1, 1, 1)
    assert submitted(desk, "e01") == ("S002",)
    assert [n.id for n in desk.outstanding("e01")] == ["S001"]
    assert unfinished(desk).sentence() == "e01 还有 1 份未评；e02 还有 2 份未评；1 份退回后未重交"
    clock.time -= timedelta(minutes=5)  # clocks step back: they play no part in it
    score(store, clock, "S001", first="20")
    desk.refresh()
    assert submitted(desk, "e01") == ("S001", "S002") and desk.progress()[0].returned == 0
    desk.close()
    assert len(OfficeView(store).cards()) == 2


def test_what_cannot_be_given_back(store: SeasonStore) -> None:
    clock = Clock()
    score(store, clock, "S001")
    desk = OfficeDesk(store, clock)
    with pytest.raises(UsageError, match="没有提交过 S002"):
        Round(desk).give_back("e01", "S002", "理由")
    with pytest.raises(ReviewError, match="请写明理由"):
        Round(desk).give_back("e01", "S001", "  ")
    assert desk.documents.all("returns") == {}
    desk.close()


def test_a_round_is_closed_opened_again_and_sealed_once(store: SeasonStore) -> None:
    clock = Clock()
    desk = OfficeDesk(store, clock)
    act = Round(desk)
    with pytest.raises(ReviewError, match="还没有任何评分"):
        act.close()
    score(store, clock, "S001")
    desk.refresh()
    act.close()
    with pytest.raises(ReviewError, match="评审已经结束"):
        act.give_back("e01", "S001", "理由")
    with pytest.raises(ReviewError, match="请写明理由"):
        act.reopen("")
    act.reopen("e02 请求补评")
    assert act.state == "open"
    act.close()
    assert act.seal().final and act.state == "sealed"
    for again in (act.close, lambda: act.reopen("理由")):
        with pytest.raises(ReviewError, match="已封存"):
            again()
    assert not act.seal().final  # one more copy, which seals nothing anew
    desk.close()


def test_four_eyes(store: SeasonStore) -> None:
    clock = Clock()
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("four_eyes = []", 'four_eyes = ["seal"]'), "utf-8")
    store = SeasonStore.open(store.path)
    score(store, clock, "S001")
    desk = OfficeDesk(store, clock)
    people, act = Witnesses(desk), Round(desk)
    with pytest.raises(UsageError, match="口令至少要 8 个字符"):
        people.add("w01", "赵监督", "12345")
    people.add("w01", "赵监督", "open sesame")
    assert [(one.id, one.name) for one in people.all()] == [("w01", "赵监督")]
    assert people.needed("seal") and not people.needed("move")
    journal = (store.path / "ledger" / "office.jsonl").read_text()
    assert "open sesame" not in journal and "赵监督" not in journal
    act.close()
    for nobody in (None, "w02"):
        with pytest.raises(ReviewError, match="要有第二人在场"):
            act.seal(nobody)
    with pytest.raises(ReviewError, match="编号或口令不对"):
        people.stand_by("seal", "w01", "open sesam")
    assert act.seal(people.stand_by("seal", "w01", "open sesame")).final
    assert desk.documents.all("seals")["001"]["witness"] == "w01"
    desk.close()
