"""The screen on which the office says whose a file is."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.screens.office_filing import FilingScreen
from review_tui.screens.office_picture import PictureScreen
from review_tui.screens.office_unit import UnitScreen
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.intake.making import folder_of, photo, star_form, stars
from tests.screens.office_bench import sitting

NASTY = "IMG [bold]2[_bold].jpg"


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    files = {
        "学习之星汇总表.xlsx": stars("王莲", "李广"),
        "王莲推介表.docx": star_form("王莲"),
        "李广推介表.docx": star_form("李广"),
        "王莲1.jpg": photo(350, 490),
        "IMG_1.jpg": photo(301),
        NASTY: photo(302),
    }
    made = SeasonStore.create(tmp_path / "season")
    desk = OfficeDesk(made, Clock())
    desk.take_in(folder_of(tmp_path / "包", files), unit="长春市教育局")
    desk.close()
    return made


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_file_is_given_and_taken_back_by_keys_alone(store: SeasonStore, size: tuple[int, int]) -> None:
    async with sitting(store, size) as at:
        await at.press("enter")
        assert at.shows("2 个文件看不出是谁的，按 f 归入")
        assert at.shows("f 文件归属")
        await at.press("f")
        assert isinstance(at.app.screen, FilingScreen)
        assert at.shows("待归入 2")
        assert at.shows("看不出是谁的")
        assert at.line("> 待归入") == "> 待归入 照片 IMG [bold]2[_bold].jpg"
        await at.press("enter", "down", "enter")
        assert at.shows("归入 S002 李广（u 撤回）")
        assert at.shows("由办公室归入；导入时：")
        assert at.shows("待归入 1")
        await at.press("u")
        assert at.shows("待归入 2")
        await at.press("escape")
        assert isinstance(at.app.screen, UnitScreen)


async def test_kinds_and_files_without_an_owner(store: SeasonStore) -> None:
    async with sitting(store) as at:
        await at.press("enter", "f", "t", "end", "enter")
        assert at.shows("类型为其他")
        await at.press("x")
        assert at.shows("不归入任何一份（u 撤回）")
        await at.press("f")
        assert at.shows("S001 王莲")
        assert at.shows("汇总表")


async def test_the_dossier_says_that_the_office_put_it_there(store: SeasonStore) -> None:
    async with sitting(store, (160, 48)) as at:
        await at.press("enter", "f", "enter", "enter", "escape", "enter")
        assert at.shows("办公室归入")


async def test_the_photo_can_be_looked_at(store: SeasonStore) -> None:
    async with sitting(store) as at:
        await at.press("enter", "f", "p")
        assert isinstance(at.app.screen, PictureScreen)
        await at.app.workers.wait_for_complete()
        await at.pilot.pause()
        assert any("▀" in line or "▄" in line for line in at.lines())
        await at.press("escape")
        assert isinstance(at.app.screen, FilingScreen)
