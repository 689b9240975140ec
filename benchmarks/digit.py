"""A digit in the score pane: key to painted frame against a bare `Input`. Each digit is on disk when it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from benchmarks.keys import Stroke, Typed, rows, type_all
from benchmarks.measure import Row, steady
from benchmarks.stage import Stage
from benchmarks.terminal import Terminal, floor, python, shows

GOAL = 1.5
_BACK = b"\x7f"
_ROUND = ((b"1", "1"), (b"2", "12"), (_BACK, "1"), (_BACK, ""))
"""Keys and what then stands in the field."""


def run(stage: Stage) -> list[Row]:
    """Two digits and two times backspace, over and over, at the pace of a held key."""
    desk = python("-m", "review_tui", "desk", stage.season.path, "--as", stage.season.expert)
    typed = Typed(), Typed()
    with Terminal(desk, 80, 24) as ours, Terminal(floor("bare_input"), 80, 24) as bare:
        ours.text(ours.listen(shows("评语", 0.5)))
        ours.send(b"\x1b[H\x1b[B\x1b[3~")  # the first criterion, emptied
        ours.settle()
        bare.settle(1.0)
        ways = strokes(), _strokes(_in_input)
        with steady():
            for _ in range(stage.times(20, 1)):
                for terminal, way, into in zip((ours, bare), ways, typed, strict=True):
                    type_all(terminal, [next(way) for _ in range(stage.times(32, 4))], into)
    return rows("digit", "digit in the score pane, 80×24", *typed, GOAL)


def strokes() -> Iterator[Stroke]:
    """Two digits and two times backspace in the first criterion, for ever."""
    return _strokes(_in_pane)


def _strokes(holds: Callable[[str], Callable[[Sequence[str]], bool]]) -> Iterator[Stroke]:
    for keys, value in cycle(_ROUND):
        yield Stroke(keys, holds(value))


def _in_pane(value: str) -> Callable[[Sequence[str]], bool]:
    """The value stands before the slash of the line under the cursor (`__/25`: nothing yet)."""
    return lambda lines: any("|> " in line and f" {value or '__'}/" in line for line in lines)


def _in_input(value: str) -> Callable[[Sequence[str]], bool]:
    return lambda lines: lines[0].strip() == value
