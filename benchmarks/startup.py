"""From exec to the first painted frame that shows content: both desks against a Textual hello world."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import Row, median, steady
from benchmarks.stage import Stage
from benchmarks.terminal import Chunk, Terminal, floor, python, shows
from review_tui.desks.expert import ExpertDesk
from review_tui.ledger.journal import local_now
from review_tui.season_store import SeasonStore

GOAL = 2.0


def run(stage: Stage) -> list[Row]:
    """Each program is started in turn, 80×24; what counts is that a nominee, or a unit, stands on the screen."""
    season = stage.season
    programs = {
        "hello": (floor("hello"), "Hello, World!"),
        "expert": (python("-m", "review_tui", "desk", season.path, "--as", season.expert), _first_seen(stage)),
        "office": (python("-m", "review_tui", "office", season.path), season.first_unit),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    with steady():
        for turn in range(stage.times(16)):
            for name, (argv, needle) in programs.items():
                took = _start(argv, needle)
                if turn:  # the first start reads the program from the disk
                    times[name].append(took)
    hello = median(times["hello"])
    return [
        Row("startup", "expert's desk: exec to first frame with content", "ms", median(times["expert"]), hello, GOAL),
        Row("startup", "office desk: exec to first frame with content", "ms", median(times["office"]), hello, GOAL),
    ]


def _start(argv: Sequence[str], needle: str) -> float:
    """Milliseconds from exec to the last byte of the frame in which the text stands."""
    with Terminal(argv, 80, 24) as terminal:
        chunks = terminal.listen(shows(needle), seconds=60)
        return (_whole(needle, chunks) - terminal.started) * 1000


def _whole(needle: str, chunks: Sequence[Chunk]) -> float:
    """When the frame was whole: the last chunk of the burst (no gap of 5 ms) that brings the text."""
    wanted, seen, at = needle.encode(), b"", 0.0
    for chunk in chunks:
        if wanted in seen and chunk.at - at > 0.005:
            break
        seen, at = seen + chunk.data, chunk.at
    return at


def _first_seen(stage: Stage) -> str:
    """The name of the nomination that the expert's desk opens with."""
    desk = ExpertDesk(SeasonStore.open(stage.season.path), stage.season.expert, local_now)
    try:
        seat = desk.seat()
        assert seat is not None
        # the name is cut where the pane is narrow: its first characters are enough
        return desk.dossier(seat.nomination).nomination.name[:3]
    finally:
        desk.close()
