"""What the parts of the expert's screen know of each other: `ExpertScreen` is put together from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from review_tui.desks.expert import ExpertDesk
    from review_tui.desks.own_cards import OwnCards
    from review_tui.desks.prefs import Prefs
    from review_tui.screens.expert_drafts import DraftKeeper
    from review_tui.screens.expert_queue import Queue

    class ExpertPart(Screen[None]):
        """The screen as its parts see it."""

        keeper: DraftKeeper
        desk: ExpertDesk
        own: OwnCards
        queue: Queue

        def say(self, text: str, ink: str = "plain") -> None: ...
        def attempt(self, work: Callable[[], None]) -> bool: ...
        def collect(self) -> bool: ...
        def open(self, nomination: str, field: str = "", cursor: int = 0) -> None: ...
        def reopen(self) -> None: ...
        def show_frame(self, *, listed: bool = False) -> None: ...
        def show_state(self) -> None: ...
        def recount(self) -> None: ...
        def go_on(self, said: str, ink: str = "good") -> None: ...
        def prefer(self, chosen: Prefs) -> bool: ...
        def action_score(self) -> None: ...
else:
    ExpertPart = object
