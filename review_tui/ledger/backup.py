"""Backups: hot copies of a season that are replayed and compared before they are called good.

Journals only grow, so a copy of one while its expert scores is a prefix of it. Journals are copied before the files
that they name (a file is there before the entry that names it), and the experts' before the office's (an expert
refers to what the office has taken in), so that a copy made at work is whole in itself.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from review_tui.errors import LedgerError, SeasonError
from review_tui.ledger.check import JournalCheck, check_journal
from review_tui.ledger.entry import canonical
from review_tui.ledger.files import PRIVATE, chunks, not_saved, sha256_of, sync, sync_directory, write_file
from review_tui.ledger.layout import DIRECTORIES, RULES, Layout
from review_tui.ledger.verify import Progress, Verification, verify

MANIFEST = "backup.json"
"""The file that makes a directory a backup: season and the head of every journal."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup or a restored season: where it is, and what `verify` says of it."""

    path: Path
    verification: Verification


def backup(season: Path, dest: Path, progress: Progress | None = None) -> Copy:
    """Copy `season` to the directory `dest`, also while experts score; replay and compare the copy.

    An earlier backup of the same season at `dest` is replaced, but only by a good one that goes on from it; files that
    it has already are not copied again. SeasonError when `season` is no season, or `dest` holds something else or is
    inside it; LedgerError when the copy is not good enough to replace the earlier one; NotSavedError when it cannot be
    written.
    Where there was no earlier one, a copy with faults is kept: see `Copy.verification`.
    """
    source = Layout(season)
    season_id = source.season_id()
    _refuse_nested("不能备份", dest, season)
    earlier = _earlier(dest, season_id)
    with _beside(dest, season) as new:
        copy = Layout(new)
        _copy_journals(source, copy)
        _copy_files(source, copy, dest if earlier is not None else None, progress)
        result = verify(new, progress)
        _check_prefix(source, copy)
        if earlier is not None:
            _check_goes_on(copy, season_id, result, earlier)
        heads = {check.writer: {"entries": check.entries, "head": check.head} for check in result.journals}
        write_file(new / MANIFEST, canonical({"format": 1, "season": season_id, "journals": heads}) + b"\n", PRIVATE)
        _sync_all(new)
        _swap(new, dest)
    return Copy(dest, result)


def restore(src: Path, season: Path, progress: Progress | None = None) -> Copy:
    """Make the season directory `season` from the backup `src`; replay and compare it with the backup's record.

    SeasonError when `src` is no backup or `season` exists and is not empty; LedgerError when a journal of the backup is
    not what was recorded (nothing is made then); NotSavedError. Bad files are restored as they are: see
    `Copy.verification`. Run by root, files get their owners back; run by others they belong to the caller.
    """
    recorded = _manifest(src)
    if recorded is None:
        raise SeasonError("不能恢复", f"{src} 不是备份（缺 {MANIFEST}）。", "请选择 review-tui backup 生成的目录。")
    if season.exists() and (not season.is_dir() or any(season.iterdir())):
        raise SeasonError("不能恢复", f"{season} 已存在，而且不是空目录。", "请恢复到一个新目录，核对后再替换。")
    source = Layout(src)
    source.season_id()
    _refuse_nested("不能恢复", season, src)
    with _beside(season, src) as new:
        copy = Layout(new)
        _copy_journals(source, copy)
        _copy_files(source, copy, None, progress)
        result = verify(new, progress)
        _check_recorded(result, recorded)
        _sync_all(new)
        new.chmod(0o2750)
        _swap(new, season)
    return Copy(season, result)


def _refuse_nested(title: str, target: Path, original: Path) -> None:
    """A copy inside what it was made of is lost with it, and would stand among its content files."""
    one, other = target.resolve(), original.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        what = f"{target} 与 {original} 是同一个目录，或一个在另一个里面。"
        raise SeasonError(title, what, "请换一个目录，最好在另一块磁盘上。")


# ---------------------------------------------------------------------------------------------------- comparing


def _check_prefix(source: Layout, copy: Layout) -> None:
    """Every copied journal is what the season's journal begins with, now that it may have grown."""
    for writer in copy.writers():
        if not source.journal(writer).read_bytes().startswith(copy.journal(writer).read_bytes()):
            raise LedgerError(
                "备份不可用", f"{writer} 的日志在备份期间被改写。", "请运行 review-tui verify 检查这一季。"
            )


def _check_goes_on(copy: Layout, season_id: str, result: Verification, earlier: dict[str, JournalCheck]) -> None:
    """A good earlier backup is not given up for one that is broken or lacks what it has."""
    keep = "原有备份保留未动。请先运行 review-tui verify 检查这一季。"
    faults = [check.problem for check in result.journals if not check.ok] + [f"{b.file}{b.problem}" for b in result.bad]
    if faults:
        raise LedgerError("备份没有替换", f"这一季现在有问题：{faults[0]}", keep)
    for writer, old in earlier.items():
        entries = check_journal(copy.journal(writer), writer, season_id)[1] if copy.journal(writer).exists() else []
        if old.entries and (len(entries) < old.entries or entries[old.entries - 1].hash != old.head):
            raise LedgerError("备份没有替换", f"{writer} 的日志比原有备份少，或已被改写。", keep)


