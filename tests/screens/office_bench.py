"""What the tests of the office's screens share: a season, a desk, the screen at work."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from review_tui.app import OfficeApp
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.screens.office import OfficeScreen
from review_tui.screens.office_page import Page
from review_tui.season_store import SeasonStore
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import PagedList
from tests.builders import Clock, fill, project, season_with, seat_panel, star, take


class Sitting:
    """One sitting at the screen, with what a test wants to know of it."""

    def __init__(self, desk: OfficeDesk, app: OfficeApp, pilot: Pilot[None]) -> None:
        self.desk, self.app, self.pilot = desk, app, pilot

    @property
    def screen(self) -> OfficeScreen:
        """The office's screen, also when another one lies on it."""
        found = self.app.screen_stack[0]
        assert isinstance(found, OfficeScreen)
        return found

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.screen.page

    @property
    def at(self) -> str:
        """The key of the row under the cursor of the topmost screen; empty: none."""
        top = self.page if self.app.screen is self.screen else self.app.screen
        row = top.query_one(PagedList).current
        return row.key if row else ""

    @property
    def keys(self) -> list[str]:
        """The keys of all rows of the topmost screen's list."""
        top = self.page if self.app.screen is self.screen else self.app.screen
        return [row.key for row in top.query_one(PagedList).rows]

    async def go_to(self, key: str) -> None:
        """Move down to a row."""
        assert key in self.keys
        while self.at != key:
            await self.press("down")

    @property
    def said(self) -> str:
        """The message that stands on the office's screen."""
        return self.screen.query_one(MessageLine).text

    @property
    def state(self) -> str:
        """What the screen says of saving."""
        return self.screen.query_one(MessageLine).state

    def lines(self) -> list[str]:
        """What stands on the topmost screen."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def line(self, text: str) -> str:
        """The one line that holds `text`, without what stands beside the list, runs of spaces as one."""
        (found,) = [left for line in self.lines() if text in (left := line.split("|")[0])]
        return re.sub(" +", " ", found.strip())

    def boxed(self, text: str) -> str:
        """The one line of a prompt that begins with `text`, runs of spaces as one."""
        inside = [found[1].strip() for line in self.lines() if (found := re.search(r"\| (.*)\|", line))]
        (found_line,) = [line for line in inside if line.startswith(text)]
        return re.sub(" +", " ", found_line)

    def shows(self, text: str) -> bool:
        """Whether `text` stands on one line of the topmost screen."""
        return any(text in line for line in self.lines())

    async def press(self, *keys: str) -> None:
        """Press keys by their names."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type characters as a terminal sends them: full-width forms and punctuation too."""
        for character in text:
            name = character if character.isalnum() else _character_to_key(character)
            self.app.post_message(events.Key(name, character))
            await self.pilot.pause()


@asynccontextmanager
async def sitting(store: SeasonStore, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Sitting]:
    """The office sits down; at the end the desk is closed as `run_office` does it."""
    desk = OfficeDesk(store, Clock())
    app = OfficeApp(lambda: OfficeScreen(desk))
    async with app.run_test(size=size) as pilot:
        while not any(isinstance(s, OfficeScreen) and s.bench.ready for s in app.screen_stack):
            await pilot.pause()
        yield Sitting(desk, app, pilot)
    desk.close()


def season(tmp_path: Path) -> SeasonStore:
    """长春市教育局 with S001 方琴 (no portrait), S002 李广, S003 卢兰岚 (level 副处级), P001 向海讲习所 (650 persons)
    and 四平市教育局 with S004 葛文斌. Each category that a unit sends is below its quota."""
    pale = star("方琴")
    pale = pale.model_copy(update={"materials": pale.materials[:1] + pale.materials[2:] * 2})
    store = season_with(tmp_path, pale, star("李广"), star("卢兰岚", level="副处级"), project("向海讲习所", number=650))
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("葛文斌"), unit="四平市")
    desk.close()
    return store


def scored_season(tmp_path: Path, *, seats: int = 3) -> SeasonStore:
    """Five stars of 长春市教育局 and a project, and the totals that three experts gave the stars:

    S001 甲 80 80 80; S002 乙 90 90 90; S003 丙 60 60 100 (mean 73.33, median 60); S004 丁 65 65 65; S005 戊 none. Under
    five cards the official trimmed mean is the plain mean.
    """
    store = season_with(tmp_path, star("甲"), star("乙"), star("丙"), star("丁"), star("戊"), project("讲习所"))
    rules = store.path / "season.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("seats = 43", f"seats = {seats}"), encoding="utf-8")
    store = SeasonStore.open(store.path)
    seat_panel(store, "e01", "e02", "e03")
    for expert, thirds in (("e01", 60), ("e02", 60), ("e03", 100)):
        desk = ExpertDesk(store, expert, Clock())
        for nomination, percent in (("S001", 80), ("S002", 90), ("S003", thirds), ("S004", 65)):
            card = desk.ballot(nomination).category.rubric.criteria
            fill(desk, nomination, *[str(c.points * percent / 100) for c in card])
            desk.submit(nomination)
        desk.close()
    return store
