"""200 times `kill -9` at random moments: what was acknowledged is there, nothing is half, `verify` is clean."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from review_tui.ledger.entry import Entry
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.ledger.programs import Ack, Program, hasty_scorer, importer, scorer

pytestmark = [pytest.mark.kills, pytest.mark.timeout(240)]

SCORING_KILLS = 200
IMPORT_KILLS = 200


def kill_at_random(times: int, rng: random.Random, start: Callable[[int], tuple[Any, ...]]) -> list[Ack]:
    """Start a program `times` times and kill each; all acknowledgements.

    Each is killed after none to three acknowledgements and a random part of what two entries lately took, so that the
    moments fall on every step of the work, on a fast disk and on a slow one.
    """
    acks: list[Ack] = []
    pace = 0.01
    for number in range(times):
        program = Program(*start(number))
        assert program.read_line() == "open"
        for _ in range(rng.randrange(4)):
            program.read_line()
        time.sleep(rng.random() * 2 * pace)  # the random moment: there is nothing to await
        program.kill()
        stamps = [ack.at for ack in program.acks]
        if len(stamps) > 1:
            pace = (stamps[-1] - stamps[0]) / (len(stamps) - 1) / 1e9
        acks += program.acks
    return acks


def lost(acks: list[Ack], entries: tuple[Entry, ...]) -> list[Ack]:
    """The acknowledged entries that are not there, or not as they were acknowledged."""
    there = {entry.rid: (entry.seq, entry.hash) for entry in entries}
    return [ack for ack in acks if there.get(ack.rid) != (ack.seq, ack.hash)]


def test_no_acknowledged_score_is_lost_by_kill_9(tmp_path: Path) -> None:
    season = tmp_path / "season"
    store = SeasonStore.create(season)
    store.office().close()
    acks = kill_at_random(SCORING_KILLS, random.Random(1), lambda n: (scorer, season, "e07", n))

    with store.expert("e07") as book:  # sets a torn tail aside, as the expert's next login does
        entries = tuple(book.entries())
    assert len(acks) > SCORING_KILLS
    assert [ack.at for ack in acks] == sorted(ack.at for ack in acks)
    assert lost(acks, entries) == []
    # at most one entry per kill was durable but not yet acknowledged; the first is `open`
    assert len(entries) - 1 - len(acks) <= SCORING_KILLS
    result = verify(season)
    assert result.ok, result


def test_no_acknowledged_package_is_lost_or_half_by_kill_9(tmp_path: Path) -> None:
    season = tmp_path / "season"
    store = SeasonStore.create(season)
    store.office().close()
    acks = kill_at_random(IMPORT_KILLS, random.Random(2), lambda n: (importer, season, n, tmp_path))

    with store.office() as book:
        entries = tuple(book.entries())
        packages = book.all("packages")
    assert len(acks) > IMPORT_KILLS
    assert lost(acks, entries) == []
    result = verify(season)  # also: every file that any entry names is there, whole
    assert result.ok, result
    for unit, doc in packages.items():
        assert store.dossier(doc["dossier"], doc["private"]).unit.name == unit
    with store.workdir():
        assert list(season.rglob("*.tmp")) == []


def test_the_harness_catches_a_writer_that_acknowledges_too_early(tmp_path: Path) -> None:
    season = tmp_path / "season"
    store = SeasonStore.create(season)
    store.office().close()
    acks = kill_at_random(10, random.Random(3), lambda n: (hasty_scorer, season, "e07", n))
    rids = {entry.rid for entry in store.tail("e07").entries()}
    assert any(ack.rid not in rids for ack in acks)
