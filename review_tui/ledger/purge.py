"""Personal data of a season removed for good, with journals that still verify.

The journals hold numbers and ids; names, phones, texts, pictures are in content files. The entry that announces the
purge says how far each journal reached: what those entries name may be missing from then on, and nothing else may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from review_tui.errors import NotSavedError
from review_tui.ledger.entry import Doc, Entry
from review_tui.ledger.files import reason, sync_directory
from review_tui.ledger.layout import OFFICE, Layout

TABLE = "purges"
_ROOMS = ("dossiers", "office", "notes", "attachments", "exports", "tmp")
_NAMES = {
    "dossiers": "申报材料",
    "office": "办公室专用内容",
    "notes": "评语、理由、姓名",
    "attachments": "附件",
    "exports": "导出的文件",
    "tmp": "临时文件",
}


class Room(NamedTuple):
    """What is to go from one directory: how many files, how many bytes."""

    name: str
    title: str
    files: int
    size: int


def plan(season: Path) -> tuple[Room, ...]:
    """What a purge removes, directory by directory; rooms without a file are left out."""
    rooms = []
    for name in _ROOMS:
        sizes = [path.stat().st_size for path in _files(season / name)]
        if sizes:
            rooms.append(Room(name, _NAMES[name], len(sizes), sum(sizes)))
    return tuple(rooms)


def remove(season: Path) -> int:
    """Removes every file of the plan, and says how many. Going on after an interrupted purge is the same call.

    NotSavedError, after everything else is gone, when some could not be removed.
    """
    removed, kept = 0, list[tuple[Path, OSError]]()
    for name in _ROOMS:
        touched = set()
        for path in _files(season / name):
            try:
                path.unlink()
            except OSError as error:
                kept.append((path, error))
            else:
                removed += 1
                touched.add(path.parent)
        for directory in touched:
            sync_directory(directory)
    if kept:
        path, why = kept[0]
        where = f"{path.parent.name}/{path.name[:12]}… 等 {len(kept)} 个文件删不掉：{reason(why)}。"
        raise NotSavedError("清除没有完成", where, "请用管理员账号再运行一次；已删的不会恢复。")
    return removed


def reach(heads: Mapping[str, tuple[int, str]]) -> Doc:
    """What the entry that announces a purge keeps: how many entries each journal has."""
    return {"upto": {writer: count for writer, (count, _) in heads.items()}}


def purged(office: Iterable[Entry]) -> Mapping[str, int]:
    """By writer, up to which entry the content may be missing, from the entries of the office journal; empty: never
    purged."""
    upto: dict[str, int] = {}
    for entry in office:
        for doc in entry.puts.get(TABLE, {}).values():
            # what the office wrote to announce it is covered too
            upto = {**doc["upto"], OFFICE: entry.seq}
    return upto


def still_needed(layout: Layout, entries: Iterable[Entry], upto: int) -> Iterator[Path]:
    """The content files that must be there: those that entries after `upto` name."""
    for entry in entries:
        if entry.seq > upto:
            yield from layout.named(entry)


def _files(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.rglob("*")) if path.is_file() or path.is_symlink())
