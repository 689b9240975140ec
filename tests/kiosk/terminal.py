"""A terminal for tests: the program on a pty, its output on a pyte screen. It waits for what should be shown."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """`python -m MODULE ARGS` under a pty of its own session, as sshd starts it."""

    def __init__(self, module: str, *args: str, columns: int = 80, lines: int = 24, **env: str) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.bytes = 0
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            clean = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **env}
            os.execve(sys.executable, [sys.executable, "-X", "utf8", "-m", module, *args], clean)
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Claim a window size, as an SSH client may."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        if columns <= 400 and lines <= 200:  # a larger one is drawn at its limit, and looked at by its bytes
            self.screen.resize(lines, columns)

    def send(self, data: bytes | str) -> None:
        """Type."""
        os.write(self.fd, data.encode() if isinstance(data, str) else data)

    def text(self) -> str:
        """What stands on the screen; a wide character's second cell is empty in pyte."""
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)) for y in range(self.screen.lines)
        )

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within `seconds`; False at the end of the line."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.bytes += len(data)
        self._stream.feed(data)
        return bool(data)

    def until(self, seen: str | re.Pattern[str] | Callable[[], bool], seconds: float = 20.0) -> None:
        """Read until a text stands on the screen, or something holds; AssertionError with the screen if not."""
        holds = seen if callable(seen) else partial(self._shows, seen)
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"not seen: {seen}\n{self.text()}"
            if not self.read(0.05):
                assert holds(), f"the line ended before: {seen}\n{self.text()}"

    def _shows(self, seen: str | re.Pattern[str]) -> bool:
        return seen in self.text() if isinstance(seen, str) else seen.search(self.text()) is not None

    def grows(self) -> bool:
        """Whether what waits to be read became more within half a second; nothing is read."""
        before = self.waiting()
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            if self.waiting() > before:
                return True
            time.sleep(0.01)
        return False

    def waiting(self) -> int:
        """Bytes that the program has written and nobody has read."""
        return int.from_bytes(fcntl.ioctl(self.fd, termios.FIONREAD, b"\0\0\0\0"), sys.byteorder)

    def hang_up(self) -> int:
        """Drop the line; the exit code of the program."""
        os.close(self.fd)
        return self.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def wait(self, seconds: float = 20.0) -> int:
        """The exit code of the program; it is killed, and the test fails, when it does not end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the program did not end")

    def end(self, seconds: float = 20.0) -> int:
        """As `wait`, but somebody goes on reading: a program that leaves still paints, and its line takes 4 kB."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(0.05):
            continue
        return self.wait(max(0.1, end - time.monotonic()))

    def memory(self) -> int:
        """Resident memory of the program in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024
        return 0
