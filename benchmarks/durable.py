"""One durable score through the desk against the bare append and fdatasync of the very same line."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Row, median, percentile, steady, timed
from benchmarks.season import Clock
from benchmarks.stage import Stage
from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore

GOAL = 3.0


class BareFile:
    """What a ledger without any of its promises would do."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(self, line: bytes) -> None:
        """One line, on the disk."""
        os.write(self._fd, line)
        os.fdatasync(self._fd)

    def close(self) -> None:
        """Close the file."""
        os.close(self._fd)


def run(stage: Stage) -> list[Row]:
    """Drafts and submissions in turn over all assigned nominations; after each, its line is appended barely."""
    season = stage.season
    desk = ExpertDesk(SeasonStore.open(season.path), season.expert, Clock())
    journal = season.path / "ledger" / f"expert-{season.expert}.jsonl"
    bare = BareFile(stage.directory / "bare.jsonl")
    bare.append(journal.read_bytes())  # as long as ours
    drafts, cards = _Pair(journal, bare), _Pair(journal, bare)
    try:
        with steady():
            for turn in range(stage.times(3, 1)):
                for nomination in season.assigned[: stage.times(150, 6)]:
                    _score(desk, nomination, ("8", "8.5", "7")[turn], drafts, cards)
    finally:
        desk.close()
        bare.close()
    return [*drafts.rows("draft, durable"), *cards.rows("submission, durable")]


def _score(desk: ExpertDesk, nomination: str, text: str, drafts: _Pair, cards: _Pair) -> None:
    ballot = desk.ballot(nomination)
    points = {c.id: text for c in ballot.category.rubric.criteria}
    draft = replace(ballot.draft, points=points, gate=True if ballot.category.rubric.gate else None, cursor=2)
    drafts.measure(lambda: desk.save_draft(nomination, draft))
    cards.measure(lambda: desk.submit(nomination))


class _Pair:
    """The same write done twice: by the desk, and barely."""

    def __init__(self, journal: Path, bare: BareFile) -> None:
        self._journal, self._bare = journal, bare
        self._ours: list[float] = []
        self._floor: list[float] = []

    def measure(self, work: Callable[[], object]) -> None:
        """Let the desk write, and then append the line that it wrote."""
        before = self._journal.stat().st_size
        self._ours.append(timed(work))
        with self._journal.open("rb") as file:
            file.seek(before)
            line = file.read()
        self._floor.append(timed(lambda: self._bare.append(line)))

    def rows(self, what: str) -> list[Row]:
        """Median, which has the goal, and p99, which is the disk's."""
        return [
            Row("durable", f"{what}, p50", "ms", median(self._ours), median(self._floor), GOAL),
            Row("durable", f"{what}, p99", "ms", percentile(self._ours, 99), percentile(self._floor, 99)),
        ]
