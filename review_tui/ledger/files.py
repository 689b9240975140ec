"""Durable files: written beside, synced, renamed, and the directory synced; and files named by their content.

Modes are set on the descriptor, because a kiosk runs under umask 077. Every OSError of writing becomes
NotSavedError: a full disk, a file-size limit (EFBIG; Python ignores SIGXFSZ) and a broken disk look the same to a
person: nothing was saved.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from review_tui.errors import LedgerError, NotSavedError

SHARED = 0o640
"""Owner writes, the group reads."""
PRIVATE = 0o600
"""Owner only."""
_CHUNK = 1 << 20


_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件大小达到系统限制",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件或上级目录",
    errno.ENOTDIR: "路径中有一段是文件，不是目录",
    errno.EEXIST: "同名文件已存在",
    errno.EISDIR: "那是一个目录，不是文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
    errno.ELOOP: "链接绕成了圈",
}


def reason(error: OSError) -> str:
    """Why the system refused, in a few Chinese words."""
    return _REASONS.get(error.errno or 0) or f"系统报告 {error.strerror or error}"


def not_saved(what: str, error: OSError) -> NotSavedError:
    """The sentence for a failed write of `what`."""
    return NotSavedError(
        "未保存", f"{what}没有写入：{reason(error)}。", "请通知办公室处理后再保存一次，已保存的内容不受影响。"
    )


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; OSError(ENOSPC) when the kernel takes none (a full disk writes short without an error)."""
    view = memoryview(data)
    while view:
        written = os.write(fd, view)
        if written == 0:
            raise OSError(errno.ENOSPC, "short write")
        view = view[written:]


def sync(path: Path) -> None:
    """Make a file's bytes, or the names in a directory, durable."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def sync_directory(directory: Path) -> None:
    """Make the names in a directory durable."""
    sync(directory)


def make_directory(directory: Path, mode: int) -> None:
    """Make one directory with that mode and make its name durable; one that is there keeps its mode.

    The group comes from the parent (setgid), not from the process. NotSavedError when it cannot be made.
    """
    mask = os.umask(0)
    try:
        directory.mkdir(mode & 0o777)
    except FileExistsError as error:
        if not directory.is_dir():
            raise not_saved(str(directory), error) from error
        return
    except OSError as error:
        raise not_saved(str(directory), error) from error
    finally:
        os.umask(mask)
    try:
        # below a setgid directory the kernel has set the bit already; a chmod by somebody who is not in the group of
        # the directory (an expert in `notes/`) would take it away, and with it the office's right to read
        if stat.S_IMODE(directory.stat().st_mode) != mode:
            directory.chmod(mode)
        sync_directory(directory.parent)
    except OSError as error:
        raise not_saved(str(directory), error) from error


@contextmanager
def replacing(target: Path, mode: int) -> Iterator[int]:
    """A descriptor to write to; on leaving, the file takes the place of `target` durably, as a whole or not at all.

    NotSavedError when any step fails; nothing is left beside the target then.
    """
    beside = target.with_name(f".{target.name[:40]}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    except OSError as error:
        raise not_saved(target.name, error) from error
    try:
        try:
            os.fchmod(fd, mode)
            yield fd
            os.fsync(fd)
        finally:
            os.close(fd)
        beside.rename(target)
        sync_directory(target.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise not_saved(target.name, error) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sweep(directory: Path) -> None:
    """Remove what `replacing` left in a directory when its program was killed."""
    for left in directory.glob(".*.tmp"):
        pid = left.name.split(".")[-3]
        if not Path("/proc", pid).exists():
            left.unlink(missing_ok=True)


def write_file(target: Path, data: bytes, mode: int = SHARED) -> None:
    """Write one small file durably, as a whole or not at all. NotSavedError."""
    with replacing(target, mode) as fd:
        write_all(fd, data)


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. LedgerError when it cannot be read."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise LedgerError("附件读不了", f"{path.name}：{reason(error)}。", "请检查该文件后重试。") from error


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes. OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_content(target: Path, sha256: str, pieces: Iterable[bytes], mode: int) -> None:
    """Make `target` hold the bytes whose hash is `sha256`; one that already holds them is not written again.

    LedgerError when the bytes have another hash (the source changed meanwhile); NotSavedError when it cannot be
    written.
    """
    if target.exists() and sha256_of(target) == sha256:
        if target.stat().st_mode & 0o777 | mode != mode:
            return  # already readable by more than asked for: sharing is never taken back
        target.chmod(mode)
        return
    found = hashlib.sha256()
    with replacing(target, mode) as fd:
        for piece in pieces:
            found.update(piece)
            write_all(fd, piece)
        if found.hexdigest() != sha256:
            raise LedgerError("附件有变", f"文件在读取期间变了（应为 {sha256[:12]}…）。", "请重新导入这个单位的材料。")
