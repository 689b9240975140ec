"""Opens a season directory: rules, ledger, content files. The only door to its layout (`ledger/layout.py`)."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from review_tui.content import Leaves, joined, note_bytes, note_value, past_bytes, past_values, split
from review_tui.errors import LedgerError, SeasonError, UsageError
from review_tui.ledger.batch import Content, put_contents
from review_tui.ledger.book import Book
from review_tui.ledger.entry import digest
from review_tui.ledger.files import (
    PRIVATE,
    SHARED,
    chunks,
    make_directory,
    put_content,
    reason,
    sweep,
    sync,
    sync_directory,
)
from review_tui.ledger.journal import Clock, Journal, JournalReader, local_now
from review_tui.ledger.layout import DIRECTORIES, EXPERT, OFFICE, RULES, Layout
from review_tui.ledger.workdir import working_directory
from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from scoring.nomination import PastWinner, UnitPackage

Tail = Book
"""A Book opened by `SeasonStore.tail`: read-only, `refresh` takes in what its writer appended."""

_EXPERT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class SeasonStore:
    """One season directory, opened. Holds no lock itself; the Books that it opens do."""

    def __init__(self, path: Path, season: Season, clock: Clock = local_now) -> None:
        self.path = path
        self.season = season
        self._layout = Layout(path)
        self._clock = clock

    @classmethod
    def create(cls, path: Path, rules_name: str = "jilin-2022", *, clock: Clock = local_now) -> SeasonStore:
        """A new season with the rules of `data/seasons/<rules_name>`; it appears as a whole or not at all.

        SeasonError for unknown rules and for a directory that exists and is not empty.
        """
        source = _rules_source(rules_name)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise SeasonError("不能新建", f"{path} 已存在，而且不是空目录。", "请换一个目录名，或直接打开它。")
        load_season(source)
        beside = path.with_name(f".{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(beside, ignore_errors=True)
            _lay_out(source, beside)
            beside.rename(path)
            sync_directory(path.parent)
        except OSError as error:
            shutil.rmtree(beside, ignore_errors=True)
            raise SeasonError("不能新建", f"{path} 写不进去：{reason(error)}。", "请检查权限和剩余空间。") from error
        return cls.open(path, clock=clock)

    @classmethod
    def open(cls, path: Path, *, clock: Clock = local_now) -> SeasonStore:
        """SeasonError when it is missing, no season, of a newer format, or its rules are wrong."""
        if not path.is_dir():
            raise SeasonError("打不开这一季", f"没有目录 {path}。", "请检查路径，或先运行 review-tui init。")
        try:
            whole = (path / "season.toml").is_file() and (path / "ledger").is_dir()
        except PermissionError as error:
            raise SeasonError("打不开这一季", f"本账号没有进入 {path} 的权限。", "请联系办公室。") from error
        if not whole:
            raise SeasonError(
                "打不开这一季",
                f"{path} 不是评审季目录（缺 season.toml 或 ledger）。",
                "请检查路径，或先运行 review-tui init。",
            )
        return cls(path, load_season(path), clock)

    # ------------------------------------------------------------------------------------------------ journals

    def office(self, *, read_only: bool = False, take_over: bool = False) -> Book:
        """The office's Book. `read_only`: follow it (`Book.refresh`) without the lock.

        BusyError when another program writes it and `take_over` is not asked for; LedgerError when it is broken.
        """
        if read_only:
            return self.tail(OFFICE)
        return self._book(OFFICE, take_over, self.path.stat().st_gid)

    def expert(self, expert_id: str, *, take_over: bool = False) -> Book:
        """An expert's Book, begun where there is none yet; whether the panel knows the expert is the desk's to ask.

        UsageError for an id that no file can be named after; BusyError, LedgerError as in `office`.
        """
        return self._book(_writer_of(_expert(expert_id)), take_over, None)

    def experts(self) -> tuple[str, ...]:
        """Ids of the experts who have a journal, in order."""
        return tuple(w.removeprefix(EXPERT) for w in self._layout.writers() if w.startswith(EXPERT))

    def tail(self, writer: str) -> Book:
        """A read-only Book on `office`, `expert-<id>`, or an expert's bare id; empty while there is no journal."""
        name = _writer_of(writer)
        return Book(JournalReader(self._layout.journal(name), name, self.season.rules.id))

    def _book(self, writer: str, take_over: bool, group: int | None) -> Book:
        path = self._layout.journal(writer)
        journal = Journal(path, writer, self.season.rules.id, clock=self._clock, take_over=take_over, group=group)
        return Book(journal)

    # ------------------------------------------------------------------------------------------------ contents

    def put_attachment(self, source: Path, sha256: str, *, shared: bool) -> None:
        """Keep a file under its hash. `shared`: experts may read it; sharing is never taken back.

        LedgerError when the file has another hash or cannot be read, NotSavedError when it cannot be written.
        """
        target = self._layout.attachment(_checked(sha256))
        make_directory(target.parent, DIRECTORIES["attachments"])
        put_content(target, sha256, chunks(source), SHARED if shared else PRIVATE)

    def put_attachments(self, sources: Mapping[str, Path], shared: Collection[str]) -> None:
        """`put_attachment` of many files, by their hashes, at the price of a few syncs; `shared`: hashes of those that
        experts may read.

        Files of the season's own work directories are linked into place: their hashes were told when they were written,
        and nobody writes them again. LedgerError, NotSavedError as there.
        """
        own = self.path / "tmp"
        contents = [
            Content(
                source,
                self._layout.attachment(_checked(sha256)),
                sha256,
                SHARED if sha256 in shared else PRIVATE,
                own in source.parents,
            )
            for sha256, source in sources.items()
        ]
        put_contents(contents, DIRECTORIES["attachments"])

    def attachment(self, sha256: str) -> Path:
        """Where an attachment is. LedgerError when it is not there."""
        path = self._layout.attachment(_checked(sha256))
        if not path.is_file():
            raise LedgerError("附件缺失", f"找不到附件 {sha256[:12]}…。", "请用 review-tui verify 检查，再从备份恢复。")
        return path

    def put_dossier(self, package: UnitPackage) -> tuple[str, str]:
        """Keep what a package says: (hash of the part for all, hash of the part for the office). NotSavedError."""
        public, private = split(package)
        shas = digest(public), digest(private)
        put_content(self._layout.dossier(shas[0]), shas[0], [public], SHARED)
        put_content(self._layout.private(shas[1]), shas[1], [private], PRIVATE)
        return shas

    def dossier(self, sha256: str, private: str | None = None) -> UnitPackage:
        """The package again; without `private`, its private readings are left out. LedgerError when it is missing,
        altered, or not to be read by this account."""
        return self.dossier_later(sha256, private)()

    def dossier_later(self, sha256: str, private: str | None = None) -> Callable[[], UnitPackage]:
        """Reads as `dossier` does, and holds what was read against its hash; parses it when called."""
        public = _read(self._layout.dossier(_checked(sha256)), sha256)
        hidden = _read(self._layout.private(_checked(private)), private) if private else None
        return partial(joined, public, hidden)

    def leaves(self, sha256: str) -> Leaves:
        """The part for all of a package, to be read by single nominations. LedgerError as in `dossier`."""
        return Leaves(_read(self._layout.dossier(_checked(sha256)), sha256))

    def put_past(self, winners: Sequence[PastWinner]) -> str:
        """Keep a part of the register of past winners, for the office's account alone; its hash. NotSavedError."""
        data = past_bytes(winners)
        sha256 = digest(data)
        put_content(self._layout.private(sha256), sha256, [data], PRIVATE)
        return sha256

    def past(self, sha256: str) -> tuple[PastWinner, ...]:
        """That part again. LedgerError when it is missing, altered, or not to be read by this account."""
        return past_values(_read(self._layout.private(_checked(sha256)), sha256))

    def put_note(self, writer: str, value: dict[str, Any]) -> str:
        """Keep a person's text apart from the journals; its salted hash. NotSavedError.

        `writer`: `office`, `expert-<id>` or an expert's bare id, as in all of this class.
        """
        data = note_bytes(value)
        sha256 = digest(data)
        target = self._layout.note(_writer_of(writer), sha256)
        make_directory(target.parent, 0o2750)
        if writer == OFFICE:
            self._let_the_panel_read(target.parent)
        put_content(target, sha256, [data], SHARED)
        return sha256

    def note(self, writer: str, sha256: str) -> dict[str, Any] | None:
        """The text again, or None where it was purged. LedgerError when it was altered."""
        path = self._layout.note(_writer_of(writer), _checked(sha256))
        try:
            return note_value(_read(path, sha256))
        except MissingFile:
            return None

    def _let_the_panel_read(self, directory: Path) -> None:
        """Give a directory in `notes` to the group of the season: experts read the office's reasons, not each other's
        comments, which stay with the group of `notes`. What is made in it later follows (setgid)."""
        group = self.path.stat().st_gid
        if directory.stat().st_gid != group:
            os.chown(directory, -1, group)
            directory.chmod(0o2750)

    # ------------------------------------------------------------------------------------------------ places

    @contextmanager
    def workdir(self) -> Iterator[Path]:
        """A directory of one's own inside the season, removed afterwards; what killed programs left goes first.

        Directories that are missing (a copy that left out empty ones) are made again. NotSavedError.
        """
        for name, mode in DIRECTORIES.items():
            make_directory(self.path / name, mode)
        for place in self._layout.content_directories():
            sweep(place)
        with working_directory(self.path / "tmp") as directory:
            yield directory

    def template(self, name: str) -> Path:
        """Where a template of the season is, whether it is there or not: the office may restyle it."""
        return self.path / "templates" / name

    def exports_dir(self) -> Path:
        """Where exports go."""
        directory = self.path / "exports"
        make_directory(directory, DIRECTORIES["exports"])
        return directory


