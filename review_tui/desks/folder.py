"""What lies in a folder that could be a unit's package, and what a person typed or pasted as a path or a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from review_tui.errors import IntakeError, UsageError
from review_tui.ledger.files import reason

_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_DAY = re.compile(r"(?:(\d{4})[-./年]?)?(\d{1,2})[-./月]?(\d{1,2})日?")


class Found(NamedTuple):
    """A folder or an archive. `size` in bytes, None of a folder; `changed`: when it was last written to."""

    path: Path
    size: int | None
    changed: datetime

    @property
    def folder(self) -> bool:
        """Whether it can be gone into."""
        return self.size is None


def listing(folder: Path) -> tuple[Found, ...]:
    """The folders, then the archives (by the ends of their names), each by name; hidden ones are left out.

    Raises `IntakeError` for a folder that cannot be read. What cannot be looked at is left out.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        raise IntakeError("打不开文件夹", f"{folder}：{reason(error)}。", "请换一个文件夹。") from error
    found = [one for path in entries if not path.name.startswith(".") and (one := _look(path)) is not None]
    return tuple(sorted(found, key=lambda one: not one.folder))


def _look(path: Path) -> Found | None:
    try:
        stat, folder = path.stat(), path.is_dir()
    except OSError:  # a link that leads nowhere, or nothing for this account
        return None
    if not folder and not path.name.lower().endswith(_ARCHIVES):
        return None
    return Found(path, None if folder else stat.st_size, datetime.fromtimestamp(stat.st_mtime).astimezone())


def typed_path(text: str, here: Path) -> Path:
    """The path that was typed or pasted: quotes and `file://` taken off, `~` and what is relative to `here` resolved.

    Raises `UsageError` where there is nothing.
    """
    plain = text.strip().strip("\"'“”‘’")
    if plain.startswith("file://"):
        plain = unquote(urlsplit(plain).path)
    try:
        path = (here / Path(plain).expanduser()).resolve()
        there = path.exists()
    except (OSError, RuntimeError, ValueError):  # a home that is nobody's; a name no file can have
        there = False
    if not plain or not there:
        raise UsageError("没有这个文件", f"“{plain}”不存在。", "请检查路径，或从列表里选。")
    return path


def typed_day(text: str, today: date) -> date | None:
    """The day that was typed (`2022-08-15`, `20220815`, `8月15日`, `8.15`, full-width digits too); None: left empty.

    Without a year it is that of `today`. Raises `UsageError` for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("。", ".").replace("、", ".")
    if not plain:
        return None
    found = _DAY.fullmatch(plain)
    try:
        if found is None:
            raise ValueError(plain)
        return date(int(found[1] or today.year), int(found[2]), int(found[3]))
    except ValueError:
        raise UsageError("日期不对", f"“{text}”不是日期。", "请写成 2022-08-15，或 8-15。") from None


def size_text(size: int | None) -> str:
    """`12.3 MB`; empty for a folder."""
    if size is None:
        return ""
    value, unit = float(size), "B"
    for unit in ("B", "KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1024
    return f"{value:.0f} {unit}" if unit in ("B", "KB") else f"{value:.1f} {unit}"


def marked_in_order(marked: Sequence[Path], listed: Sequence[Found]) -> tuple[Path, ...]:
    """The marked paths: those of the listing in its order, then those marked elsewhere in the order of marking."""
    here = [one.path for one in listed if one.path in set(marked)]
    return (*here, *(path for path in marked if path not in here))
