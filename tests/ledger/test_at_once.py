"""Eight experts scoring at once for a minute, followed by the office: nothing is lost, nothing is seen twice."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest

from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.ledger.programs import running, scorer

SECONDS = 60
EXPERTS = tuple(f"e{number:02}" for number in range(1, 9))


@pytest.mark.kills
@pytest.mark.timeout(240)
def test_eight_experts_at_once_lose_nothing(tmp_path: Path) -> None:
    season = tmp_path / "season"
    store = SeasonStore.create(season)
    store.office().close()
    with contextlib.ExitStack() as stack:
        programs = {e: stack.enter_context(running(scorer, season, e, n, SECONDS)) for n, e in enumerate(EXPERTS)}
        for program in programs.values():
            assert program.read_line() == "open"
        tails = {expert: store.tail(expert) for expert in EXPERTS}
        pacer, *others = programs.values()
        drains = [threading.Thread(target=program.drain) for program in others]  # a full pipe would hold them up
        for drain in drains:
            drain.start()
        while pacer.read_line():
            for expert, program in programs.items():
                newest = program.newest
                tails[expert].refresh()
                last = tails[expert].last
                assert newest is None or (last is not None and last.seq >= newest.seq)  # acknowledged: to be seen
        for drain in drains:
            drain.join()
        for program in programs.values():
            program.end()
            assert program.process.exitcode == 0

    for expert, program in programs.items():
        tails[expert].refresh()
        entries = tails[expert].entries()
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert [(e.rid, e.seq, e.hash) for e in entries[1:]] == [(a.rid, a.seq, a.hash) for a in program.acks]
        assert len(program.acks) > SECONDS
        cards = {i: doc for entry in entries for i, doc in entry.put.get("cards", {}).items()}
        assert tails[expert].all("cards") == cards
    assert verify(season).ok
