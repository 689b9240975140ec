"""Facts of photos and videos. Runs in the reading process."""

from __future__ import annotations

import re
import warnings
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits

FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP", "MPO")
_SIDEWAYS = (5, 6, 7, 8)
_ORIENTATION = 0x0112


def read_photo(path: Path, limits: Limits) -> dict[str, Any]:
    """`{"width", "height", "format"}` as seen, that is after the EXIF orientation. Raises `Unreadable`.

    Only the head of a whole file is read; one without its end mark is decoded at a small scale to see how it ends.
    """
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limits below say it for each format, before any pixel is decoded
    try:
        with warnings.catch_warnings(), Image.open(path, formats=FORMATS) as image:
            warnings.simplefilter("ignore")
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            width, height = image.size
            if width * height > (limits.jpeg_pixels if kind == "JPEG" else limits.pixels):
                raise Unreadable(f"照片过大（{width}×{height} 像素）")
            sideways = image.getexif().get(_ORIENTATION) in _SIDEWAYS
            if not _whole(path, kind):
                image.draft("RGB", (64, 64))
                image.load()
    except UnidentifiedImageError:
        raise Unreadable("不是能识别的照片，或文件已损坏") from None
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("照片已损坏，打不开") from None
    return {"width": height if sideways else width, "height": width if sideways else height, "format": kind}


def _whole(path: Path, kind: str) -> bool:
    """Whether the file ends as its format must; formats without an end mark count as not whole."""
    marks = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "GIF": b"\x3b"}
    if kind not in marks:
        return False
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 64))
        return file.read().rstrip(b"\x00\r\n ").endswith(marks[kind])


def read_video(path: Path) -> dict[str, Any]:
    """`{"container", "codec", "width", "height", "fps", "seconds", "truncated"}`; decimals as text, None: not said.

    Raises `Unreadable` where there is no video track.
    """
    from pymediainfo import MediaInfo

    tracks = MediaInfo.parse(path).tracks
    general = next((t for t in tracks if t.track_type == "General"), None)
    video = next((t for t in tracks if t.track_type == "Video"), None)
    if general is None or not general.format:
        raise Unreadable("不是能识别的视频，或文件已损坏")
    if video is None:
        cut = "yes" in str(general.istruncated or "").lower()
        raise Unreadable("视频不完整，打不开" if cut else "文件里没有画面，不是能识别的视频")
    milliseconds = _decimal(video.duration) or _decimal(general.duration)
    width, height = video.width, video.height
    if abs(_decimal(video.rotation) or Decimal(0)) in (90, 270):
        width, height = height, width
    return {
        "container": _container(general),
        "codec": video.format,
        "width": width,
        "height": height,
        "fps": _text(_frame_rate(video)),
        "seconds": _text(None if milliseconds is None else milliseconds / 1000),
        "truncated": "yes" in str(general.istruncated or "").lower(),
    }


def _container(general: Any) -> str:
    """MediaInfo calls MOV and 3GP files MPEG-4 too; their profile tells them."""
    profile = str(general.format_profile or "")
    if general.format == "MPEG-4" and profile.startswith(("QuickTime", "3GPP")):
        return profile.split()[0]
    return str(general.format)


def _frame_rate(video: Any) -> Decimal | None:
    over, under = _decimal(video.framerate_num), _decimal(video.framerate_den)
    if over and under:
        return (over / under).quantize(Decimal("0.001")).normalize()
    rate = _decimal(video.frame_rate)
    return None if rate is None else rate.normalize()


def _decimal(value: Any) -> Decimal | None:
    found = re.match(r"-?\d+(\.\d+)?", str(value)) if value is not None else None
    try:
        return Decimal(found[0]) if found else None
    except InvalidOperation:
        return None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
