"""The base of both applications: nothing in it writes a file, starts a program, opens a link or suspends."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter

from review_tui.errors import ReviewError
from review_tui.kiosk.not_utf8 import NOT_UTF8, STILL_NOT_UTF8
from review_tui.kiosk.wall import LastWall
from review_tui.widgets.keys import keeps_text, twin_event
from review_tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message_pump import MessagePump

_GC_THRESHOLD = 20_000
_SETTLE_SECONDS = 1.0


async def _passed(pump: MessagePump, end: float) -> None:
    """Wait until `pump`, then each one around it up to its screen, has handled what it had been sent.

    `end`: the loop's time at which TimeoutError is raised; what they do goes on.
    """
    at: MessagePump | None = pump
    while at is not None and not isinstance(at, App):
        handled = asyncio.Event()
        if at.call_later(handled.set):
            async with asyncio.timeout_at(end):
                await handled.wait()
        at = at._parent


class KioskApp(App[bool], inherit_bindings=False):
    """Textual's `App` without its doors: command palette, screenshots, downloads, links, suspension.

    Keys come in as their ASCII twins unless a text field has the focus; text goes out through `LastWall`.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self.failure: ReviewError | None = None
        self._wall = LastWall()
        self._taught = False
        self.animation_level = "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters (NO_COLOR among them), then the last wall."""
        return [*super().get_line_filters(), self._wall]

    def get_driver_class(self) -> type[Driver]:
        """The hardened driver; the environment is not asked."""
        from review_tui.kiosk.driver import KioskDriver

        return KioskDriver

    def _handle_exception(self, error: Exception) -> None:
        """A `ReviewError` that no screen took ends the program, and whoever runs it tells the sentence in `failure`.

        Anything else is a fault of the program, and Textual shows its traceback.
        """
        if not isinstance(error, ReviewError):
            super()._handle_exception(error)
            return
        if self._exception is None:
            self._exception = error  # tests see it as they see any other
            self._exception_event.set()
        self.failure = self.failure or error
        self._return_code = 2
        self._close_messages_no_wait()

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes one by one, everything else as Textual does."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._take_typed(event)
        else:
            await super().on_event(event)

    async def _take_typed(self, event: events.Key | events.Paste) -> None:
        """Let a key or a paste have its whole effect before the next one is looked at.

        Textual hands a key to the focused widget's queue and comes back to its binding later. On a slow line several
        keys arrive at once: the digits behind an Enter would land in the field before it, or in the card that a Ctrl+S
        has just submitted.
        """
        focused = self.focused
        target = focused or self.screen
        if isinstance(event, events.Key):
            if not keeps_text(focused):
                event = twin_event(event)
            if await self._check_bindings(event.key, priority=True):
                await self._settle(target)
                return
        event._set_forwarded()
        event.bubble = False  # type: ignore[misc]  # its binding is run here, not when it has bubbled up
        with target._context():
            await target._dispatch_message(event)
        if isinstance(event, events.Key) and not event._stop_propagation:
            await self._check_bindings(event.key)
        await self._settle(target)

    async def _settle(self, target: MessagePump) -> None:
        """Wait until what was typed has gone through `target` and all around it, and through the screen it led to.

        Enter in a field or on a row is a message to the screen, which closes or opens the next one when it gets there.
        The wait ends after `_SETTLE_SECONDS` even so: a screen that waits for something must not hold the keys back.
        """
        end = asyncio.get_running_loop().time() + _SETTLE_SECONDS
        screen = self.screen
        try:
            await _passed(target, end)
            await self._flush_next_callbacks()  # an answer goes to whoever asked for it: to us, as a rule
            while self.screen is not screen:
                screen = self.screen
                await _passed(screen, end)  # it has its focus now
                await _passed(self.focused or screen, end)
                await self._flush_next_callbacks()
        except TimeoutError:
            return

    def on_unreadable_bytes(self) -> None:
        """Typed bytes were no UTF-8: say so on the first screen below that has a line for it, at length once."""
        for screen in reversed(self.screen_stack):
            for line in screen.query(MessageLine):
                line.say(STILL_NOT_UTF8 if self._taught else NOT_UTF8, "warn")
                self._taught = True
                return

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the window is too small to read; what was going on is still there when it has grown."""
        from review_tui.kiosk.too_small import TooSmall, too_small

        if too_small(event.size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())

    def on_ready(self) -> None:
        """What is there now stays: the collector need not walk it again at every key.

        Whoever starts an application may have the collector off while the season is read (see `commands.desks`).
        """
        gc.freeze()
        gc.set_threshold(_GC_THRESHOLD, 20, 20)
        gc.enable()

    def let_go(self) -> None:
        """Give the terminal back when a signal ends the program (see `HangUpGuard.on_leave`). Safe in any thread."""
        from review_tui.kiosk.driver import KioskDriver

        if isinstance(self._driver, KioskDriver):
            self._driver.let_go()

    async def action_quit(self) -> None:
        """Leaving is the screen's business: it knows whether everything is saved."""

    # ------------------------------------------------------------------------------------- the doors that are shut

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Not here."""

    def save_screenshot(self, *_args: Any, **_kwargs: Any) -> str:
        """Not here: raises PermissionError."""
        raise PermissionError("screenshots are off in the kiosk")

    def deliver_screenshot(self, *_args: Any, **_kwargs: Any) -> str | None:
        """Not here."""
        return None

    def deliver_text(self, *_args: Any, **_kwargs: Any) -> str | None:
        """Not here."""
        return None

    def deliver_binary(self, *_args: Any, **_kwargs: Any) -> str | None:
        """Not here."""
        return None

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Not here."""

    def copy_to_clipboard(self, text: str) -> None:
        """Not here: OSC 52 would write into the client's clipboard."""

    def action_suspend_process(self) -> None:
        """Not here."""

    async def action_simulate_key(self, key: str) -> None:
        """Not here."""
