"""Unpacks a 7z archive as `archives` does a zip. Apart from it, because py7zr takes long to load."""

from __future__ import annotations

import lzma
import zlib
from typing import Any

import py7zr
from py7zr.exceptions import ArchiveError
from py7zr.helpers import get_sanitized_output_path
from py7zr.io import Py7zIO, WriterFactory

from review_tui.intake.archives import LOCKED, METHOD, Contents, Job, Member, Refused, Sink


def un7z(job: Job) -> list[dict[str, Any]]:
    """See `archives.unpack`."""
    try:
        with py7zr.SevenZipFile(job.path) as archive:
            if archive.needs_password():
                raise Refused("archive.encrypted", LOCKED)
            contents = _contents(archive)
            contents.judge(job)
            factory = _Factory(job, contents.members)
            archive.extractall(factory=factory)
            return factory.sealed()
    except py7zr.UnsupportedCompressionMethodError:
        raise Refused("archive.format", METHOD) from None
    except py7zr.PasswordRequired:
        raise Refused("archive.encrypted", LOCKED) from None
    except (ArchiveError, lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, TypeError, LookupError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("archive.broken", f"压缩包已损坏（{type(error).__name__}）") from None


def _contents(archive: Any) -> Contents:
    contents = Contents()
    for file in archive.files:
        linked = file.is_symlink or file.is_junction
        regular = not linked and (file.is_directory or file.is_file)
        name = file.filename.replace("\\", "/")
        contents.add(name, file.uncompressed or 0, folder=file.is_directory and regular, regular=regular)
    return contents


class _Output(Py7zIO):
    """What py7zr writes one member to."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    def write(self, s: bytes | bytearray) -> int:
        return self.sink.write(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def flush(self) -> None:
        """Nothing is held back."""

    def size(self) -> int:
        return self.sink.count


class _Factory(WriterFactory):
    """Gives py7zr a file under our own name for each member; the names it asks by are its own cleaned ones."""

    def __init__(self, job: Job, members: list[Member]) -> None:
        self._sinks: dict[str, tuple[Member, Sink]] = {}
        for at, member in enumerate(members):
            asked = get_sanitized_output_path(member.name, None).as_posix()
            if asked in self._sinks:
                raise Refused("archive.broken", "压缩包内有同名文件", member.name)
            self._sinks[asked] = (member, Sink(job.target(at), member.size))

    def create(self, filename: str) -> Py7zIO:
        return _Output(self._sinks[filename][1])

    def sealed(self) -> list[dict[str, Any]]:
        """What was written, in the order of the archive; members that are short of their size mean a broken one."""
        for member, sink in self._sinks.values():
            if sink.count != member.size:
                raise Refused("archive.broken", "压缩包已损坏（内容不完整）", member.name)
        return [sink.seal(member.name) for member, sink in self._sinks.values()]
