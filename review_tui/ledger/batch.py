"""Many content files at once: written or linked first, then synced together, so that the disk is waited for once.

Nothing counts before `put_contents` returns: the one entry that names the files is written after it. A crash in between
leaves whole files that nothing names.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from review_tui.errors import LedgerError
from review_tui.ledger.files import chunks, not_saved, sha256_of, sync, write_all

_AT_ONCE = 8
"""Syncs that wait side by side; the file system gathers them into few commits."""
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Content:
    """A file to keep: `source` holds the bytes whose hash is `sha256`, `target` is where they belong.

    `own`: the source is the program's own file on the same disk, hashed when it was written, and nobody else's to
    change; then it is linked into place, not copied.
    """

    source: Path
    target: Path
    sha256: str
    mode: int
    own: bool


def put_contents(contents: Sequence[Content], directory_mode: int) -> None:
    """Make every target hold its bytes, durably; one that holds them already is not written again.

    Modes only widen: sharing is never taken back. Missing directories are made, one level deep. LedgerError when a
    copied source has other bytes than said, or cannot be read; NotSavedError when something cannot be written.
    """
    new = [one for one in contents if not _is_there(one)]
    made = _make_directories({one.target.parent for one in new}, directory_mode)
    staged: list[Path] = []
    try:
        for one in new:
            staged.append(_staged(one))
        _all(sync, staged, "附件")
        for one, path in zip(new, staged, strict=True):
            _put_in_place(path, one.target)
        _all(sync, {*(one.target.parent for one in new), *(directory.parent for directory in made)}, "附件目录")
    finally:
        for path in staged:
            path.unlink(missing_ok=True)


def _is_there(one: Content) -> bool:
    if not one.target.exists() or sha256_of(one.target) != one.sha256:
        return False
    if one.target.stat().st_mode & 0o777 | one.mode == one.mode:
        one.target.chmod(one.mode)
    return True


def _make_directories(directories: Iterable[Path], mode: int) -> list[Path]:
    """Those that were missing; their names are not durable yet."""
    missing = [directory for directory in directories if not directory.is_dir()]
    mask = os.umask(0)
    try:
        for directory in missing:
            directory.mkdir(mode & 0o777)
            if directory.stat().st_mode & 0o7777 != mode:
                directory.chmod(mode)
    except OSError as error:
        raise not_saved(str(missing[0].parent), error) from error
    finally:
        os.umask(mask)
    return missing


def _staged(one: Content) -> Path:
    """The bytes beside their target, under a name that `files.sweep` knows, with mode and group."""
    beside = one.target.with_name(f".{one.target.name[:40]}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        if not (one.own and _linked(one.source, beside)):
            _copy(one, beside)
        group = one.target.parent.stat().st_gid
        if beside.stat().st_gid != group:
            os.chown(beside, -1, group)
        beside.chmod(one.mode)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise not_saved(one.target.name, error) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _linked(source: Path, beside: Path) -> bool:
    """Whether the file system can do it: some have no links, and a season may lie on two of them."""
    try:
        beside.hardlink_to(source)
    except OSError:
        return False
    return True


def _copy(one: Content, beside: Path) -> None:
    found = hashlib.sha256()
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        for piece in chunks(one.source):
            found.update(piece)
            write_all(fd, piece)
    finally:
        os.close(fd)
    if found.hexdigest() != one.sha256:
        raise LedgerError("附件有变", f"文件在读取期间变了（应为 {one.sha256[:12]}…）。", "请重新导入这个单位的材料。")


def _put_in_place(path: Path, target: Path) -> None:
    try:
        path.rename(target)
    except OSError as error:
        raise not_saved(target.name, error) from error


def _all(act: Callable[[_One], None], on: Iterable[_One], what: str) -> None:
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for _ in pool.map(act, on):
                pass
    except OSError as error:
        raise not_saved(what, error) from error
