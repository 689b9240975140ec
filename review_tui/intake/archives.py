"""Unpacks one archive into files under our own names. Runs in the reading process; writes nowhere else.

The list is read and judged first: one member that leaves the package, a link or a device, and nothing is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from review_tui.intake.limits import Limits

CHUNK = 1 << 18
_DRIVE = re.compile(r"^[A-Za-z]:")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNICODE_PATH = 0x7075


class Refused(ValueError):
    """The archive is not taken in. `problem` is the contract's word; `str()` says in Chinese why; `member` names it."""

    def __init__(self, problem: str, message: str, member: str = "") -> None:
        super().__init__(message)
        self.problem, self.member = problem, member


@dataclass(frozen=True, slots=True)
class Member:
    """A regular file of an archive; `name` as the unit wrote it with `/` between folders."""

    name: str
    size: int


def unpack(
    path: Path, sort: str, into: Path, first: int, limits: Limits, used: tuple[int, int]
) -> list[dict[str, Any]]:
    """Writes each member to `into/000123.bin`, counting from `first`.

    Answers `{"name", "file", "size", "sha256"}` for each. `used`: files and bytes that the package has already taken.
    Raises `Refused`.
    """
    try:
        if sort == "zip":
            return _unzip(path, into, first, limits, used)
        if sort == "7z":
            from review_tui.intake.sevenzip import un7z

            return un7z(path, into, first, limits, used)
    except MemoryError:
        raise Refused("archive.bomb", "解压需要的内存过大") from None
    raise Refused("archive.format", "这种压缩格式暂不能读取，请改用 zip 或 7z 重新打包")


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


def check(members: list[Member], packed: int, limits: Limits, used: tuple[int, int]) -> None:
    """Raises `Refused` for unsafe names, and for more files or bytes than allowed."""
    for member in members:
        why = unsafe_name(member.name)
        if why:
            raise Refused("archive.unsafe", f"压缩包内有不安全的文件名（{why}）", member.name)
    if len(members) + used[0] > limits.files:
        raise Refused("archive.bomb", f"压缩包内文件超过 {limits.files} 个")
    total = sum(member.size for member in members)
    if total + used[1] > limits.total_bytes:
        raise Refused("archive.bomb", f"解压后超过 {limits.total_bytes >> 20} MB")
    if total > limits.ratio_from and total > limits.ratio * max(packed, 1):
        raise Refused("archive.bomb", f"压缩比超过 {limits.ratio} 倍")
    for member in members:
        if member.size > limits.member_bytes:
            raise Refused("archive.bomb", f"单个文件超过 {limits.member_bytes >> 20} MB", member.name)


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
        """Closes the file and says what was written."""
        self._file.close()
        return {"name": name, "file": self.path.name, "size": self.count, "sha256": self._hash.hexdigest()}


# ------------------------------------------------------------------------------------------------------------- zip


def _unzip(path: Path, into: Path, first: int, limits: Limits, used: tuple[int, int]) -> list[dict[str, Any]]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not _judge(info)]
            members = [Member(member_name(info), info.file_size) for info in infos]
            check(members, path.stat().st_size, limits, used)
            _refuse_overlaps(infos)
            return [
                _extract(archive, info, member, into / f"{first + at:06d}.bin")
                for at, (info, member) in enumerate(zip(infos, members, strict=True))
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, lzma.LZMAError, struct.error, UnicodeDecodeError) as error:
        raise Refused("archive.broken", f"压缩包已损坏（{type(error).__name__}）") from None
    except NotImplementedError:
        raise Refused("archive.format", "压缩包用了不能读取的压缩方法，请用普通 zip 重新打包") from None
    except RuntimeError:
        raise Refused("archive.encrypted", "压缩包已加密，请去掉密码重新打包") from None


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member, target: Path) -> dict[str, Any]:
    sink = Sink(target, member.size)
    with archive.open(info) as source:
        while chunk := source.read(CHUNK):
            sink.write(chunk)
    return sink.seal(member.name)


def _judge(info: zipfile.ZipInfo) -> bool:
    """True for a folder. Raises `Refused` for links, devices and encrypted members, and unsafe folder names."""
    name = member_name(info)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK):
        raise Refused("archive.unsafe", "压缩包内有链接或设备文件", name)
    if info.flag_bits & 1:
        raise Refused("archive.encrypted", "压缩包已加密，请去掉密码重新打包", name)
    folder = name.endswith("/")
    if folder and (why := unsafe_name(name)):
        raise Refused("archive.unsafe", f"压缩包内有不安全的文件夹名（{why}）", name)
    return folder


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for one, following in itertools.pairwise(ordered):
        if one.header_offset + 30 + one.compress_size > following.header_offset:
            raise Refused("archive.bomb", "压缩包内的文件互相重叠", member_name(one))


def member_name(info: zipfile.ZipInfo) -> str:
    """The name that the unit gave: by the UTF-8 flag, the Unicode path field, else UTF-8 or GB18030 by trial.

    Each name is decided by itself: Windows and other systems mix in one archive. Backslashes become `/`.
    """
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437")
        name = _unicode_path(info.extra, raw) or _guess(raw)
    return name.replace("\\", "/")


def _guess(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    for tag, data in _extra_fields(extra):
        if tag == _UNICODE_PATH and len(data) > 5 and data[0] == 1:
            (crc,) = struct.unpack("<I", data[1:5])
            if crc == zlib.crc32(raw):
                return data[5:].decode("utf-8", errors="replace")
    return None


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        tag, size = struct.unpack("<HH", extra[at : at + 4])
        yield tag, extra[at + 4 : at + 4 + size]
        at += 4 + size
