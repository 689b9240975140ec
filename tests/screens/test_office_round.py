"""Page 4 and what lies under it: giving cards back, reminders, the end of the round, the seal, the second person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.desks.witnesses import Witnesses
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.screens.office_bench import scored_season, sitting


def over(at: object) -> str:
    """The message of the screen on top."""
    from review_tui.widgets.message_line import MessageLine

    return str(at.app.screen.query_one(MessageLine).text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_card_is_given_back_with_a_reason(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(scored_season(tmp_path), size) as at:
        await at.press("4", "enter")
        assert at.at == "S001"
        await at.press("b")
        await at.press("enter")
        assert at.shows("要写明理由")
        await at.type("第二项没有依据")
        await at.press("enter")
        assert over(at) == "已退回 S001；专家重新提交以前不计分。"
        assert at.line("> S001").startswith("> S001 甲 长春市教育局 退回 80")
        await at.press("b")
        assert over(at) == "只能退回已交的评分；请把光标移到“已交”的一行。"
        await at.press("escape")
        assert at.page.id == "page-3"
        assert [row.returned for row in at.desk.progress()] == [1, 0, 0]
        assert "S001" not in {card.nomination for card in at.desk.cards() if card.expert == "e01"}


async def test_a_reminder_can_be_copied(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.type("４")
        await at.press("enter")
        await at.type("ｔ")
        assert at.shows("专家e01老师：您好！") and at.shows("还有 2 份材料等您评分")
        await at.press("escape", "escape")
        assert at.app.screen is at.screen


async def test_enter_opens_what_is_scored(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("4", "enter", "down", "enter")
        assert at.shows("S002") and at.shows("乙坚持学习二十年")
        await at.press("escape")
        assert at.at == "S002"
        await at.press("5")
        assert at.app.screen is at.screen and at.page.id == "page-4"


async def test_the_round_is_closed_opened_again_and_sealed(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("4", "o")
        assert at.shows("评审进行中") and at.shows("e01 还有 2 份未评")
        await at.press("s")
        assert "已记检查点，校验码" in over(at)
        await at.press("c", "escape")
        assert Round(at.desk).state == "open"
        await at.press("c", "enter")
        assert over(at) == "评审已结束。按 s 封存，或按 r 恢复。"
        await at.press("r")
        await at.type("还有人没有评完")
        await at.press("enter")
        assert Round(at.desk).state == "open"
        await at.press("c", "y", "s", "n")
        assert Round(at.desk).state == "closed"
        await at.press("s", "y")
        assert Round(at.desk).state == "sealed"
        code = over(at).split("校验码 ")[1][:19]
        written = json.loads((at.desk.store.path / "exports" / "seal-002.json").read_text(encoding="utf-8"))
        assert written["code"] == code and written["final"]
        assert at.shows(code) and at.shows("第 1 号")
        await at.press("c", "r")
        assert Round(at.desk).state == "sealed"
        await at.press("question_mark")
        assert at.shows("封存：记下各本日志的末条")


def with_four_eyes(tmp_path: Path) -> SeasonStore:
    store = scored_season(tmp_path)
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("four_eyes = []", 'four_eyes = ["seal"]'), "utf-8")
    store = SeasonStore.open(store.path)
    desk = OfficeDesk(store, Clock())
    Witnesses(desk).add("w01", "赵监督", "open sesame")
    Round(desk).close()
    desk.close()
    return store


async def test_a_second_person_types_a_passphrase(tmp_path: Path) -> None:
    async with sitting(with_four_eyes(tmp_path)) as at:
        await at.press("4", "o", "s", "y")
        assert at.shows("第二人：w01 赵监督")
        await at.press("escape")
        assert Round(at.desk).state == "closed"
        await at.press("s", "y", *"w01", "enter", *"wrong", "enter")
        assert at.shows("第二人的编号或口令不对") and not at.shows("wrong")
        await at.press(*"open", "space", *"sesame", "enter")
        assert Round(at.desk).state == "sealed"
        assert at.shows("第二人 w01")
