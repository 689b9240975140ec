"""Opens a package: walks a folder, or unpacks an archive and the archives inside it, and lists the files."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from review_tui.errors import IntakeError
from review_tui.intake.files import File, is_noise
from review_tui.intake.reading import Reader
from review_tui.intake.sniff import ARCHIVE_NAMES, sort_of
from review_tui.intake.text import line
from scoring.nomination import Problem

_ARCHIVES = ("zip", "7z", "rar", "tar")
_FATAL = ("archive.unsafe", "archive.bomb")


@dataclass
class Source:
    """A package while it is opened. `refused`: it must not be taken in. `sha256` of the archive; None: a folder."""

    files: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False
    sha256: str | None = None
    bytes: int = 0
    members: int = 0
    packed: int = 0
    """Bytes as they were sent: a few that become many, in one archive or in archives inside it, are a bomb."""

    @property
    def top_folders(self) -> tuple[str, ...]:
        """The one folder that all files lie in, when there is one."""
        tops = {file.path.split("/", 1)[0] if "/" in file.path else "" for file in self.files}
        return tuple(tops) if len(tops) == 1 and "" not in tops else ()

    def refuse(self, name: str, problem: str, message: str) -> None:
        """The package is not taken in, and this is why."""
        self.problems.append(Problem(file=line(name), problem=problem, message=message))
        self.refused = True


def open_source(path: Path, workdir: Path, reader: Reader) -> Source:
    """The files of the package at `path` without noise, in the order of their paths. Raises `IntakeError` when the
    system does not let us read it."""
    source = Source()
    try:
        if path.is_dir():
            _walk(path, source, reader)
        else:
            _open_archive(path, workdir, source, reader)
    except OSError as error:
        raise IntakeError("打不开报送材料", f"{path}：{error.strerror}。", "请检查权限后再试。") from None
    if not source.refused:
        _open_nested(workdir, source, reader)
    if not source.refused and not source.files:
        source.refuse(path.name, "archive.broken", "里面没有文件")
    return source


def _walk(root: Path, source: Source, reader: Reader) -> None:
    for folder, names, files in os.walk(root, onerror=_raise):
        names.sort()
        for name in sorted([*names, *files]):
            path = Path(folder, name)
            relative = path.relative_to(root).as_posix()
            mode = path.lstat().st_mode
            if is_noise(relative):
                continue
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                source.refuse(_shown(relative), "archive.unsafe", "文件夹内有链接或设备文件")
            elif stat.S_ISREG(mode):
                source.files.append(File(_shown(relative), path, size=path.lstat().st_size))
    source.members, source.bytes = len(source.files), sum(file.size for file in source.files)
    source.packed = source.bytes
    if source.members > reader.limits.files or source.bytes > reader.limits.total_bytes:
        source.refuse(root.name, "archive.bomb", "文件夹内文件过多或过大")


def _raise(error: OSError) -> None:
    raise error


def _open_archive(path: Path, workdir: Path, source: Source, reader: Reader) -> None:
    with path.open("rb") as file:
        source.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    source.packed = path.stat().st_size
    sort = sort_of(path, path.name)
    if sort not in _ARCHIVES:
        known = "文件是空的" if sort == "empty" else "不是能识别的压缩包"
        looks = path.suffix.lower() in ARCHIVE_NAMES
        source.refuse(path.name, "archive.broken" if looks else "archive.format", known + "，请用 zip 重新打包")
        return
    for problem in _unpack(path, path.name, sort, "", workdir, source, reader):
        source.refuse(problem.file or path.name, problem.problem, problem.message)


def _unpack(
    path: Path, name: str, sort: str, prefix: str, workdir: Path, source: Source, reader: Reader
) -> list[Problem]:
    """Adds the members of one archive to the source; problems where it could not be unpacked, and then nothing."""
    into = _room(workdir)
    answer = reader.unpack(path, name, sort, into, (source.members, source.bytes), source.packed)
    if "members" not in answer:
        problem = str(answer.get("problem", "archive.broken"))
        first = (str(answer.get("member", "")), str(answer.get("message") or answer.get("fell")))
        return [
            Problem(file=_joined(prefix, member), problem=problem, message=message)
            for member, message in (first, *answer.get("more", ()))
        ]
    for one in answer["members"]:
        source.members += 1
        source.bytes += one["size"]
        if not is_noise(one["name"]):
            source.files.append(File(_joined(prefix, one["name"]), into / one["file"], one["sha256"], one["size"]))
    return []


def _room(workdir: Path) -> Path:
    """A directory for each archive: one that broke half-way leaves files behind."""
    first = workdir / "files"
    if first.exists():
        return Path(tempfile.mkdtemp(prefix="files-", dir=workdir))
    first.mkdir()
    return first


def _open_nested(workdir: Path, source: Source, reader: Reader) -> None:
    """Archives inside the package become folders of their name, as deep as the limits allow."""
    for _ in range(reader.limits.depth):
        found = [(file, sort) for file in source.files if (sort := _archive_sort(file)) is not None]
        if not found:
            break
        for file, sort in found:
            problems = _unpack(file.blob, file.name, sort, file.path, workdir, source, reader)
            file.opened = True
            if not problems:
                source.files.remove(file)
                continue
            if problems[0].problem in _FATAL:
                for one in problems:
                    source.refuse(one.file, one.problem, one.message)
                return
            file.closed = problems[0]
    for file in source.files:
        if file.closed is None and _archive_sort(file) is not None:
            source.refuse(file.path, "archive.bomb", f"压缩包套压缩包超过 {reader.limits.depth} 层")
    source.problems += [file.closed for file in source.files if file.closed is not None]
    source.files.sort(key=lambda file: PurePosixPath(file.path).parts)


def _archive_sort(file: File) -> str | None:
    if file.opened or file.size < 4:
        return None
    file.sniffed = file.sniffed or sort_of(file.blob, file.name)
    return file.sniffed if file.sniffed in _ARCHIVES else None


def _joined(prefix: str, member: str) -> str:
    return "/".join(part for part in (prefix, _shown(member)) if part)


def _shown(name: str) -> str:
    """A member's path as data: cleaned parts, without empty ones and `.`."""
    return "/".join(part for part in (line(piece) for piece in name.split("/")) if part not in ("", "."))
