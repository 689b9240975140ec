"""A digit in the score pane: key to painted frame against a bare `Input`. Each digit is on disk when it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from benchmarks.keys import Stroke, Typed, rows, type_all
from benchmarks.measure import Row, steady
from benchmarks.stage import Stage
from benchmarks.terminal import Terminal, floor, python, shows

GOAL = 1.5
_BACK = b"\x7f"
_FIELD = re.compile(r"\|[> ] .* (__|[\d.]+)/\d+ ")
_WITHIN = ((b"1", "1"), (_BACK, ""), (b"2", "2"), (_BACK, ""))
_ONWARD = ((b"1", "1"), (b"2", "12"), (_BACK, "1"), (_BACK, ""))
"""Keys and what then stands in the first criterion: digits that stay in it, and a number that is whole, so that the
cursor goes on by itself and Backspace brings it back."""
_Round = Sequence[tuple[bytes, str]]


def run(stage: Stage) -> list[Row]:
    """Digits and Backspace in turn, over and over, at the pace of a held key."""
    return [
        *rows("digit", "digit in the score pane, 80×24", *_both(stage, _WITHIN), GOAL),
        *rows("digit", "number that goes on by itself, 80×24", *_both(stage, _ONWARD), GOAL),
    ]


def _both(stage: Stage, keys: _Round) -> tuple[Typed, Typed]:
    desk = python("-m", "review_tui", "desk", stage.season.path, "--as", stage.season.expert)
    typed = Typed(), Typed()
    with Terminal(desk, 80, 24) as ours, Terminal(floor("bare_input"), 80, 24) as bare:
        ours.text(ours.listen(shows("评语", 0.5)))
        ours.send(b"\x1b[H\x1b[B\x1b[3~")  # the first criterion, emptied
        ours.settle()
        bare.settle(1.0)
        ways = _strokes(keys, _in_pane), _strokes(keys, _in_input)
        with steady():
            for _ in range(stage.times(20, 1)):
                for terminal, way, into in zip((ours, bare), ways, typed, strict=True):
                    type_all(terminal, [next(way) for _ in range(stage.times(32, 4))], into)
    return typed


def strokes() -> Iterator[Stroke]:
    """Digits and Backspace in the first criterion, for ever."""
    return _strokes(_WITHIN, _in_pane)


def _strokes(keys: _Round, holds: Callable[[str], Callable[[Sequence[str]], bool]]) -> Iterator[Stroke]:
    for key, value in cycle(keys):
        yield Stroke(key, holds(value))


def _in_pane(value: str) -> Callable[[Sequence[str]], bool]:
    """The value stands before the slash of the first criterion (`__/25`: nothing yet): a whole one is left at once."""
    return lambda lines: next((m[1] for line in lines if (m := _FIELD.search(line))), "") == (value or "__")


def _in_input(value: str) -> Callable[[Sequence[str]], bool]:
    return lambda lines: lines[0].strip() == value
