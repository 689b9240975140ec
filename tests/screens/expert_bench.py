"""What the tests of the expert's screen share: a season, a desk, the screen at work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from review_tui.app import ReviewApp
from review_tui.desks.expert import ExpertDesk
from review_tui.screens.expert import ExpertScreen
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_comment import CommentBox
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.season_store import SeasonStore
from review_tui.widgets.message_line import MessageLine
from tests.builders import Clock, project, season_with, seat_panel, star


def season(tmp_path: Path) -> SeasonStore:
    """S001 方琴, S002 李广, S003 卢兰岚 (special), P001 向海讲习所; everything given to e01."""
    stars = (star("方琴"), star("李广"), star("卢兰岚"))
    store = season_with(tmp_path, *stars, project("向海讲习所"))
    seat_panel(store, "e01")
    return store


class Sitting:
    """One sitting at the screen, with what a test wants to know of it."""

    def __init__(self, desk: ExpertDesk, app: ReviewApp, pilot: Pilot[bool]) -> None:
        self.desk, self.app, self.pilot = desk, app, pilot

    @property
    def screen(self) -> ExpertScreen:
        """The expert's screen, also when a prompt lies on it."""
        found = self.app.screen_stack[0]
        assert isinstance(found, ExpertScreen)
        return found

    @property
    def at(self) -> tuple[str, str]:
        """The nomination and field under the cursor."""
        if self.screen.query_one(CommentBox).is_edited:
            return self.screen.keeper.nomination, "comment"
        card = self.screen.query_one(BallotPane).card
        return self.screen.keeper.nomination, card.field if card else ""

    @property
    def said(self) -> str:
        """The message that stands there."""
        return self.screen.query_one(MessageLine).text

    @property
    def state(self) -> str:
        """What the screen says of saving."""
        return self.screen.query_one(MessageLine).state

    def lines(self) -> list[str]:
        """What stands on the topmost screen."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

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

    async def fill(self, *points: str) -> None:
        """From the gate: pass, then points with Enter behind each."""
        await self.type("1")
        for one in points:
            await self.type(one)
            await self.press("enter")


@asynccontextmanager
async def sitting(store: SeasonStore, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Sitting]:
    """The expert e01 sits down; at the end the desk is closed as `run_expert` does it."""
    desk = ExpertDesk(store, "e01", Clock())
    keeper = DraftKeeper(desk)
    app = ReviewApp(lambda: ExpertScreen(keeper))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Sitting(desk, app, pilot)
    keeper.flush()
    desk.close()
