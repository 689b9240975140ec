"""Real videos of a few minutes that stay small: captioned stills, each shown for some twenty seconds."""

from __future__ import annotations

import io
import random
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFont

from samples import drawing, scenes

STILL_SECONDS = 45
X264 = "threads=1:cabac=0:keyint=1125:scenecut=0:bframes=0:weightp=0:ref=1:mbtree=0:rc-lookahead=0"


def h264(path: Path, captions: tuple[str, ...], rng: random.Random, *, seconds: int, size: tuple[int, int]) -> None:
    """An MP4 with H.264 at 25 frames a second, as the notice wants it when `size` is 1280×720. Bytes are the same at
    every run: one thread, no creation time."""
    options = {"crf": "41", "preset": "superfast", "x264-params": X264}
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as out:
        stream = out.add_stream("libx264", rate=25, options=options)
        _write(out, stream, captions, rng, seconds=seconds, size=size)


def avi(path: Path, captions: tuple[str, ...], rng: random.Random, *, seconds: int) -> None:
    """An AVI with MPEG-4 Visual: what an old camcorder's program writes, and what the notice does not want."""
    with av.open(str(path), "w", format="avi", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream(
            "mpeg4", rate=5, options={"g": "225", "qmin": "25", "qmax": "31", "b": "3000", "threads": "1"}
        )
        _write(out, stream, captions, rng, seconds=seconds, size=(320, 240))


def _write(
    out: av.container.OutputContainer,
    stream: av.VideoStream,
    captions: tuple[str, ...],
    rng: random.Random,
    *,
    seconds: int,
    size: tuple[int, int],
) -> None:
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.flags |= 1 << 23  # AV_CODEC_FLAG_BITEXACT
    stream.codec_context.thread_count = 1
    rate = int(stream.average_rate)
    frame = None
    for number in range(seconds * rate):
        if number % (STILL_SECONDS * rate) == 0:
            index = number // (STILL_SECONDS * rate)
            frame = av.VideoFrame.from_image(_still(captions[index % len(captions)], rng, size))
            frame = frame.reformat(format="yuv420p")
        assert frame is not None
        frame.pts, frame.time_base = number, Fraction(1, rate)
        out.mux(stream.encode(frame))
    out.mux(stream.encode())


def _still(caption: str, rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """A drawn picture with a caption on a dark strip."""
    image = Image.open(io.BytesIO(scenes.activity(rng))).convert("RGB").resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    strip = size[1] // 7
    draw.rectangle((0, size[1] - strip, size[0], size[1]), fill=(24, 28, 40))
    face = drawing.font(strip // 2)
    if isinstance(face, ImageFont.FreeTypeFont):
        draw.text((size[0] / 2, size[1] - strip / 2), caption, font=face, fill=(245, 245, 240), anchor="mm")
    return image
