"""The public notice: frozen, counted, objected to, supplemented, confirmed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from review_tui.desks.notice import Notice, NoticeBoard, confirmation, notices, obstacles, unpublished
from review_tui.desks.objections import ObjectionDesk, objections
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.errors import ReviewError, UsageError
from review_tui.ledger.verify import verify
from tests.builders import CHINA, Clock
from tests.screens.office_bench import scored_season

MONDAY = date(2022, 9, 5)


@pytest.fixture
def desk(tmp_path: Path) -> OfficeDesk:
    """Three seats: S002 90, S001 80, S003 73.33; S004 65 is the first reserve; the round is closed."""
    made = OfficeDesk(scored_season(tmp_path, seats=3), Clock())
    Round(made).close()
    return made


def at(desk: OfficeDesk, day: date) -> None:
    assert isinstance(desk.clock, Clock)
    desk.clock.time = datetime(day.year, day.month, day.day, 9, tzinfo=CHINA)


def ids(notice: Notice) -> list[str]:
    return [line.id for line in notice.lines]


def test_the_list_is_frozen_with_its_hash_and_days(desk: OfficeDesk) -> None:
    made = NoticeBoard(desk).publish(MONDAY)
    assert ids(made) == ["S002", "S001", "S003"]
    assert (made.number, made.start, made.end) == (1, MONDAY, date(2022, 9, 9))
    assert made.lines[0]._asdict() == {"id": "S002", "name": "乙", "unit": "长春市教育局", "category": "百姓学习之星"}
    assert "乙" not in (desk.store.path / "ledger" / "office.jsonl").read_text(encoding="utf-8")
    assert notices(desk) == (made,) and unpublished(desk) == ()
    with pytest.raises(ReviewError, match="没有需要公示的"):
        NoticeBoard(desk).publish(MONDAY)
    assert verify(desk.store.path).ok


def test_nothing_is_published_while_experts_score(tmp_path: Path) -> None:
    desk = OfficeDesk(scored_season(tmp_path), Clock())
    with pytest.raises(ReviewError, match="评审还在进行"):
        NoticeBoard(desk).publish(MONDAY)
    assert obstacles(desk, MONDAY) == ("还没有公示。",)


def test_an_upheld_objection_names_the_next_reserve_who_needs_a_notice_too(desk: OfficeDesk) -> None:
    board, office = NoticeBoard(desk), ObjectionDesk(desk)
    first = board.publish(MONDAY)
    at(desk, date(2022, 9, 7))
    number = office.add("S001", "李某", "事迹不实", "附村委会证明", last_day=first.end)
    assert number == "Y01" and objections(desk)[0].state == "待处理"
    assert obstacles(desk, date(2022, 9, 9)) == (
        "第 1 次公示到 2022-09-09 为止，还没有期满。",
        "异议 Y01 还没有处理。",
    )
    office.rule("Y01", "upheld", "经核实，事迹与事实不符", "王主任")
    left = next(one for c in desk.rules.categories for one in desk.selection(c).left_out if one.id == "S001")
    assert left.reason == "公示异议成立（Y01）"
    assert [one.id for one in unpublished(desk)] == ["S004"]
    at(desk, date(2022, 9, 10))
    with pytest.raises(ReviewError, match="1 项递补后尚未公示（S004 丁）"):
        board.confirm()
    second = board.publish(date(2022, 9, 10))
    assert (second.number, ids(second), second.end) == (2, ["S004"], date(2022, 9, 14))
    at(desk, second.end)
    with pytest.raises(ReviewError, match="还没有期满"):
        board.confirm()
    at(desk, date(2022, 9, 15))
    made = board.confirm()
    assert [line.id for line in made.lines] == ["S002", "S003", "S004"]
    assert confirmation(desk) == made
    for act in (board.confirm, lambda: board.publish(MONDAY), lambda: board.withdraw(1, "理由")):
        with pytest.raises(ReviewError, match="已经确认"):
            act()
    with pytest.raises(ReviewError, match="已经确认"):
        office.rule("Y01", "rejected", "改判", "王主任")


def test_a_rejected_objection_changes_nothing(desk: OfficeDesk) -> None:
    first = NoticeBoard(desk).publish(MONDAY)
    office = ObjectionDesk(desk)
    at(desk, date(2022, 9, 10))
    office.add("S002", "匿名", "年龄有误", "", last_day=first.end)
    assert objections(desk)[0].late
    office.rule("Y01", "rejected", "身份证核对无误", "王主任")
    assert unpublished(desk) == () and obstacles(desk, date(2022, 9, 10)) == ()


def test_what_an_objection_needs(desk: OfficeDesk) -> None:
    office = ObjectionDesk(desk)
    with pytest.raises(UsageError, match="没有编号“S999”"):
        office.add("S999", "李某", "事由", "", last_day=None)
    with pytest.raises(ReviewError, match="都要写明"):
        office.add("S001", " ", "事由", "", last_day=None)
    office.add("S001", "李某", "事由", "", last_day=None)
    with pytest.raises(ReviewError, match="都要写明"):
        office.rule("Y01", "upheld", "理由", "")


def test_a_notice_taken_back_does_not_count(desk: OfficeDesk) -> None:
    board = NoticeBoard(desk)
    board.publish(MONDAY)
    board.withdraw(1, "起始日期写错")
    assert notices(desk)[0].withdrawn == "起始日期写错"
    assert len(unpublished(desk)) == 3
    again = board.publish(date(2022, 9, 6))
    assert again.number == 2 and again.code == notices(desk)[0].code  # the same list has the same code
