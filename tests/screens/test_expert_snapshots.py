"""Pictures of the expert's desk, held against those that were looked at: `pytest --snapshot-update` takes them anew.

Fixed people, fixed clock, and no receipt in any of them: its code comes from a random id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.app import ReviewApp
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.screens.expert import ExpertScreen
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.season_store import SeasonStore
from scoring.nomination import Passage
from tests.builders import Clock, fill, project, season_with, seat_panel, star
from tests.screens.test_expert_pictures import season_with_photos

SIZES = {"80x24": (80, 24), "120x36": (120, 36), "160x48": (160, 48)}
NAMES = ("方琴", "李广", "卢兰岚", "葛文斌", "谭辉山", "欧阳晓岚", "单国庆", "仇小曼", "解振东", "包图雅")
DEED = (
    "退休那年她第一次有了自己的书桌。白天照看孙子，夜里对着字典写村史，七年写了三十万字，翻坏了两本字典。\n"
    "书印了两百本，全送给学校和社区。孩子们照着书给老人画像，画满了一整面墙。有人问图什么，她说树会再长，人的故事不记就没了。\n"
    "她牵头的学习小组从五六个人发展到一百六十人，每周活动一次，从不收一分钱。"
)
Snap = Callable[..., bool]


def season_of_ten(tmp_path: Path) -> SeasonStore:
    """Ten stars and a project; e01 has submitted five, recused from one, drafted one, and got one back."""
    told = (Passage(title="主要事迹", body=DEED, place="form.docx › 表1"),)
    stars = [star(name).model_copy(update={"passages": told}) for name in NAMES[:-1]]
    store = season_with(tmp_path, *stars, star(NAMES[-1], special=True), project("向海讲习所"))
    seat_panel(store, "e01")
    clock = Clock()
    desk = ExpertDesk(store, "e01", clock)
    for number, points in enumerate(("26", "24.5", "28", "21", "26"), 1):
        fill(desk, f"S{number:03d}", points, "18", "17", "16", "9")
        desk.submit(f"S{number:03d}")
        clock.time = clock.time.replace(minute=clock.time.minute + 4)
    desk.recuse("S006", "与申报人同单位。")
    fill(desk, "S008", "26", "17.5", "18")
    desk.sit("S008", "service", 0)
    desk.close()
    office = OfficeDesk(store, clock)
    Round(office).give_back("e01", "S002", "请核对分数与评语是否一致。")
    office.close()
    return store


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., ReviewApp]]:
    """The desk at work; closed behind the picture."""
    desks: list[ExpertDesk] = []

    def make(store: SeasonStore | None = None) -> ReviewApp:
        desks.append(ExpertDesk(store or season_of_ten(tmp_path), "e01", Clock()))
        keeper = DraftKeeper(desks[0])
        return ReviewApp(lambda: ExpertScreen(keeper))

    yield make
    for desk in desks:
        desk.close()


@pytest.mark.parametrize("size", SIZES)
def test_at_work(size: str, opened: Callable[..., ReviewApp], snap_compare: Snap) -> None:
    assert snap_compare(opened(), terminal_size=SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_at_work_without_colour(
    size: str, opened: Callable[..., ReviewApp], snap_compare: Snap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(opened(), terminal_size=SIZES[size])


OVER = {
    "queue": ("l",),
    "help": ("question_mark",),
    "yardstick": ("t",),
    "finish": ("w",),
    "practice": ("g",),
    "recused": ("l", "home", *["down"] * 5, "enter"),
    "read-back": ("0", "enter", "9", "enter", "enter"),
}


@pytest.mark.parametrize("what", OVER)
def test_over_it(what: str, opened: Callable[..., ReviewApp], snap_compare: Snap) -> None:
    assert snap_compare(opened(), press=OVER[what], terminal_size=(80, 24))


def test_a_photo(tmp_path: Path, opened: Callable[..., ReviewApp], snap_compare: Snap) -> None:
    async def wait(pilot: Pilot[bool]) -> None:
        await pilot.press("p")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(opened(season_with_photos(tmp_path)), run_before=wait, terminal_size=(80, 24))
