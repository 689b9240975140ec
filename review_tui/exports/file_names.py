"""File names made of names from outside: safe on every system that the file may be carried to."""

from __future__ import annotations

import unicodedata

LONGEST = 120
"""Bytes in UTF-8, ending included: 200 Chinese characters are too long for most file systems."""
_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10))})


def safe_name(text: str, ending: str = "") -> str:
    """`text` as a file name that ends with `ending` (`.docx`; kept as it is).

    NFC; control, format, private and unassigned characters and those that Windows refuses become `_`; no space, dot or
    `-` at the ends, no device name, at most `LONGEST` bytes. Never empty.
    """
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    kept = "".join("_" if ch in _FORBIDDEN or unicodedata.category(ch).startswith("C") else ch for ch in whole)
    name = kept.strip(" .-\u3000") or "_"
    if name.split(".")[0].strip().upper() in _RESERVED:
        name = f"_{name}"
    room = LONGEST - len(ending.encode())
    return name.encode()[:room].decode("utf-8", "ignore").rstrip(" .-\u3000") + ending
