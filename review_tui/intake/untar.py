"""Unpacks tar archives, plain or packed with gzip, bzip2 or xz, and single files packed so; see `archives`."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from review_tui.intake.archives import CHUNK, Contents, Job, Member, Refused, Sink, told, too_dense

_Opener = Callable[[Path], Any]
_PACKED: tuple[tuple[bytes, _Opener], ...] = (
    (b"\x1f\x8b", gzip.GzipFile),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_ENDING = re.compile(r"\.(?:gz|bz2|xz)$", re.IGNORECASE)
_SHORT = re.compile(r"\.(?:tgz|tbz2?|txz)$", re.IGNORECASE)
_BLOCK = 512
_BROKEN = "压缩包已损坏"


def untar(job: Job) -> list[dict[str, Any]]:
    """See `archives.unpack`. What is packed around a tar comes off first, as far as the limits allow."""
    try:
        with job.path.open("rb") as file:
            head = file.read(8)
        opened = next((open_ for start, open_ in _PACKED if head.startswith(start)), None)
        if opened is None:
            return _members(job, job.path)
        return _packed(job, opened)
    except (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, ValueError, OverflowError) as e:
        if isinstance(e, Refused):
            raise
        raise Refused("archive.broken", f"{_BROKEN}（{type(e).__name__}）") from None


def _packed(job: Job, opened: _Opener) -> list[dict[str, Any]]:
    inner = job.into / "packed.tar"
    try:
        sealed = _take_off(job, opened, inner)
        with inner.open("rb") as file:
            is_tar = looks_like_tar(file.read(_BLOCK))
        if is_tar:
            return _members(job, inner)
        name = re.split(r"[\\/]", _SHORT.sub("", _ENDING.sub("", job.name)))[-1]
        contents = Contents()
        contents.add(name, sealed["size"])
        contents.judge(job)
        inner.rename(job.target(0))
        return [{**sealed, "name": name, "file": job.target(0).name}]
    finally:
        inner.unlink(missing_ok=True)


def _take_off(job: Job, opened: _Opener, inner: Path) -> dict[str, Any]:
    limits = job.limits
    sink = Sink(inner, limits.total_bytes)
    try:
        with opened(job.path) as source:
            while chunk := source.read(CHUNK):
                sink.write(chunk)
                if too_dense(sink.count + job.used[1], job.packed, limits):
                    raise Refused("archive.bomb", f"压缩比超过 {limits.ratio} 倍")
    except OSError as error:
        if error.errno is not None:
            raise
        raise Refused("archive.broken", f"{_BROKEN}（{type(error).__name__}）") from None
    finally:
        sealed = sink.seal("")
    return sealed


def looks_like_tar(block: bytes) -> bool:
    """Whether a first block is a tar's: by its mark, or by the sum that older ones have in its place."""
    if len(block) < _BLOCK:
        return False
    if block[257:262] == b"ustar":
        return True
    digits = block[148:156].strip(b" \x00")
    if not re.fullmatch(rb"[0-7]{1,7}", digits):
        return False
    return sum(block[:148]) + sum(block[156:_BLOCK]) + 8 * 32 == int(digits, 8)


def _members(job: Job, path: Path) -> list[dict[str, Any]]:
    with tarfile.open(path, "r:", encoding="utf-8", errors="surrogateescape") as archive:
        infos, contents = [], Contents()
        for info in archive:
            name = _name(info)
            if contents.add(name, info.size, folder=info.isdir(), regular=info.isreg()):
                infos.append(info)
            if len(infos) + job.used[0] > job.limits.files:
                break
        contents.judge(job)
        _refuse_cut(path, archive.offset)
        pairs = enumerate(zip(infos, contents.members, strict=True))
        return [_extract(archive, info, member, job.target(at)) for at, (info, member) in pairs]


def _name(info: tarfile.TarInfo) -> str:
    try:
        return info.name.encode("utf-8").decode("utf-8").replace("\\", "/")
    except UnicodeEncodeError:
        return told(info.name.encode("utf-8", "surrogateescape")).replace("\\", "/")


def _refuse_cut(path: Path, end: int) -> None:
    """tarfile takes whatever it does not understand for the end; the end is a block of zeros."""
    with path.open("rb") as file:
        file.seek(end)
        block = file.read(_BLOCK)
    if len(block) < _BLOCK or any(block):
        raise Refused("archive.broken", f"{_BROKEN}（内容不完整）")


def _extract(archive: tarfile.TarFile, info: tarfile.TarInfo, member: Member, target: Path) -> dict[str, Any]:
    sink = Sink(target, member.size)
    source = archive.extractfile(info)
    assert source is not None
    with source:
        while chunk := source.read(CHUNK):
            sink.write(chunk)
    if sink.count != member.size:
        raise Refused("archive.broken", f"{_BROKEN}（内容不完整）", member.name)
    return sink.seal(member.name)
