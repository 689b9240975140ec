"""A compositor that draws only the cells that were asked for.

It uses parts of Textual 8.2.8 that are not public: the version is pinned, and `tests/widgets/test_sparing.py` holds
what it sends against a full repaint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

_Span = tuple[int, int]
"""Cells of a line, from the first to before the last."""


class SparingCompositor(Compositor):
    """Textual's, but for a part of the screen it asks only the widgets that are seen there, only for the lines there.

    Textual renders, and filters, every line of every widget that the smallest rectangle around all changes touches,
    down to the containers behind them, and sends a changed line from the left edge of its widget. With keys at thirty a
    second most of a frame is that. A region must not begin or end inside a wide character.
    """

    def render_partial_update(self) -> ChopsUpdate | None:
        """What the dirty regions look like now; None where there are none."""
        screen = self.size.region
        regions = [inside for one in self._dirty_regions if (inside := one.intersection(screen))]
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        pieces: list[dict[int, Strip]] = [{} for _ in range(self.size.height)]
        for x, y, strip in self._pieces(spans):
            pieces[y][x] = strip
        lines = [dict(sorted(line.items())) for line in pieces]
        return ChopsUpdate(lines, spans, [[x + s.cell_length for x, s in line.items()] for line in lines])

    def _pieces(self, spans: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, Strip]]:
        """Where a piece begins, its line, and what stands there: together exactly the spans, from front to back."""
        bare: dict[int, list[_Span]] = {}
        for y, left, right in spans:
            bare.setdefault(y, []).append((left, right))
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            seen = [y for y in bare if shown.y <= y < shown.bottom and _meet(bare[y], shown)]
            for run in _runs(seen):
                crop = Region(shown.x - region.x, run[0] - region.y, shown.width, len(run))
                for y, strip in zip(run, widget.render_lines(crop), strict=True):
                    for left, right in bare[y]:
                        begin, end = max(left, shown.x), min(right, shown.right)
                        if begin < end:
                            yield begin, y, strip.crop(begin - shown.x, end - shown.x)
                    bare[y] = list(_without(bare[y], shown.x, shown.right))
                    if not bare[y]:
                        del bare[y]
            if not bare:
                return


def _meet(spans: Sequence[_Span], shown: Region) -> bool:
    return any(left < shown.right and shown.x < right for left, right in spans)


def _without(spans: Sequence[_Span], begin: int, end: int) -> Iterator[_Span]:
    """What is left of the spans beside the cells from `begin` to `end`."""
    for left, right in spans:
        if left < min(right, begin):
            yield left, min(right, begin)
        if max(left, end) < right:
            yield max(left, end), right


def _runs(lines: Sequence[int]) -> list[list[int]]:
    """Lines in rising order, those that follow each other together."""
    runs: list[list[int]] = []
    for y in lines:
        if runs and runs[-1][-1] == y - 1:
            runs[-1].append(y)
        else:
            runs.append([y])
    return runs
