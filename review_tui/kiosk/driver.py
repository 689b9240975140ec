"""A terminal driver that a hostile or merely strange client cannot bring down.

It uses parts of Textual 8.2.8 that are not public: the version is pinned, and `tests/kiosk` runs it on a real pty.
"""

from __future__ import annotations

import os
import select
import selectors
import termios
import time

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from review_tui.kiosk.signals import hang_up
from review_tui.kiosk.typed import TypedStream

MAX_WIDTH, MAX_HEIGHT = 400, 200
"""The largest window that is drawn, in cells. An SSH client may claim 65535 × 65535."""

_NOT_ASKED = frozenset({"\x1b[?1003h", "\x1b[?1015h", "\x1b[?1004h", "\x1b[>25u", "\x1b[<u"})
"""Modes that are left alone: every mouse movement, focus reports, and the kitty keyboard. Nothing here needs them, each
costs bytes on the line, and an answer that comes late or broken would only do harm."""
_LEAVE = b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1006l\x1b[?1049l\x1b[?25h"


class KioskDriver(LinuxDriver):
    """Reads keys with `TypedStream`, clamps the window, takes sizes from the kernel only."""

    def write(self, data: str) -> None:
        """Send `data` to the terminal, except requests for modes that are not wanted."""
        if data not in _NOT_ASKED:
            super().write(data)

    def _get_terminal_size(self) -> tuple[int, int]:
        """The kernel's word on the window; what COLUMNS and LINES in the environment claim does not count."""
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            width, height = 80, 24
        # a window of 0×0 is one that the client did not tell
        return min(width or 80, MAX_WIDTH), min(height or 24, MAX_HEIGHT)

    def _query_in_band_window_resize(self) -> None:
        """Never asked: sizes come from the kernel."""

    def process_message(self, message: Message) -> None:
        """Pass a message of the input thread on, unless it points outside any window."""
        if isinstance(message, events.MouseEvent) and not (message.x < MAX_WIDTH and message.y < MAX_HEIGHT):
            return
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read until the application stops; end of file or an I/O error is a hang-up."""
        stream = TypedStream()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        hang_up()
                        return
                    for message in stream.feed(data, time.monotonic()):
                        self.process_message(message)
                for message in stream.tick(time.monotonic()):
                    self.process_message(message)

    def _read(self) -> bytes:
        """What has arrived, at most 4 KiB; empty at the end of the line."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def let_go(self) -> None:
        """Give the terminal back without the event loop, if it takes a few bytes at once. Safe in any thread."""
        if self.attrs_before is None:
            return
        try:
            if select.select([], [self.fileno], [], 0)[1]:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
                os.write(self.fileno, _LEAVE)
        except (OSError, termios.error):
            return  # the terminal is gone; there is nobody to give it back to
