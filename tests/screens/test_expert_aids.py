"""What stands beside scoring: yardstick, history, finishing, questions, the list of all that can be done, practice."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.questions import OfficeQuestions
from review_tui.screens.expert import ExpertScreen
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_help import COMMANDS
from review_tui.widgets.keys import key_name
from review_tui.widgets.paged_list import PagedList
from tests.builders import Clock, fill
from tests.screens.expert_bench import Sitting, season, sitting
from tests.screens.office_bench import sitting as office_sitting

CARD = ("26", "18", "17", "16", "9")


def shows(at: Sitting, text: str) -> bool:
    return any(text in line for line in at.lines())


async def score(at: Sitting, *cards: str) -> None:
    """Types cards with digits alone."""
    for one in cards:
        await at.type("1" + one)
        await at.press("enter")


# ---------------------------------------------------------------------------------------------- yardstick


async def test_the_yardstick_waits_for_three_cards_and_then_shows_the_own_ones(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), (120, 36)) as at:
        await at.press("t")
        assert shows(at, "提交 3 份以后")
        await at.press("escape")
        await score(at, "261817169", "241615158", "261817169")
        await at.press("c", "t")
        assert shows(at, "您已提交 3 份")
        assert shows(at, "最低 78   中间 86   最高 86")
        assert shows(at, "中间 26    范围 24 - 26")
        await at.press("escape")
        assert len(at.app.screen_stack) == 1


async def test_the_most_similar_own_ones_stand_there_with_their_points(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), (120, 48)) as at:
        await score(at, "261817169", "241615158", "261817169")
        await at.press("c", "t")
        assert shows(at, "== 与 S003 卢兰岚 最相近、您评过的 ==")
        assert shows(at, "86 分（26 18 17 16 9）")


# ---------------------------------------------------------------------------------------------- history


async def test_the_history_leads_to_a_nomination(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("h")
        assert shows(at, "还没有提交过")
        await at.press("escape")
        await score(at, "261817169")
        await at.press("h")
        assert shows(at, "提交") and shows(at, "S001 方琴")
        await at.press("enter")
        assert at.at[0] == "S001"


# ---------------------------------------------------------------------------------------------- finishing


async def test_the_finish_page_lists_what_is_open_and_leads_there(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await score(at, "261817169")
        await at.press("w")
        assert shows(at, "没有评完（2）")
        await at.press("ctrl+s")
        assert shows(at, "还有 2 份没有评完")
        await at.press("down", "enter")
        assert at.at[0] == "S003"


async def test_a_category_is_handed_in_with_one_receipt(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = ExpertDesk(store, "e01", Clock())
    for one in ("S001", "S002", "S003"):
        fill(desk, one, *CARD)
    desk.sit("S001")
    desk.close()
    async with sitting(store) as at:
        await at.press("w")
        assert shows(at, "填好了，还没提交（3）") and shows(at, "3 份同为 86 分")
        await at.press("ctrl+s", "escape")
        assert at.desk.ballot("S001").state == "draft"
        await at.press("ctrl+s", "enter")
        receipt = at.desk.ballot("S002").receipt
        assert receipt is not None and receipt.code in at.said and "已交卷" in at.said
        assert "[学习之星 3/3]" in at.lines()[0]
        await at.press("w")
        assert shows(at, "没有再改过")
        await at.press("escape", "u", "enter")
        assert "已撤销“整类交卷”：3 份" in at.said
        assert {at.desk.state(i) for i in ("S001", "S002", "S003")} == {"draft"}


# ---------------------------------------------------------------------------------------------- questions


async def test_a_question_goes_to_the_office_and_its_answer_comes_back(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.type("12")
        await at.press("a", "ctrl+s")
        assert shows(at, "请写明要问什么")
        await at.type("出生年月以哪份为准？")
        await at.press("ctrl+s")
        assert "已交给办公室" in at.said
        assert at.at == ("S001", "learning")
        assert shows(at, "问 出生年月以哪份为准？") and shows(at, "还没有答复")

        async with office_sitting(store) as office:
            await office.press("4", "w")
            assert office.shows("待答复 1"), office.lines()
            assert office.shows("出生年月以哪份为准")
            await office.press("enter")
            await office.type("以推介表为准。")
            await office.press("ctrl+s")
            assert office.shows("待答复 0") and office.shows("已答复 e01")
            await office.press("escape")

        await at.press("right_square_bracket", "left_square_bracket")
        assert shows(at, "答 以推介表为准。")
        await at.press("a")
        assert shows(at, "答：以推介表为准。")
        await at.press("escape")
        assert at.desk.journal.get("questions", "S001|1")["read"]  # type: ignore[index]


async def test_an_answer_may_be_changed(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("a")
        await at.type("有视频吗")
        await at.press("ctrl+s")
    desk = OfficeDesk(store, Clock())
    OfficeQuestions(desk).answer(OfficeQuestions(desk).all()[0], "没有")
    desk.close()
    async with office_sitting(store) as office:
        await office.press("4", "w", "enter", "ctrl+end")
        await office.type("，已催")
        await office.press("ctrl+s")
        assert office.shows("没有，已催") or office.shows("待答复 0")
        assert OfficeQuestions(office.desk).all()[0].answer == "没有，已催"


# ---------------------------------------------------------------------------------------------- help


async def test_all_that_can_be_done_is_searched_and_run(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("question_mark")
        assert shows(at, "-- 评分 -")
        await at.type("xiay")
        assert shows(at, "没有这样的操作")
        await at.press("backspace", "backspace", "backspace", "backspace")
        await at.type("下一份")
        await at.press("down", "enter")
        assert at.at[0] == "S002"
        await at.press("question_mark")
        await at.type("sx")  # 筛选
        await at.press("enter")
        assert shows(at, "姓名拼音首字母")


async def test_what_is_only_read_runs_nothing(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("f1", "enter")
        assert len(at.app.screen_stack) == 1
        assert at.at == ("S001", "gate")


def test_every_action_of_the_list_exists_and_every_key_is_in_it() -> None:
    for one in COMMANDS:
        name = one.action.partition("(")[0]
        assert not name or hasattr(ExpertScreen, f"action_{name}"), one
    named = {key for one in COMMANDS for key in one.keys.split()}
    for binding in ExpertScreen.BINDINGS:
        for key in binding.key.split(","):  # type: ignore[union-attr]
            assert key_name(key) in named, key


# ---------------------------------------------------------------------------------------------- practice


async def test_the_first_sitting_is_offered_led_through_and_remembered(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        assert "按 g 练习" in at.said
        entries = len(store.tail("e01").entries())
        await at.press("g")
        assert shows(at, "第 1 步") and shows(at, "田小满")
        await at.type("1")
        assert shows(at, "第 2 步")
        await at.type("31")
        assert shows(at, "最高 30 分")
        await at.press("backspace")
        await at.type("24")
        assert shows(at, "第 3 步")
        await at.press("backspace")
        assert shows(at, "第 4 步")
        await at.type("4+")
        assert shows(at, "第 5 步")
        await at.press("enter")
        await at.type("1817169")
        assert shows(at, "第 6 步")
        await at.press("enter")
        if len(at.app.screen_stack) > 1:  # the Enter behind the last number only ends the number
            await at.press("enter")
        assert "练习结束" in at.said
        assert at.at == ("S001", "gate")
        assert [e.kind for e in store.tail("e01").entries()[entries:]] == ["prefs"]
        assert at.desk.ballot("S001").state == "todo"
    async with sitting(store) as at:
        assert "按 g 练习" not in at.said


async def test_the_first_sitting_may_be_skipped(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("g", "ctrl+s")
        assert shows(at, "还没有填完：请先填第一行")
        await at.press("escape")
        assert at.screen.queue.prefs.toured
        assert at.screen.query_one(BallotPane).has_focus


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (160, 48)])
async def test_the_aids_fit_in_every_window(size: tuple[int, int], tmp_path: Path) -> None:
    async with sitting(season(tmp_path), size) as at:
        for key in ("t", "h", "w", "a", "question_mark", "g"):
            await at.press(key)
            assert len(at.app.screen_stack) == 2
            assert any("Esc" in line for line in at.lines()) or size[0] < 80, key
            await at.press("escape")
            assert len(at.app.screen_stack) == 1
        assert PagedList is not None


@pytest.mark.parametrize("key", ["ｆ", "ｔ", "ｈ", "ｗ", "ａ", "ｐ", "ｇ", "ｒ", "ｕ", "ｌ", "ｑ", "／", "？", "、"])
async def test_every_command_has_its_full_width_twin(key: str, tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type(key)
        assert len(at.app.screen_stack) == 2  # 、 is what an input method makes of the slash
        await at.press("escape")
        assert at.app.is_running


async def test_order_mode_and_category_have_their_full_width_twins(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("ｏ")
        assert "列表按单位排" in at.said
        await at.type("ｍ")
        assert "先完成草稿" in at.said
        await at.type("ｃ")
        assert at.at[0] == "P001"
        await at.type("ｃ")
        await at.type("］")
        assert at.at[0] == "S002"
        await at.type("【")
        assert at.at[0] == "S001"
