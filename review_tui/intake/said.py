"""What one file says when it is read for somebody: apart from the readers, so that desks know it without them."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.nomination import Passage, Reading


@dataclass(frozen=True)
class Said:
    """Readings of its form, texts, and how many characters a work summary has (None: it is none)."""

    readings: tuple[Reading, ...] = ()
    passages: tuple[Passage, ...] = ()
    chars: int | None = None
