"""Pictures in a terminal: what is painted, and what the protocols carry, read back by other programs."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys

import pytest
from PIL import Image
from textual.app import App, ComposeResult

from review_tui.widgets.picture import PictureView, Way, kitty, points, sixel, way_for

RED, BLUE = (220, 20, 20), (20, 20, 220)


def halves(width: int, height: int) -> bytes:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image.tobytes()


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield PictureView()


@pytest.mark.parametrize(
    ("term", "way"), [("xterm", "half"), ("xterm-kitty", "kitty"), ("foot", "sixel"), ("", "half")]
)
def test_the_way_comes_from_the_terminals_name(term: str, way: Way) -> None:
    assert way_for(term) == way


def test_points_for_each_way() -> None:
    assert points("half", (80, 20)) == (80, 40)
    assert points("block", (80, 20)) == (40, 20)
    assert points("kitty", (80, 20)) == (640, 320)
    assert points("sixel", (160, 48)) == (720, 480)  # no more than a slow line can bear
    assert points("half", (0, 0)) == (1, 2)


async def test_half_blocks_hold_two_points_a_cell() -> None:
    app = Shown()
    async with app.run_test(size=(10, 4)) as pilot:
        view = app.query_one(PictureView)
        view.show("half", 4, 2, halves(4, 2))
        await pilot.pause()
        (segment,) = [s for s in view.render_line(1) if "▀" in s.text]
        assert segment.text == "▀▀▀▀"
        assert segment.style is not None
        assert segment.style.color is not None and segment.style.color.triplet == RED
        assert segment.style.bgcolor is not None and segment.style.bgcolor.triplet == BLUE
        assert view.render_line(0).text.strip() == ""


async def test_whole_cells_hold_one_point_and_no_block_characters() -> None:
    app = Shown()
    async with app.run_test(size=(10, 4)) as pilot:
        view = app.query_one(PictureView)
        view.show("block", 4, 2, halves(4, 2))
        await pilot.pause()
        text = "".join(view.render_line(y).text for y in range(4))
        assert set(text) == {" "}
        grounds = [s.style.bgcolor.triplet for s in view.render_line(1) if s.style and s.style.bgcolor]
        assert RED in grounds


@pytest.mark.parametrize("way", ["kitty", "sixel"])
async def test_true_graphics_leave_the_cells_empty_and_fall_nowhere_in_a_test(way: Way) -> None:
    app = Shown()
    async with app.run_test(size=(20, 6)) as pilot:
        view = app.query_one(PictureView)
        view.show(way, 16, 16, halves(16, 16))
        await pilot.pause()
        assert all(view.render_line(y).text.strip() == "" for y in range(6))
        view.wipe()


async def test_a_sentence_stands_in_the_place_of_a_picture() -> None:
    app = Shown()
    async with app.run_test(size=(12, 5)) as pilot:
        view = app.query_one(PictureView)
        view.say("照片已损坏，打不开")
        await pilot.pause()
        assert "".join(view.render_line(y).text.strip() for y in range(5)) == "照片已损坏，打不开"


def test_kitty_carries_the_picture_in_parts_and_asks_for_no_answer() -> None:
    noise = Image.effect_noise((200, 100), 90).convert("RGB")
    sent = kitty(200, 100, noise.tobytes(), (25, 7))
    parts = re.findall("\x1b_G([^;]*);([^\x1b]*)\x1b\\\\", sent)
    assert len(parts) > 2
    assert "q=2" in parts[0][0] and "c=25,r=7" in parts[0][0]
    assert [head.rsplit("m=")[1] for head, _ in parts] == ["1"] * (len(parts) - 1) + ["0"]
    assert all(len(data) <= 4096 for _, data in parts)
    image = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in parts))))
    assert image.tobytes() == noise.tobytes()


def decoded(text: str) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Colours in percent by place: as much of a sixel terminal as a test needs."""
    body = re.fullmatch("\x1bP[0-9;]*q(.*)\x1b\\\\", text, re.S)
    assert body is not None
    colours: dict[int, tuple[int, int, int]] = {}
    found, now, x, y = {}, 0, 0, 0
    tokens = r'"[0-9;]+|#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|(\$)|(-)'
    for m in re.finditer(tokens, body[1]):
        if m[1]:
            now = int(m[1])
            colours[now] = int(m[2]), int(m[3]), int(m[4])
        elif m[5]:
            now = int(m[5])
        elif m[7] or m[8]:
            for _ in range(int(m[6] or 1)):
                for bit in range(6):
                    if (ord(m[7] or m[8]) - 63) >> bit & 1:
                        found[x, y + bit] = colours[now]
                x += 1
        elif m[9]:
            x = 0
        elif m[10]:
            x, y = 0, y + 6
    return found


def test_sixels_are_what_a_terminal_draws() -> None:
    found = decoded(sixel(24, 12, halves(24, 12)))
    assert {x for x, _ in found} == set(range(24)) and {y for _, y in found} == set(range(12))
    red, blue = found[12, 2], found[12, 9]
    assert red[0] > 75 and red[2] < 20
    assert blue[2] > 75 and blue[0] < 20


def test_nothing_is_ever_asked_of_the_terminal() -> None:
    """Whole imports of textual-image query it and wait: ours does not make one."""
    code = (
        "import sys; from review_tui.widgets.picture import sixel; sixel(2, 6, bytes(36));"
        "print([m for m in sys.modules if m in ('textual_image.renderable', 'textual_image.widget')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
