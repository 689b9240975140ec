"""The expert's desk on a real season: drafts, cards, recusals, undo, the seat."""

from __future__ import annotations

import os
import resource
from decimal import Decimal
from pathlib import Path

import pytest

from review_tui.desks.ballots import Draft, Seat
from review_tui.desks.expert import ExpertDesk
from review_tui.errors import BusyError, NotSavedError, ReviewError, UsageError
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, project, season_with, seat_panel, star


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = season_with(tmp_path, star("方琴"), star("李广"), star("卢兰岚", special=True), project("向海讲习所"))
    seat_panel(made, "e01", "e02")
    return made


@pytest.fixture
def desk(store: SeasonStore) -> ExpertDesk:
    return ExpertDesk(store, "e01", Clock())


def states(desk: ExpertDesk) -> dict[str, str]:
    return {row.id: row.state for row in desk.queue()}


def test_the_queue_goes_by_number_and_category(desk: ExpertDesk) -> None:
    assert [row.id for row in desk.queue()] == ["P001", "S001", "S002", "S003"]
    assert [(row.id, row.name, row.special) for row in desk.queue("star")][-1] == ("S003", "卢兰岚", True)
    assert [c.id for c in desk.categories] == ["star", "project"]


def test_a_draft_is_there_after_the_program_is_gone(store: SeasonStore, desk: ExpertDesk) -> None:
    draft = Draft({"learning": "26.", "story": "1"}, gate=True, comment="读书二十年", field="story", cursor=1)
    desk.save_draft("S002", draft)
    desk.journal._book.close()  # as a killed program leaves it: nothing else was asked to be written

    again = ExpertDesk(store, "e01", Clock())
    assert again.ballot("S002").draft == draft
    assert again.seat() == Seat("S002", "story", 1)
    assert states(again)["S002"] == "draft"


def test_submitting_gives_a_receipt_that_verify_finds(store: SeasonStore, desk: ExpertDesk) -> None:
    fill(desk, "S001", "26", "18.5", "17", "16", "9")
    assert desk.ballot("S001").total == Decimal("86.5")
    receipt = desk.submit("S001")
    assert states(desk)["S001"] == "done"
    found = store.tail("e01").find_receipt(receipt.code)
    assert found is not None and found.seq == receipt.count
    assert desk.submit("S001") == receipt  # pressed twice: the same card, the same receipt


@pytest.mark.parametrize(
    ("points", "gate", "comment", "says"),
    [
        (("26", "18", "17", "16"), True, "", "还没有填：材料质量与真实性"),
        (("31", "18", "17", "16", "9"), True, "", "最高 30 分"),
        (("26.3", "18", "17", "16", "9"), True, "", "0.5 分为一档"),
        (("26", "18", "17", "16", "9"), None, "", "政治与品行合格"),
        (("26", "18", "17", "16", "9"), False, " ", "要在评语里写明理由"),
    ],
)
def test_an_incomplete_card_is_refused_and_nothing_is_written(
    desk: ExpertDesk, points: tuple[str, ...], gate: bool | None, comment: str, says: str
) -> None:
    fill(desk, "S001", *points, gate=gate, comment=comment)
    with pytest.raises(ReviewError) as caught:
        desk.submit("S001")
    assert says in caught.value.sentence()
    assert states(desk)["S001"] == "draft"


def test_a_changed_card_counts_as_it_was_until_it_is_submitted_again(store: SeasonStore, desk: ExpertDesk) -> None:
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    fill(desk, "S001", "20", "18", "17", "16", "9")
    assert states(desk)["S001"] == "revised"
    office = store.tail("e01")
    card = office.get("cards", "S001")
    assert card is not None and card["points"]["learning"] == "26"
    fill(desk, "S001", "26", "18", "17", "16", "9")
    assert states(desk)["S001"] == "done"  # put back to what was submitted: no draft any more


