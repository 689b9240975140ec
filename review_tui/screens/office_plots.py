"""Plots made of plain characters: they look the same on every terminal, and tell nothing by colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Scale(NamedTuple):
    """From which points to which a strip goes, and how many cells it has."""

    low: Decimal
    high: Decimal
    cells: int

    def place(self, points: Decimal) -> int:
        """The cell of a figure; what lies outside stands at the end."""
        if self.high <= self.low:
            return 0
        cell = int((points - self.low) * (self.cells - 1) / (self.high - self.low) + Decimal("0.5"))
        return max(0, min(self.cells - 1, cell))

    def title(self) -> str:
        """The ends of the scale, as the head of its column."""
        low, high = str(self.low), str(self.high)
        return low + " " * (self.cells - len(low) - len(high)) + high


def scale(totals: Sequence[Decimal], cells: int) -> Scale:
    """From the lowest to the highest total, widened to whole fives."""
    five = Decimal(5)
    low = min(totals, default=Decimal(0)) // five * five
    high = -(-max(totals, default=Decimal(100)) // five) * five
    return Scale(low, max(high, low + five), max(8, cells))


def strip(totals: Sequence[Decimal], score: Decimal | None, cut: Decimal | None, along: Scale) -> str:
    """One nominee's totals on the scale: `o` one expert, `2` to `9` as many at one place, `+` the score, `|` the cut.

    Where several fall together, experts are seen before the score, and that before the cut.
    """
    line = [" "] * along.cells
    if cut is not None:
        line[along.place(cut)] = "|"
    if score is not None:
        line[along.place(score)] = "+"
    for cell, count in Counter(along.place(total) for total in totals).items():
        line[cell] = "o" if count == 1 else str(min(count, 9))
    return "".join(line)


def leaning(severity: Decimal | None, widest: Decimal, cells: int) -> str:
    """How severe an expert is, from the middle: severe to the left, mild to the right; `?` where it is not known."""
    half = max(2, (cells - 1) // 2)
    if severity is None:
        return " " * half + "?"
    length = int(abs(severity) * half / widest + Decimal("0.5")) if widest else 0
    bar = "#" * min(half, length)
    return bar.rjust(half) + "|" if severity >= 0 else " " * half + "|" + bar
