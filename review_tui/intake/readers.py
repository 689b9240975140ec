"""Reads the files of a package with two reading processes, where the machine has two processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from review_tui.intake.files import File
from review_tui.intake.reading import Answer, Reader

MOST = 2
_WORTH = 8
"""So many files are worth a second process."""


def answers(
    files: Sequence[File], reader: Reader, ready: Mapping[Path, str], before: Callable[[str], None] | None
) -> Iterator[tuple[File, Answer]]:
    """What each file holds, in their order. `before` is called with a file's path before its answer is awaited.

    `ready`: what was converted. A caller that stops early waits for no more than the files that are just being read.
    """
    second = reader.second() if len(files) >= _WORTH and len(os.sched_getaffinity(0)) >= MOST else None
    free = [reader] if second is None else [reader, second]
    pool = ThreadPoolExecutor(len(free))

    def ask(file: File) -> Answer:
        one = free.pop()
        try:
            made = ready.get(file.blob.absolute(), "")
            return one.read(file.blob, file.name, hashed=not file.sha256, ready=made)
        finally:
            free.append(one)

    try:
        waiting: list[Future[Answer]] = [pool.submit(ask, file) for file in files]
        for file, future in zip(files, waiting, strict=True):
            if before is not None:
                before(file.path)
            yield file, future.result()
    finally:
        pool.shutdown(cancel_futures=True)
