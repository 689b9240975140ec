"""How much a package may ask of us: the one place where every limit of intake stands.

The office sets the first of them in `[intake]` of `season.toml`; the rest depend on the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the reading process starts without the nouns of the rules
    from scoring.season import IntakeLimits


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts, seconds and pixels; past any of them a file or package is refused with its problem named."""

    files: int = 5_000
    """Members of one package, those of nested archives included."""
    member_bytes: int = 1 << 30
    total_bytes: int = 8 << 30
    ratio: int = 200
    """Unpacked bytes per packed byte; counts only once `ratio_from` bytes are unpacked (text packs well)."""
    ratio_from: int = 64 << 20
    depth: int = 3
    """Archives inside archives: 1 is an archive in the package's own archive."""
    unpack_seconds: int = 600
    file_seconds: int = 20
    """Wall time and processor time for one file; beyond it the file is unreadable and the reader is replaced."""
    convert_seconds: int = 10
    """More wall time for a file that a program of the system converts; beyond it the next program has its turn."""
    memory_bytes: int = 1 << 30
    """Address space of the reading process, and of each program that it starts."""
    answer_bytes: int = 32 << 20
    """The longest answer about one file; a longer one makes the file unreadable."""
    part_bytes: int = 32 << 20
    """One XML part of a docx or xlsx, unpacked."""
    document_bytes: int = 128 << 20
    """A document or workbook as it lies in the package."""
    pages: int = 60
    sheets: int = 40
    rows: int = 5_000
    columns: int = 200
    pixels: int = 40_000_000
    jpeg_pixels: int = 120_000_000
    """JPEG can be decoded at a fraction of its size, so that large phone photos do no harm."""


LIMITS = Limits()


def limits_of(said: IntakeLimits) -> Limits:
    """The limits of a season: what its office has set, else the program's own."""
    counts = {name: getattr(said, name) for name in ("files", "ratio", "depth")}
    counts |= {name: getattr(said, name) for name in ("unpack_seconds", "file_seconds", "convert_seconds")}
    for name in ("total", "member", "memory"):
        megabytes = getattr(said, f"{name}_mb")
        counts[f"{name}_bytes"] = None if megabytes is None else megabytes << 20
    return Limits(**{name: count for name, count in counts.items() if count is not None})
