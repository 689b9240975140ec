"""What portraits and scenes are drawn with."""

from __future__ import annotations

import colorsys
import io
import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
SKIN: tuple[Colour, ...] = ((236, 198, 168), (226, 184, 150), (214, 170, 138), (241, 207, 180))


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A Chinese font where the machine has one; else Pillow's own (banners are then left empty)."""
    for name in _FONTS:
        if Path(name).exists():
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)


def jpeg(image: Image.Image, quality: int) -> bytes:
    """The picture as a JPEG of that quality."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality, optimize=True, subsampling=2)
    return out.getvalue()


def shade(colour: Colour, by: float) -> Colour:
    """Darker for `by` below 1, lighter above."""
    red, green, blue = (max(0, min(255, round(c * by))) for c in colour)
    return red, green, blue


def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """A picture that runs from one colour above to another below."""
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), top)
    strip.putpixel((0, 1), bottom)
    return strip.resize(size, Image.Resampling.BICUBIC)


def ellipse(draw: ImageDraw.ImageDraw, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
    """A filled ellipse round (x, y) with the half axes `rx` and `ry`."""
    draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=fill)


def colour(rng: random.Random) -> Colour:
    """A muted colour of cloth or paper."""
    red, green, blue = colorsys.hsv_to_rgb(rng.random(), rng.uniform(0.15, 0.55), rng.uniform(0.35, 0.85))
    return round(red * 255), round(green * 255), round(blue * 255)
