"""The expert's queue on the screen: order, filter, next-item modes, states, the way through the categories."""

from __future__ import annotations

from pathlib import Path

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.prefs import prefs
from review_tui.desks.round import Round
from review_tui.widgets.paged_list import PagedList
from tests.builders import Clock, fill, project, season_with, seat_panel, star
from tests.screens.expert_bench import Sitting, season, sitting

WIDE = (160, 48)
CARD = ("26", "18", "17", "16", "9")


def listed(at: Sitting) -> list[str]:
    return [row.key for row in at.screen.query_one("#queue", PagedList).rows]


async def test_orders_turn_with_a_key_and_are_remembered(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store, WIDE) as at:
        assert listed(at) == ["S001", "S002", "S003"]
        await at.press("o", "o")
        assert "自己的分" in at.said
        await at.press("right_square_bracket")
        await at.fill(*CARD)
        await at.press("enter")
        assert listed(at)[0] == "S002"
        await at.press("o")
        assert "每位专家的次序不同" in at.said
        shuffled = listed(at)
    async with sitting(store, WIDE) as at:
        assert listed(at) == shuffled
        assert any("按打散" in line for line in at.lines())


async def test_a_filter_by_initials_narrows_list_and_steps(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), WIDE) as at:
        await at.press("f")
        await at.type("l")
        await at.press("enter")
        assert listed(at) == ["S002", "S003"]
        assert at.at[0] == "S002"
        assert "有 2 份" in at.said
        await at.press("right_square_bracket", "right_square_bracket")
        assert (at.at[0], at.said) == ("S003", "已经是最后一份")
        await at.press("f")
        await at.type("x")
        await at.press("enter")
        assert "没有符合「x」的" in at.said
        assert listed(at) == ["S002", "S003"]
        await at.press("f", "delete", "enter")
        assert listed(at) == ["S001", "S002", "S003"]


async def test_a_filter_says_when_only_hidden_ones_are_left(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("f")
        await at.type("李广")
        await at.press("enter")
        await at.fill(*CARD)
        await at.press("enter")
        assert "筛选出的都评完了" in at.said


async def test_the_folded_queue_is_ordered_and_filtered_over_the_screen(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("l", "f")
        await at.type("fq")
        await at.press("enter")
        assert any("筛选「fq」" in line for line in at.lines())
        assert not any("李广" in line for line in at.lines()[2:])
        await at.press("o")
        assert any("按单位" in line for line in at.lines())
        assert any("列表按单位排" in line for line in at.lines())
        await at.press("escape")
        assert at.at[0] == "S001"


async def test_drafts_first_when_that_is_wanted(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S003", "20")
    desk.sit("S001")
    desk.close()
    async with sitting(store) as at:
        await at.press("m")
        assert "先完成草稿" in at.said
        await at.fill(*CARD)
        await at.press("enter")
        assert at.at[0] == "S003"
        assert prefs(at.desk).next_mode == "draft"


async def test_a_card_given_back_is_shown_with_its_reason_and_done_by_submitting_again(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S001", *CARD)
    desk.submit("S001")
    desk.sit("S001")
    desk.close()
    office = OfficeDesk(store, Clock())
    office.clock.time = desk.clock.time  # type: ignore[attr-defined]
    Round(office).give_back("e01", "S001", "请核对评语与分数是否一致。")
    office.close()
    async with sitting(store, WIDE) as at:
        at.desk.clock.time = office.clock.time  # type: ignore[attr-defined]
        assert any("S001  方琴" in line and "退回" in line for line in at.lines())
        assert any("请核对评语与分数是否一致" in line for line in at.lines())
        await at.press("ctrl+s")
        assert at.desk.ballot("S001").state == "done"
        assert at.at[0] == "S002"


async def test_a_closed_round_takes_nothing_and_says_why(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S001", *CARD)
    desk.submit("S001")
    desk.sit("S002")
    desk.close()
    office = OfficeDesk(store, Clock())
    Round(office).close()
    office.close()
    entries = len(store.tail("e01").entries())
    async with sitting(store) as at:
        assert "已结束本轮评审" in at.said
        await at.type("126")
        assert "已结束本轮评审" in at.said
        await at.press("u", "enter")
        assert "不能修改" in at.said
        await at.press("r")
        await at.type("亲属")
        await at.press("ctrl+s")
        assert "不能修改" in at.said
        assert at.desk.ballot("S002").draft.points == {}
    assert len(store.tail("e01").entries()) <= entries + 1  # the seat, and nothing else


async def test_a_round_closed_meanwhile_refuses_the_submission(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.fill(*CARD)
        await at.press("enter")
        await at.fill(*CARD)
        office = OfficeDesk(store, Clock())
        Round(office).close()
        office.close()
        await at.press("enter")
        assert "不能修改" in at.said and "已结束本轮评审" in at.said
        assert at.desk.ballot("S002").state == "draft"


async def test_a_click_on_a_tab_opens_its_category(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        column = at.lines()[0].encode("gbk").index("品牌项目".encode("gbk"))
        await at.pilot.click("#title", offset=(column, 0))
        assert at.at[0] == "P001"


async def test_the_time_left_comes_from_the_own_pace(tmp_path: Path) -> None:
    store = season_with(
        tmp_path, *(star(name) for name in ("甲某", "乙某", "丙某", "丁某", "戊某", "己某")), project("社")
    )
    seat_panel(store, "e01")
    clock = Clock()
    desk = ExpertDesk(store, "e01", clock)
    for one in ("S001", "S002", "S003", "S004"):
        fill(desk, one, *CARD)
        desk.submit(one)
        clock.time = clock.time.replace(minute=clock.time.minute + 5)
    desk.close()
    async with sitting(store, WIDE) as at:
        assert any("约剩 15 分钟" in line for line in at.lines())
