"""Suspected repeats in words, for screens, sheets and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from review_tui.desks.repeat_verdicts import WORDS, Given
from review_tui.desks.repeats import Pair

JUDGED: Mapping[str, str] = {"repeat": "重复", "suspect": "疑似"}
FIELDS: Mapping[str, str] = {
    "base": "起点",
    "name": "姓名",
    "unit": "单位",
    "region": "地区",
    "title": "名称",
    "gender": "性别",
    "year": "年度",
    "birth": "出生",
    "deed": "事迹",
    "photo": "照片",
    "doubt": "存疑",
}
"""What was compared, in two characters."""


def verdict_words(given: Given | None) -> str:
    """相同, 不同, or 待认定."""
    return WORDS[given.word] if given is not None else "待认定"


def year_words(pair: Pair) -> str:
    """2017年, 往年 where the year is not known, 今年 for another nomination."""
    if pair.other is not None:
        return "今年"
    year = pair.suspect.against.year
    return f"{year}年" if year else "往年"


def signed(bits: float) -> str:
    """+9.6, -11.4: bits with their sign and one decimal."""
    return f"{bits:+.1f}"
