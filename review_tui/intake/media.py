"""Facts of photos and videos. Runs in the reading process."""

from __future__ import annotations

import re
import warnings
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP", "MPO")
_SIDEWAYS = (5, 6, 7, 8)
_ORIENTATION = 0x0112
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation → `Image.Transpose` that shows the picture upright."""
_LOOKED_AT = (256, 256)
"""Pixels at which a photo is looked at; JPEG is decoded at a fraction of its size not below this."""


def read_photo(path: Path, limits: Limits) -> dict[str, Any]:
    """The fields of `PhotoFacts`, as seen, that is after the EXIF orientation. Raises `Unreadable`.

    The picture is decoded, JPEG at a small scale, so that one that breaks off is found.
    """
    from PIL import Image, UnidentifiedImageError

    from review_tui.intake.look import look

    Image.MAX_IMAGE_PIXELS = None  # the limits below say it for each format, before any pixel is decoded
    try:
        with warnings.catch_warnings(), Image.open(path, formats=FORMATS) as image:
            warnings.simplefilter("ignore")
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            width, height = image.size
            if width * height > (limits.jpeg_pixels if kind == "JPEG" else limits.pixels):
                raise Unreadable(f"照片过大（{width}×{height} 像素）")
            turn = image.getexif().get(_ORIENTATION)
            found = look(_seen(image, turn))
    except UnidentifiedImageError:
        raise Unreadable("不是能识别的照片，或文件已损坏") from None
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("照片已损坏，打不开") from None
    width, height = (height, width) if turn in _SIDEWAYS else (width, height)
    return {"width": width, "height": height, "format": kind, **found}


def _seen(image: Image.Image, turn: int | None) -> Image.Image:
    """The picture small and upright, in RGB; where it is transparent, white shows."""
    from PIL import Image

    image.draft("RGB", _LOOKED_AT)
    image.load()
    factor = min(image.size) // _LOOKED_AT[0]
    small: Image.Image = image.reduce(factor) if factor > 1 and image.mode not in ("P", "1") else image
    if small.mode in ("P", "PA", "LA", "La", "RGBa", "RGBA") or "transparency" in small.info:
        paper = Image.new("RGBA", small.size, "white")
        small = Image.alpha_composite(paper, small.convert("RGBA"))
    small = small.convert("RGB")
    return small.transpose(Image.Transpose(_TURNS[turn])) if turn in _TURNS else small


def read_video(path: Path) -> dict[str, Any]:
    """The fields of `VideoFacts`, decimals as text, None: not said.

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
        "variable": video.frame_rate_mode == "VFR",
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
