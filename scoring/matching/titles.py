"""Titles of projects: what is brand and subject, what is edition, place or filler, and how much two titles share.

How much a shared piece proves is counted in bits of surprise under a model of the register's own titles (`Surprise`):
大讲堂 is in every fifth title and proves nothing, 查干 proves a lot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from scoring.matching.characters import look_alike, number, sound_alike, squeezed
from scoring.matching.surprise import Surprise
from scoring.matching.title_words import FORMS

_NUM = r"[〇零一二三四五六七八九十\d]+"
_EDITION = re.compile(
    rf"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?:年度?|学年)?|[二三][〇零一二三四五六七八九]{{3}}年度?"
    rf"|第{_NUM}[届季期回次]|(?<![\d周]){_NUM}期|{_NUM}\.0|[ⅰ-ⅻ]+期?"
)
_SERIES = re.compile(rf"^第?({_NUM})[期季]$")
_LABEL = re.compile(r"^(?:\d{1,3}[·、)](?!\d))?(?:(?:项目名称|品牌名称|名称)[:：])?")
_BRACKET = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(r"[^\w+]|_")
_STATUS = re.compile(r"特别|推荐|推介|申报|补报|省级|市级|品牌$|项目$|^原|曾用|更名|又名|暂定|试行|修订")
_FORMER = re.compile(r"^(?:原名|曾用名|又名|原|别名|现更名为|更名为|简称)[:：]?")


_FORMS = frozenset(FORMS)
_FORM_LENGTHS = sorted({len(word) for word in FORMS}, reverse=True)


_LONGEST = 80
"""Characters of a title that count: what is longer is a text in the wrong cell."""


class Title(NamedTuple):
    """A title in normal form. `forms`: the title without marks, years and 届, then what stood in brackets, if it can be
    a title; empty where no two characters are left. `series`: the numbers of 一期, 第二季.
    """

    forms: tuple[str, ...]
    series: tuple[str, ...]


@lru_cache(maxsize=200_000)
def title(text: str, heads: tuple[str, ...] = ()) -> Title:
    """The title in a cell; `heads`: names in normal form (places, the host) that are taken off its beginning."""
    bare = _LABEL.sub("", squeezed(text))
    inside = [_FORMER.sub("", part) for part in _BRACKET.findall(bare) if not _STATUS.fullmatch(part)]
    outside = _BRACKET.sub("", bare)
    editions = [e for part in (outside, *inside) for e in _EDITION.findall(part)]
    main = _MARK.sub("", _EDITION.sub("", outside))
    for head in heads:
        if main.startswith(head) and len(main) - len(head) >= 3:
            main = main.removeprefix(head)
    forms = [main or _MARK.sub("", bare)]
    forms += [other for part in inside if len(other := _MARK.sub("", _EDITION.sub("", part))) >= 4]
    series = [number(found.group(1)) for one in editions if (found := _SERIES.match(one))]
    kept = dict.fromkeys(form[:_LONGEST] for form in forms if len(form) > 1)
    return Title(tuple(kept), tuple(dict.fromkeys(series)))


class Shared(NamedTuple):
    """What two titles share, in bits: `common` of both, `left` and `right` only in the first and in the second.

    `slips`: characters written alike or sounding alike that were counted as shared; `moved`: pieces change places.
    """

    common: float
    left: float
    right: float
    slips: tuple[str, ...]
    moved: bool


def shared(a: str, b: str, surprise: Surprise) -> Shared:
    """What two normal forms share: common pieces of two and more characters in any order, then slips."""
    if a <= b:
        return _shared(a, b, surprise)
    found = _shared(b, a, surprise)
    return found._replace(left=found.right, right=found.left)


@lru_cache(maxsize=50_000)
def _shared(one: str, other: str, surprise: Surprise) -> Shared:
    tiles = _tiles(one, other)
    left_bits, right_bits = surprise.bits(one), surprise.bits(other)
    in_left, in_right = [0.0] * len(one), [0.0] * len(other)
    for i, j, length in tiles:
        in_left[i : i + length] = [1.0] * length
        in_right[j : j + length] = [1.0] * length
    slips = _slips(one, other, tiles, in_left, in_right)
    moved = [t[1] for t in sorted(tiles)] != sorted(t[1] for t in tiles)
    common = min(_weigh(left_bits, in_left), _weigh(right_bits, in_right))
    left = _weigh(left_bits, _own(one, in_left))
    right = _weigh(right_bits, _own(other, in_right))
    return Shared(common, left, right, slips, moved)


FILLER = 0.2
"""What a character of a closing word such as 课堂 counts where the other title does not have it."""


def _own(text: str, shares: list[float]) -> list[float]:
    """What of each character counts as the title's own: not what is shared, and little of its closing words."""
    start = closing(text)
    return [(1 - x) * (FILLER if i >= start else 1.0) for i, x in enumerate(shares)]


@lru_cache(maxsize=200_000)
def closing(text: str) -> int:
    """Where the closing words of a title begin (大讲堂, 系列活动); at most all but its first two characters."""
    end = len(text)
    while found := next((n for n in _FORM_LENGTHS if n <= end - 2 and text[end - n : end] in _FORMS), 0):
        end -= found
    return end


def _weigh(bits: Iterable[float], shares: Iterable[float]) -> float:
    total: float = sum(map(mul, bits, shares))
    return total


def _tiles(a: str, b: str) -> list[tuple[int, int, int]]:
    """Greedy string tiling: the longest common piece first, none used twice; (start in a, start in b, length)."""
    tiles: list[tuple[int, int, int]] = []
    length = min(len(a), len(b))
    while length >= 2:
        for i in range(len(a) - length + 1):
            j = b.find(a[i : i + length])
            if j >= 0:
                tiles.append((i, j, length))
                a = f"{a[:i]}{chr(0) * length}{a[i + length :]}"
                b = f"{b[:j]}{chr(1) * length}{b[j + length :]}"
                break
        else:
            length -= 1
    return tiles


SLIP = 0.75
"""A character that only sounds or looks alike counts as shared by this part."""
MOST_SLIPS = 2
"""More slips than this are no slips."""


def _slips(a: str, b: str, tiles: list[tuple[int, int, int]], in_a: list[float], in_b: list[float]) -> tuple[str, ...]:
    """Single characters beside a shared piece: the same ones are shared, alike ones partly (雾凇, 雾松)."""
    edges = [(i + n, j + n) for i, j, n in tiles] + [(i - 1, j - 1) for i, j, n in tiles] + [(0, 0)]
    edges += [(len(a) - 1, len(b) - 1)]
    slips: list[str] = []
    for i, j in edges:
        if not (0 <= i < len(a) and 0 <= j < len(b)) or in_a[i] or in_b[j]:
            continue
        if a[i] == b[j]:
            in_a[i] = in_b[j] = 1.0
        elif len(slips) < MOST_SLIPS and (sound_alike(a[i], b[j]) or look_alike(a[i], b[j])):
            in_a[i] = in_b[j] = SLIP
            slips.append(f"{a[i]}/{b[j]}")
    return tuple(slips)
