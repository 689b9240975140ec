"""Key to painted frame: how long, and how many bytes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.measure import Row, median, percentile
from benchmarks.terminal import Chunk, Terminal, silence

PACE = 0.033
"""Seconds between two keys: a key that is held down repeats about 30 times a second."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key and the state that it leads to: `holds` says of the screen's lines whether it has been reached."""

    keys: bytes
    holds: Callable[[Sequence[str]], bool]


@dataclass(slots=True)
class Typed:
    """What came of the strokes: milliseconds and bytes of each."""

    times: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)


def type_all(terminal: Terminal, strokes: Sequence[Stroke], typed: Typed) -> None:
    """Type the strokes at the pace of a held key, then find the chunk that completed each state.

    A stroke's time ends with the first chunk after which the screen is as it must be, or as a later stroke makes it
    (two keys painted in one frame). All bytes that come up to the next stroke are its bytes. RuntimeError when the last
    state is not reached.
    """
    sent, chunks = [], []
    for stroke in strokes:
        at = terminal.send(stroke.keys)
        got = terminal.listen(_answered(at, PACE, quiet=0.008))
        sent.append((stroke, at))
        chunks += got
        typed.sizes.append(sum(len(c.data) for c in got))
    chunks += terminal.listen(silence(0.2))
    assign(terminal, sent, chunks, typed)


def assign(terminal: Terminal, sent: list[tuple[Stroke, float]], chunks: Sequence[Chunk], typed: Typed) -> None:
    """Find the chunk that completed the state of each stroke. RuntimeError when the last state is not reached."""
    for chunk in chunks:
        terminal.show(chunk)
        reached = [i for i, (stroke, at) in enumerate(sent) if at < chunk.at and stroke.holds(terminal.screen.display)]
        if reached:
            typed.times += [(chunk.at - at) * 1000 for _, at in sent[: reached[0] + 1]]
            del sent[: reached[0] + 1]
    if sent:
        raise RuntimeError(f"{sent[0][0].keys!r} did not lead to the state expected:\n{terminal.text()}")


def _answered(at: float, pace: float, *, quiet: float) -> Callable[[list[Chunk]], bool]:
    """Holds when something has come since `at`, then a silence, and the pace has passed."""

    def holds(chunks: list[Chunk]) -> bool:
        now = time.perf_counter()
        return bool(chunks) and now - chunks[-1].at >= quiet and now - at >= pace

    return holds


def rows(benchmark: str, what: str, ours: Typed, bare: Typed, goal: float) -> list[Row]:
    """p50, p99 and bytes per key (mean) of both."""
    out = [
        Row(benchmark, f"{what}, p50", "ms", median(ours.times), median(bare.times), goal),
        Row(benchmark, f"{what}, p99", "ms", percentile(ours.times, 99), percentile(bare.times, 99), goal),
    ]
    mean = [sum(one.sizes) / len(one.sizes) for one in (ours, bare)]
    return [*out, Row(benchmark, f"{what}, bytes per key", "bytes", mean[0], mean[1], goal)]
