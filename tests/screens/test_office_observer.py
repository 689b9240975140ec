"""The observer's desk: all pages, nothing to change, the proof at a key; and other people's changes as they come."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from review_tui.app import OfficeApp
from review_tui.desks.observer import ObserverDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.errors import ReviewError
from review_tui.screens.office import OfficeScreen
from tests.builders import Clock, take
from tests.kiosk.terminal import Terminal
from tests.screens.office_bench import Sitting, scored_season

PAGES = "12345678"


def state_of(season: Path) -> dict[str, str]:
    """Every file of the season with its hash."""
    files = (path for path in sorted(season.rglob("*")) if path.is_file())
    return {str(p.relative_to(season)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


async def test_no_key_on_any_page_changes_anything(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    before = state_of(store.path)
    desk = ObserverDesk(store, Clock())
    app = OfficeApp(lambda: OfficeScreen(desk))
    async with app.run_test(size=(100, 30)) as pilot:
        at = Sitting(desk, app, pilot)
        while not at.screen.bench.ready:
            await pilot.pause()
        assert at.shows("监督席（只读）") and at.state == "只读 v核对"
        for page in PAGES:
            for key in "abcdefgijmnoprstuwxyz":
                await at.press(page, key)
                if app.screen is not at.screen:  # a question or a list: answer it, then come back
                    await at.press("enter", "y", "escape")
                while app.screen is not at.screen:
                    await at.press("escape")
    desk.close()
    assert state_of(store.path) == before


async def test_the_proof_is_at_its_key_on_the_selection_page_too(tmp_path: Path) -> None:
    desk = ObserverDesk(scored_season(tmp_path), Clock())
    app = OfficeApp(lambda: OfficeScreen(desk))
    async with app.run_test(size=(100, 30)) as pilot:
        at = Sitting(desk, app, pilot)
        while not at.screen.bench.ready:
            await pilot.pause()
        await at.press("6", "v")  # where the office records a vote
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is not at.screen
    desk.close()


async def test_the_proof_at_a_key(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    office = OfficeDesk(store, Clock())
    made = Round(office).seal()
    office.close()
    desk = ObserverDesk(store, Clock())
    app = OfficeApp(lambda: OfficeScreen(desk))
    async with app.run_test(size=(100, 30)) as pilot:
        at = Sitting(desk, app, pilot)
        while not at.screen.bench.ready:
            await pilot.pause()
        for expected in ("全部完整，未被改动", "有问题，见下"):
            await at.type("ｖ")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert at.shows(f"核对：{expected}") and at.shows(made.code)
            await at.press("escape")
            dossier = next((store.path / "dossiers").iterdir())
            dossier.write_bytes(dossier.read_bytes() + b" ")
    desk.close()


def test_what_the_office_does_is_seen_and_cannot_be_done(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    observer, office = ObserverDesk(store, Clock()), OfficeDesk(store, Clock())
    observer.refresh()
    assert not observer.refresh()
    Round(office).close()
    assert observer.refresh() and Round(observer).state == "closed"
    before = state_of(store.path)
    acts = (
        lambda: Round(observer).seal(),
        lambda: Round(observer).reopen("理由"),
        lambda: observer.assign(),
        lambda: observer.add_member("e09", "某", "某大学"),
        lambda: take(observer, tmp_path),
    )
    for act in acts:
        with pytest.raises(ReviewError, match="只能查看"):
            act()
    assert state_of(store.path) == before
    observer.close()
    office.close()


def test_the_observer_reads_beside_an_open_office(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    office = OfficeDesk(store, Clock())
    terminal = Terminal("review_tui", "observe", str(store.path))
    terminal.until("监督席（只读）")
    terminal.send("5")
    terminal.until("90.00")
    terminal.send("q")
    assert terminal.end() == 0
    office.close()
