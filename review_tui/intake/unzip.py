"""Unpacks a zip archive; see `archives`."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review_tui.intake.archives import CHUNK, LOCKED, METHOD, Contents, Job, Member, Refused, Sink, told

_UNICODE_PATH = 0x7075
_SPECIAL = (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK)


def unzip(job: Job) -> list[dict[str, Any]]:
    """See `archives.unpack`."""
    try:
        with zipfile.ZipFile(job.path) as archive:
            contents, infos = Contents(), []
            for info in archive.infolist():
                name = member_name(info)
                regular = stat.S_IFMT(info.external_attr >> 16) not in _SPECIAL
                if contents.add(name, info.file_size, folder=name.endswith("/"), regular=regular):
                    infos.append(info)
            contents.judge(job)
            for info in infos:
                if info.flag_bits & 1:
                    raise Refused("archive.encrypted", LOCKED, member_name(info))
            _refuse_overlaps(infos, archive.start_dir)
            return [
                _extract(archive, info, member, job.target(at))
                for at, (info, member) in enumerate(zip(infos, contents.members, strict=True))
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, lzma.LZMAError, struct.error, UnicodeError, OverflowError) as e:
        raise Refused("archive.broken", f"压缩包已损坏（{type(e).__name__}）") from None
    except NotImplementedError:
        raise Refused("archive.format", METHOD) from None
    except RuntimeError:
        raise Refused("archive.encrypted", LOCKED) from None


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member, target: Path) -> dict[str, Any]:
    sink = Sink(target, member.size)
    with archive.open(info) as source:
        while chunk := source.read(CHUNK):
            sink.write(chunk)
    if sink.count != member.size:
        raise Refused("archive.broken", "压缩包已损坏（内容不完整）", member.name)
    return sink.seal(member.name)


def _refuse_overlaps(infos: list[zipfile.ZipInfo], end: int) -> None:
    """Members that share bytes make a small archive unpack to any size; Python 3.11.7 would open them."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    starts = [info.header_offset for info in ordered[1:]] + [end]
    for one, following in zip(ordered, starts, strict=True):
        if one.header_offset + 30 + one.compress_size > following:
            raise Refused("archive.bomb", "压缩包内的文件互相重叠", member_name(one))


def member_name(info: zipfile.ZipInfo) -> str:
    """The name that the unit gave: by the UTF-8 flag, the Unicode path field, else UTF-8 or GB18030 by trial.

    Each name is decided by itself: Windows and other systems mix in one archive. Backslashes become `/`.
    """
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437")
        name = _unicode_path(info.extra, raw) or told(raw)
    return name.replace("\\", "/")


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
