"""Moving in the queue: key to painted frame against a bare paged list of the same rows in the same place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.keys import Stroke, Typed, rows, type_all
from benchmarks.measure import Row, percentile, steady
from benchmarks.stage import Stage
from benchmarks.terminal import Chunk, Terminal, floor, python, shows
from review_tui.desks.expert import ExpertDesk
from review_tui.ledger.journal import local_now
from review_tui.screens.expert_queue import queue_row
from review_tui.season_store import SeasonStore
from review_tui.widgets.width import fit

GOAL = 1.5
FOLLOWS = 100.0
"""Milliseconds after the last key within which the dossier must stand there (DESIGN, Speed)."""
_DOWN, _UP = b"\x1b[B", b"\x1b[A"


@dataclass(frozen=True, slots=True)
class View:
    """One list on one window: `columns` × `lines`, the list itself `width` × `height` cells at its `top` line."""

    what: str
    columns: int
    lines: int
    width: int
    height: int
    top: int


QUEUE = View("in the list, 80×24", 80, 24, 80, 20, 2)
BESIDE = View("beside the dossier, 160×48", 160, 48, 50, 43, 3)


def run(stage: Stage) -> list[Row]:
    """The list over the screen at 80×24, and the list beside the dossier at 160×48."""
    out = []
    for view in (QUEUE, BESIDE):
        ours, bare = _both(stage, view)
        out += rows("moving", f"move {view.what}", ours, bare, GOAL)
    follows = _dossier(stage)
    return [
        *out,
        Row("moving", "dossier follows the last key, 160×48, p99", "ms", percentile(follows, 99), None, FOLLOWS),
    ]


def _both(stage: Stage, view: View) -> tuple[Typed, Typed]:
    file = stage.directory / "rows.txt"
    ids = _write_rows(stage, file, view)
    desk = python("-m", "review_tui", "desk", stage.season.path, "--as", stage.season.expert)
    typed = Typed(), Typed()
    with (
        Terminal(desk, view.columns, view.lines) as ours,
        Terminal(floor("bare_list", file, view.width, view.height), view.columns, view.lines) as bare,
    ):
        begin = _open_list(ours, view, ids)
        bare.text(bare.listen(shows(ids[0], 0.3)))
        ways = _strokes(ids, begin, view.top), _strokes(ids, 0, 0)
        with steady():
            for _ in range(stage.times(20, 1)):
                for terminal, way, into in zip((ours, bare), ways, typed, strict=True):
                    type_all(terminal, [next(way) for _ in range(stage.times(30, 6))], into)
    return typed


def _open_list(terminal: Terminal, view: View, ids: Sequence[str]) -> int:
    """Bring the focus into the list; the place of the cursor among the rows."""
    terminal.text(terminal.listen(shows("评语", 0.5)))
    terminal.send(b"l")
    terminal.text(terminal.listen(shows("移动", 0.3)))
    under = next(line[2:6] for line in terminal.screen.display[view.top :] if line.startswith("> "))
    return ids.index(under)


def _strokes(ids: Sequence[str], at: int, top: int) -> Iterator[Stroke]:
    """Down to the end, up to the beginning, and so on."""
    step = 1
    while True:
        if not 0 <= at + step < len(ids):
            step = -step
        at += step
        yield Stroke(_DOWN if step > 0 else _UP, _marked(ids[at], top))


def _marked(wanted: str, top: int) -> Callable[[Sequence[str]], bool]:
    def holds(lines: Sequence[str]) -> bool:
        return [line[2:6] for line in lines[top:] if line.startswith("> ")] == [wanted]

    return holds


def _dossier(stage: Stage) -> list[float]:
    """Milliseconds from a single key in the list to the whole dossier of the nomination it came to."""
    ids = _write_rows(stage, stage.directory / "rows.txt", BESIDE)
    desk = python("-m", "review_tui", "desk", stage.season.path, "--as", stage.season.expert)
    times = []
    with Terminal(desk, BESIDE.columns, BESIDE.lines) as terminal, steady():
        way = _strokes(ids, _open_list(terminal, BESIDE, ids), BESIDE.top)
        for _ in range(stage.times(100, 2)):
            stroke = next(way)
            at = terminal.send(stroke.keys)
            wanted = next(i for i in ids if stroke.holds([""] * BESIDE.top + [f"> {i}"]))
            chunks = terminal.listen(shows(wanted, 0.15, times=2))  # in the list, then over the dossier
            times.append((_shown(terminal, chunks, wanted) - at) * 1000)
    return times


def _shown(terminal: Terminal, chunks: Sequence[Chunk], wanted: str) -> float:
    """When the head of the dossier named the nomination."""
    seen = 0.0
    for chunk in chunks:
        terminal.show(chunk)
        if not seen and f"|  {wanted}  " in terminal.screen.display[1]:
            seen = chunk.at
    if not seen:
        raise RuntimeError(f"the dossier of {wanted} did not come:\n{terminal.text()}")
    return seen


def _write_rows(stage: Stage, file: Path, view: View) -> list[str]:
    """The rows of the category that the desk opens with, as wide as ours are drawn; their ids."""
    desk = ExpertDesk(SeasonStore.open(stage.season.path), stage.season.expert, local_now)
    try:
        seat = desk.seat()
        assert seat is not None
        category = desk.dossier(seat.nomination).nomination.category
        listed = [queue_row(row) for row in desk.queue(category)]
    finally:
        desk.close()
    wide = (5, 26, 26, 6, 5) if view.width >= 80 else (5, 14, 13, 6, 5)
    texts = (" ".join(fit(cell, w) for cell, w in zip(row.cells, wide, strict=True)) for row in listed)
    file.write_text("\n".join(texts), "utf-8")
    return [row.key for row in listed]
