"""What the reading process says of how a photo looks, held against itself after what happens to photos on their way."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from review_tui.intake.reading import Reader
from scoring.nomination import Material, PhotoFacts
from scoring.same_picture import same_picture

Change = Callable[[Image.Image], Image.Image]
BLUE = (67, 142, 219)


def portrait(seed: int) -> Image.Image:
    """Head and shoulders before the studio's blue; the same cut for everyone."""
    rng = random.Random(seed)
    image = Image.new("RGB", (413, 579), BLUE)
    draw = ImageDraw.Draw(image)
    coat, skin = tuple(rng.randint(20, 130) for _ in range(3)), (224, 186 + rng.randint(-20, 12), 156)
    cx, cy, rx, ry = 206 + rng.randint(-8, 8), 236 + rng.randint(-8, 8), rng.randint(78, 98), rng.randint(104, 126)
    draw.polygon([(20, 579), (70, 455), (cx - 30, 405), (cx + 30, 405), (343, 455), (393, 579)], fill=coat)
    draw.rectangle((cx - 30, cy + ry - 30, cx + 30, 430), fill=skin)
    draw.ellipse((cx - rx - 8, cy - ry - 14, cx + rx + 8, cy + rng.randint(-20, 90)), fill=(28, 26, 30))
    draw.ellipse((cx - rx, cy - ry + 22, cx + rx, cy + ry), fill=skin)
    for side in (-1, 1):
        draw.ellipse((cx + side * 34 - 10, cy - 5, cx + side * 34 + 10, cy + 5), fill=(30, 30, 30))
    draw.arc((cx - 25, cy + 35, cx + 25, cy + 70), 20, 160, fill=(150, 60, 60), width=4)
    return image.filter(ImageFilter.GaussianBlur(1))


def scene(seed: int) -> Image.Image:
    """A room with people, as blots."""
    rng = random.Random(seed)
    image = Image.effect_noise((12, 9), 90).resize((800, 600), Image.Resampling.BICUBIC).convert("RGB")
    draw = ImageDraw.Draw(image)
    for _ in range(9):
        x, y, r = rng.randint(0, 800), rng.randint(150, 560), rng.randint(20, 80)
        draw.ellipse((x - r, y - r, x + r, y + 2 * r), fill=tuple(rng.randint(0, 255) for _ in range(3)))
    return image


def jpeg(image: Image.Image, quality: int = 90, *, orientation: int | None = None) -> bytes:
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


@pytest.fixture
def look(reader: Reader, tmp_path: Path) -> Callable[[bytes], Material]:
    """The photo of those bytes as the reading process knows it."""

    def see(data: bytes) -> Material:
        (tmp_path / "a.jpg").write_bytes(data)
        answer = reader.read(tmp_path / "a.jpg", "a.jpg", hashed=True)
        facts = PhotoFacts(**answer["photo"])
        return Material(kind="photo", path="a.jpg", sha256=answer["sha256"], size=answer["size"], photo=facts)

    return see


def cropped(part: float) -> Change:
    return lambda i: i.crop(
        (int(i.width * part), int(i.height * part), int(i.width * (1 - part)), int(i.height * (1 - part)))
    )


CHANGES: dict[str, Change] = {
    "smaller": lambda i: i.resize((i.width // 2, i.height // 2)),
    "cropped": cropped(0.03),
    "lighter": lambda i: ImageEnhance.Brightness(i).enhance(1.12),
    "darker": lambda i: ImageEnhance.Brightness(i).enhance(0.75),
    "grey": lambda i: i.convert("L"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("draw", [portrait, scene])
def test_the_same_picture_after_a_change(
    look: Callable[[bytes], Material], draw: Callable[[int], Image.Image], change: Change
) -> None:
    image = draw(3)
    assert same_picture(look(jpeg(image)), look(jpeg(change(image), 45)))


def test_portraits_of_one_studio_and_other_scenes_differ(look: Callable[[bytes], Material]) -> None:
    for draw in (portrait, scene):
        seen = [look(jpeg(draw(seed))) for seed in range(14)]
        assert [(i, j) for i in range(14) for j in range(i) if same_picture(seen[i], seen[j])] == []


def test_a_phone_photo_stored_sideways_is_seen_upright(look: Callable[[bytes], Material]) -> None:
    image = portrait(5)
    sideways = look(jpeg(image.transpose(Image.Transpose.ROTATE_90), orientation=6))
    assert sideways.photo and (sideways.photo.width, sideways.photo.height) == image.size
    assert same_picture(sideways, look(jpeg(image)))


@pytest.mark.parametrize("grey", [0, 128, 250])
def test_a_picture_that_shows_nothing(look: Callable[[bytes], Material], grey: int) -> None:
    empty = look(jpeg(Image.new("RGB", (640, 480), (grey,) * 3)))
    assert empty.photo and empty.photo.plain and empty.photo.phash is None
    assert not same_picture(empty, empty)


def test_a_page_is_the_same_only_by_its_bytes(look: Callable[[bytes], Material]) -> None:
    def certificate(name: str) -> bytes:
        page = Image.new("RGB", (600, 420), "white")
        draw = ImageDraw.Draw(page)
        draw.rectangle((20, 20, 580, 400), outline=(180, 20, 20), width=8)
        draw.text((240, 200), name, fill="black")
        return jpeg(page)

    one, other = look(certificate("WANG LIAN")), look(certificate("LI GUANG"))
    assert not same_picture(one, other)
    assert same_picture(one, one)


def test_a_print_scanned_with_a_white_border(look: Callable[[bytes], Material]) -> None:
    sheet = Image.new("RGB", (1000, 1000), "white")
    sheet.paste(portrait(6), (300, 200))
    seen = look(jpeg(sheet)).photo
    assert seen and seen.inner
    assert seen.inner == pytest.approx((0.413, 0.579), abs=0.01)
    assert look(jpeg(portrait(6))).photo.inner is None  # type: ignore[union-attr]
