"""The files of a package: where they lie, what they are called, what was read of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from review_tui.intake.found import Entry
from review_tui.intake.grid import Paper
from review_tui.intake.sniff import PAPER_NAMES, PHOTO_NAMES, TABLE_NAMES, VIDEO_NAMES
from review_tui.intake.summaries import Summary
from review_tui.intake.text import folded
from scoring.nomination import MaterialKind, Problem

_NOISE_NAMES = frozenset({"thumbs.db", ".ds_store", "desktop.ini", "ehthumbs.db", "picasa.ini", ".picasa.ini"})
_NOISE_FOLDERS = frozenset({"__macosx", ".git", ".svn", "$recycle.bin", "system volume information"})
_NOISE_STARTS = ("~$", "._", ".~", "~wrl")
_REPORT = re.compile(r"总结|小结|工作报告|情况报告|工作汇报|情况汇报")
_FORM = re.compile(r"推介表|推荐表|申报表|报名表|登记表")
_SUMMARY = re.compile(r"汇总|一览表|花名册")
_SCAN = re.compile(r"推介表|推荐表|申报表|汇总表|扫描")


@dataclass(eq=False)
class File:
    """One file. `path` inside the package, cleaned; `blob` where its bytes are; `answer` of the reading process."""

    path: str
    blob: Path
    sha256: str = ""
    size: int = 0
    answer: dict[str, Any] = field(default_factory=dict)
    paper: Paper | None = None
    summaries: list[Summary] = field(default_factory=list)
    forms: list[Entry] = field(default_factory=list)
    sniffed: str = ""
    """What its first bytes say that it is; empty: nobody looked."""
    opened: bool = False
    """Whether it was tried as an archive."""
    closed: Problem | None = None
    """Why this archive inside the package could not be opened."""
    spare: bool = False
    """A scan beside the paper that was read: kept, and nothing is asked of it."""

    @cached_property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.path).stem

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The paths of the folders that it lies in, the innermost first."""
        parts = self.path.split("/")
        return tuple("/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))

    @property
    def unread(self) -> str | None:
        """Why it could not be read, in Chinese; None: it was, or nobody tried."""
        reason = self.answer.get("fell") or self.answer.get("unread") or self._half_read
        return None if reason is None else str(reason)

    @property
    def _half_read(self) -> str | None:
        """A form of which the converting program found the text and no cells."""
        by = self.answer.get("by")
        if by is None or self.forms or self.summaries or not _FORM.search(folded(self.name)):
            return None
        return f"{by} 只读出文字，认不出其中的表格，请另存为 .docx 重新报送"

    @property
    def is_report(self) -> bool:
        """Whether it calls itself a work summary; then a table in it makes it neither form nor 汇总表."""
        called = folded(self.name)
        return _REPORT.search(called) is not None and _FORM.search(called) is None

    @property
    def trouble(self) -> str | None:
        """What the office is told about a file that could not be read; None for files of no consequence."""
        if self.closed is not None:
            return self.closed.message
        return self.unread if self.kind != "other" else None

    def hash_here(self) -> None:
        """SHA-256 and size by the program itself, where the reading process fell before it could say them."""
        with self.blob.open("rb") as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.size = self.blob.stat().st_size

    @property
    def kind(self) -> MaterialKind:
        """By content; a file that cannot be read, by its ending and its name."""
        if self.summaries:
            return "summary"
        if self.forms:
            return "form"
        sort = self.answer.get("sort", "unknown")
        if self.spare or (sort == "photo" and _SCAN.search(folded(self.stem))):
            return "other"
        ending = PurePosixPath(self.path).suffix.lower()
        if sort in ("photo", "heic") or (self.unread and ending in PHOTO_NAMES):
            return "photo"
        if sort == "video" or (self.unread and ending in VIDEO_NAMES):
            return "video"
        return self._paper_kind(ending)

    def _paper_kind(self, ending: str) -> MaterialKind:
        called = folded(self.name)
        if _REPORT.search(called) or (self.paper and any(_REPORT.search(folded(t)) for t in self.paper.paragraphs[:2])):
            return "report"
        if self.unread is None:
            return "other"
        if _SUMMARY.search(called):
            return "summary"
        if ending in TABLE_NAMES:
            return "form" if _FORM.search(called) else "summary"
        if ending == ".pdf" and not _FORM.search(called):
            return "other"
        return "form" if ending in PAPER_NAMES or _FORM.search(called) else "other"


def is_noise(path: str) -> bool:
    """What editors and systems leave behind: `~$…`, Thumbs.db, .DS_Store, __MACOSX, desktop.ini."""
    parts = path.lower().split("/")
    name = parts[-1]
    if any(part in _NOISE_FOLDERS for part in parts[:-1]):
        return True
    return name in _NOISE_NAMES or name.startswith(_NOISE_STARTS) or not name
