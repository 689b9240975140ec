"""Pictures that serve two nominations, over a whole season, against xor and popcount of the same 64-bit codes."""

from __future__ import annotations

import random
from base64 import b64encode

import numpy as np

from benchmarks.measure import Row, median, steady, timed
from benchmarks.stage import Stage
from scoring.nomination import Material, Nomination, PhotoFacts
from scoring.same_picture import reuse_findings

_EACH = 5
_STUDIOS = 40
_CELLS = 6 * 256


def run(stage: Stage) -> list[Row]:
    """Every photo of 1,500 nominations held against every other; a third of the portraits come from alike studios."""
    size = stage.times(1500, 30)
    nominations = _season(size)
    codes = np.array([int(m.photo.phash, 16) for n in nominations for m in n.materials], dtype=np.uint64)  # type: ignore[union-attr, arg-type]
    times = stage.times(5, 1)
    with steady():
        ours = [timed(lambda: reuse_findings(nominations, "三")) for _ in range(times)]
        floor = [timed(lambda: _bare(codes)) for _ in range(times)]
    return [Row("photos", f"reused photos, {size:,} × {_EACH}", "ms", median(ours), median(floor))]


def _bare(codes: np.ndarray) -> int:
    return sum(int((np.bitwise_count(codes[i : i + 512, None] ^ codes) <= 18).sum()) for i in range(0, len(codes), 512))


def _season(size: int) -> list[Nomination]:
    dice = random.Random(2022)
    studios = [(dice.getrandbits(64), dice.randbytes(_CELLS)) for _ in range(_STUDIOS)]
    return [
        Nomination(
            id=f"S{number:04d}",
            category="star",
            name=f"学员{number}",
            unit="长春市教育局",
            special=False,
            materials=tuple(_photo(dice, studios[number % _STUDIOS] if at == 0 else None) for at in range(_EACH)),
        )
        for number in range(size)
    ]


def _photo(dice: random.Random, studio: tuple[int, bytes] | None) -> Material:
    if studio is None:
        code = dice.getrandbits(256)
        seen = {"phash": f"{code >> 192:016x}", "detail": (f"{code:064x}",) * 4, "tint": dice.randbytes(32).hex()}
        facts = PhotoFacts(width=800, height=600, format="JPEG", **seen)  # type: ignore[arg-type]
    else:
        turned = studio[0] ^ 1 << dice.randrange(64) ^ 1 << dice.randrange(64)
        cells = bytes((4 * a + b) // 5 for a, b in zip(studio[1], dice.randbytes(_CELLS), strict=True))
        facts = PhotoFacts(
            width=413,
            height=579,
            format="JPEG",
            phash=f"{turned:016x}",
            cells=b64encode(cells).decode(),
            tint="80" * 32,
        )
    return Material(kind="photo", path="照片.jpg", sha256=f"{dice.getrandbits(256):064x}", size=9000, photo=facts)
