"""Takes the pictures of the README from the real application: `make pictures`.

Makes the demo's season in a temporary directory, opens both desks on it at 120×36, and writes `docs/pictures/*.png`
(needs `rsvg-convert` and a Chinese font; without them the SVG is left beside).
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PIL import Image

from review_tui.app import OfficeApp, ReviewApp
from review_tui.desks.ballots import Draft
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.screens.expert import ExpertScreen
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.screens.office import OfficeScreen
from review_tui.season_store import SeasonStore

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (120, 36)


def now() -> datetime:
    """The clock of the pictures."""
    return datetime(2022, 9, 1, 14, 30, tzinfo=timezone(timedelta(hours=8)))


def main() -> None:
    """Both pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        season = Path(folder) / "season"
        subprocess.run(["review-tui", "demo", str(season), "--headless"], check=True, stdout=subprocess.DEVNULL)
        store = SeasonStore.open(season)
        asyncio.run(_expert(store))
        asyncio.run(_office(store))


async def _expert(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", now)
    for _ in range(9):
        desk.undo()  # the scripted panel has finished: a picture of an afternoon at work says more
    row = next(r for r in desk.queue() if r.state == "draft")
    criteria = desk.ballot(row.id).category.rubric.criteria
    points = {c.id: t for c, t in zip(criteria, ("26", "17.5", "18"), strict=False)}
    desk.save_draft(row.id, Draft(points, gate=True, field=criteria[3].id))
    keeper = DraftKeeper(desk)
    app = ReviewApp(lambda: ExpertScreen(keeper))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        _write("expert", app.export_screenshot())
        await pilot.press("t")
        await pilot.pause()
        _write("expert-yardstick", app.export_screenshot())
        await pilot.press("escape", "p")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        _write("expert-photo", app.export_screenshot())
    desk.close()


async def _office(store: SeasonStore) -> None:
    desk = OfficeDesk(store, now)
    app = OfficeApp(lambda: OfficeScreen(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await pilot.press(*["down"] * 16)
        await pilot.pause()
        _write("office", app.export_screenshot())
    desk.close()


def _write(name: str, svg: str) -> None:
    drawing = PICTURES / f"{name}.svg"
    # without this the converter takes the spaces away that columns begin with
    drawing.write_text(svg.replace("<text ", '<text xml:space="preserve" '), encoding="utf-8")
    convert = shutil.which("rsvg-convert")
    if convert is None:
        return
    picture = drawing.with_suffix(".png")
    subprocess.run([convert, "--width", "1400", "-o", picture, drawing], check=True)
    drawing.unlink()
    # a terminal has few colours: a palette makes the file a fifth of its size
    Image.open(picture).convert("RGB").quantize(64).save(picture, optimize=True)


if __name__ == "__main__":
    main()
