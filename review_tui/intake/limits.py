"""How much a package may ask of us: the one place where every limit of intake stands."""

from __future__ import annotations

from dataclasses import dataclass


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
    memory_bytes: int = 1 << 30
    """Address space of the reading process."""
    answer_bytes: int = 32 << 20
    """The longest answer about one file; a longer one makes the file unreadable."""
    part_bytes: int = 32 << 20
    """One XML part of a docx or xlsx, unpacked."""
    document_bytes: int = 128 << 20
    """A document or workbook as it lies in the package."""
    sheets: int = 40
    rows: int = 5_000
    columns: int = 200
    pixels: int = 40_000_000
    jpeg_pixels: int = 120_000_000
    """JPEG can be decoded at a fraction of its size, so that large phone photos do no harm."""


LIMITS = Limits()
