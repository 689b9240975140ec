"""One open writer per journal: a flock for the life of the program, and a note of who holds it.

The lock is on the journal itself. Beside it, `<name>.holder` says since when and from where (the address of the SSH
client, or the terminal; never a name), so that a second session can be told and may take over.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import signal
import time
from pathlib import Path

from review_tui.errors import BusyError
from review_tui.ledger.entry import canonical
from review_tui.ledger.files import SHARED

PATIENCE = 2.0
"""Seconds that a holder has to end by itself after SIGTERM, before SIGKILL."""
_SLICE = 0.02


class JournalLock:
    """Holds the exclusive lock of `path` (which must exist) until `close`, or until the process ends.

    Raises BusyError when another process holds it. With `take_over` the other is asked to end and, after `PATIENCE`
    seconds, ended.
    """

    def __init__(self, path: Path, since: str, *, take_over: bool = False) -> None:
        self._note = path.with_suffix(".holder")
        self._fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            if not self._try() and not (take_over and self._take_over()):
                raise busy(path, read_holder(self._note))
            stat = os.fstat(self._fd)
            self.inode = stat.st_ino
            self._write_note(since)
        except BaseException:
            os.close(self._fd)
            raise

    def close(self) -> None:
        """Let go. The note goes first, while the lock still keeps others out."""
        try:
            self._note.unlink(missing_ok=True)
        finally:
            os.close(self._fd)

    def abandon(self) -> None:
        """In a forked child: drop the copy of the descriptor; the parent keeps the lock."""
        os.close(self._fd)

    def _try(self) -> bool:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _take_over(self) -> bool:
        """Ask the holder to end, then end it; True when the lock is ours.

        The process is pinned by a pidfd before the kernel is asked whether it has the lock and its start time is
        compared, so that a process that does not hold, or got the number of one that did, is never signalled.
        """
        holder = read_holder(self._note)
        number = holder.get("pid", "")
        pid = int(number) if number.isascii() and number.isdigit() else 0
        if pid <= 1 or pid == os.getpid():
            return False
        try:
            pin = os.pidfd_open(pid)
        except OSError:
            return self._try()
        try:
            for ending in (signal.SIGTERM, signal.SIGKILL):
                if self._try():
                    return True
                if not self._is_held_by(pid) or _started(pid) != holder.get("start"):
                    return False
                try:
                    signal.pidfd_send_signal(pin, ending)
                except ProcessLookupError:
                    return self._wait(pin)
                except PermissionError:
                    return False
                if self._wait(pin):
                    return True
        finally:
            os.close(pin)
        return False

    def _is_held_by(self, pid: int) -> bool:
        """Whether the kernel's list has the process as the holder of this lock."""
        inode = os.fstat(self._fd).st_ino
        try:
            table = Path("/proc/locks").read_text("ascii")
        except OSError:
            return False  # without proof nobody is signalled
        for line in table.splitlines():
            fields = line.split()  # "1: FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF"; waiters have "->" after "1:"
            if fields[1] == "FLOCK" and fields[4] == str(pid) and fields[5].rpartition(":")[2] == str(inode):
                return True
        return False

    def _wait(self, pin: int) -> bool:
        """Up to `PATIENCE` seconds for the lock; the end of the process wakes at once."""
        ended = select.poll()
        ended.register(pin, select.POLLIN)
        until = time.monotonic() + PATIENCE
        while not self._try():
            left = until - time.monotonic()
            if left <= 0:
                return False
            if ended.poll(int(min(left, _SLICE) * 1000) + 1):
                time.sleep(0.001)  # ended, but a child that shares the descriptor may still be closing it
        return True

    def _write_note(self, since: str) -> None:
        pid = os.getpid()
        note = {"pid": str(pid), "start": _started(pid), "since": since, "from": here()}
        beside = self._note.with_name(f".{self._note.name}.{pid}")
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, SHARED)
        try:
            os.fchmod(fd, SHARED)
            os.write(fd, canonical(note))
        finally:
            os.close(fd)
        beside.rename(self._note)


def here() -> str:
    """Where this program is used from: the SSH client's address, else the terminal, else 本机."""
    client = os.environ.get("SSH_CLIENT", "").split()
    if client:
        return client[0]
    try:
        return os.ttyname(0)
    except OSError:
        return "本机"


def read_holder(note: Path) -> dict[str, str]:
    """The holder's note: pid, start (clock ticks since boot), since, from. Empty where there is none."""
    try:
        found = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def busy(path: Path, holder: dict[str, str]) -> BusyError:
    """The sentence for a journal that another program holds."""
    since, whence = holder.get("since", ""), holder.get("from", "")
    detail = f"（{since[:19].replace('T', ' ')} 起，来自 {whence}）" if since else ""
    return BusyError(
        "已在别处打开", f"{path.stem} 正由另一个窗口使用{detail}。", "可以接管：对方窗口会先保存再关闭。", holder=holder
    )


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot, from /proc/PID/stat; empty when it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
