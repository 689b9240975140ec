"""How many learners a year a project says it has, in whatever words it says so."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from scoring.nomination import Turnout

Mode = Literal["offline", "blended"]

_CHINESE = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SCALE = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_ABOUT = r"(?:余|多|左右|以上|上下|来)?"
_COUNTED = re.compile(
    rf"(\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+)\s*{_ABOUT}\s*([十百千万]?)\s*{_ABOUT}\s*\(?\s*(人\s*/?\s*次|人|名|学员)"
)
_BARE = re.compile(r"(\d+(?:\.\d+)?)\s*([十百千万]?)")
_SUM = re.compile(r"共计|合计|总计|累计|共")
_A_YEAR = re.compile(r"(?:年均|每年|平均每年|年度?(?=[参培受服学]))[^\d,;。期班场次]{0,10}$")
_CLAUSE = re.compile(r"[,;。]")


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says. `mode` None: the cell does not say how people learn."""

    number: int
    unit: Literal["人", "人次"]
    mode: Mode | None

    def settled(self, mode: Mode | None) -> Turnout:
        """The fact, with the mode of this cell, else `mode`, else the one that the notice pairs with the unit."""
        own = self.mode or mode or ("blended" if self.unit == "人次" else "offline")
        return Turnout(number=self.number, unit=self.unit, mode=own)


def parse_mode(text: str) -> Mode | None:
    """线下 → offline; 线上线下, 线上, 混合 → blended; None where the text says neither."""
    plain = unicodedata.normalize("NFKC", text)
    if re.search(r"线上|网上|网络|在线|混合|直播", plain):
        return "blended"
    return "offline" if re.search(r"线下|面授|现场|集中", plain) else None


def parse_turnout(text: str, label: str = "", hint: Mode | None = None) -> Said | None:
    """The number of learners a year in `text`; `label` and the mode `hint` help where the cell holds a bare number.

    Of several numbers the total counts, or the one of each year beside it (累计5000人次，年均1200人); 线上 and 线下
    given apart are added up; else the first. Where several are given, the mode is that of the counting one's clause.
    None: no number.
    """
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3})", "", unicodedata.normalize("NFKC", text)).replace("\n", "")
    plain = re.sub(r"(?<=\d)\.0+(?!\d)", "", plain)
    mode = parse_mode(plain)
    found = list(_COUNTED.finditer(plain))
    if found:
        chosen = _pick(plain, found)
        if len(chosen) < len(found):
            mode = parse_mode(_clause(plain, chosen[0])) or mode
        times = any("次" in m[3] for m in chosen)
        return Said(sum(_number(m[1], m[2]) for m in chosen), "人次" if times else "人", mode)
    bare = _BARE.search(plain)
    if bare is None:
        return None
    only_times = "人次" in label and re.search(r"人数|人/|人或|人、", label) is None
    times = "人次" in plain or only_times or "blended" in (mode, hint)
    return Said(_number(bare[1], bare[2]), "人次" if times else "人", mode)


def _pick(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    if len(found) == 1:
        return found
    yearly = [m for at, m in enumerate(found) if _A_YEAR.search(text[found[at - 1].end() if at else 0 : m.start()])]
    total = _SUM.search(text)
    if total and yearly:
        return yearly[:1]
    if total:
        after = [m for m in found if m.start() >= total.end()]
        return after[:1] or found[:1]
    if len(found) == 2 and "线上" in text and "线下" in text:
        before = [text[: found[0].start()], text[found[0].end() : found[1].start()]]
        if all(re.search(r"线[上下]", part) for part in before):
            return found
    return found[:1]


def _clause(text: str, number: re.Match[str]) -> str:
    """The part of the text, between commas, that holds the number."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, number.start())), default=0)
    end = _CLAUSE.search(text, number.end())
    return text[start : end.start() if end else len(text)]


def _number(digits: str, scale: str) -> int:
    if digits[0].isdigit():
        whole, _, places = digits.partition(".")
        times = _SCALE.get(scale, 1)
        return int(whole) * times + (int(places) * times // 10 ** len(places) if places else 0)
    total, part, last = 0, 0, 0
    for sign in digits:
        if sign in _CHINESE:
            last = _CHINESE[sign]
        elif sign == "万":
            total, part, last = (total + part + last) * 10_000, 0, 0
        else:
            part, last = part + (last or 1) * _SCALE[sign], 0
    return (total + part + last) * _SCALE.get(scale, 1)
