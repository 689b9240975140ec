"""What is known of a file, in a few words, as both desks show it."""

from __future__ import annotations

from scoring.nomination import Material, VideoFacts


def material_facts(one: Material, *, container: bool = False) -> str:
    """Pixels of a photo, facts of a video, length of a report; and whether the office put it there. `container`: name
    it too."""
    facts = _facts(one, container)
    if one.filed is None:
        return facts
    return f"{facts}  {FILED}".strip()


FILED = "办公室归入"


def _facts(one: Material, container: bool) -> str:
    if one.photo is not None:
        return f"{one.photo.width}x{one.photo.height} {one.photo.format}"
    if one.video is not None:
        return _video(one.video, container)
    return f"{one.chars} 字" if one.chars is not None else ""


def _video(video: VideoFacts, container: bool) -> str:
    parts = []
    if video.seconds is not None:
        parts.append(f"{int(video.seconds) // 60} 分 {int(video.seconds) % 60:02d} 秒")
    if video.width and video.height:
        parts.append(f"{video.width}x{video.height}")
    named = video.container if container else None
    parts += [str(part) for part in (named, video.codec, _rate(video)) if part]
    return "  ".join(parts) + ("  文件不完整" if video.truncated else "")


def _rate(video: VideoFacts) -> str:
    if video.fps is None:
        return ""
    return f"{video.fps} 帧/秒{'（可变）' if video.variable else ''}"
