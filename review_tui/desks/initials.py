"""Finding Chinese names by the first letters of their pinyin: `lgh` finds 李桂花."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SURNAMES = {
    "曾": "z", "单": "s", "仇": "q", "解": "x", "查": "z", "盖": "g", "翟": "z", "区": "o", "朴": "p", "尉": "yw",
    "万": "wm", "俟": "q", "澹": "t", "缪": "m", "乐": "yl", "折": "s", "召": "s", "覃": "qt", "种": "c", "员": "y",
}  # fmt: skip
"""What pypinyin reads otherwise, or only in another order, when the character is a surname."""


def matches_initials(text: str, typed: str) -> bool:
    """Whether `typed` (ASCII letters and digits in any case) are initials of neighbouring characters of `text`.

    A character with several readings answers to each of them (重 to `c` and `z`). Spaces, dots and other marks in
    `text` are passed over; its Latin letters and digits answer to themselves. Empty `typed`: True.
    """
    wanted = typed.lower()
    letters = _initials(text)
    return any(
        all(one in letters[at + i] for i, one in enumerate(wanted)) for at in range(len(letters) - len(wanted) + 1)
    )


def answers_to(typed: str, named: str, told: str = "") -> bool:
    """Whether every part of what was typed stands in `named` or `told`, or is initials of `named`.

    `typed` in half or full width, parts with blanks between; empty: True.
    """
    whole = f"{named} {told}"
    parts = unicodedata.normalize("NFKC", typed).split()
    return all(part in whole or (part.isascii() and matches_initials(named, part)) for part in parts)


@lru_cache(maxsize=4096)
def _initials(text: str) -> tuple[str, ...]:
    """For each letter of `text` all that it answers to."""
    plain = [c for c in unicodedata.normalize("NFKC", text) if c.isalnum()]
    return tuple(_letters(c) for c in plain)


@lru_cache(maxsize=8192)
def _letters(character: str) -> str:
    if character.isascii():
        return character.lower()
    from pypinyin import Style, pinyin  # 200 ms: only when somebody filters

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    known = "".join(sorted({r[0] for r in readings[0] if r and r[0].isascii()})) if readings else ""
    return known + _SURNAMES.get(character, "")
