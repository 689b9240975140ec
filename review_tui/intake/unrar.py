"""Unpacks a RAR archive with the system's unar or bsdtar; see `archives`.

rarfile reads the list, and only the list: both programs end with 0 although data is missing, so every member must be
there with its size and its CRC before anything is taken over.
"""

from __future__ import annotations

import os
import shutil
import zlib
from pathlib import Path
from typing import Any

import rarfile

from review_tui.intake.archives import CHUNK, LOCKED, Contents, Job, Member, Refused, Sink
from review_tui.intake.outside import Failed, found, run

_MISSING = "这台机器还不能读 RAR 压缩包，请安装 unar（apt install unar）后再导入，或改用 zip 重新打包"
_BROKEN = "压缩包已损坏"
_SLACK = 1 << 20
_TOOLS = (
    ("unar", ("-quiet", "-force-overwrite", "-no-directory", "-no-recursion", "-forks", "skip")),
    ("bsdtar", ("-x", "-f", "-", "--no-same-owner", "--no-same-permissions", "--no-xattrs", "--no-acls")),
)


def unrar(job: Job) -> list[dict[str, Any]]:
    """See `archives.unpack`."""
    try:
        infos, contents = _list(job)
    except (rarfile.NeedFirstVolume, FileNotFoundError):
        raise Refused("archive.format", "这是分卷压缩包，请合成一个压缩包重新报送") from None
    except (rarfile.Error, EOFError, ValueError, LookupError, TypeError, OSError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("archive.broken", f"{_BROKEN}（{type(error).__name__}）") from None
    contents.judge(job)
    if not contents.members:
        return []
    tried = 0
    for name, command in _TOOLS:
        program = found(name)
        if program is None:
            continue
        tried += 1
        taken = _try(job, infos, contents.members, [program, *command], None if name == "unar" else job.path)
        if taken is not None:
            return taken
    if not tried:
        raise Refused("archive.format", _MISSING)
    raise Refused("archive.broken", f"{_BROKEN}（解出的文件与目录不符）")


def _list(job: Job) -> tuple[list[Any], Contents]:
    with rarfile.RarFile(job.path, charset="gb18030", errors="strict") as archive:
        if archive.needs_password():
            raise Refused("archive.encrypted", LOCKED)
        infos, contents, seen = [], Contents(), set()
        for info in archive.infolist():
            name = info.filename.replace("\\", "/")
            if info.flags & (rarfile.RAR_FILE_SPLIT_BEFORE | rarfile.RAR_FILE_SPLIT_AFTER):
                raise rarfile.NeedFirstVolume("split", 0)
            if contents.add(name, info.file_size, folder=info.is_dir(), regular=_regular(info)):
                if name in seen:
                    raise Refused("archive.broken", "压缩包内有同名文件", name)
                seen.add(name)
                infos.append(info)
        return infos, contents


def _regular(info: Any) -> bool:
    redirected = getattr(info, "file_redir", None)
    return not info.is_symlink() and redirected is None


def _try(
    job: Job, infos: list[Any], members: list[Member], command: list[str], feed: Path | None
) -> list[dict[str, Any]] | None:
    """Unpacks with one program into an empty directory; None where it did not bring out everything.

    unar takes the path; bsdtar is fed through a pipe, else it takes a document stored in the archive for the archive.
    """
    place = job.into / "outside"
    place.mkdir()
    try:
        largest = max(member.size for member in members)
        seconds, memory = job.limits.unpack_seconds, job.limits.memory_bytes
        whole = command if feed else [*command, str(job.path.absolute())]
        run(whole, place, seconds=seconds, memory=memory, file_bytes=largest + _SLACK, feed=feed)
        sources = [_source(place, member) for member in members]
        if any(source is None for source in sources):
            return None
        pairs = enumerate(zip(infos, members, sources, strict=True))
        return [_take(info, member, source, job.target(at)) for at, (info, member, source) in pairs if source]
    except (Failed, _Differs):
        _forget(job, len(members))
        return None
    finally:
        shutil.rmtree(place)


class _Differs(Exception):
    """What was unpacked is not what the list says."""


def _source(place: Path, member: Member) -> Path | None:
    """Where the program put a member; nothing but a plain file of the right size inside `place` counts."""
    path = place / member.name
    try:
        inside = path.parent.resolve().is_relative_to(place.resolve())
        plain = path.is_file() and not path.is_symlink() and inside
        return path if plain and path.stat().st_size == member.size else None
    except OSError:
        return None


def _take(info: Any, member: Member, source: Path, target: Path) -> dict[str, Any]:
    sink, crc = Sink(target, member.size), 0
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        while chunk := file.read(CHUNK):
            crc = zlib.crc32(chunk, crc)
            sink.write(chunk)
    sealed = sink.seal(member.name)
    if info.CRC is not None and crc != info.CRC:
        raise _Differs
    source.unlink()
    return sealed


def _forget(job: Job, count: int) -> None:
    for at in range(count):
        job.target(at).unlink(missing_ok=True)
