"""Reading a journal: from the first line, and onward as somebody else's program appends."""

from __future__ import annotations

import os
from pathlib import Path

from review_tui.errors import LedgerError
from review_tui.ledger.entry import BrokenLine, Chain, Entry, NewerFormat
from review_tui.ledger.files import reason


def broken(path: Path, line: int, why: str) -> LedgerError:
    """The sentence for a line that is no link of its chain; lines count from 1."""
    return LedgerError(
        "评审日志损坏",
        f"{path.name} 第 {line} 行{why}。",
        "请不要改动该文件；先运行 review-tui verify 查看全部问题，再用 review-tui restore 从备份恢复。",
    )


def unreadable(path: Path, error: OSError) -> LedgerError:
    """The sentence for a journal that the system does not let us read."""
    return LedgerError("评审日志打不开", f"{path.name}：{reason(error)}。", "请办公室检查该文件的属主和权限。")


def walk(path: Path, chain: Chain, data: bytes, *, strict: bool = False) -> tuple[list[Entry], int]:
    """Entries of all whole lines in `data`, which follows where `chain` stands, and how many bytes they take.

    What follows the last line feed was never acknowledged and is left alone. `strict` also refuses lines that are not
    canonical, at half the speed. LedgerError names the broken line.
    """
    *lines, unfinished = data.split(b"\n")
    used = len(data) - len(unfinished)
    fast = None if strict else chain.run(lines)
    if fast is not None:
        return fast, used
    entries = []
    for line in lines:
        try:
            entries.append(chain.step(line))
        except NewerFormat as error:
            raise LedgerError("日志版本较新", f"{path.name}：{error}。", "请先升级 review-tui。") from error
        except BrokenLine as error:
            raise broken(path, chain.seq + 1, str(error)) from error
    return entries, used


class JournalReader:
    """Follows a journal that another program writes.

    A journal that does not exist yet is empty. `restarted` says that the last `poll` began again from the first line,
    because the file had been replaced or had become shorter (a torn tail was set aside, a backup restored).
    """

    def __init__(self, path: Path, writer: str, season_id: str) -> None:
        self.path = path
        self.writer = writer
        self.season_id = season_id
        self.restarted = False
        self._delivered = False
        self._fresh = True
        self._begin()

    def _begin(self) -> None:
        self._chain = Chain(self.season_id, self.writer)
        self._offset = 0
        self._inode = 0

    @property
    def head(self) -> str:
        """Hash of the last line read; the genesis before the first."""
        return self._chain.head

    def poll(self) -> list[Entry]:
        """The entries that came since the last poll; with `restarted`, all of them.

        Reads only new bytes and ignores an unfinished last line. LedgerError names file and line where the chain is
        broken, or says that the file is gone; the next poll then begins from the first line.
        """
        entries = self._poll()
        self.restarted = self._fresh and self._delivered
        self._delivered |= bool(entries)
        return entries

    def _poll(self) -> list[Entry]:
        self._fresh = not self._offset
        try:
            with self.path.open("rb") as file:
                stat = os.fstat(file.fileno())
                if self._offset and (stat.st_ino != self._inode or stat.st_size < self._offset):
                    return self._again()
                if stat.st_size == self._offset:
                    return []
                file.seek(self._offset)
                data = file.read()
        except FileNotFoundError:
            return self._vanished()
        except OSError as error:
            raise unreadable(self.path, error) from error
        self._inode = stat.st_ino
        return self._take(data)

    def _take(self, data: bytes) -> list[Entry]:
        try:
            entries, used = walk(self.path, self._chain, data)
        except LedgerError:
            if self._offset:
                return self._again()  # it may have become shorter and grown again between two polls
            self._begin()
            raise
        self._offset += used
        return entries

    def _again(self) -> list[Entry]:
        self._begin()
        return self._poll()

    def _vanished(self) -> list[Entry]:
        if not self._delivered:
            return []
        self._begin()
        raise LedgerError(
            "评审日志不见了", f"{self.path.name} 已被移走或删除。", "请用 review-tui restore 从备份恢复。"
        )
