"""Text as it comes out of the files: cleaned for display, squeezed for comparing."""

from __future__ import annotations

import re
import unicodedata

MARK = "\ufffd"
"""Stands for a character that steers a terminal or hides others (the same mark that the screens use)."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile(r"[\s\u3000]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’《》〈〉（）"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[\s\u3000]+(?=[{_WIDE}])")
_NOT_WORD = re.compile(r"[\W_]+")


def clean(text: str) -> str:
    """The text as it is kept: line ends are newlines, what steers a terminal becomes `MARK`, no outer white space."""
    return _UNSAFE.sub(MARK, _BREAKS.sub("\n", text).replace("\t", " ")).strip()


def line(text: str) -> str:
    """A value of one line: invisible characters dropped, breaks between Chinese characters joined, else one space."""
    plain = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    joined = re.sub(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])", "", plain)
    return _UNSAFE.sub(MARK, _GAP.sub(" ", joined)).strip()


def solid(text: str) -> str:
    """`line` without any white space: names of people, labels."""
    return _GAP.sub("", line(text))


def folded(text: str) -> str:
    """NFKC without invisible characters and white space: for finding words in a text."""
    return _GAP.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))


def key(text: str) -> str:
    """What makes two names the same: NFKC, lower case, without spaces, quotes, 书名号, dots or other punctuation."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold())


def unspaced(text: str) -> str:
    """`line` without the spaces that stand between Chinese characters (padding), those of Western words kept."""
    return _BETWEEN_WIDE.sub("", line(text))


def words(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())
