"""A program in a real pty, watched as a terminal would: when which bytes came, and what they make of the screen.

A frame counts as painted when all bytes have arrived that the state needs which a benchmark waits for. Bytes are
stamped when they are read and given to a terminal emulator only afterwards, so that the emulator costs the program
nothing.
"""

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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parent.parent
_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""The one question that a modern terminal answers: it can show a frame as a whole."""
_FOREIGN = re.compile(rb"\x1b\[[<>=?][0-9;]*[^hl0-9;]|\x1b\[[0-9;]*\$[a-z]")
"""Sequences that pyte would print: private ones that do not set or reset a mode."""

_FOREIGN_SETTINGS = frozenset({"COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "PYTHONSTARTUP", "PYTHONDONTWRITEBYTECODE"})
"""What would change the picture, or have every start compile the program anew, as no installed program does."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes with the moment (`time.perf_counter`) at which they were read."""

    at: float
    data: bytes


class Terminal:
    """The master side of a pty with a program at the other end."""

    def __init__(self, argv: Sequence[str], columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execve(argv[0], list(argv), _environment())
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._tail = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)

    def send(self, keys: bytes) -> float:
        """Type; the moment just before."""
        at = time.perf_counter()
        os.write(self.fd, keys)
        return at

    def listen(self, until: Callable[[list[Chunk]], bool], *, seconds: float = 20.0) -> list[Chunk]:
        """What comes until `until` holds of it. Looked at after every chunk, and every 2 ms in a silence."""
        chunks: list[Chunk] = []
        end = time.perf_counter() + seconds
        while not until(chunks):
            if time.perf_counter() > end:
                raise TimeoutError(f"the screen did not come:\n{self.text(chunks)}")
            if select.select([self.fd], [], [], 0.002)[0]:
                chunks.append(self.read())
        return chunks

    def read(self) -> Chunk:
        """What has come, stamped; a question in it is answered."""
        data = self._read()
        chunk = Chunk(time.perf_counter(), data)
        if _ASKED in data:
            os.write(self.fd, _ANSWER)
        return chunk

    def show(self, chunk: Chunk) -> None:
        """Give bytes to the emulator."""
        data = self._tail + chunk.data
        cut = _unfinished(data)
        self._tail, data = data[cut:], data[:cut]
        self._stream.feed(_FOREIGN.sub(b"", data))

    def text(self, chunks: Sequence[Chunk] = ()) -> str:
        """The screen after these bytes too."""
        for chunk in chunks:
            self.show(chunk)
        return "\n".join(self.screen.display)

    def settle(self, quiet: float = 0.3) -> str:
        """Wait until nothing comes for so many seconds; the screen then."""
        return self.text(self.listen(silence(quiet)))

    def _read(self) -> bytes:
        try:
            return os.read(self.fd, 65536)
        except OSError as error:
            raise RuntimeError(f"the program ended:\n{self.text()}") from error


def silence(seconds: float, *, since: float | None = None) -> Callable[[list[Chunk]], bool]:
    """Holds when nothing has come for so many seconds (and, with `since`, for that long after that moment)."""
    begin = time.perf_counter() if since is None else since

    def holds(chunks: list[Chunk]) -> bool:
        return time.perf_counter() - max(begin, chunks[-1].at if chunks else begin) >= seconds

    return holds


def shows(needle: str, quiet: float = 0.01, *, times: int = 1) -> Callable[[list[Chunk]], bool]:
    """Holds when the text has come so many times, and then a silence: the frame that it stands in is whole."""
    wanted = needle.encode()

    def holds(chunks: list[Chunk]) -> bool:
        if not chunks or time.perf_counter() - chunks[-1].at < quiet:
            return False
        return b"".join(c.data for c in chunks).count(wanted) >= times

    return holds


def python(*arguments: str | Path) -> list[str]:
    """A command line for this interpreter."""
    return [sys.executable, *map(str, arguments)]


def floor(name: str, *arguments: str | Path) -> list[str]:
    """A command line for one of the bare programs."""
    return python(Path(__file__).parent / "floors" / f"{name}.py", *arguments)


def _environment() -> dict[str, str]:
    """Ours without what another terminal, or whoever builds the program, left behind."""
    kept = {k: v for k, v in os.environ.items() if k not in _FOREIGN_SETTINGS and not k.startswith("TEXTUAL")}
    return {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}


def _unfinished(data: bytes) -> int:
    """Where an escape sequence begins that has not come as a whole; the length where there is none."""
    escape = data.rfind(b"\x1b", max(0, len(data) - 32))
    if escape < 0 or re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[^\[\]])", data[escape:]):
        return len(data)
    return escape
