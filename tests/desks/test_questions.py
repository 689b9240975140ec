"""Questions of experts and answers of the office, each in its own journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.questions import ExpertQuestions, OfficeQuestions
from review_tui.desks.round import Round
from review_tui.errors import ReviewError, UsageError
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, season_with, seat_panel, star


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(made, "e01", "e02")
    return made


def test_a_question_is_answered_and_read(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    asks = ExpertQuestions(desk)
    asks.ask("S001", " 出生年月以哪份为准？ ")
    asks.ask("S001", "有没有视频？")
    asks.ask("S002", "照片是谁？")
    assert [(q.id, q.text, q.answer) for q in asks.all("S001")] == [
        ("S001|1", "出生年月以哪份为准？", ""),
        ("S001|2", "有没有视频？", ""),
    ]

    office = OfficeDesk(store, Clock())
    answers = OfficeQuestions(office)
    assert [q.id for q in answers.all()] == ["S001|1", "S001|2", "S002|1"]
    answers.answer(answers.all()[0], "以推介表为准。")
    assert [q.id for q in answers.all()] == ["S001|2", "S002|1", "S001|1"]
    office.close()

    desk.refresh()
    (first, second) = asks.all("S001")
    assert (first.answer, first.fresh, second.fresh) == ("以推介表为准。", True, False)
    asks.read("S001")
    assert not any(q.fresh for q in asks.all())
    entries = len(store.tail("e01").entries())
    asks.read("S001")
    assert len(store.tail("e01").entries()) == entries


def test_another_answer_is_news_again(store: SeasonStore) -> None:
    desk, clock = ExpertDesk(store, "e01", Clock()), Clock()
    asks = ExpertQuestions(desk)
    asks.ask("S001", "以哪份为准？")
    office = OfficeDesk(store, clock)
    for text in ("以推介表为准。", "改为以汇总表为准。"):
        OfficeQuestions(office).answer(OfficeQuestions(office).all()[0], text)
        desk.refresh()
        assert asks.all()[0].fresh
        asks.read("S001")
    assert asks.all()[0].answer == "改为以汇总表为准。"
    office.close()


def test_texts_stay_out_of_the_journals(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    ExpertQuestions(desk).ask("S001", "张三丰的年龄？")
    office = OfficeDesk(store, Clock())
    OfficeQuestions(office).answer(OfficeQuestions(office).all()[0], "李四光已核对")
    office.close()
    journals = "".join(p.read_text("utf-8") for p in (store.path / "ledger").glob("*.jsonl"))
    assert "张三丰" not in journals and "李四光" not in journals


def test_what_cannot_be_asked(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    asks = ExpertQuestions(desk)
    with pytest.raises(ReviewError, match="写明"):
        asks.ask("S001", "  ")
    with pytest.raises(UsageError):
        asks.ask("S999", "有吗？")
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    office = OfficeDesk(store, Clock())
    Round(office).close()
    desk.refresh()
    asks.ask("S001", "结束了还能问吗？")
    Round(office).seal()
    office.close()
    desk.refresh()
    with pytest.raises(ReviewError, match="封存"):
        asks.ask("S001", "封存了还能问吗？")


def test_nobody_sees_the_questions_of_others(store: SeasonStore) -> None:
    first, second = ExpertDesk(store, "e01", Clock()), ExpertDesk(store, "e02", Clock())
    ExpertQuestions(first).ask("S001", "以哪份为准？")
    second.refresh()
    assert ExpertQuestions(second).all() == ()
