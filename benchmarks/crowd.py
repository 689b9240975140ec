"""All experts at once: key to painted frame with every desk of the panel in use, against a single one at the same pace.

Each expert types two keys a second, one after the other around the table, so that the machine gets thirty a second.
"""

from __future__ import annotations

import select
import time
from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.digit import strokes
from benchmarks.keys import Stroke, Typed, assign
from benchmarks.measure import Row, median, percentile, steady
from benchmarks.stage import Stage
from benchmarks.terminal import Chunk, Terminal, python, shows

GOAL = 2.0
_EACH = 0.5
"""Seconds between two keys of one expert."""


def run(stage: Stage) -> list[Row]:
    """Digits in the score pane, 80×24; alone first, then all together. One desk types as many keys either way."""
    experts = stage.season.experts
    single = _typed(stage, experts[:1], stage.times(300, 4))
    crowd = _typed(stage, experts, stage.times(40, 2))
    what = f"{len(experts)} desks at once against one, digit"
    return [
        Row("crowd", f"{what}, p50", "ms", median(crowd.times), median(single.times), GOAL),
        Row("crowd", f"{what}, p99", "ms", percentile(crowd.times, 99), percentile(single.times, 99), GOAL),
    ]


def _typed(stage: Stage, experts: Sequence[str], times: int) -> Typed:
    """`times` keys at each of the experts' desks."""
    typed = Typed()
    with ExitStack() as stack:
        desks = [stack.enter_context(_desk(stage, expert)) for expert in experts]
        for desk in desks:
            desk.text(desk.listen(shows("评语", 0.5), seconds=120))
            desk.send(b"\x1b[H\x1b[B\x1b[3~")
            desk.settle()
        ways = [strokes() for _ in desks]
        sent: list[list[tuple[Stroke, float]]] = [[] for _ in desks]
        chunks: list[list[Chunk]] = [[] for _ in desks]
        begin, pace = time.perf_counter(), _EACH / len(desks) if len(desks) > 1 else _EACH / 3
        with steady():
            for number in range(times * len(desks)):
                at = number % len(desks)
                stroke = next(ways[at])
                sent[at].append((stroke, desks[at].send(stroke.keys)))
                _listen(desks, chunks, begin + (number + 1) * pace)
            _listen(desks, chunks, time.perf_counter() + 0.5)
        for desk, own, heard in zip(desks, sent, chunks, strict=True):
            assign(desk, own, heard, typed)
    return typed


def _listen(desks: Sequence[Terminal], chunks: list[list[Chunk]], until: float) -> None:
    """Take in what any desk paints until a moment."""
    by_descriptor = {desk.fd: index for index, desk in enumerate(desks)}
    while (left := until - time.perf_counter()) > 0:
        for descriptor in select.select(list(by_descriptor), [], [], left)[0]:
            index = by_descriptor[descriptor]
            chunks[index].append(desks[index].read())


def _desk(stage: Stage, expert: str) -> Terminal:
    return Terminal(python("-m", "review_tui", "desk", stage.season.path, "--as", expert), 80, 24)
