"""The applications: theme, first screen, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen
from textual.theme import Theme
from textual.types import CSSPathType

from review_tui.errors import BusyError
from review_tui.kiosk.app import KioskApp
from review_tui.kiosk.signals import HangUpGuard

if TYPE_CHECKING:
    from rich.terminal_theme import TerminalTheme

    from review_tui.desks.expert import ExpertDesk
    from review_tui.desks.office import OfficeDesk

THEME = Theme(
    name="review",
    primary="#2f5d8a",
    secondary="#8fa3b8",
    accent="#7fb4e6",
    foreground="#dbe1e8",
    background="#12161b",
    surface="#12161b",
    panel="#1c242d",
    success="#8cc98c",
    warning="#e6c07b",
    error="#f0908a",
    dark=True,
)
"""Calm on a dark ground; on 16 colours each of them falls on one that can still be read."""


class ReviewApp(KioskApp):
    """An application that begins, and ends, with one screen."""

    CSS_PATH: ClassVar[CSSPathType | None] = "app.tcss"
    TITLE = "review-tui"

    def __init__(self, first: Callable[[], Screen[Any]]) -> None:
        super().__init__()
        self._first = first
        self.register_theme(THEME)
        self.theme = "review"

    @property
    def ansi_theme(self) -> TerminalTheme:
        """That of a dark theme, as ours is. Textual asks with every line, and lists all its themes to answer."""
        return self.ansi_theme_dark

    def get_default_screen(self) -> Screen[Any]:
        """The first screen is the ground on which all others lie."""
        return self._first()


class OfficeApp(ReviewApp):
    """The office's application: its screens have a style sheet of their own."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "screens/office.tcss"]


def run_expert(open_desk: Callable[[bool], ExpertDesk]) -> int:
    """The expert's desk until the expert leaves; exit code 0.

    `open_desk(take_over)` opens the desk. When another session has it, a screen says since when and from where, and
    only if the expert wants it the desk is opened with `take_over`. Whatever else it raises goes to the caller, before
    the terminal is touched; a `ReviewError` that a screen cannot go on with goes there too, when the terminal has been
    given back. A hang-up saves and ends the process.
    """
    from review_tui.screens.expert import ExpertScreen
    from review_tui.screens.expert_drafts import DraftKeeper

    guard = HangUpGuard()
    guard.start()
    try:
        desk = open_desk(False)
    except BusyError as busy:
        if not _take_over(busy):
            return 0
        desk = open_desk(True)
    keeper = DraftKeeper(desk)
    guard.on_hang_up = keeper.hang_up
    app = ReviewApp(lambda: ExpertScreen(keeper))
    guard.on_leave = app.let_go
    try:
        app.run()
    finally:
        guard.on_hang_up = guard.on_leave = _nothing
        _close(keeper)
    return _ended(app)


def run_office(open_desk: Callable[[bool], OfficeDesk]) -> int:
    """The office's desk until the lead leaves; exit code 0.

    As `run_expert`. What the office does is on disk before the screen says so: a hang-up has nothing
    to save.
    """
    from review_tui.screens.office import OfficeScreen
    from review_tui.screens.office_busy import OfficeBusyScreen

    guard = HangUpGuard()
    guard.start()
    try:
        desk = open_desk(False)
    except BusyError as error:
        busy = error
        if not OfficeApp(lambda: OfficeBusyScreen(busy)).run():
            return 0
        desk = open_desk(True)
    screen = OfficeScreen(desk)
    app = OfficeApp(lambda: screen)
    guard.on_leave = app.let_go
    try:
        app.run()
    finally:
        guard.on_leave = _nothing
        desk.close()
    if screen.failure is not None:
        raise screen.failure
    return _ended(app)


def _ended(app: ReviewApp) -> int:
    """The exit code; raises what the screens could not go on with."""
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _take_over(busy: BusyError) -> bool:
    from review_tui.screens.expert_busy import TakeOverScreen

    return bool(ReviewApp(lambda: TakeOverScreen(busy)).run())


def _close(keeper: Any) -> None:
    try:
        keeper.flush()
    finally:
        keeper.desk.close()


def _nothing() -> None:
    """After the application there is nothing left to save."""