def test_full_width_digits_count(desk: ExpertDesk) -> None:
    fill(desk, "S001", "２６．５", "18", "17", "16", "9")
    desk.submit("S001")
    assert desk.ballot("S001").total == Decimal("86.5")


def test_undo_walks_back_and_the_history_keeps_everything(store: SeasonStore, desk: ExpertDesk) -> None:
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    desk.recuse("S002", "同一单位")
    assert desk.undo() == "已撤销“回避”：S002 李广"
    assert desk.undo() == "已撤销“提交”：S001 方琴"
    assert states(desk) == {"P001": "todo", "S001": "draft", "S002": "todo", "S003": "todo"}
    assert desk.ballot("S001").total == 86
    with pytest.raises(ReviewError):
        desk.undo()
    kinds = [e.kind for e in store.tail("e01").entries()]
    assert kinds == ["open", "draft", "card.submit", "recusal.add", "undo", "undo"]


def test_undo_of_a_submission_keeps_a_newer_draft(desk: ExpertDesk) -> None:
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    fill(desk, "S001", "21", "18", "17", "16", "9")
    desk.undo()
    assert desk.ballot("S001").draft.points["learning"] == "21"


def test_a_recusal_voids_the_card_and_can_be_taken_back(desk: ExpertDesk) -> None:
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    with pytest.raises(ReviewError, match="理由"):
        desk.recuse("S001", "  ")
    desk.recuse("S001", "是我的学生")
    assert desk.recusal_reason("S001") == "是我的学生"
    with pytest.raises(ReviewError, match="回避"):
        desk.submit("S001")
    desk.return_from_recusal("S001")
    assert states(desk)["S001"] == "done"


def test_progress_counts_what_is_submitted_and_recused(desk: ExpertDesk) -> None:
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    desk.recuse("S002", "亲属")
    stars = desk.progress()[0]
    assert (stars.done, stars.recused, stars.open, stars.total) == (1, 1, 1, 3)


def test_phones_stay_with_the_office_and_are_not_found_missing(desk: ExpertDesk) -> None:
    """That a phone was given is no secret: a desk that may not read it must not report the field as empty."""
    dossier = desk.dossier("S001")
    assert "19900001234" not in dossier.nomination.model_dump_json()
    assert [r.finding.rule for r in dossier.findings] == []
    assert dossier.nomination.text("birth") == "1961-03"


def test_nobody_sits_at_a_desk_that_the_panel_does_not_name(store: SeasonStore) -> None:
    with pytest.raises(UsageError, match="没有编号“e09”"):
        ExpertDesk(store, "e09", Clock())
    assert not (store.path / "ledger" / "expert-e09.jsonl").exists()


def test_a_nomination_of_somebody_else_cannot_be_scored(desk: ExpertDesk) -> None:
    with pytest.raises(UsageError, match="没有分配给您"):
        desk.save_draft("S999", Draft({}))


def test_a_second_session_is_told_about_the_first(store: SeasonStore, desk: ExpertDesk) -> None:
    with pytest.raises(BusyError) as caught:
        ExpertDesk(store, "e01", Clock())
    assert caught.value.holder["pid"] == str(os.getpid())


def test_what_could_not_be_saved_is_kept_and_written_under_the_same_id(store: SeasonStore, desk: ExpertDesk) -> None:
    """A full disk in the middle of scoring: told at once, nothing lost, no double afterwards."""
    fill(desk, "S001", "26", "18", "17", "16", "9")
    journal = store.path / "ledger" / "expert-e01.jsonl"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size + 20, hard))
    try:
        with pytest.raises(NotSavedError):
            desk.submit("S001")
        assert desk.unsaved
        with pytest.raises(NotSavedError):
            desk.retry()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    desk.retry()
    assert not desk.unsaved
    assert states(desk)["S001"] == "done"
    assert [e.kind for e in store.tail("e01").entries()] == ["open", "draft", "card.submit"]
