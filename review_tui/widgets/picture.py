"""A picture in a terminal: half blocks anywhere, whole cells where those are too wide, true graphics where known.

No terminal is ever asked what it can do: an answer that does not come would hang the line, and one that comes late
would be typed into a field. The way is chosen by the terminal's name, or by the person.
"""

from __future__ import annotations

import base64
import io
import os
from itertools import groupby
from typing import Literal

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from review_tui.widgets.painted import Painted
from review_tui.widgets.width import wrap

Way = Literal["half", "block", "kitty", "sixel"]
_KITTY = ("xterm-kitty", "xterm-ghostty")
_SIXEL = ("foot", "foot-extra", "mlterm", "contour", "yaft-256color")
_CELL = (8, 16)
"""Points of a cell where the terminal's size in points is not known: rather too few than too many."""
_MOST = (720, 480)
"""Points of true graphics: a picture is to come over a slow line within seconds. Kitty makes it larger again."""
_CHUNK = 4096
_GAP = " "


def way_for(term: str | None = None) -> Way:
    """How a terminal of that name (None: the one in TERM) shows pictures: half blocks unless it is known for more."""
    name = os.environ.get("TERM", "") if term is None else term
    return "kitty" if name in _KITTY else "sixel" if name in _SIXEL else "half"


def points(way: Way, cells: tuple[int, int], cell: tuple[int, int] = _CELL) -> tuple[int, int]:
    """How many points of a picture fit into so many cells."""
    width, height = cells
    if way == "half":
        return max(1, width), max(2, height * 2)
    if way == "block":
        return max(1, width // 2), max(1, height)
    return max(1, min(width * cell[0], _MOST[0])), max(1, min(height * cell[1], _MOST[1]))


def kitty(width: int, height: int, rgb: bytes, cells: tuple[int, int]) -> str:
    """The picture in kitty's protocol at the cursor, `cells` wide and high; the terminal answers nothing (`q=2`)."""
    data = base64.standard_b64encode(_png(width, height, rgb)).decode()
    parts = [data[i : i + _CHUNK] for i in range(0, len(data), _CHUNK)]
    head = f"a=T,f=100,t=d,c={cells[0]},r={cells[1]},C=1,q=2,"
    return "".join(
        f"\x1b_G{head if nth == 0 else ''}m={int(nth < len(parts) - 1)};{part}\x1b\\" for nth, part in enumerate(parts)
    )


KITTY_CLEAR = "\x1b_Ga=d,q=2\x1b\\"
"""Takes all pictures of kitty's protocol away."""


def sixel(width: int, height: int, rgb: bytes) -> str:
    """The picture as sixels at the cursor."""
    from PIL import Image
    from textual_image._sixel import (
        image_to_sixels,
    )  # only this part: the package asks the terminal when imported whole

    return image_to_sixels(Image.frombytes("RGB", (width, height), rgb))


def _png(width: int, height: int, rgb: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), rgb).save(out, "PNG")
    return out.getvalue()


class PictureView(Painted):
    """One picture, or a sentence why there is none, in the middle of the widget.

    For true graphics the cells stay empty, and `over` is written over them when they have been painted.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.way: Way = "half"
        self._points = (0, 0)
        self._rgb = b""
        self._text = ""

    def say(self, text: str) -> None:
        """A sentence in the place of a picture."""
        self._points, self._rgb, self._text = (0, 0), b"", text
        self._redraw()

    def show(self, way: Way, width: int, height: int, rgb: bytes) -> None:
        """A picture of so many points, as `points` allows."""
        self.way, self._points, self._rgb, self._text = way, (width, height), rgb, ""
        self._redraw()

    def wipe(self) -> None:
        """Before the widget goes, or shows something else: true graphics are taken away."""
        if self._rgb and self.way in ("kitty", "sixel"):
            self._write(KITTY_CLEAR if self.way == "kitty" else "")
            self.app.refresh()

    def _redraw(self) -> None:
        self.refresh()
        if self._rgb and self.way in ("kitty", "sixel"):
            self.call_after_refresh(self._over)

    def _over(self) -> None:
        """Write the graphics at the widget's place; the cursor goes back to where it was."""
        if not self._rgb or not self.is_attached:
            return
        area = self.content_region
        cells = self._cells(area.width, area.height)
        x, y = area.x + max(0, area.width - cells[0]) // 2 + 1, area.y + max(0, area.height - cells[1]) // 2 + 1
        if self.way == "kitty":
            data = KITTY_CLEAR + kitty(*self._points, self._rgb, cells)
        else:
            data = sixel(*self._points, self._rgb)
        self._write(f"\x1b7\x1b[{y};{x}H{data}\x1b8")

    def _cells(self, across: int, down: int) -> tuple[int, int]:
        """How many cells the graphics take: sixels as many as they have points for, kitty's as many as there are."""
        width, height = self._points
        if self.way == "sixel":
            return -(-width // _CELL[0]), -(-height // _CELL[1])
        scale = min(across * _CELL[0] / width, down * _CELL[1] / height)
        return max(1, int(width * scale / _CELL[0])), max(1, int(height * scale / _CELL[1]))

    def _write(self, data: str) -> None:
        driver = self.app._driver
        if data and driver is not None and not self.app.is_headless:
            driver.write(data)

    # ------------------------------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """A line of the picture in cells, or of the sentence."""
        if self._text:
            lines = wrap(self._text, max(2, self.size.width - 2))
            at = y - max(0, self.size.height - len(lines)) // 2
            return self.paint([(" " + lines[at], "faint")] if 0 <= at < len(lines) else [])
        if not self._rgb or self.way not in ("half", "block"):
            return self.paint([])
        cells = self._half(y) if self.way == "half" else self._block(y)
        if not cells:
            return self.paint([])
        taken = len(cells) * (1 if self.way == "half" else 2)
        left = max(0, self.size.width - taken) // 2
        unit = "▀" if self.way == "half" else "  "
        segments = [Segment(_GAP * left, self.ink("plain"))]
        segments += [Segment(unit * len(list(same)), style) for style, same in groupby(cells)]
        segments.append(Segment(_GAP * max(0, self.size.width - left - taken), self.ink("plain")))
        return Strip(segments, self.size.width).crop(0, self.size.width)

    def _half(self, y: int) -> list[Style]:
        width, height = self._points
        top = (y - max(0, self.size.height - -(-height // 2)) // 2) * 2
        if not 0 <= top < height:
            return []
        ground = self.rich_style.bgcolor
        return [
            Style(color=self._point(x, top), bgcolor=self._point(x, top + 1) if top + 1 < height else ground)
            for x in range(width)
        ]

    def _block(self, y: int) -> list[Style]:
        width, height = self._points
        row = y - max(0, self.size.height - height) // 2
        return [Style(bgcolor=self._point(x, row)) for x in range(width)] if 0 <= row < height else []

    def _point(self, x: int, y: int) -> Color:
        at = (y * self._points[0] + x) * 3
        return Color.from_rgb(*self._rgb[at : at + 3])
