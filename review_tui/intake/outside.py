"""Runs programs of the system on untrusted files: found at run time, confined, ended as a group.

Each run has a directory of its own, no input, no terminal, no network (where the kernel lets us take it away) and an
environment of three variables; limits on wall and processor time, memory and the size of each file written hold for it
and for whatever it starts.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


class Failed(Exception):
    """The program did not do it: it ended with an error, took too long, or could not be started."""


def found(*names: str) -> str | None:
    """The path of the first of these programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run(
    command: Sequence[str | Path],
    place: Path,
    *,
    seconds: int,
    memory: int,
    file_bytes: int,
    output: int = 0,
    feed: Path | None = None,
) -> bytes:
    """Runs it with `place` as its working directory and home; up to `output` bytes of what it printed.

    What it printed goes through a file, so that it cannot grow past `file_bytes`. `feed`: a file that it reads through
    a pipe, in which it cannot go back. Raises `Failed`.
    """
    printed = place / ".printed"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": str(place)}
    try:
        with printed.open("xb") as out:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL if feed is None else subprocess.PIPE,
                stdout=out if output else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=lambda: _confine(seconds, memory, file_bytes),
            )
        if feed is not None:
            threading.Thread(target=_pour, args=(feed, process), daemon=True).start()
        _wait(process, seconds)
        with printed.open("rb") as file:
            return file.read(output)
    except OSError as error:
        raise Failed(str(error)) from None
    finally:
        printed.unlink(missing_ok=True)


def _pour(feed: Path, process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin, feed.open("rb") as file:
        shutil.copyfileobj(file, process.stdin)


def _wait(process: subprocess.Popen[bytes], seconds: int) -> None:
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Failed("too long") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with it whatever it left running
        process.wait()
    if code:
        raise Failed(f"exit {code}")


def _confine(seconds: int, memory: int, file_bytes: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    _leave_the_network()


def _leave_the_network() -> None:
    """A namespace without network; without root it takes one of users too, in which one's own number stays the same.

    Kernels and containers may refuse it: the program then runs all the same, its settings forbid links to the outside.
    """
    user, group = os.getuid(), os.getgid()
    if _LIBC.unshare(_NEW_NET if user == 0 else _NEW_USER | _NEW_NET) == 0 and user != 0:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text)
