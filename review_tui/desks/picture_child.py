"""Decodes one photo, or eight frames of a video, in a process of its own with limits: files come from outside.

Standard input: one JSON object `{path, kind, width, height}`, sizes in points. Standard output: one JSON line,
`{"width", "height"}` followed by that many RGB bytes, or `{"problem"}` with a Chinese sentence.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

FRAMES = 8
_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")
_PIXELS, _JPEG_PIXELS = 40_000_000, 120_000_000
"""As at intake: a JPEG is decoded at a fraction of its size."""
_MEMORY, _SECONDS = 1 << 30, 15


def main() -> None:
    """Answer the one question, and end."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # the desk blocks what its waiting thread takes
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    asked = json.load(sys.stdin)
    size = asked["width"], asked["height"]
    try:
        image = _photo(asked["path"], size) if asked["kind"] == "photo" else _strip(asked["path"], size)
    except _Refused as refused:
        answer: dict[str, Any] = {"problem": str(refused)}
        data = b""
    else:
        answer, data = {"width": image.width, "height": image.height}, image.tobytes()
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + data)


class _Refused(Exception):
    """`str()` is the Chinese sentence."""


def _photo(path: str, size: tuple[int, int]) -> Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the limit below says it for each format, before any point is decoded
    try:
        with warnings.catch_warnings(), Image.open(path, formats=_FORMATS) as image:
            warnings.simplefilter("ignore")
            most = _JPEG_PIXELS if image.format in ("JPEG", "MPO") else _PIXELS
            if image.width * image.height > most:
                raise _Refused(f"照片过大（{image.width}x{image.height}），不在这里显示")
            image.draft("RGB", (size[0] * 2, size[1] * 2))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except UnidentifiedImageError:
        raise _Refused("不是能识别的照片，或文件已损坏") from None
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError, MemoryError):
        raise _Refused("照片已损坏，打不开") from None
    return _fitted(upright, size)


def _fitted(image: Image, size: tuple[int, int]) -> Image:
    """As large as fits, in its own proportions; small ones are made larger, so that something can be seen."""
    scale = min(size[0] / image.width, size[1] / image.height)
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def _strip(path: str, size: tuple[int, int]) -> Image:
    """Eight frames from the middle of eight equal parts, side by side in rows, in the order of time."""
    from PIL import Image

    try:
        frames = _frames(path)
    except ImportError:
        raise _Refused("这台机器没有装视频组件（review-tui[media]），只列出参数；要看画面请联系办公室") from None
    width, height = frames[0].size
    across = max((8, 4, 2), key=lambda n: min(size[0] / n / width, size[1] / (FRAMES // n) / height))
    down = FRAMES // across
    each = (max(1, size[0] // across - 1), max(1, size[1] // down - 1))
    small = [_fitted(frame, each) for frame in frames]
    step = small[0].width + 1, small[0].height + 1
    sheet = Image.new("RGB", (step[0] * across - 1, step[1] * down - 1))
    for number, one in enumerate(small):
        sheet.paste(one, (number % across * step[0], number // across * step[1]))
    return sheet


def _frames(path: str) -> list[Image]:
    import av
    from av.error import FFmpegError

    found: list[Image] = []
    try:
        with av.open(path) as container:
            stream = container.streams.video[0]
            stream.codec_context.skip_frame = "NONKEY"
            whole = container.duration or 0
            for part in range(FRAMES):
                container.seek(int(whole * (part + 0.5) / FRAMES))
                frame = next(container.decode(stream), None)
                if frame is not None:
                    found.append(frame.to_image())  # type: ignore[no-untyped-call]
    except (FFmpegError, IndexError, ValueError, MemoryError, OSError):
        if not found:
            raise _Refused("视频打不开，或文件已损坏") from None
    if not found:
        raise _Refused("视频里没有能显示的画面")
    return found + [found[-1]] * (FRAMES - len(found))


if __name__ == "__main__":
    main()
