"""Two-inch portraits as real JPEGs: a drawn head and shoulders."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw

from samples.drawing import SKIN, Colour, ellipse, gradient, jpeg, shade

_GROUND = {"red": (196, 44, 44), "blue": (76, 138, 206), "white": (242, 243, 245)}


def portrait(rng: random.Random, gender: str, age: int) -> bytes:
    """An upright two-inch portrait, 35:49 mm, about 8 KB. Older people get grey hair."""
    width, height = rng.choice(((350, 490), (413, 578), (390, 546)))
    scale = 2
    w, h = width * scale, height * scale
    ground = _GROUND[rng.choice(("red", "blue", "blue", "white"))]
    image = gradient((w, h), shade(ground, 1.06), shade(ground, 0.94))
    draw = ImageDraw.Draw(image)
    skin = rng.choice(SKIN)
    grey = rng.randrange(150, 205) if age >= 60 else rng.randrange(22, 46)
    hair = (grey, grey, min(255, grey + 4))
    coat = rng.choice(((38, 44, 66), (60, 62, 70), (92, 40, 48), (44, 82, 74), (72, 62, 110)))
    cx, cy = w * rng.uniform(0.48, 0.52), h * rng.uniform(0.40, 0.43)
    rx, ry = w * rng.uniform(0.175, 0.195), h * rng.uniform(0.165, 0.18)
    if gender == "女":
        ellipse(draw, cx, cy + ry * 0.15, rx * 1.32, ry * rng.uniform(1.25, 1.5), hair)
    _shoulders(draw, cx, cy, rx, ry, w, h, coat, skin)
    ellipse(draw, cx - rx, cy + ry * 0.1, rx * 0.16, ry * 0.2, shade(skin, 0.92))
    ellipse(draw, cx + rx, cy + ry * 0.1, rx * 0.16, ry * 0.2, shade(skin, 0.92))
    ellipse(draw, cx, cy, rx * 1.04, ry * 1.08, hair)
    ellipse(draw, cx, cy + ry * 0.14, rx, ry, skin)
    part = rng.uniform(-0.5, 0.5) * rx
    draw.chord(
        (cx - rx * 1.06 + part * 0.1, cy - ry * 1.12, cx + rx * 1.06, cy + ry * 0.5), 186, 354 + part / 40, fill=hair
    )
    _face(draw, rng, cx, cy, rx, ry, skin, age)
    image = image.resize((width, height), Image.Resampling.LANCZOS)
    return jpeg(image, 72)


def _shoulders(
    draw: ImageDraw.ImageDraw,
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    w: int,
    h: int,
    coat: Colour,
    skin: Colour,
) -> None:
    top = cy + ry * 1.5
    draw.rounded_rectangle((cx - w * 0.42, top, cx + w * 0.42, h * 1.4), radius=w * 0.2, fill=coat)
    draw.polygon([(cx - rx * 0.75, top), (cx + rx * 0.75, top), (cx, top + h * 0.2)], fill=(240, 240, 242))
    draw.rounded_rectangle(
        (cx - rx * 0.42, cy + ry * 0.8, cx + rx * 0.42, top + h * 0.045), radius=rx * 0.3, fill=shade(skin, 0.9)
    )
    for side in (-1, 1):
        draw.polygon(
            [
                (cx + side * rx * 0.5, top - h * 0.004),
                (cx + side * rx * 1.25, top),
                (cx + side * rx * 0.1, top + h * 0.23),
            ],
            fill=shade(coat, 1.25),
        )


def _face(
    draw: ImageDraw.ImageDraw, rng: random.Random, cx: float, cy: float, rx: float, ry: float, skin: Colour, age: int
) -> None:
    eye, dark = cy + ry * 0.1, (46, 36, 34)
    glasses = rng.random() < 0.35
    for side in (-1, 1):
        x = cx + side * rx * 0.42
        ellipse(draw, x, eye, rx * 0.13, ry * 0.045, (250, 250, 250))
        ellipse(draw, x, eye, rx * 0.06, ry * 0.05, dark)
        draw.arc((x - rx * 0.22, eye - ry * 0.24, x + rx * 0.22, eye + ry * 0.05), 200, 340, fill=dark, width=7)
        if glasses:
            draw.ellipse(
                (x - rx * 0.27, eye - ry * 0.17, x + rx * 0.27, eye + ry * 0.17), outline=(70, 70, 78), width=5
            )
        if age >= 55:
            draw.arc((x - rx * 0.2, eye, x + rx * 0.2, eye + ry * 0.22), 30, 150, fill=shade(skin, 0.85), width=4)
    if glasses:
        draw.line((cx - rx * 0.15, eye, cx + rx * 0.15, eye), fill=(70, 70, 78), width=5)
    draw.arc((cx - rx * 0.14, cy + ry * 0.2, cx + rx * 0.14, cy + ry * 0.5), 20, 160, fill=shade(skin, 0.78), width=5)
    mouth = (cx - rx * 0.3, cy + ry * 0.42, cx + rx * 0.3, cy + ry * 0.78)
    draw.arc(mouth, 25, 155, fill=(168, 82, 78), width=9)
