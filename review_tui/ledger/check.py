"""One journal walked from its first line to its last."""

from __future__ import annotations

import fcntl
from dataclasses import dataclass
from pathlib import Path

from review_tui.errors import LedgerError
from review_tui.ledger.entry import Chain, Entry
from review_tui.ledger.reader import unreadable, walk


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """One journal. `entries` and `head` are those of its good part; `problem` is empty when all of it is good."""

    writer: str
    entries: int
    head: str
    ok: bool
    problem: str


def check_journal(path: Path, writer: str, season_id: str) -> tuple[JournalCheck, list[Entry]]:
    """Walk one journal; the entries are those of its good part."""
    chain = Chain(season_id, writer)
    entries: list[Entry] = []
    problem = ""
    try:
        data, torn = _read_whole(path)
        for line in data.split(b"\n")[:-1]:  # one by one, to keep the good part of a broken journal
            entries += walk(path, chain, line + b"\n", strict=True)[0]
        if torn:
            problem = f"{path.name} 末尾有 {torn} 字节没有写完（从未确认为已存），该写者下次打开时会自动移开。"
    except LedgerError as error:
        problem = error.message
    return JournalCheck(writer, chain.seq, chain.head, not problem, problem), entries


def _read_whole(path: Path) -> tuple[bytes, int]:
    """All bytes of a journal, and how many of them are a torn tail.

    A tail while the writer is at work is an entry on its way; only one that nobody is writing is torn.
    """
    try:
        with path.open("rb") as file:
            data = file.read()
            tail = len(data) - (data.rfind(b"\n") + 1)
            if tail and _has_writer(file.fileno()):
                tail = 0
    except OSError as error:
        raise unreadable(path, error) from error
    return data, tail


def _has_writer(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(fd, fcntl.LOCK_UN)
    return False
