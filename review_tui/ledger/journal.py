"""The append-only, hash-chained file of one writer.

One `os.write` and one `os.fdatasync` make one acknowledged entry. Assumptions: the file system keeps synced bytes,
writes at the end of a file do not touch earlier bytes (ext4, xfs, btrfs; not NFS), and flock works.

After a failed or short write the descriptor is never written to again: the kernel may have marked lost pages as
clean, so that a second sync would lie. `reopen` reads the file anew, sets aside what was never acknowledged, and then
the same entry may be written again under its `rid`.
"""

from __future__ import annotations

import errno
import itertools
import os
import secrets
import weakref
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from review_tui.errors import LedgerError, NotSavedError
from review_tui.ledger.entry import Chain, Entry
from review_tui.ledger.files import SHARED, not_saved, sync_directory, write_all
from review_tui.ledger.lock import JournalLock
from review_tui.ledger.reader import JournalReader, unreadable, walk

__all__ = ["Clock", "Entry", "Journal", "JournalReader"]

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Now, with the offset of the place."""
    return datetime.now().astimezone()


class Journal:
    """The only open writer of one journal. Not for several threads at once.

    `torn`: where the last torn tail was set aside, None when there was none. `entries`: all acknowledged entries; the
    first is of kind `open` and puts nothing. `reopen` makes a new list of them.
    """

    def __init__(
        self,
        path: Path,
        writer: str,
        season_id: str,
        *,
        clock: Clock = local_now,
        take_over: bool = False,
        group: int | None = None,
    ) -> None:
        """Open, or begin, the journal. `group`: id of the group that may read it (None: as the directory says).

        BusyError when another program has it open, LedgerError when it is broken or not ours to write,
        NotSavedError when it cannot be begun.
        """
        self.path = path
        self.writer = writer
        self.season_id = season_id
        self.clock = clock
        self.torn: Path | None = None
        self.entries: list[Entry] = []
        self._fd = -1
        self._broken = True
        self._size = 0
        try:
            _begin(path, group)
            self._lock = JournalLock(path, clock().isoformat(timespec="seconds"), take_over=take_over)
        except PermissionError as error:
            raise unreadable(path, error) from error
        except OSError as error:
            raise not_saved(path.name, error) from error
        _open_journals.add(self)
        try:
            self._load()
        except BaseException:
            self.close()
            raise

    @property
    def head(self) -> str:
        """Hash of the last acknowledged line."""
        return self._chain.head

    @property
    def last(self) -> Entry:
        """The last acknowledged entry."""
        return self.entries[-1]

    @property
    def broken(self) -> bool:
        """Whether a write failed since the last `reopen`; nothing more is written until then."""
        return self._broken

    def find(self, rid: str) -> Entry | None:
        """The entry of that rid, or None."""
        return self._rids.get(rid)

    def append(
        self,
        kind: str,
        *,
        at: datetime | None = None,
        rid: str | None = None,
        put: Mapping[str, Mapping[str, Any]] | None = None,
        drop: Mapping[str, Sequence[str]] | None = None,
        ref: int | None = None,
    ) -> Entry:
        """Write one entry durably; it is acknowledged when this returns.

        `at`: a time with offset (None: the clock). `rid` None: a new random one; one that is in the journal already
        writes nothing and returns the entry that it made. NotSavedError when it did not become durable: then nothing
        has changed, and nothing more is written before `reopen`. ValueError or TypeError for what JSON cannot hold.
        """
        if self._broken:
            raise NotSavedError(
                "未保存", f"{self.path.name} 上次写入失败后还没有重新打开。", "请重新打开后再保存一次。"
            )
        known = self._rids.get(rid) if rid else None
        if known is not None:
            return known
        moment = at or self.clock()
        if moment.tzinfo is None:
            raise ValueError("an entry's time needs its offset")
        stamp = moment.isoformat(timespec="milliseconds")
        line = self._chain.encode(kind, stamp, rid or secrets.token_hex(8), put or {}, drop or {}, ref)
        return self._write(line)

    def reopen(self) -> None:
        """Read the journal anew on a new descriptor; the lock is kept. Afterwards it can be written again.

        What stands behind the last acknowledged entry is set aside to `<name>.torn-N` and cut off. NotSavedError when
        that cannot be done (the disk is still full), LedgerError when the file was replaced or is broken.
        """
        self._broken = True
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        self._load()

    def close(self) -> None:
        """Close the file and let go of the lock. Closing twice does nothing."""
        if self not in _open_journals:
            return
        _open_journals.discard(self)
        self._broken = True
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        self._lock.close()

    def _write(self, line: bytes) -> Entry:
        """Write, sync, and only then believe it."""
        data = line + b"\n"
        self._broken = True  # until proven otherwise: a signal's exception may end this anywhere
        self._check_untouched()
        try:
            if os.write(self._fd, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # a full disk: short, and no exception
            os.fdatasync(self._fd)
        except OSError as error:
            raise not_saved(self.path.name, error) from error
        entry = self._chain.step(line)
        self._size += len(data)
        self.entries.append(entry)
        self._rids[entry.rid] = entry
        self._broken = False
        return entry

    def _check_untouched(self) -> None:
        """An entry into a file that was cut, written by others or replaced would be lost or break the chain."""
        try:
            named = self.path.stat()
            size = os.fstat(self._fd).st_size
        except OSError as error:
            raise not_saved(self.path.name, error) from error
        if named.st_ino != self._lock.inode or size != self._size:
            raise NotSavedError(
                "未保存", f"{self.path.name} 被别的程序改动过。", "请通知办公室运行 review-tui verify 检查。"
            )

    def _load(self) -> None:
        try:
            self._fd = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
            if os.fstat(self._fd).st_ino != self._lock.inode:
                raise LedgerError("评审日志被换掉", f"{self.path.name} 在使用中被替换。", "请关闭本窗口，重新打开。")
            data = self.path.read_bytes()
        except OSError as error:
            raise unreadable(self.path, error) from error
        if len(data) < self._size:
            raise LedgerError(
                "评审日志变短", f"{self.path.name} 少了已保存的内容。", "请用 review-tui restore 从备份恢复。"
            )
        chain = Chain(self.season_id, self.writer)
        entries, used = walk(self.path, chain, data[: self._size] if self.entries else data)
        self._chain, self.entries, self._size = chain, entries, used
        self._rids = {entry.rid: entry for entry in entries}
        try:
            if used < len(data):
                self.torn = _set_aside(self.path, data[used:])
                os.ftruncate(self._fd, used)
            os.fsync(self._fd)  # whole lines of a killed program may not be on the disk yet
        except OSError as error:
            raise not_saved(self.path.name, error) from error
        self._broken = False
        if not entries:
            self.append("open")
            sync_directory(self.path.parent)

    def _abandon(self) -> None:
        """In a forked child: the journal stays the parent's."""
        self._broken = True
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        self._lock.abandon()


def _begin(path: Path, group: int | None) -> None:
    """Make the file if it is not there."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, SHARED)
    except FileExistsError:
        return
    try:
        os.fchmod(fd, SHARED)
        if group is not None and os.fstat(fd).st_gid != group:
            os.fchown(fd, -1, group)
    finally:
        os.close(fd)
    sync_directory(path.parent)


def _set_aside(path: Path, tail: bytes) -> Path:
    """Keep a torn tail, durably, under the first free `<name>.torn-N`."""
    for number in itertools.count(1):
        aside = path.with_suffix(f".torn-{number}")
        try:
            fd = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, SHARED)
        except FileExistsError:
            continue
        try:
            write_all(fd, tail)
            os.fsync(fd)
        except OSError:
            aside.unlink()
            raise
        finally:
            os.close(fd)
        sync_directory(path.parent)
        return aside
    raise AssertionError("unreachable: the count has no end")


_open_journals: weakref.WeakSet[Journal] = weakref.WeakSet()


def _after_fork() -> None:
    for journal in list(_open_journals):
        journal._abandon()
    _open_journals.clear()


os.register_at_fork(after_in_child=_after_fork)
