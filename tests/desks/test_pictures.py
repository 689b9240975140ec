"""Photos and videos, decoded in a child with limits: real files, broken ones, and bombs."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.pictures import Picture, look, viewable
from tests.builders import Clock, season_with, seat_panel, star

RED, BLUE = (220, 20, 20), (20, 20, 220)


def halves(size: tuple[int, int]) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image


def film(path: Path, seconds: int = 16) -> None:
    """A film that gets lighter from second to second."""
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=2, options={"g": "2", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for number in range(seconds * 2):
            grey = 255 * number // (seconds * 2)
            frame = av.VideoFrame.from_image(Image.new("RGB", (160, 90), (grey, grey, grey)))
            frame.pts, frame.time_base = number, Fraction(1, 2)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())


def point(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    at = (y * picture.width + x) * 3
    return tuple(picture.rgb[at : at + 3])


def near(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return all(abs(x - y) < 24 for x, y in zip(a, b, strict=True))


def test_a_photo_fits_in_its_own_proportions(tmp_path: Path) -> None:
    halves((3000, 1000)).save(tmp_path / "a.jpg")
    found = look(tmp_path / "a.jpg", "photo", 60, 40)
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (60, 20)
    assert near(point(found, 5, 10), RED) and near(point(found, 55, 10), BLUE)


def test_a_photo_stands_upright_as_its_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    halves((300, 100)).save(tmp_path / "a.jpg", exif=exif)
    found = look(tmp_path / "a.jpg", "photo", 60, 60)
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (20, 60)
    assert near(point(found, 10, 5), RED) and near(point(found, 10, 55), BLUE)


@pytest.mark.parametrize("name", ["a.png", "a.gif", "a.webp", "a.bmp"])
def test_other_formats_and_transparency(name: str, tmp_path: Path) -> None:
    halves((40, 40)).convert("RGBA" if name == "a.png" else "RGB").save(tmp_path / name)
    found = look(tmp_path / name, "photo", 40, 40)
    assert isinstance(found, Picture)
    assert near(point(found, 2, 20), RED)


def test_what_is_no_photo_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"%!PS-Adobe\n")
    assert look(tmp_path / "a.jpg", "photo", 40, 40) == "不是能识别的照片，或文件已损坏"
    whole = tmp_path / "b.jpg"
    halves((800, 800)).save(whole)
    whole.write_bytes(whole.read_bytes()[:400])
    assert look(whole, "photo", 40, 40) == "照片已损坏，打不开"
    assert "打不开" in str(look(tmp_path / "missing.jpg", "photo", 40, 40))


def test_a_picture_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )
    (tmp_path / "bomb.png").write_bytes(data)
    assert "照片过大" in str(look(tmp_path / "bomb.png", "photo", 40, 40))


def test_a_video_is_eight_frames_in_the_order_of_time(tmp_path: Path) -> None:
    film(tmp_path / "a.mp4")
    found = look(tmp_path / "a.mp4", "video", 160, 60)
    assert isinstance(found, Picture)
    assert found.width <= 160 and found.height <= 60
    greys = [point(found, found.width * (2 * i + 1) // 8, found.height // 4)[0] for i in range(4)]
    greys += [point(found, found.width * (2 * i + 1) // 8, found.height * 3 // 4)[0] for i in range(4)]
    assert greys == sorted(greys) and greys[-1] - greys[0] > 150


def test_a_broken_video_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0" * 4096)
    assert look(tmp_path / "a.mp4", "video", 160, 60) == "视频打不开，或文件已损坏"


def test_without_the_extra_a_video_says_what_is_missing(tmp_path: Path) -> None:
    film(tmp_path / "a.mp4", 2)
    start = "import sys; sys.modules['av'] = None; from review_tui.desks.picture_child import main; main()"
    asked = {"path": str(tmp_path / "a.mp4"), "kind": "video", "width": 80, "height": 40}
    child = subprocess.run([sys.executable, "-c", start], input=json.dumps(asked).encode(), stdout=-1, check=True)
    assert "没有装视频组件" in json.loads(child.stdout.partition(b"\n")[0])["problem"]


def test_a_hostile_size_asks_for_no_more_than_a_screen(tmp_path: Path) -> None:
    halves((100, 100)).save(tmp_path / "a.png")
    found = look(tmp_path / "a.png", "photo", 10**9, 10**9)
    assert isinstance(found, Picture) and found.width <= 4000


def test_portraits_are_not_shown(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴", special=True))
    seat_panel(store, "e01")
    desk = ExpertDesk(store, "e01", Clock())
    seen = viewable(desk, "S001")
    assert [m.path for m in seen.materials] == ["方琴活动照.jpg", "方琴活动照2.jpg", "方琴.mp4"]
    assert seen.hidden == 1