def _check_recorded(result: Verification, recorded: dict[str, JournalCheck]) -> None:
    found = {check.writer: check for check in result.journals}
    for writer, old in recorded.items():
        new = found.get(writer)
        if new is None or (new.entries, new.head) != (old.entries, old.head):
            problem = new.problem if new and new.problem else f"{writer} 的日志与备份时的记录不符。"
            raise LedgerError("备份已损坏", problem, "请换一份备份。")


def _earlier(dest: Path, season_id: str) -> dict[str, JournalCheck] | None:
    """Heads of the backup that stands at `dest`; None when there is nothing. SeasonError when it is something else."""
    if not dest.exists() or (dest.is_dir() and not any(dest.iterdir())):
        return None
    found = _manifest(dest)
    if found is None or Layout(dest).season_id() != season_id:
        raise SeasonError("不能备份", f"{dest} 里有别的内容，不是这一季的备份。", "请换一个空目录。")
    return found


def _manifest(directory: Path) -> dict[str, JournalCheck] | None:
    try:
        recorded = json.loads((directory / MANIFEST).read_bytes())["journals"]
        return {str(w): JournalCheck(str(w), int(j["entries"]), str(j["head"]), True, "") for w, j in recorded.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


# ---------------------------------------------------------------------------------------------------- copying


@contextmanager
def _beside(target: Path, original: Path) -> Iterator[Path]:
    """A new season directory beside `target`, made like `original` but closed to others.

    It is removed when anything goes wrong. OSError becomes NotSavedError.
    """
    new = target.absolute().with_name(f".{target.absolute().name}.{secrets.token_hex(6)}.new")
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir(mode=0o700)
        _like(original, new)
        new.chmod(0o700)
        for name in DIRECTORIES:
            (new / name).mkdir()
            if (original / name).is_dir():
                _like(original / name, new / name)
        yield new
    except OSError as error:
        raise not_saved(f"到 {target} 的副本", error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)  # gone already when all went well


def _swap(new: Path, target: Path) -> None:
    """Put `new` in the place of `target` (absent, empty, or an earlier backup that is then removed)."""
    old = new.with_suffix(".old")
    if target.exists() and any(target.iterdir()):
        target.rename(old)
    new.rename(target)
    sync_directory(new.parent)
    shutil.rmtree(old, ignore_errors=True)


def _copy_journals(source: Layout, copy: Layout) -> None:
    for writer in reversed(source.writers()):
        data = source.journal(writer).read_bytes()
        copy.journal(writer).write_bytes(data[: data.rfind(b"\n") + 1])
        _like(source.journal(writer), copy.journal(writer))


def _copy_files(source: Layout, copy: Layout, earlier: Path | None, progress: Progress | None) -> None:
    for name in RULES:
        if (source.root / name).is_dir():
            shutil.copytree(source.root / name, copy.root / name)
        elif (source.root / name).exists():
            shutil.copyfile(source.root / name, copy.root / name)
    for path in [*source.aside(), *(p for p in sorted((source.root / "exports").rglob("*")) if p.is_file())]:
        _copy_one(source, path, copy)
    for count, (path, sha256) in enumerate(source.contents(), start=1):
        had = earlier / path.relative_to(source.root) if earlier else None
        if had is not None and had.is_file() and sha256_of(had) == sha256:
            target = _target(source, path, copy)
            target.hardlink_to(had)
            _like(path, target)
        else:
            _copy_one(source, path, copy)
        if progress and count % 100 == 0:
            progress(f"已复制 {count} 个文件")


def _copy_one(source: Layout, path: Path, copy: Layout) -> None:
    target = _target(source, path, copy)
    with target.open("wb") as file:
        for chunk in chunks(path):
            file.write(chunk)
    _like(path, target)


def _target(source: Layout, path: Path, copy: Layout) -> Path:
    """Where a file of the season goes, its directory made like the original."""
    relative = path.relative_to(source.root)
    for parent in reversed(relative.parents[:-1]):
        if not (copy.root / parent).exists():
            (copy.root / parent).mkdir()
            _like(source.root / parent, copy.root / parent)
    return copy.root / relative


def _like(original: Path, copy: Path) -> None:
    """Owner (where we may: only root), then mode (a change of owner clears the setgid bit)."""
    stat = original.stat()
    if os.geteuid() == 0:
        os.chown(copy, stat.st_uid, stat.st_gid)
    copy.chmod(stat.st_mode & 0o7777)


def _sync_all(root: Path) -> None:
    for path in root.rglob("*"):
        sync(path)
    sync(root)
