"""Scoring at the expert's screen, with real keys on a real season."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from review_tui.desks.ballots import Seat
from review_tui.screens.expert_comment import CommentBox
from tests.screens.expert_bench import season, sitting

GOOD = ("26.5", "18", "17", "16", "9")


async def test_digits_and_enter_score_and_lead_to_the_next(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        assert at.at == ("S001", "gate")
        await at.fill(*GOOD)
        assert at.at == ("S001", "submit")
        assert any("86.5/100" in line for line in at.lines())
        await at.press("enter")
        assert at.at == ("S002", "gate")
        receipt = at.desk.ballot("S001").receipt
        assert receipt is not None and receipt.code in at.said and "86.5 分" in at.said
        assert at.state == "已存"
        assert at.desk.ballot("S001").total == Decimal("86.5")


async def test_the_input_method_may_stay_on(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("１２６。５")
        await at.type("１８")
        assert at.desk.ballot("S001").draft.points == {"learning": "26.5", "story": "18"}
        await at.type("】")
        assert at.at[0] == "S002"
        await at.type("？")
        assert any("能做的事" in line for line in at.lines())


@pytest.mark.parametrize(
    ("typed", "kept", "why"),
    [
        ("31", "3", "最高 30 分"),
        ("26.3", "26.", "以 0.5 分为一档"),
        ("30.5", "30.", "最高 30 分"),
        ("2..", "2.", "以 0.5 分为一档"),
        ("007", "7", ""),
        (".5", "0.5", ""),
    ],
)
async def test_what_is_out_of_range_is_refused_at_the_key(typed: str, kept: str, why: str, tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("1" + typed)
        assert at.desk.ballot("S001").draft.points == {"learning": kept}
        assert why in at.said
        assert bool(at.said) == bool(why)


async def test_moving_and_correcting(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("1")
        await at.type("26")
        await at.press("tab", "shift+tab")
        await at.type("19")  # back on a filled field, the first digit begins it anew
        assert at.desk.ballot("S001").draft.points["learning"] == "19"
        await at.press("backspace")
        await at.type("8")
        assert at.desk.ballot("S001").draft.points["learning"] == "18"
        await at.press("delete", "up", "delete")
        assert at.desk.ballot("S001").draft.points == {}
        assert at.desk.ballot("S001").draft.gate is None
        await at.press("up")
        assert at.at == ("S001", "comment")
        await at.press("tab")
        assert at.at == ("S001", "gate")
        await at.press("end")
        assert at.at == ("S001", "submit")


async def test_every_key_is_at_the_desk_at_once(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.type("12")
        entries = len(store.tail("e01").entries())
        await at.type("6")
        assert len(store.tail("e01").entries()) == entries + 1
        assert at.desk.ballot("S001").draft.points == {"learning": "26"}
        assert any("草稿" in line for line in at.lines())


async def test_an_incomplete_card_says_what_is_missing_and_goes_there(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.fill("26")
        await at.press("ctrl+s")
        assert "还没有填：事迹感染力" in at.said
        assert at.at == ("S001", "story")
        assert at.desk.ballot("S001").state == "draft"


async def test_failing_the_gate_asks_for_a_reason(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("0")
        assert any("判为不合格" in line for line in at.lines())
        for one in GOOD:
            await at.type(one)
            await at.press("enter")
        await at.press("enter")
        assert "要在评语里写明理由" in at.said
        await at.press("tab")
        await at.type("材料所述与事实不符。")
        await at.press("ctrl+s")
        assert at.at == ("S002", "gate")
        ballot = at.desk.ballot("S001")
        assert (ballot.state, ballot.draft.gate, ballot.draft.comment) == ("done", False, "材料所述与事实不符。")


async def test_a_comment_keeps_what_was_typed_and_is_saved_on_leaving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review_tui.screens.expert_entering._NOTE_SECONDS", 3600)
    async with sitting(season(tmp_path)) as at:
        await at.press("end", "tab")
        await at.type("好，学习１０年？q")
        assert at.at == ("S001", "comment")
        assert at.state == "保存中"
        await at.press("escape")
        assert at.state == "已存"
        assert at.desk.ballot("S001").draft.comment == "好，学习１０年？q"


async def test_a_comment_is_written_within_a_second_without_another_key(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("end", "tab")
        await at.type("好")
        await at.pilot.pause(1.0)
        assert at.desk.ballot("S001").draft.comment == "好"
        assert at.state == "已存"


async def test_back_to_the_same_nomination_field_and_cursor(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.press("right_square_bracket")
        await at.type("12")
    async with sitting(store) as at:
        assert at.at == ("S002", "learning")
        await at.type("6.5")  # the cursor stands behind the 2
        assert at.desk.ballot("S002").draft.points == {"learning": "26.5"}
        await at.press("end", "tab")
        await at.type("坚持二十年")
        await at.press("left", "left")
        await at.type("了")
    async with sitting(store) as at:
        assert at.at == ("S002", "comment")
        comment = at.screen.query_one(CommentBox)
        assert (comment.text, comment.cursor) == ("坚持二了十年", 4)
        assert at.desk.seat() == Seat("S002", "comment", 4)


async def test_all_done_is_said(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        for _ in range(4):
            await at.fill("20", "15", "15", "15", "8")
            await at.press("enter")
        assert "全部评完" in at.said
        assert {row.state for row in at.desk.queue()} == {"done"}


async def test_a_change_after_submitting_has_to_be_submitted_again(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.fill(*GOOD)
        await at.press("enter", "left_square_bracket", "home", "down")
        await at.type("20")
        assert any("改未交" in line for line in at.lines())
        await at.press("ctrl+s")
        assert at.desk.ballot("S001").total == Decimal("80")
        assert at.desk.ballot("S001").state == "done"


async def test_a_whole_number_goes_on_by_itself_in_eleven_keys_a_card(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.type("1261817169")
        assert at.at == ("S001", "submit")
        await at.press("enter")
        receipt = at.desk.ballot("S001").receipt
        assert (at.at[0], at.desk.ballot("S001").total) == ("S002", Decimal(86))
        assert receipt is not None and receipt.code in at.said
        await at.type("１２６１８１７１６９")
        await at.press("enter")
        assert at.at == ("S003", "gate")


async def test_the_key_after_a_whole_number_skips_nothing_and_does_not_submit(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("126")
        assert at.at == ("S001", "story")
        await at.press("tab")
        assert at.at == ("S001", "story")
        await at.type("18")
        await at.press("down", "enter")
        assert at.at == ("S001", "service")
        await at.type("16")
        await at.press("up", "up")
        await at.type("17")
        await at.press("enter", "enter")
        await at.type("9")
        await at.press("enter")
        assert at.at == ("S001", "submit")  # the total is seen first
        await at.press("enter")
        assert at.at[0] == "S002"


async def test_a_dot_backspace_and_plus_still_belong_to_the_number_just_typed(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("126.5")
        assert at.desk.ballot("S001").draft.points == {"learning": "26.5"}
        assert at.at == ("S001", "story")
        await at.press("backspace", "backspace", "backspace")
        assert (at.at, at.desk.ballot("S001").draft.points) == (("S001", "learning"), {"learning": "2"})
        await at.type("7+")
        assert (at.at, at.desk.ballot("S001").draft.points) == (("S001", "learning"), {"learning": "27.5"})
        await at.type("－－")
        assert at.desk.ballot("S001").draft.points == {"learning": "26.5"}
        await at.type("30")
        await at.type("+")
        assert "不能再加" in at.said
        assert at.desk.ballot("S001").draft.points == {"learning": "30"}


async def test_a_line_lost_behind_a_whole_number_leads_back_to_the_same_place(tmp_path: Path) -> None:
    store = season(tmp_path)
    async with sitting(store) as at:
        await at.type("126")
    async with sitting(store) as at:
        assert at.at == ("S001", "story")
        await at.press("enter")  # it belonged to the 26
        await at.type(".5")
        assert at.desk.ballot("S001").draft.points == {"learning": "26", "story": "0.5"}


async def test_what_looks_like_a_slip_is_read_back_once(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("126")
        await at.type("0")
        await at.press("enter")
        await at.type("17169")
        await at.press("enter", "enter")
        assert any("「事迹感染力」是 0 分" in line for line in at.lines())
        await at.type("1")  # typed ahead: no answer
        assert any("请再看一眼" in line for line in at.lines())
        await at.press("escape")
        assert at.at == ("S001", "story")
        assert at.desk.ballot("S001").state == "draft"
        await at.press("ctrl+s")
        assert at.at[0] == "S002"  # asked once
        assert at.desk.ballot("S001").state == "done"


async def test_what_was_meant_is_submitted_with_one_enter(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("1260")
        await at.press("enter")
        await at.type("17169")
        await at.press("enter", "enter", "enter")
        assert at.at[0] == "S002"
        assert at.desk.ballot("S001").state == "done"


async def test_bands_show_how_often_they_were_given(tmp_path: Path) -> None:
    async with sitting(season(tmp_path), (120, 36)) as at:
        await at.type("1")
        assert any(re.search(r"好 +25.5-30 +突出", line) for line in at.lines())
        await at.type("261817169")
        await at.press("enter")
        await at.type("1")
        assert any(re.search(r"好 +25.5-30 +1 突出", line) for line in at.lines())


async def test_a_card_that_was_submitted_says_so_until_it_is_changed(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.type("1260")
        await at.press("enter")
        await at.type("17169")
        await at.press("enter", "enter", "enter")
        await at.press("left_square_bracket", "end")
        assert any("已交。改动以后按 Enter" in line for line in at.lines())
        await at.press("up", "minus", "end")
        assert any("都填好了：按 Enter 提交" in line for line in at.lines())
