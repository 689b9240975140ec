"""Repeats: 1,500 nominations against 100,000 past winners, beside the bare comparison of their names; and one alone."""

from __future__ import annotations

import random
import resource

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.labelled.make import nomination_of, winner_of
from benchmarks.labelled.maker import Maker
from benchmarks.labelled.people import nobody as person
from benchmarks.labelled.projects import nobody as project
from benchmarks.labelled.vocabulary import BOTH
from benchmarks.measure import Row, median, timed
from benchmarks.stage import Stage
from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.matching.characters import squeezed
from scoring.nomination import Nomination, PastWinner
from scoring.repeats import Register, past_repeats

CHUNK = 100


def run(stage: Stage) -> list[Row]:
    """The index is built anew each time for the whole, and once for the single nomination."""
    season = load_season(data_dir() / "seasons" / "jilin-2022")
    past, nominations = records(stage.times(100_000, 400), stage.times(1_500, 20))

    def whole() -> None:
        past_repeats(nominations, Register(past, season.rules, season.renames), season.rules)

    whole_times, floor_times, both_cores = [], [], []
    for _ in range(stage.times(3, 1)):
        floor_times.append(timed(lambda: bare(past, nominations)))
        both_cores.append(timed(lambda: bare(past, nominations, workers=2)))
        whole_times.append(timed(whole))
    register = Register(past, season.rules, season.renames)
    past_repeats(nominations[:2], register, season.rules)
    single = [timed(lambda n=n: past_repeats([n], register, season.rules)) for n in nominations[: stage.times(60, 5)]]  # type: ignore[misc]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = f"{len(nominations):,} × {len(past):,}"
    return [
        Row("repeats", f"repeats, {size}, index and all", "ms", median(whole_times), median(floor_times), 2.0),
        Row("repeats", "the same beside names on two cores", "ms", median(whole_times), median(both_cores)),
        Row("repeats", f"one nomination against {len(past):,}, worst", "ms", max(single), None, 100.0),
        Row("repeats", "memory of the process at most", "MiB", memory, None, 1024.0),
    ]


def records(past: int, now: int) -> tuple[list[PastWinner], list[Nomination]]:
    """Invented records of both categories, half and half."""
    maker = Maker(BOTH, random.Random(2022))
    rows = [winner_of(f"W{i:06d}", (person, project)[i % 2](maker), maker) for i in range(past)]
    ours = [nomination_of(f"{'SP'[i % 2]}{i:04d}", (person, project)[i % 2](maker)) for i in range(now)]
    return rows, ours


def bare(past: list[PastWinner], nominations: list[Nomination], workers: int = 1) -> int:
    """The floor: rapidfuzz over the names, in chunks of rows, on one core as ours; how many pairs are alike."""
    names = [squeezed(row.name) for row in past]
    ours = [squeezed(one.name) for one in nominations]
    found = 0
    for start in range(0, len(ours), CHUNK):
        scores = process.cdist(
            ours[start : start + CHUNK], names, scorer=fuzz.ratio, score_cutoff=70, dtype=np.uint8, workers=workers
        )
        found += int(np.count_nonzero(scores))
    return found
