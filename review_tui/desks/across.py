"""Findings that come from comparing nominations with each other or with a list, not from one nomination alone.

They need the whole season, so only the office works them out; an expert's desk sees what the office recorded of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from review_tui.desks.repeat_findings import repeat_findings, repeats_key
from review_tui.desks.repeats import repeat_steps
from review_tui.desks.reused_photos import photos_key, reused_photos
from scoring.findings import Finding

if TYPE_CHECKING:
    from review_tui.desks.docket import Docket, Documents

Findings = Mapping[str, tuple[Finding, ...]]
"""By nomination id; a nomination without findings need not be there."""


class Comparison(NamedTuple):
    """One comparison. `find` gets the docket with every package and the office's documents; what it gives is kept until
    packages come or go, or `key`, which is taken of the documents at each change, is another."""

    name: str
    key: Callable[[Documents], Hashable]
    find: Callable[[Docket, Documents], Findings]
    steps: Callable[[Docket, Documents], Iterator[None]] = lambda _docket, _documents: iter(())
    """Works out, a step at a time, what `find` would wait for."""


COMPARISONS: tuple[Comparison, ...] = (
    Comparison("photos", photos_key, reused_photos),
    Comparison("repeats", repeats_key, repeat_findings, repeat_steps),
)
"""In the order in which their findings follow those of the nomination itself."""
