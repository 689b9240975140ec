"""The sparing compositor: a terminal that got parts shows what one shows that got the whole, for fewer bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip

from review_tui.widgets.painted import Painted
from review_tui.widgets.sparing import SparingCompositor, _runs, _without

WIDTH, HEIGHT = 40, 8


class Wall(Painted):
    """Lines of one letter that tell how often they were drawn."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return self.paint([(self.letter * 40, "strong" if y % 2 else "plain")])


class Room(Vertical):
    """Two walls side by side, and one that floats over both."""

    DEFAULT_CSS = """
    Room { layers: below above; }
    Room Horizontal { layer: below; }
    Room Wall { width: 1fr; }
    Room #float { layer: above; width: 11; height: 3; offset: 14 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right, self.over = Wall("a"), Wall("中"), Wall("o")
        self.over.id = "float"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.left
            yield self.right
        yield self.over


def seen(screen: pyte.Screen) -> list[list[Any]]:
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


def full(compositor: SparingCompositor, console: Console) -> str:
    return compositor.render_full_update().render_segments(console)


async def test_parts_lead_to_the_screen_that_a_full_repaint_shows(stage: Callable[..., Any]) -> None:
    room = Room()
    app = stage(room)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        compositor = SparingCompositor()
        compositor.reflow(app.screen, app.size)
        shown = pyte.Screen(WIDTH, HEIGHT)
        stream = pyte.Stream(shown)
        stream.feed(full(compositor, app.console))
        cases = [
            ("b", "国", "p", [Region(0, 0, 40, 8)]),
            ("c", "年", "q", [Region(3, 1, 9, 1), Region(20, 1, 4, 5), Region(5, 6, 29, 1)]),
            ("d", "省", "r", [Region(10, 2, 20, 3)]),
            ("e", "人", "s", [Region(x, y, 2, 1) for x in range(0, 40, 4) for y in range(8)]),
            ("f", "山", "t", [Region(30, 7, 20, 9)]),
        ]
        for left, right, over, regions in cases:
            room.left.letter, room.right.letter, room.over.letter = left, right, over
            for wall in (room.left, room.right, room.over):
                wall._styles_cache.clear()
            compositor._dirty_regions.update(regions)
            update = compositor.render_partial_update()
            assert update is not None
            wanted = pyte.Screen(WIDTH, HEIGHT)
            pyte.Stream(wanted).feed(full(compositor, app.console))
            asked = {(x, y) for one in regions for y in range(one.y, one.bottom) for x in range(one.x, one.right)}
            before = seen(shown)
            stream.feed(update.render_segments(app.console))
            for y, line in enumerate(seen(shown)):
                for x, cell in enumerate(line):
                    assert cell == (seen(wanted)[y][x] if (x, y) in asked else before[y][x]), (regions, x, y)


async def test_only_the_lines_that_are_seen_are_drawn(stage: Callable[..., Any]) -> None:
    room = Room()
    app = stage(room)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        compositor = SparingCompositor()
        compositor.reflow(app.screen, app.size)
        compositor.render_full_update()
        for wall in (room.left, room.right, room.over):
            wall._styles_cache.clear()
            wall.drawn.clear()
        compositor._dirty_regions.update([Region(16, 3, 6, 1), Region(2, 6, 4, 1)])
        update = compositor.render_partial_update()
        assert (room.left.drawn, room.right.drawn, room.over.drawn) == ([6], [], [1])
        assert update is not None
        sent = update.render_segments(app.console)
        assert sent.count("o") == 6 and sent.count("a") == 4
        assert compositor.render_partial_update() is None


spans = st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(spans, st.integers(0, 40), st.integers(0, 40))
def test_what_is_left_beside_a_piece(given_spans: list[tuple[int, int]], one: int, other: int) -> None:
    begin, end = min(one, other), max(one, other)
    cells = {x for left, right in given_spans for x in range(left, right)}
    left_over = {x for left, right in _without(given_spans, begin, end) for x in range(left, right)}
    assert left_over == cells - set(range(begin, end))


def test_runs() -> None:
    assert _runs([1, 2, 3, 7, 9, 10]) == [[1, 2, 3], [7], [9, 10]]
