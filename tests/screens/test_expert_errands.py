"""What an expert does beside scoring: queue, search, recusal, undo, help, leaving; windows of all sizes; bad disks."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.screens.expert_ballot import BallotPane
from review_tui.widgets.paged_list import PagedList
from scoring.nomination import Passage
from tests.builders import Clock, fill, season_with, seat_panel, star
from tests.screens.expert_bench import season, sitting

WIDE = (160, 48)


async def test_the_folded_queue_opens_over_the_screen(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        assert at.lines()[1].startswith(" 1/3 S001 方琴  待评")
        await at.press("l")
        assert any("S003  卢兰岚" in line for line in at.lines())
        await at.press("down", "down", "enter")
        assert at.at == ("S003", "gate")
        await at.press("f2", "escape")
        assert at.at == ("S003", "gate")


async def test_the_wide_queue_leads_and_the_rest_follows(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), WIDE) as at:
        await at.press("escape")
        assert at.screen.query_one("#queue", PagedList).has_focus
        await at.press("down")
        await at.pilot.pause(0.1)
        assert at.screen.keeper.nomination == "S002"
        await at.press("down", "enter")
        assert at.at == ("S003", "gate")
        assert at.screen.query_one(BallotPane).has_focus
        await at.type("1")
        assert any("S003  卢兰岚" in line and "草稿" in line for line in at.lines())


async def test_a_key_that_comes_while_the_rest_follows_is_not_taken_back(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), WIDE) as at:
        await at.press("escape")
        queue = at.screen.query_one("#queue", PagedList)
        queue.post_message(PagedList.Moved(queue, queue.rows[1]))  # the screen is about to follow to S002,
        queue.go_to("S003")  # and the cursor has gone on already
        await at.pilot.pause(0.15)
        assert queue.current is not None
        assert queue.current.key == "S003"


async def test_categories_change_with_a_key(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        assert "[学习之星 0/3]  品牌项目 0/1" in at.lines()[0]
        await at.press("right_square_bracket", "c")
        assert at.at[0] == "P001"
        assert "[品牌项目 0/1]" in at.lines()[0]
        assert any("面向社会与受益规模" in line for line in at.lines())
        await at.press("c")
        assert at.at[0] == "S002"


async def test_the_ends_of_the_queue_say_so(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("left_square_bracket")
        assert at.said == "已经是第一份"
        await at.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert (at.at[0], at.said) == ("S003", "已经是最后一份")


async def test_recusing_needs_a_reason_goes_on_and_can_be_taken_back(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("126")
        await at.press("r", "ctrl+s")
        assert any("请写明回避理由" in line for line in at.lines())
        await at.type("与申报人同单位。")
        await at.press("ctrl+s")
        assert at.desk.ballot("S001").state == "recused"
        assert at.desk.recusal_reason("S001") == "与申报人同单位。"
        assert at.at[0] == "S002"
        await at.press("left_square_bracket")
        await at.type("5")
        assert "已回避" in at.said
        await at.press("r", "enter")
        assert at.desk.ballot("S001").state == "draft"
        assert at.desk.ballot("S001").draft.points == {"learning": "26"}


async def test_undo_asks_takes_back_and_shows_which(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("u", "enter")
        assert "没有可撤销的" in at.said
        await at.fill("26", "18", "17", "16", "9")
        await at.press("enter")
        assert at.at[0] == "S002"
        await at.press("u", "escape")
        assert at.desk.ballot("S001").state == "done"
        await at.press("u", "enter")
        assert at.at[0] == "S001"
        assert at.desk.ballot("S001").state == "draft"
        assert "已撤销" in at.said


async def test_searching_the_dossier(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("slash")
        await at.type("二十年")
        await at.press("enter")
        assert "有 1 处" in at.said
        await at.press("enter", "escape")
        assert at.at == ("S001", "gate")
        await at.press("slash")
        await at.type("没有的话")
        await at.press("enter")
        assert "材料里没有「没有的话」" in at.said


async def test_the_dossier_turns_its_pages_from_the_score_pane(tmp_path: Path) -> None:
    long = star("方琴").model_copy(
        update={"passages": (Passage(title="主要事迹", body="\n".join(f"第{i}段。" for i in range(60)), place="x"),)}
    )
    store = season_with(tmp_path, long)
    seat_panel(store, "e01")
    async with sitting(store) as at:
        await at.press("pagedown", "space")
        assert any("3/" in line and "页" in line for line in at.lines())
        assert at.at == ("S001", "gate")


async def test_leaving_asks_and_ends(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("q", "escape")
        assert at.app.is_running
        await at.press("q")
        assert any("都已保存" in line for line in at.lines())
        await at.press("enter")
        assert at.app.return_value is False


async def test_the_key_line_tells_the_truth_in_a_text_field(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        assert "l 列表" in at.lines()[-1] and "? 帮助" in at.lines()[-1]
        await at.press("end", "tab")
        assert "l 列表" not in at.lines()[-1]
        assert "F2 列表" in at.lines()[-1] and "F1 帮助" in at.lines()[-1]


async def test_a_click_on_the_key_line_does_what_the_key_does(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        column = at.lines()[-1].encode("gbk").index("? 帮助".encode("gbk"))
        await at.pilot.click("#keys", offset=(column, 0))
        assert any("评分" in line and "按键" not in line for line in at.lines())
        assert len(at.app.screen_stack) == 2


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (110, 30), (40, 12), (400, 200)])
async def test_no_window_is_too_strange(size: tuple[int, int], tmp_path: Path) -> None:
    async with sitting(season(tmp_path), size) as at:
        await at.fill("26", "18", "17", "16", "9")
        await at.press("d", "pagedown", "d", "l", "escape", "question_mark", "escape", "r", "escape", "end", "tab")
        await at.type("好")
        await at.pilot.resize_terminal(80, 24)
        await at.pilot.resize_terminal(*size)
        await at.press("ctrl+s")
        assert at.desk.ballot("S001").state == "done"
        assert at.app.is_running


@pytest.mark.parametrize("size", [(20, 5), (1, 1)])
async def test_a_window_too_small_takes_nothing_until_it_has_grown(size: tuple[int, int], tmp_path: Path) -> None:
    async with sitting(season(tmp_path), size) as at:
        await at.fill("26", "18", "17", "16", "9")
        assert at.desk.ballot("S001").state == "todo"
        await at.pilot.resize_terminal(80, 24)
        await at.fill("26", "18", "17", "16", "9")
        await at.press("ctrl+s")
        assert at.desk.ballot("S001").state == "done"


async def test_hostile_names_stand_there_and_do_nothing(tmp_path: Path) -> None:
    name = "[@click=app.quit]方琴[/]\u202e\x1b[31m"
    store = season_with(tmp_path, star(name), star("[/]"))
    seat_panel(store, "e01")
    for size in ((80, 24), WIDE):
        async with sitting(store, size) as at:
            assert any("[@click=app.quit]方" in line for line in at.lines())
            for y in range(size[1]):
                await at.pilot.click(offset=(12, y))
            await at.press("escape", "escape", "r", "escape", "u", "escape")
            assert at.app.is_running


async def test_a_full_disk_is_said_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.type("1")
        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, old[1]))
        try:
            await at.type("26")
            assert at.state == "未保存！"
            assert at.said
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
        await at.press("enter")
        await at.type("1")
        assert at.state == "已存"
        assert at.desk.ballot("S001").draft.points == {"learning": "26", "story": "1"}
    assert ExpertDesk(store, "e01", Clock()).ballot("S001").draft.points == {"learning": "26", "story": "1"}


async def test_nothing_assigned_says_what_to_do(tmp_path: Path) -> None:
    store = season(tmp_path)
    from review_tui.desks.office import OfficeDesk

    office = OfficeDesk(store, Clock())
    office.add_member("e02", "专家", "吉林大学")
    office.close()
    desk = ExpertDesk(store, "e02", Clock())
    from review_tui.app import ReviewApp
    from review_tui.screens.expert import ExpertScreen
    from review_tui.screens.expert_drafts import DraftKeeper
    from review_tui.widgets.message_line import MessageLine

    app = ReviewApp(lambda: ExpertScreen(DraftKeeper(desk)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "ctrl+s", "r", "l", "c", "left_square_bracket", "pagedown", "slash", "escape")
        assert app.is_running
        await pilot.press("q", "enter")
    assert app.return_value is False
    assert MessageLine is not None
    desk.close()


async def test_what_the_office_changes_is_there_at_the_next_nomination(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store, WIDE) as at:
        from review_tui.desks.office import OfficeDesk
        from tests.builders import take

        office = OfficeDesk(store, Clock())
        take(office, tmp_path, star("新来的"), unit="吉林市")
        office.assign()
        office.close()
        await at.press("right_square_bracket")
        assert any("S004  新来的" in line for line in at.lines())


async def test_a_submitted_card_shows_its_receipt(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S001", "26", "18", "17", "16", "9")
    receipt = desk.submit("S001")
    desk.sit("S001")
    desk.close()
    async with sitting(store) as at:
        assert any(f"回执 {receipt.code}" in line for line in at.lines())