def _rules_source(name: str) -> Path:
    seasons = data_dir() / "seasons"
    known = sorted(p.name for p in seasons.iterdir() if (p / "season.toml").is_file())
    if name not in known:
        raise SeasonError("没有这套规则", f"{name} 不在随附的规则中。", f"可用的有：{'、'.join(known)}。")
    return seasons / name


def _lay_out(source: Path, target: Path) -> None:
    target.mkdir()
    for name in RULES:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, copy_function=shutil.copyfile)
        elif (source / name).exists():
            shutil.copyfile(source / name, target / name)
    for path in target.rglob("*"):
        path.chmod(0o2750 if path.is_dir() else SHARED)
    for name, mode in DIRECTORIES.items():
        (target / name).mkdir()
        (target / name).chmod(mode)
    target.chmod(0o2750)
    for path in [*target.rglob("*"), target]:
        sync(path)


def _writer_of(who: str) -> str:
    """`office`, `expert-<id>` or a bare expert id -> the writer."""
    return who if who == OFFICE else EXPERT + _expert(who.removeprefix(EXPERT))


def _expert(expert_id: str) -> str:
    """The id, if a file can be named after it and it cannot be taken for a writer."""
    if not _EXPERT_ID.fullmatch(expert_id) or expert_id == OFFICE or expert_id.startswith(EXPERT):
        raise UsageError("没有这位专家", f"编号“{expert_id}”不合规定。", "编号只用字母、数字、- 和 _，最多 32 个。")
    return expert_id


def _checked(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise LedgerError("内容编号不对", f"“{sha256[:80]}”不是 SHA-256。", "请运行 review-tui verify 检查。")
    return sha256


class MissingFile(LedgerError):
    """A content file is not there."""


def _read(path: Path, sha256: str) -> bytes:
    """A content file's bytes, checked against its name."""
    title, name, hint = "材料读不出", f"{path.parent.name}/{path.name}", "请运行 review-tui verify 检查。"
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFile(title, f"{name}：文件缺失。", hint) from error
    except OSError as error:
        raise LedgerError(title, f"{name}：{reason(error)}。", hint) from error
    if digest(data) != sha256:
        raise LedgerError("材料被改动", f"{path.parent.name}/{path.name} 的内容与编号不符。", "请从备份恢复该文件。")
    return data
