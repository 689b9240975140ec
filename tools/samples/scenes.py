"""Activity pictures as real JPEGs: drawn scenes of people learning."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from samples.drawing import SKIN, colour, ellipse, font, gradient, jpeg, shade

_BANNERS = ("全民终身学习活动周", "学习让生活更美好", "活到老  学到老", "终身学习  人人可学", "公益课堂  欢迎您")


def activity(rng: random.Random) -> bytes:
    """A landscape picture of people learning, 640 pixels wide, about 11 KB. Scene, cut, colours and crowd vary."""
    base = (1360, 900)
    scene = rng.choice(_SCENES)
    image = scene(rng, base)
    cut = rng.uniform(0.78, 0.98)
    w, h = round(base[0] * cut), round(base[1] * cut)
    left, top = rng.randrange(base[0] - w + 1), rng.randrange(base[1] - h + 1)
    image = image.crop((left, top, left + w, top + h))
    if rng.random() < 0.5 and scene not in (_lecture, _square):
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    size = rng.choice(((640, 424), (640, 424), (640, 480)))
    image = image.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.4))
    for quality in (60, 50, 42, 34, 28):
        data = jpeg(image, quality)
        if len(data) <= 10_500:
            break
    return data


def _person(draw: ImageDraw.ImageDraw, rng: random.Random, x: float, y: float, size: float, *, back: bool) -> None:
    """Head and shoulders; (x, y) is the middle of the head, `size` its radius. `back`: seen from behind."""
    coat, skin = colour(rng), rng.choice(SKIN)
    grey = rng.choice((24, 30, 44, 150, 185))
    hair = (grey, grey, grey)
    draw.rounded_rectangle((x - size * 1.7, y + size, x + size * 1.7, y + size * 5), radius=size, fill=coat)
    draw.rectangle((x - size * 0.35, y + size * 0.6, x + size * 0.35, y + size * 1.2), fill=shade(skin, 0.9))
    ellipse(draw, x, y, size, size * 1.15, hair)
    if not back:
        ellipse(draw, x, y + size * 0.25, size * 0.88, size * 0.95, skin)
        for side in (-1, 1):
            ellipse(draw, x + side * size * 0.35, y + size * 0.2, size * 0.09, size * 0.11, (40, 34, 32))
        draw.arc(
            (x - size * 0.35, y + size * 0.3, x + size * 0.35, y + size * 0.8), 25, 155, fill=(160, 80, 76), width=4
        )


def _banner(draw: ImageDraw.ImageDraw, rng: random.Random, box: tuple[float, float, float, float]) -> None:
    draw.rectangle(box, fill=(190, 34, 36))
    face = font(round((box[3] - box[1]) * 0.62))
    if isinstance(face, ImageFont.FreeTypeFont) and not str(face.path).endswith("Aileron"):
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        draw.text(middle, rng.choice(_BANNERS), font=face, fill=(255, 236, 170), anchor="mm")


def _lecture(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """A room: board, banner, a speaker, rows of listeners from behind."""
    w, h = size
    wall = rng.choice(((236, 230, 214), (214, 228, 232), (238, 226, 220), (222, 232, 216)))
    image = gradient(size, wall, shade(wall, 0.82))
    draw = ImageDraw.Draw(image)
    left, right = w * rng.uniform(0.12, 0.3), w * rng.uniform(0.68, 0.9)
    board = rng.choice(((34, 82, 64), (240, 244, 250), (28, 46, 92)))
    draw.rectangle((left, h * 0.2, right, h * 0.56), fill=board, outline=(120, 96, 70), width=10)
    ink = (232, 236, 230) if sum(board) < 400 else (60, 90, 150)
    for line in range(rng.randrange(2, 5)):
        y = h * (0.26 + 0.06 * line)
        draw.line((left + 40, y, left + 40 + (right - left - 80) * rng.uniform(0.3, 0.95), y), fill=ink, width=8)
    if rng.random() < 0.75:
        _banner(draw, rng, (w * 0.1, h * 0.04, w * 0.9, h * 0.14))
    _person(draw, rng, w * rng.choice((0.16, 0.84, 0.6)), h * rng.uniform(0.36, 0.42), 42, back=False)
    for row in range(rng.randrange(2, 4)):
        y, radius = h * (0.64 + 0.14 * row), 34 + 13 * row
        shift = rng.uniform(0, 0.1)
        for seat in range(rng.randrange(5, 9)):
            _person(
                draw, rng, w * (shift + seat / 7.4) + rng.uniform(-16, 16), y + rng.uniform(-10, 10), radius, back=True
            )
    return image


def _field(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """Outdoors: sky, hills, furrows or rows of a crop, a group around a teacher."""
    w, h = size
    image = gradient(size, (112 + rng.randrange(50), 170, 226), (220, 234, 240))
    draw = ImageDraw.Draw(image)
    horizon = h * rng.uniform(0.36, 0.52)
    for _ in range(rng.randrange(2, 5)):
        x, r = rng.uniform(0, w), rng.uniform(150, 420)
        ellipse(draw, x, horizon + r * 0.55, r * 1.6, r, shade((70, 120, 92), rng.uniform(0.8, 1.3)))
    soil = rng.choice(((92, 66, 46), (122, 150, 70), (196, 172, 84), (64, 52, 44)))
    draw.rectangle((0, horizon, w, h), fill=soil)
    vanish, step = w * rng.uniform(0.2, 0.8), rng.randrange(120, 230)
    for x in range(-w, 2 * w, step):
        draw.line((vanish, horizon, x, h), fill=shade(soil, rng.choice((0.8, 1.25))), width=rng.randrange(12, 34))
    ellipse(draw, w * rng.uniform(0.1, 0.9), h * 0.12, 46, 46, (255, 240, 190))
    count, left = rng.randrange(4, 9), rng.uniform(0.1, 0.3)
    for i in range(count):
        x = w * (left + i * rng.uniform(0.07, 0.1))
        _person(draw, rng, x, h * rng.uniform(0.5, 0.6), rng.uniform(30, 44), back=rng.random() < 0.4)
    return image


def _table(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """Craft or reading round a table seen from above the shoulder."""
    w, h = size
    wall = rng.choice(((228, 216, 198), (206, 218, 226), (232, 222, 230)))
    image = gradient(size, shade(wall, 0.9), wall)
    draw = ImageDraw.Draw(image)
    for shelf in range(rng.randrange(2, 4)):
        y, x = h * (0.08 + 0.14 * shelf), w * 0.04
        end = w * rng.uniform(0.5, 0.96)
        while x < end:
            thick, tall = rng.uniform(14, 40), rng.uniform(60, 96)
            draw.rectangle((x, y + 100 - tall, x + thick, y + 100), fill=colour(rng))
            x += thick + 3
        draw.rectangle((0, y + 100, w, y + 112), fill=(136, 98, 64))
    people = rng.randrange(3, 7)
    for i in range(people):
        _person(draw, rng, w * (i + 0.6) / people + rng.uniform(-30, 30), h * rng.uniform(0.44, 0.52), 52, back=False)
    top = h * rng.uniform(0.68, 0.74)
    draw.polygon(
        [(w * 0.08, top), (w * 0.92, top), (w * 1.1, h), (-w * 0.1, h)],
        fill=rng.choice(((176, 128, 84), (214, 190, 156))),
    )
    for _ in range(rng.randrange(6, 13)):
        x, y, s = rng.uniform(0.1, 0.9) * w, rng.uniform(top + 30, h - 50), rng.uniform(26, 60)
        if rng.random() < 0.5:
            ellipse(draw, x, y, s, s * 0.6, colour(rng))
        else:
            draw.polygon([(x - s, y), (x, y - s * 0.4), (x + s, y), (x, y + s * 0.4)], fill=(250, 248, 240))
    return image


def _square(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """A public square: buildings, banner on poles, a crowd dancing or queueing at a stall."""
    w, h = size
    image = gradient(size, (150, 190, 228), (236, 236, 226))
    draw = ImageDraw.Draw(image)
    ground = h * rng.uniform(0.55, 0.62)
    x = -40.0
    while x < w:
        wide, tall = rng.uniform(110, 250), rng.uniform(180, 420)
        wall = shade(rng.choice(((206, 190, 172), (188, 196, 206), (214, 180, 160))), rng.uniform(0.85, 1.1))
        draw.rectangle((x, ground - tall, x + wide, ground), fill=wall)
        for row in range(int(tall // 60)):
            for column in range(int(wide // 50)):
                cx, cy = x + 16 + 50 * column, ground - tall + 16 + 60 * row
                draw.rectangle((cx, cy, cx + 24, cy + 32), fill=(120, 150, 178))
        x += wide + rng.uniform(4, 50)
    draw.rectangle((0, ground, w, h), fill=rng.choice(((178, 172, 162), (160, 168, 160), (196, 180, 166))))
    y = h * rng.uniform(0.24, 0.34)
    _banner(draw, rng, (w * 0.18, y, w * 0.82, y + h * 0.1))
    for i in range(rng.randrange(9, 17)):
        depth = i / 16
        _dancer(draw, rng, rng.uniform(0.04, 0.96) * w, ground + depth * h * 0.22, 18 + 18 * depth)
    return image


def _dancer(draw: ImageDraw.ImageDraw, rng: random.Random, x: float, y: float, size: float) -> None:
    coat, legs = colour(rng), (50, 52, 66)
    for side in (-1, 1):
        swing = rng.uniform(0.2, 1.0)
        draw.line(
            (x, y + size * 3.4, x + side * size * swing, y + size * 6), fill=legs, width=max(4, round(size * 0.7))
        )
        angle = rng.uniform(-1.1, 1.0)
        end = (x + side * size * 2.4 * math.cos(angle), y + size * 1.6 - size * 2.4 * math.sin(angle))
        draw.line((x, y + size * 1.6, *end), fill=shade(coat, 0.9), width=max(4, round(size * 0.6)))
    draw.rounded_rectangle((x - size * 0.9, y + size, x + size * 0.9, y + size * 3.8), radius=size * 0.5, fill=coat)
    ellipse(draw, x, y, size * 0.8, size * 0.92, (36, 32, 32))
    ellipse(draw, x, y + size * 0.2, size * 0.66, size * 0.74, rng.choice(SKIN))


def _screens(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """A computer room or a telephone class: lit screens in rows."""
    w, h = size
    image = gradient(size, (198, 212, 226), (150, 166, 186))
    draw = ImageDraw.Draw(image)
    columns, rows = rng.randrange(3, 6), 2
    for row in range(rows):
        y = h * (0.24 + 0.36 * row)
        draw.rectangle((0, y + h * 0.2, w, y + h * 0.24), fill=(146, 112, 80))
        for column in range(columns):
            x = w * (column + 0.5) / columns + rng.uniform(-20, 20)
            half = w / columns * rng.uniform(0.24, 0.34)
            glow = rng.choice(((70, 130, 220), (90, 180, 140), (230, 160, 70), (200, 90, 110)))
            draw.rectangle((x - half, y - 10, x + half, y + half * 1.2), fill=(36, 38, 44))
            draw.rectangle((x - half + 10, y, x + half - 10, y + half * 1.2 - 12), fill=glow)
            draw.rectangle((x - half * 0.6, y + 20, x + half * rng.uniform(0, 0.6), y + 34), fill=(250, 250, 250))
            if rng.random() < 0.85:
                _person(draw, rng, x + rng.uniform(-40, 40), y + h * 0.2, 44 + 10 * row, back=True)
    return image


_Scene = Callable[[random.Random, tuple[int, int]], Image.Image]
_SCENES: tuple[_Scene, ...] = (_lecture, _field, _table, _square, _screens)
