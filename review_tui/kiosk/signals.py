"""A dropped line ends the program with everything saved.

The terminal's writer may be stalled when the line goes: the event loop then sleeps inside a write and no Python signal
handler gets to run. So SIGHUP and SIGTERM are blocked in every thread, and one thread waits for them: it saves what is
not yet durable and leaves with `os._exit`.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

_SIGNALS = frozenset({signal.SIGHUP, signal.SIGTERM})


class HangUpGuard:
    """Owns the waiting thread. `on_hang_up` may be set and changed at any time; it runs in the waiting thread.

    The hook must not touch Textual, and must not wait for the event loop, which may never run again.
    """

    def __init__(self) -> None:
        self.on_hang_up: Callable[[], None] = _nothing
        self.on_leave: Callable[[], None] = _nothing
        """Called last, to give a terminal that is still there back to its shell."""
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Block both signals and start to wait. To be called before any other thread starts: threads inherit.

        So do child processes: whoever starts one has to unblock the signals in it.
        """
        if self._thread is None:
            signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
            self._thread = threading.Thread(target=self._wait, name="hang-up", daemon=True)
            self._thread.start()

    def _wait(self) -> None:
        number = signal.sigwait(_SIGNALS)
        try:
            self.on_hang_up()
        finally:
            try:
                self.on_leave()
            finally:
                os._exit(128 + number)


def hang_up() -> None:
    """The terminal is gone (end of file or an I/O error on it): the same end as a SIGHUP from the kernel."""
    os.kill(os.getpid(), signal.SIGHUP)


def _nothing() -> None:
    """There is nothing to save yet."""
