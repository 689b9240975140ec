"""The table: on the screen, as JSON, and in docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import Row
from review_tui.widgets.width import fit

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- table: written by `python -m benchmarks --write` -->", "<!-- end of table -->"
_HEADER = ("what", "floor", "ours", "ratio", "goal", "met")


def plain(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    lines = [_HEADER, *map(_cells, rows)]
    widths = (46, 13, 13, 7, 9, 3)
    return "\n".join(
        " ".join(
            fit(cell, w, "left" if i == 0 else "right") for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def markdown(rows: Sequence[Row]) -> str:
    """The table for the page."""
    lines = [_HEADER, ("---", *["---:"] * 5), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as JSON values; `ratio`, `goal`, `floor` and `met` are null where there is none."""
    return [
        {
            "benchmark": r.benchmark, "what": r.what, "unit": r.unit, "floor": r.floor, "ours": r.ours,
            "ratio": r.ratio, "goal": r.goal, "met": r.met,
        }
        for r in rows
    ]  # fmt: skip


def write(rows: Sequence[Row]) -> None:
    """Put the table into docs/performance.md, in the place of the last one."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    when = f"{date.today().isoformat()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    PAGE.write_text(f"{before}{BEGIN}\n{when}:\n\n{markdown(rows)}\n{END}{after}", "utf-8")


def _cells(row: Row) -> tuple[str, ...]:
    goal = "" if row.goal is None else f"≤ {row.goal:g}" + ("" if row.floor is not None else f" {row.unit}")
    return (
        row.what,
        "" if row.floor is None else _figure(row.floor, row.unit),
        _figure(row.ours, row.unit),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        goal,
        {True: "yes", False: "NO", None: ""}[row.met],
    )


def _figure(value: float, unit: str) -> str:
    digits = 0 if unit == "bytes" or value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"
