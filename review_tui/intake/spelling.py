"""Names of nominees in Latin letters: pinyin in full, or initials where a unit writes them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, product

from review_tui.intake.naming import COMPOUND, bare_name
from review_tui.intake.nominees import Nominee
from review_tui.intake.text import words
from scoring.matching.characters import sounds

_CAMERAS = words("img dsc dscn dscf pic mvi vid mov wx qq mmexport screenshot photo image video camera scan copy new")
_MATERIALS = words(
    "zp tp xp sp hd sh zj zjz hdz zpz wd bg zj zjb tj tjb hz hzb sb bm cl sj sjcl bz fj fb xx xxzx zs pp ppxm xm gz"
    " gzzj zzz mg rz ry zm zl bd gr grzp jj xc xcp pt dt ps ppt doc jpg png mp4 avi tif hb xz js dm yl jx jy sq sqjy"
)
"""Initials that are rather words of practice (照片, 活动, 总结 …) than a name."""
_READINGS = 48
_LEAST_TITLE = 4
_FEW_DIGITS = 3
_HABIT = 2
"""Initials count only where those of so many nominees occur: one alone is chance."""
_TOKEN = re.compile(r"[a-z]+")


class Spellings:
    """The nominees of a package by their spellings; made when the first name in Latin letters is met."""

    def __init__(self, nominees: Sequence[Nominee], stems: Iterable[str]) -> None:
        """`stems`: the names of all files and folders, which show whether this unit writes initials."""
        self._full: dict[str, list[Nominee]] = defaultdict(list)
        self._short: dict[str, list[Nominee]] = defaultdict(list)
        for nominee in nominees:
            for full, short in _spelt(nominee):
                for index, text in ((self._full, full), (self._short, short)):
                    if nominee not in index[text]:
                        index[text].append(nominee)
        met = {initials(stem) for stem in stems}
        used = {id(found[0]) for text in met if len(found := self._short.get(text, [])) == 1}
        self._initials = len(used) >= _HABIT

    def find(self, part: str) -> list[Nominee]:
        """The nominees whose pinyin the name of a file or folder is; several where it fits several."""
        found = tokens(part)
        hits = [n for text in joined(found) for n in self._full.get(text, ())]
        if not hits and self._initials:
            hits = self._short.get(initials(part), [])
        return list(dict.fromkeys(hits))


def latin(part: str) -> bool:
    """Whether a name holds letters that may be pinyin."""
    return any(len(text) > 1 and text not in _CAMERAS for text in tokens(part))


def tokens(part: str) -> list[str]:
    """The runs of Latin letters, small; `ü` is `v`. A run of small and large letters is not taken apart."""
    plain = unicodedata.normalize("NFKC", bare_name(part)).casefold().replace("ü", "v")
    return _TOKEN.findall(plain)


def initials(part: str) -> str:
    """The only Latin letters of a name that has few digits beside them; empty for any other, and for words of practice.

    `wl1`, `WL_2寸` and `3-wl` qualify, `d2f5e8bc-33a4` and `IMG_2201` do not.
    """
    found = tokens(part)
    if len(found) != 1 or sum(sign.isdigit() for sign in part) > _FEW_DIGITS:
        return ""
    return "" if found[0] in _MATERIALS | _CAMERAS else found[0]


def joined(found: Sequence[str]) -> list[str]:
    """Every run of up to four tokens that stand beside each other: li, an, lian."""
    return ["".join(found[i:j]) for i in range(len(found)) for j in range(i + 1, min(i + 4, len(found)) + 1)]


def _spelt(nominee: Nominee) -> set[tuple[str, str]]:
    """Full pinyin and initials of every name of a nominee."""
    return {pair for name in nominee.keys for pair in (_person(name) if nominee.nature == "person" else _title(name))}


def _person(name: str) -> set[tuple[str, str]]:
    name = name.replace("·", "")
    if not re.fullmatch(r"[\u3400-\u9fff]{2,6}", name):
        return set()
    family = 2 if name.startswith(COMPOUND) else 1
    readings = [_readings(sign, surname=at < family) for at, sign in enumerate(name)]
    found: set[tuple[str, str]] = set()
    for syllables in islice(product(*readings), _READINGS):
        short = "".join(syllable[0] for syllable in syllables)
        found.add(("".join(syllables), short))
        found.add(("".join((*syllables[family:], *syllables[:family])), short))
    return found


def _title(name: str) -> set[tuple[str, str]]:
    if len(name) < _LEAST_TITLE or not re.fullmatch(r"[\u3400-\u9fff]+", name):
        return set()
    syllables = [readings[0] for readings in map(_readings, name)]
    return {("".join(syllables), "".join(syllable[0] for syllable in syllables))}


@cache
def _readings(sign: str, surname: bool = False) -> tuple[str, ...]:
    """All readings, that of a surname first: whoever types them does not always know it."""
    from pypinyin import Style, pinyin  # 200 ms, and few units write pinyin

    told = pinyin(sign, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    found = [*(sounds(sign, True) if surname else ()), *(text for text in told if text.isascii())]
    more = [variant for text in found if "v" in text for variant in (text.replace("v", "yu"), text.replace("v", "u"))]
    return tuple(dict.fromkeys([*found, *more])) or ("?",)
