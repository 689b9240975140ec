"""What a photo looks like, in a few numbers: hashes that survive recompression, resizing, light crops and brightness.

Perceptual hashes after the DCT method (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions,
2010, ch. 3.2). Runs in the reading process.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from math import cos, pi
from typing import Any

import numpy as np
from PIL import Image

SIDE = 32
"""Grey cells each way from which the hashes are taken."""
COARSE, FINE = 8, 17
"""How many of the lowest frequencies each way: 8 × 8 make the 64-bit hash, 17 × 17 the one of 256 bits."""
MARGINS = (0.0, 0.015, 0.03, 0.045)
FACE_MARGINS = (0.0, 0.01, 0.02, 0.03, 0.04, 0.05)
"""What is cut off each side before fine hashes and cells are taken: a picture and its light crop share one of them."""
UPRIGHT = 0.85
"""Width / height below which a picture is looked at as a portrait."""
CELLS, FACE = 16, (0.1, 0.05, 0.9, 0.85)
"""Grey cells each way of the part of an upright picture where head and shoulders are."""
TINTS = 4
_PLAIN = 6.0
"""Mean distance from the mean brightness, of 255, below which a picture shows nothing."""
_PAPER, _PAGE = 205, 0.65
"""A picture of which so much is so bright is a page: two certificates of one print are not one picture."""
_WHITE, _FRAME, _EDGE = 232, 0.02, 0.6
"""A border is this bright; at least this part of the picture on all four sides; and cut off this sharply."""


def look(image: Image.Image) -> dict[str, Any]:
    """The fields of `PhotoFacts` beside size and format: `phash detail cells tint plain inner`.

    `image`: as seen (upright), RGB or grey, of any size; small ones of about 128 pixels are enough.
    """
    grey = image.convert("L")
    cells = _cells(grey, 0)
    found: dict[str, Any] = {"inner": _inner(grey)}
    mean = sum(cells) / len(cells)
    if sum(abs(cell - mean) for cell in cells) / len(cells) < _PLAIN:
        return {**found, "plain": True}
    waves = _waves(cells)
    found["phash"] = _hash([row[:COARSE] for row in waves[:COARSE]], first=0)
    if sum(cell >= _PAPER for cell in cells) < _PAGE * len(cells):
        found["tint"] = _tint(image)
        if grey.width < UPRIGHT * grey.height:
            found["cells"] = b64encode(b"".join(_face(grey, margin) for margin in FACE_MARGINS)).decode()
        else:
            finer = [waves, *(_waves(_cells(grey, margin)) for margin in MARGINS[1:])]
            found["detail"] = [_hash(each, first=1) for each in finer]
    return found


def _cells(grey: Image.Image, margin: float) -> bytes:
    width, height = grey.size
    box = (width * margin, height * margin, width * (1 - margin), height * (1 - margin))
    return grey.resize((SIDE, SIDE), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0).tobytes()


def _face(grey: Image.Image, margin: float) -> bytes:
    width, height = grey.size
    left, top, right, bottom = (margin + part * (1 - 2 * margin) for part in FACE)
    box = (width * left, height * top, width * right, height * bottom)
    return grey.resize((CELLS, CELLS), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0).tobytes()


@cache
def _basis() -> np.ndarray:
    return np.array([[cos(pi * k * (2 * i + 1) / (2 * SIDE)) for i in range(SIDE)] for k in range(FINE)])


def _waves(cells: bytes) -> list[list[float]]:
    """The `FINE` × `FINE` lowest coefficients of the two-dimensional DCT-II."""
    rows = np.frombuffer(cells, np.uint8).reshape(SIDE, SIDE).astype(float)
    waves: list[list[float]] = (_basis() @ rows @ _basis().T).tolist()
    return waves


def _hash(waves: list[list[float]], *, first: int) -> str:
    """A bit for each coefficient above the median. `first` 1: the mean brightness is left out, and then as many of the
    last as make 256 bits."""
    flat = [value for row in waves for value in row][first:]
    flat = flat[: len(flat) // 64 * 64]
    ordered = sorted(flat[1 - first :])  # the mean brightness never shifts the median
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    bits = "".join("1" if value > middle else "0" for value in flat)
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def _tint(image: Image.Image) -> str:
    """Mean blue and red chroma of `TINTS` × `TINTS` fields, a byte each; empty: a picture without colour."""
    small = image.convert("RGB").resize((TINTS, TINTS), Image.Resampling.BOX).convert("YCbCr")
    chroma = b"".join(band.tobytes() for band in small.split()[1:])
    return chroma.hex() if any(abs(value - 128) > TINTS for value in chroma) else ""


def _inner(grey: Image.Image) -> list[float] | None:
    """Width and height, as parts of the whole, of what a white border on all four sides frames; None: there is none.

    A scan of a print on a sheet has such a border; a portrait before a white wall has not: its edge is no straight cut.
    """
    dark = grey.point([255 if value < _WHITE else 0 for value in range(256)])
    box = dark.getbbox()
    width, height = grey.size
    if box is None or min(width, height) < SIDE:
        return None
    left, top, right, bottom = box
    if min(left / width, top / height, 1 - right / width, 1 - bottom / height) < _FRAME:
        return None
    sides = (
        (left, top, right, top + 2), (left, bottom - 2, right, bottom),
        (left, top, left + 2, bottom), (right - 2, top, right, bottom),
    )  # fmt: skip
    if any(_share(dark.crop(side)) < _EDGE for side in sides):
        return None
    return [(right - left) / width, (bottom - top) / height]


def _share(part: Image.Image) -> float:
    """How much of a black and white picture is white."""
    return part.histogram()[255] / (part.width * part.height) if part.width * part.height else 0.0
