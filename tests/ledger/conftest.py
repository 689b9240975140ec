"""What the ledger's tests share: one expert's journal, and a limit on file sizes."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from review_tui.ledger.book import Book
from review_tui.ledger.journal import Journal
from review_tui.ledger.reader import JournalReader

SEASON = "test-season"
WRITER = "expert-e07"


class Desk:
    """Opens the same journal again and again, as programs that follow one another do."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / f"{WRITER}.jsonl"

    def journal(self, *, take_over: bool = False) -> Journal:
        return Journal(self.path, WRITER, SEASON, take_over=take_over)

    def book(self) -> Book:
        return Book(self.journal())

    def reader(self) -> JournalReader:
        return JournalReader(self.path, WRITER, SEASON)

    def tail(self) -> Book:
        return Book(self.reader())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """A full disk, as this process sees it: no file may grow beyond `size` bytes (RLIMIT_FSIZE)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def full_beyond() -> Callable[[int], AbstractContextManager[None]]:
    return no_file_beyond
