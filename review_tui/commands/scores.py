"""`scores`: takes offline score sheets back, after it has shown what they would change."""

from __future__ import annotations

import argparse
import os
import pwd
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from review_tui.commands.out import now, put, put_table, say
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.identity import who
from review_tui.desks.score_sheet import Looked, ScoreLine, ScoreSheets
from review_tui.errors import UsageError
from review_tui.intake.reading import Reader
from review_tui.season_store import SeasonStore

_LARGEST = 16 << 20
"""Bytes of a score sheet; one for 1,500 nominations has 200 kB."""
_WHAT = {"new": "新交", "changed": "改分", "same": "不变", "kept": "保留评审台的"}


def scores(arguments: argparse.Namespace) -> int:
    """Shows, asks, and submits. 1: a file has problems and was left out, or later cards of the desk were kept."""
    store = SeasonStore.open(arguments.season)
    with _copies(arguments.files) as (workdir, files):
        expert = _identity(store, arguments.expert, workdir)
        desk = ExpertDesk(store, expert, now)
        try:
            with Reader(workdir) as reader:
                return _take(ScoreSheets(desk, reader), files, arguments)
        finally:
            desk.close()


def _take(sheets: ScoreSheets, files: Mapping[Path, str], arguments: argparse.Namespace) -> int:
    looked = [sheets.look(path, name, replace=arguments.replace) for path, name in files.items()]
    for one in looked:
        _show(one)
    good = [one for one in looked if not one.problems]
    code = 1 if len(good) < len(looked) or any(one.of("kept") for one in good) else 0
    changes = sum(len(one.of("new", "changed")) for one in good)
    if not changes:
        put("没有要写入的。")
        return code
    if arguments.dry_run:
        put(f"以上 {changes} 份只看未写（--dry-run）。")
        return code
    if not (arguments.yes or _agreed(changes)):
        put("没有写入。")
        return code
    for one in good:
        receipt = sheets.take(one)
        if receipt is not None:
            count = len(one.of("new", "changed"))
            put(f"已写入 {one.file}：{count} 份，回执 {receipt.count} 号 {receipt.code}（在评审台按 u 可撤销）。")
    return code


def _show(one: Looked) -> None:
    put(f"{one.file}：填了 {len(one.lines)} 份，空着 {one.empty} 份")
    if one.problems:
        for problem in one.problems:
            put(f"  有误  {problem}")
        put("  这个文件一份也不写入：请改正后再交。")
        return
    if one.lines:
        put_table(("编号", "名称", "现在", "表里", "变化", "说明"), [_row(line) for line in one.lines])


def _row(line: ScoreLine) -> tuple[object, ...]:
    note = ""
    if line.later:
        note = f"评审台在导出这张表之后又于 {line.at[:16].replace('T', ' ')} 提交过"
        note += "；要以表为准请加 --replace" if line.change == "kept" else "，将被这张表取代" * (line.change != "same")
    if line.doubts and line.change in ("new", "changed"):
        note = "；".join([*([note] if note else []), *(f"请核对：{why}" for why in line.doubts)])
    total = f"{line.total}" + "（不合格）" * (line.draft.gate is False)
    return (line.nomination, line.name, line.before, total, _WHAT[line.change], note)


def _agreed(changes: int) -> bool:
    """Asks on the terminal. UsageError where there is none."""
    if not sys.stdin.isatty():
        raise UsageError(
            "没有写入", f"有 {changes} 份变化等待确认，但没有终端可问。", "看过以上内容后加 --yes 再运行。"
        )
    say(f"写入以上 {changes} 份变化？输入 y 确定，其他键取消：")
    return sys.stdin.readline().strip().lower() in ("y", "yes", "ｙ", "是")


@contextmanager
def _copies(files: Sequence[Path]) -> Iterator[tuple[Path, dict[Path, str]]]:
    """The files in a directory of their own, under plain names; what they are called by their copies."""
    with tempfile.TemporaryDirectory(prefix="scores-") as made:
        folder, copies = Path(made), {}
        for number, file in enumerate(files):
            copy = folder / f"{number}{file.suffix.lower()}"
            try:
                with file.open("rb") as source:
                    data = source.read(_LARGEST + 1)
            except OSError:
                raise UsageError("文件读不了", f"读不了 {file}。", "请检查路径和权限。") from None
            if len(data) > _LARGEST:
                raise UsageError("评分表不能用", f"{file.name} 超过 {_LARGEST >> 20} MB。", "请交回原来那份 xlsx。")
            copy.write_bytes(data)
            copies[copy] = file.name
        yield folder, copies


def _identity(store: SeasonStore, wanted: str | None, workdir: Path) -> str:
    """Whose scores they are; root becomes the Unix account of that expert, so that the journal stays theirs."""
    office = store.tail("office")
    office.refresh()
    accounts = {e: str(doc.get("account") or "") for e, doc in office.all("panel").items()}
    if os.getuid() == 0 and accounts.get(wanted or ""):
        _become(accounts[wanted or ""], workdir)
    try:
        return who(accounts, pwd.getpwuid(os.getuid()).pw_name, wanted)
    except UsageError as error:
        hint = "各用各的账号时，由 root 运行本命令，或由专家的账号自己运行。" if any(accounts.values()) else error.hint
        raise UsageError(error.title, error.message, hint) from None


def _become(account: str, workdir: Path) -> None:
    try:
        found = pwd.getpwnam(account)
    except KeyError:
        raise UsageError("没有这个账号", f"这台机器上没有系统账号“{account}”。", "请在评审用的机器上运行。") from None
    for path in (workdir, *workdir.iterdir()):
        os.chown(path, found.pw_uid, found.pw_gid)
    os.setgroups(os.getgrouplist(account, found.pw_gid))
    os.setgid(found.pw_gid)
    os.setuid(found.pw_uid)
