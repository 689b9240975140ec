from __future__ import annotations

import io
import struct
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from review_tui.intake.limits import Limits
from review_tui.intake.reading import Reader
from tests.intake.making import clip, photo


def _read(reader: Reader, tmp_path: Path, name: str, data: bytes) -> dict[str, Any]:
    (tmp_path / name).write_bytes(data)
    return reader.read(tmp_path / name, name, hashed=False)


@pytest.mark.parametrize(
    ("orientation", "size"), [(None, (30, 20)), (1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))]
)
def test_size_as_seen(reader: Reader, tmp_path: Path, orientation: int | None, size: tuple[int, int]) -> None:
    facts = _read(reader, tmp_path, "a.jpg", photo(30, 20, orientation=orientation))["photo"]
    assert (facts["width"], facts["height"], facts["format"]) == (*size, "JPEG")


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "TIFF", "WEBP"])
def test_other_formats_under_any_name(reader: Reader, tmp_path: Path, kind: str) -> None:
    assert _read(reader, tmp_path, "a.jpg", photo(kind=kind))["photo"]["format"] == kind


def test_a_cut_photo(reader: Reader, tmp_path: Path) -> None:
    noise = Image.effect_noise((400, 300), 80)
    out = io.BytesIO()
    noise.save(out, "JPEG")
    assert "photo" in _read(reader, tmp_path, "a.jpg", out.getvalue())
    assert "照片已损坏" in _read(reader, tmp_path, "b.jpg", out.getvalue()[: len(out.getvalue()) // 2])["unread"]


def test_bytes_behind_the_end_of_a_photo_do_no_harm(reader: Reader, tmp_path: Path) -> None:
    assert "photo" in _read(reader, tmp_path, "a.jpg", photo() + b"trailer of a phone" * 10)


def test_a_picture_bomb(reader: Reader, tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 13_000, 13_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts
    )
    assert "照片过大" in _read(reader, tmp_path, "a.jpg", png)["unread"]


def test_mp4_facts(reader: Reader, tmp_path: Path) -> None:
    clip(tmp_path / "a.mp4", frames=50, rate=25)
    facts = reader.read(tmp_path / "a.mp4", "a.mp4", hashed=False)["video"]
    assert facts == {
        "container": "MPEG-4",
        "codec": "AVC",
        "width": 64,
        "height": 48,
        "fps": "25",
        "seconds": "2",
        "truncated": False,
        "variable": False,
    }


@pytest.mark.parametrize(
    ("ending", "codec", "container"),
    [
        ("mov", "libx264", "QuickTime"),
        ("avi", "mpeg4", "AVI"),
        ("flv", "flv1", "Flash Video"),
        ("mkv", "libx264", "Matroska"),
    ],
)
def test_other_containers_are_told_by_content(
    reader: Reader, tmp_path: Path, ending: str, codec: str, container: str
) -> None:
    data = clip(tmp_path / f"x.{ending}", codec=codec)
    answer = _read(reader, tmp_path, "a.mp4", data)
    assert (answer["sort"], answer["video"]["container"]) == ("video", container)


def test_a_cut_video(reader: Reader, tmp_path: Path) -> None:
    data = clip(tmp_path / "a.mp4", frames=100)
    assert "不完整" in _read(reader, tmp_path, "b.mp4", data[: len(data) // 2])["unread"]


def _frames(path: Path, moments: list[int], *, faststart: bool = False) -> bytes:
    """A video whose frames are shown at those milliseconds."""
    options = {"movflags": "faststart"} if faststart else {}
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for moment in moments:
            frame = av.VideoFrame.from_image(Image.effect_noise((64, 48), 60).convert("RGB"))
            frame.pts, frame.time_base = moment, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path.read_bytes()


def test_a_frame_rate_that_changes_is_said(reader: Reader, tmp_path: Path) -> None:
    data = _frames(tmp_path / "a.mp4", [0, 40, 80, 200, 240, 400, 440, 480, 600, 640, 900])
    facts = _read(reader, tmp_path, "b.mp4", data)["video"]
    assert facts["variable"] and facts["fps"] != "25"


def test_a_cut_video_whose_head_is_whole_is_told_as_cut(reader: Reader, tmp_path: Path) -> None:
    data = _frames(tmp_path / "a.mp4", [40 * n for n in range(100)], faststart=True)
    assert not _read(reader, tmp_path, "b.mp4", data)["video"]["truncated"]
    assert _read(reader, tmp_path, "c.mp4", data[: len(data) * 2 // 3])["video"]["truncated"]


def test_memory_is_limited(work: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (6000, 6000)).save(out, "BMP")
    with Reader(work, Limits(memory_bytes=128 << 20)) as reader:
        answer = _read(reader, tmp_path, "a.bmp", out.getvalue())
        assert "unread" in answer or "fell" in answer
        assert "photo" in _read(reader, tmp_path, "b.jpg", photo())
