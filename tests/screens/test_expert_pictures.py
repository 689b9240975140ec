"""Photos and videos at the expert's desk."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image

from review_tui.desks.office import OfficeDesk
from review_tui.desks.prefs import prefs
from review_tui.intake.package import PackageReading
from review_tui.season_store import SeasonStore
from review_tui.widgets.picture import PictureView
from scoring.nomination import Material, PhotoFacts
from tests.builders import Clock, package, seat_panel, star
from tests.screens.expert_bench import Sitting, season, sitting


def season_with_photos(tmp_path: Path) -> SeasonStore:
    """S001 with a portrait, a red and a blue photo, and one that is broken."""
    store = SeasonStore.create(tmp_path / "season")
    blobs, materials = {}, []
    for name, size, colour in (("证件照", (350, 490), "white"), ("红", (64, 32), "red"), ("蓝", (64, 32), "blue")):
        out = io.BytesIO()
        Image.new("RGB", size, colour).save(out, "PNG")
        materials.append((name, size, out.getvalue()))
    materials.append(("坏", (64, 32), b"no picture"))
    kept = []
    for name, size, data in materials:
        sha = hashlib.sha256(data).hexdigest()
        blobs[sha] = tmp_path / sha
        blobs[sha].write_bytes(data)
        facts = PhotoFacts(width=size[0], height=size[1], format="PNG")
        kept.append(Material(kind="photo", path=f"照片/{name}.png", sha256=sha, size=len(data), photo=facts))
    plain = star("方琴")
    form = plain.materials[0]
    blobs[form.sha256] = tmp_path / form.sha256
    blobs[form.sha256].write_bytes(form.path.encode())
    nomination = plain.model_copy(update={"materials": (form, *kept)})
    desk = OfficeDesk(store, Clock())
    unit = store.season.find_unit("长春市")
    assert unit is not None
    desk.take(PackageReading(package=package(unit, (nomination,)), blobs=blobs))
    desk.close()
    seat_panel(store, "e01")
    return store


async def opened(at: Sitting) -> PictureView:
    """The picture, when the child has answered."""
    await at.app.workers.wait_for_complete()
    await at.pilot.pause()
    return at.app.screen.query_one(PictureView)


async def test_photos_turn_and_the_portrait_is_not_among_them(tmp_path: Path) -> None:
    async with sitting(season_with_photos(tmp_path)) as at:
        await at.press("p")
        view = await opened(at)
        assert any("1/3" in line for line in at.lines())
        assert any("红.png  64x32 PNG  证件照 1 张不在这里显示" in line for line in at.lines())
        assert any("▀" in line for line in at.lines())
        assert view._rgb[:3] == bytes((255, 0, 0))
        await at.press("right")
        view = await opened(at)
        assert view._rgb[:3] == bytes((0, 0, 255))
        await at.press("space")
        await opened(at)
        assert any("不是能识别的照片" in line for line in at.lines())
        await at.press("right")
        await opened(at)
        assert any("1/3" in line for line in at.lines())
        await at.press("escape")
        assert at.at == ("S001", "gate")


async def test_the_way_of_drawing_is_chosen_and_remembered(tmp_path: Path) -> None:
    store = season_with_photos(tmp_path)
    async with sitting(store) as at:
        await at.press("p")
        await opened(at)
        await at.press("m")
        view = await opened(at)
        assert view.way == "block"
        assert not any("▀" in line for line in at.lines())
        assert prefs(at.desk).picture == "block"
    async with sitting(store) as at:
        await at.press("p")
        assert (await opened(at)).way == "block"


async def test_a_nomination_without_a_file_says_so(tmp_path: Path) -> None:
    async with sitting(season(tmp_path)) as at:
        await at.press("right_square_bracket", "p")
        await opened(at)
        await at.pilot.resize_terminal(100, 30)
        await opened(at)
        assert any("不是能识别的照片" in line for line in at.lines())
        await at.press("q")
        assert at.at == ("S002", "gate")
