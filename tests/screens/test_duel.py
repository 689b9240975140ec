"""The cut-line duel, from the office's key through two experts' choices to the office's list."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.app import ReviewApp
from review_tui.desks.duels import ExpertDuels, duelled
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.round import Round
from review_tui.screens.expert import ExpertScreen
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.season_store import SeasonStore
from review_tui.widgets.message_line import MessageLine
from tests.builders import Clock, fill, season_with, seat_panel, star
from tests.screens.office_bench import sitting

NAMES = ("甲", "乙", "丙", "丁", "戊", "己")


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    """Six stars for three seats; five experts who do not agree on the third place."""
    made = season_with(tmp_path, *(star(name) for name in NAMES))
    rules = made.path / "season.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("seats = 43", "seats = 3"), encoding="utf-8")
    made = SeasonStore.open(made.path)
    experts = ("e01", "e02", "e03", "e04", "e05")
    seat_panel(made, *experts)
    for place, expert in enumerate(experts):
        desk = ExpertDesk(made, expert, Clock())
        for number, first in enumerate((29, 28, 24, 24, 24, 10), start=1):
            swing = (place * 3 + number * 2) % 5 if number in (3, 4, 5) else 0
            fill(desk, f"S{number:03d}", str(first + swing), "18", "17", "16", "9")
            desk.submit(f"S{number:03d}")
        desk.close()
    desk = OfficeDesk(made, Clock())
    Round(desk).close()
    desk.close()
    return made


def shown(app: ReviewApp, text: str) -> bool:
    return any(text in strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_whole_way(store: SeasonStore, size: tuple[int, int]) -> None:
    star_category = store.season.rules.find("star")
    async with sitting(store, size) as at:
        await at.press("5", "d")
        assert at.shows("还没有开始")
        await at.press("o", "n")
        assert duelled(at.desk, star_category) is None
        await at.press("o", "y")
        assert at.shows("专家正在比较  已比较 0/")
        await at.press("escape")
    for expert in ("e01", "e02"):
        desk = ExpertDesk(store, expert, Clock())
        keeper = DraftKeeper(desk)
        app = ReviewApp(lambda keeper=keeper: ExpertScreen(keeper))  # type: ignore[misc]
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert "两两比较：按 v 开始" in app.screen.query_one(MessageLine).text
            await pilot.press("v")
            await pilot.pause()
            pairs = ExpertDuels(desk).pairs()
            assert shown(app, f"已比较 0/{len(pairs)}")
            first = pairs[0]
            assert shown(app, f"1  {first[0]}") and shown(app, f"2  {first[1]}")
            await pilot.press("2")
            assert ExpertDuels(desk).winner(first) == first[1]
            await pilot.press("u", "1", "pagedown", "pageup")
            assert ExpertDuels(desk).winner(first) == first[0]
            for pair in pairs[1:]:
                await pilot.press("1" if pair[0] < pair[1] else "right")
            await pilot.pause()
            assert shown(app, "全部比较完了")
            await pilot.press("1", "escape")
            await pilot.pause()
            assert isinstance(app.screen, ExpertScreen)
        desk.close()
    async with sitting(store, size) as at:
        before = [(s.id, s.rank, s.score) for s in at.desk.standings(star_category)]
        await at.press("5", "d")
        found = duelled(at.desk, star_category)
        assert found is not None and found.answered == 2 * len(pairs)
        rows = found.outcome.rows
        assert at.keys == [row.id for row in rows] and rows[0].copeland >= rows[-1].copeland
        assert sum(row.won for row in rows) == found.answered
        await at.press("c")
        assert at.shows("已结束")
        await at.press("c")  # offered no more
        await at.press("escape")
        assert [(s.id, s.rank, s.score) for s in at.desk.standings(star_category)] == before


async def test_an_expert_who_is_not_asked(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    app = ReviewApp(lambda: ExpertScreen(DraftKeeper(desk)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert app.screen.query_one(MessageLine).text == "办公室现在没有请您两两比较。"
    desk.close()


def test_recused_pairs_are_not_asked_and_do_not_count(store: SeasonStore) -> None:
    office = OfficeDesk(store, Clock())
    Round(office).reopen("补回避")
    from review_tui.desks.duels import OfficeDuels

    category = office.rules.find("star")
    OfficeDuels(office).open(category, ["S003", "S004", "S005"])
    desk = ExpertDesk(store, "e01", Clock())
    duels = ExpertDuels(desk)
    assert len(duels.pairs()) == 3
    for pair in duels.pairs():
        duels.choose(pair, pair[0])
    desk.recuse("S004", "曾是同事")
    assert len(duels.pairs()) == 1
    desk.close()
    office.close()
    found = duelled(OfficeView(store), category)
    assert found is not None and found.answered == 1 and found.asked == 4 * 3 + 1
