"""Which characters of two texts differ."""

from __future__ import annotations

from difflib import SequenceMatcher
from unicodedata import normalize


def differing(one: str, other: str) -> tuple[frozenset[int], frozenset[int]]:
    """Indexes into `one` and into `other` of the characters that the other text does not have in that place.

    Width does not count: ＡＢ and AB are the same. Equal texts: nothing differs; an empty text: all of the other does.
    """
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    left: set[int] = set()
    right: set[int] = set()
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            left.update(range(a, b))
            right.update(range(c, d))
    return frozenset(left), frozenset(right)


def _plain(text: str) -> list[str]:
    """A comparable text for each character."""
    return [normalize("NFKC", character).casefold() for character in text]
