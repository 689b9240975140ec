"""Photos and videos of a nomination, as an expert may see them: decoded in a child process, without the portraits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from review_tui.desks.expert import ExpertDesk
from scoring.checks_media import is_portrait
from scoring.nomination import Material

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from review_tui.desks.picture_child import main; main()"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8"}
_PATIENCE = 20
"""Seconds for one file."""
_MOST = 4000
"""Points that a side of a picture may have."""


class Picture(NamedTuple):
    """Points from left to right and from top to bottom, three bytes (red, green, blue) each."""

    width: int
    height: int
    rgb: bytes


class Viewable(NamedTuple):
    """What there is to look at. `hidden`: portraits, which experts do not see."""

    materials: tuple[Material, ...]
    hidden: int


def viewable(desk: ExpertDesk, nomination: str) -> Viewable:
    """The photos, then the videos of an assigned nomination, in the order of the package."""
    found = desk.nomination(nomination)
    rule = desk.rules.find(found.category).photos.portrait
    photos = found.of_kind("photo")
    shown = [m for m in photos if rule is None or m.photo is None or not is_portrait(m.photo, rule)]
    return Viewable((*shown, *found.of_kind("video")), len(photos) - len(shown))


def look(path: Path, kind: str, width: int, height: int) -> Picture | str:
    """The picture, at most `width` × `height` points, in its own proportions; or in Chinese why there is none.

    `kind` "photo" or "video" (a strip of eight frames). Blocks until the child has answered, at most 20 seconds.
    """
    asked = {"path": str(path.absolute()), "kind": kind, "width": min(width, _MOST), "height": min(height, _MOST)}
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_ENVIRONMENT,
            timeout=_PATIENCE,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "打开用时过长，已停止"
    except OSError:
        return "这台机器现在打不开照片，请稍后再试"
    head, _, rgb = child.stdout.partition(b"\n")
    if not head:
        return "文件使读取程序中断，打不开"
    answer = json.loads(head)
    if "problem" in answer:
        return str(answer["problem"])
    if len(rgb) != answer["width"] * answer["height"] * 3:
        return "文件使读取程序中断，打不开"
    return Picture(answer["width"], answer["height"], rgb)
