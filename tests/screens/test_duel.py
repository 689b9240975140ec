"""The duel at the cut by keys: the expert's two keys, the office's page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from review_tui.desks.duelling import OfficeDuel
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.screens.expert_duel import DuelScreen
from review_tui.season_store import SeasonStore
from review_tui.widgets.message_line import MessageLine
from tests.builders import Clock
from tests.screens import expert_bench, office_bench
from tests.screens.office_bench import scored_season


def lines(app: object) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]  # type: ignore[attr-defined]


def opened(store: SeasonStore) -> None:
    desk = OfficeDesk(store, Clock())
    OfficeDuel(desk).open(desk.rules.find("star"), ("S001", "S003", "S004"))
    desk.close()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_two_keys_and_every_answer_is_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    store = scored_season(tmp_path, seats=2)
    opened(store)
    async with expert_bench.sitting(store, size) as at:
        assert at.said == "办公室请您两两比较名额线上的几份：按 v 开始"
        await at.pilot.press("v")
        await at.pilot.pause()
        assert isinstance(at.app.screen, DuelScreen)
        assert "哪一份更好？（1/3）" in lines(at.app)[0]
        first = re.findall(r"[12]  (S\d{3})", lines(at.app)[1])
        assert len(first) == 2
        await at.pilot.press("1")
        await at.pilot.pause()
        assert at.app.screen.query_one(MessageLine).text == f"已记下 {first[0]}，并已存"
        await at.pilot.press("space")
        await at.pilot.pause()
        assert "（3/3）" in lines(at.app)[0]
        await at.pilot.press("right", "2")
        await at.pilot.pause()
        assert at.app.screen.query_one(MessageLine).text == "全部答完，谢谢。按 Esc 返回"
        await at.pilot.press("left_square_bracket", "escape")
        await at.pilot.pause()
        assert not isinstance(at.app.screen, DuelScreen)
    again = ExpertDesk(store, "e01", Clock())
    assert len(again.journal.all("verdicts")) == 3
    assert again.journal.all("verdicts")["|".join(("star", *sorted(first)))]["better"] == first[0]
    again.close()


async def test_the_key_is_there_only_while_the_office_asks(tmp_path: Path) -> None:
    async with expert_bench.sitting(scored_season(tmp_path, seats=2), (160, 48)) as at:
        await at.pilot.press("v")
        await at.pilot.pause()
        assert not isinstance(at.app.screen, DuelScreen)


async def test_the_office_asks_sees_and_ends(tmp_path: Path) -> None:
    async with office_bench.sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("5", "d")
        assert at.shows("还没有比较。按 o 请专家比较“待定”的。")
        await at.press("o")
        assert at.shows("请专家两两比较 2 份“待定”的")
        await at.press("y")
        assert at.shows("已开始；专家在评审台按 v 作答。")
        assert at.shows("e01 0/1  e02 0/1  e03 0/1")
        assert at.shows("强弱  还没有两两比较")
        await at.press("c", "escape")
        assert at.shows("[5 排名]")
        await at.press("d")
        assert at.shows("已结束")
