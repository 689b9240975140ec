"""Unpacks one archive into files under our own names. Runs in the reading process; writes nowhere else.

The list is read and judged first: one member that leaves the package, a link or a device, and nothing is unpacked.
Each format has a module of its own (`unzip`, `sevenzip`, `untar`, `unrar`), which is loaded when it is needed.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from review_tui.intake.limits import Limits

CHUNK = 1 << 18
_LIBC = ctypes.CDLL(None)
_BEGIN = 2
"""SYNC_FILE_RANGE_WRITE: begins to write out what is not under way, and waits for nothing."""
LOCKED = "压缩包已加密，请去掉密码重新打包"
METHOD = "压缩包用了不能读取的压缩方法，请用普通 zip 重新打包"
_DRIVE = re.compile(r"^[A-Za-z]:")
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*([.:]|$)", re.IGNORECASE)
_NAMED = 20
"""How many members a refusal names; the others are counted."""


class Refused(ValueError):
    """The archive is not taken in. `problem` is the contract's word; `str()` says in Chinese why; `member` names it.

    `more`: further members that are refused for the same problem, as `(member, why)`.
    """

    def __init__(self, problem: str, message: str, member: str = "", more: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.problem, self.member, self.more = problem, member, tuple(more)


@dataclass(frozen=True, slots=True)
class Job:
    """One archive to unpack. `name`: what the unit calls it. Files go to `into/000123.bin`, counting from `first`.

    `used`: files and bytes that the package has already taken. `packed`: bytes of the package as it was sent.
    """

    path: Path
    name: str
    into: Path
    first: int
    used: tuple[int, int]
    packed: int
    limits: Limits

    def target(self, at: int) -> Path:
        """Where the member with that number in the list goes."""
        return self.into / f"{self.first + at:06d}.bin"


@dataclass(frozen=True, slots=True)
class Member:
    """A regular file of an archive; `name` as the unit wrote it with `/` between folders."""

    name: str
    size: int


@dataclass
class Contents:
    """What an archive lists: its regular files, and the members that are refused, as `(name, why)`."""

    members: list[Member] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, size: int, *, folder: bool = False, regular: bool = True) -> bool:
        """Takes one member up; True for a file that is to be unpacked."""
        why = unsafe_name(name)
        if not (folder or regular):
            self.faults.append((name, "压缩包内有链接或设备文件"))
        elif why:
            self.faults.append((name, f"压缩包内有不安全的文件{'夹' if folder else ''}名（{why}）"))
        elif not folder:
            self.members.append(Member(name, size))
            return True
        return False

    def judge(self, job: Job) -> None:
        """Raises `Refused` for unsafe members, and for more files or bytes than allowed."""
        self._judge_members()
        limits = job.limits
        if len(self.members) + job.used[0] > limits.files:
            raise Refused("archive.bomb", f"压缩包内文件超过 {limits.files} 个")
        total = sum(member.size for member in self.members)
        if total + job.used[1] > limits.total_bytes:
            raise Refused("archive.bomb", f"解压后超过 {limits.total_bytes >> 20} MB")
        if too_dense(total + job.used[1], job.packed, limits):
            raise Refused("archive.bomb", f"压缩比超过 {limits.ratio} 倍")
        for member in self.members:
            if member.size > limits.member_bytes:
                raise Refused("archive.bomb", f"单个文件超过 {limits.member_bytes >> 20} MB", member.name)

    def _judge_members(self) -> None:
        if not self.faults:
            return
        shown = self.faults[:_NAMED]
        left = f"；另有 {len(self.faults) - _NAMED} 个同样的文件" if len(self.faults) > _NAMED else ""
        rest = f"；整包没有导入，{_listed([member.name for member in self.members])}" + left
        (name, why), *more = shown
        if more:
            more[-1] = (more[-1][0], more[-1][1] + rest)
        else:
            why += rest
        raise Refused("archive.unsafe", why, name, more)


def _listed(names: list[str]) -> str:
    if not names:
        return "其中没有别的文件"
    more = " 等" if len(names) > _NAMED else ""
    return f"其余 {len(names)} 个文件：{'、'.join(names[:_NAMED])}{more}"


def too_dense(unpacked: int, packed: int, limits: Limits) -> bool:
    """Whether that many bytes out of that many are more than any real package holds."""
    return unpacked > limits.ratio_from and unpacked > limits.ratio * max(packed, 1)


def unpack(job: Job, sort: str) -> list[dict[str, Any]]:
    """Unpacks the archive: `{"name", "file", "size", "sha256"}` for each member. Raises `Refused`."""
    try:
        match sort:
            case "zip":
                from review_tui.intake.unzip import unzip as run
            case "7z":
                from review_tui.intake.sevenzip import un7z as run
            case "rar":
                from review_tui.intake.unrar import unrar as run
            case _:
                from review_tui.intake.untar import untar as run
        return run(job)
    except MemoryError:
        raise Refused("archive.bomb", "解压需要的内存过大") from None


def unsafe_name(name: str) -> str:
    """Why a member's name is refused, in Chinese; empty: it is safe."""
    plain = name.replace("\\", "/")
    if "\x00" in name:
        return "文件名含空字符"
    if plain.startswith("/"):
        return "绝对路径"
    if _DRIVE.match(plain):
        return "带盘符的路径"
    parts = [part.strip() for part in plain.split("/")]
    if ".." in parts:
        return "路径跳出压缩包"
    return "系统保留名" if any(_RESERVED.match(part) for part in parts) else ""


def told(raw: bytes) -> str:
    """The text of a name without a declared encoding: UTF-8 or GB18030, by trial."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


class Sink(io.RawIOBase):
    """One file being written: counts and hashes what passes."""

    def __init__(self, path: Path, most: int) -> None:
        self.path, self.most, self.count = path, most, 0
        self._hash = hashlib.sha256()
        self._file: IO[bytes] = path.open("xb")

    def write(self, data: Any) -> int:
        """Writes all of it. Raises `Refused` when the member grows past its declared size."""
        self.count += len(data)
        if self.count > self.most:
            raise Refused("archive.bomb", "解压出的内容比声明的大")
        self._hash.update(data)
        return self._file.write(data)

    def seal(self, name: str) -> dict[str, Any]:
        """Closes the file and says what was written. The disk may begin with it: most of it is wanted there soon."""
        self._file.flush()
        _LIBC.sync_file_range(self._file.fileno(), ctypes.c_int64(0), ctypes.c_int64(0), _BEGIN)
        self._file.close()
        return {"name": name, "file": self.path.name, "size": self.count, "sha256": self._hash.hexdigest()}
