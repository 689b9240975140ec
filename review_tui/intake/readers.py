"""Reads the files of a package with two reading processes, where the machine has two processors."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from review_tui.intake.files import File
from review_tui.intake.reading import Answer, Reader

_WORTH = 8
"""So many files are worth a second process."""


def answers(
    files: Sequence[File], reader: Reader, ready: Mapping[Path, str], before: Callable[[str], None] | None
) -> Iterator[tuple[File, Answer]]:
    """What each file holds, in their order. `before` is called with a file's path before its answer is awaited.

    `ready`: what was converted. A caller that stops early waits for no more than the files that are just being read.
    """
    readers = [reader]
    if len(files) >= _WORTH and len(os.sched_getaffinity(0)) > 1:
        readers.append(reader.second())
    left = deque(enumerate(files))
    came: SimpleQueue[tuple[int, Answer] | None] = SimpleQueue()

    def work(one: Reader) -> None:
        try:
            while (next_ := _next(left)) is not None:
                at, file = next_
                made = ready.get(file.blob.absolute(), "")
                came.put((at, one.read(file.blob, file.name, hashed=not file.sha256, ready=made)))
        finally:
            came.put(None)

    with ThreadPoolExecutor(len(readers)) as pool:
        working = [pool.submit(work, one) for one in readers]
        try:
            yield from _in_order(files, came, len(readers), before)
        finally:
            left.clear()
        for one in working:
            one.result()


def _next(left: deque[tuple[int, File]]) -> tuple[int, File] | None:
    try:
        return left.popleft()
    except IndexError:  # the other one took the last
        return None


def _in_order(
    files: Sequence[File],
    came: SimpleQueue[tuple[int, Answer] | None],
    working: int,
    before: Callable[[str], None] | None,
) -> Iterator[tuple[File, Answer]]:
    """Ends early where every reader ended without an answer: whoever asks them then learns why."""
    early: dict[int, Answer] = {}
    for number, file in enumerate(files):
        if before is not None:
            before(file.path)
        while number not in early:
            one = came.get()
            if one is None:
                working -= 1
                if not working and number not in early:
                    return
            else:
                early[one[0]] = one[1]
        yield file, early.pop(number)
