"""Text from outside, made fit for a terminal: what would steer it becomes a visible mark.

Names, comments and file names are data. A control character could move the cursor or set the window's title, a
bidirectional override could turn `99` into `66`, a zero-width character could hide a second name in the first.
"""

from __future__ import annotations

import re

MARK = "\ufffd"
"""What stands for a character that is not shown. One cell wide."""

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, marks and fillers without a width
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"  # zero width, bidi, separators
    "\ud800-\udfff\ue000-\uf8ff"  # lone surrogates, private use
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
    "]"
)
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]"
_PILE = re.compile(f"({_COMBINING}{{4}}){_COMBINING}+")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def is_safe(text: str) -> bool:
    """Whether nothing in `text` needs a mark."""
    return _UNSAFE.search(text) is None


def visible(text: str) -> str:
    """`text` on one line: breaks and tabs become a space, every other unsafe character becomes `MARK`.

    More than four combining marks on one character are cut to four.
    """
    if is_safe(text) and _PILE.search(text) is None:
        return text
    flat = _BREAKS.sub(" ", text).replace("\t", " ")
    return _PILE.sub(r"\1", _UNSAFE.sub(MARK, flat))


def visible_lines(text: str) -> list[str]:
    """`text` as its paragraphs, each made `visible`; at least one (perhaps empty) line."""
    return [visible(line) for line in _BREAKS.split(text)]
