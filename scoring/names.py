"""Normal forms of Chinese names, places and titles: what must be equal when two people write down the same thing."""

from __future__ import annotations

import re
import unicodedata

_DROP = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_QUOTES = re.compile(r"[“”‘’\"'《》〈〉「」『』`´]")
_MARKS = re.compile(r"[^\w]|_")
_TRAILING = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$")
_ETHNIC = re.compile(r"(?:尔罗斯)?(?:朝鲜族|蒙古族|满族|回族)*自治(?=[州县])")
_TITLES = re.compile(r"(?:女士|先生|同志|老师)$")
_REGION = re.compile(
    r"^(?:吉林省)?"
    r"((?:[^省市州县区]{2,4}市|延边州)?"
    r"(?:[^省市州县区]{1,4}[市县]|[^省市州县区社]{1,4}(?<![小片园校])区)?)"
)


def plain(text: str) -> str:
    """NFKC, without white space, quotes and zero-width characters."""
    return _QUOTES.sub("", _DROP.sub("", unicodedata.normalize("NFKC", text)))


def letters(text: str) -> str:
    """`plain` without any punctuation: only letters, digits and Chinese characters are left."""
    return _MARKS.sub("", plain(text))


def without_bracket(text: str) -> str:
    """`plain` without remarks in brackets at the end: 昌黎开放大学（退休） → 昌黎开放大学."""
    bare = plain(text)
    while (shorter := _TRAILING.sub("", bare)) and shorter != bare:
        bare = shorter
    return bare


def person(text: str) -> str:
    """A person's name without spaces, middle dots, forms of address and remarks."""
    return _TITLES.sub("", letters(without_bracket(text)))


def project(text: str, suffixes: tuple[str, ...] = ()) -> str:
    """A project's name without punctuation and without a suffix such as 项目; never empty for a name."""
    bare = letters(without_bracket(text))
    for suffix in suffixes:
        if bare.endswith(suffix) and len(bare) > len(suffix):
            return bare.removesuffix(suffix)
    return bare


def body(text: str) -> str:
    """A body's name (unit, workplace) without punctuation; 自治州 and 自治县 in their short form, 吉林省 left out.

    A name that would be nothing but the province keeps it.
    """
    bare = _ETHNIC.sub("", letters(text))
    return bare.removeprefix("吉林省") or bare


def region_and_rest(text: str) -> tuple[str, str]:
    """A body's name split into its leading region (长春市宽城区) and the rest; both may be empty."""
    bare = body(text)
    found = _REGION.match(bare)
    region = found.group(1) if found else ""
    return region, bare[len(region) :]
