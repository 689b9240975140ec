"""Directories for work in progress, inside the season, so that nothing private lands on another disk."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from review_tui.ledger.files import not_saved

_PREFIX = "work-"


@contextmanager
def working_directory(parent: Path) -> Iterator[Path]:
    """A new directory below `parent` (mode 0700), removed afterwards.

    Its user holds a lock on it, so that the next caller can tell one that a killed program left behind, and removes
    that. NotSavedError when it cannot be made.
    """
    try:
        _sweep(parent)
        directory = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    except OSError as error:
        raise not_saved(f"{parent} 里的工作目录", error) from error
    lock = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield directory
    finally:
        shutil.rmtree(directory)
        os.close(lock)


def _sweep(parent: Path) -> None:
    for left in parent.glob(_PREFIX + "*"):
        lock = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(lock)
