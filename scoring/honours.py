"""Which honours of a text are of province level or above, for a person.

The level is that of the giver, not of a word: 吉林省白城市先进个人 is a city's, 长春市创建全国文明城市先进个人 too.
"""

from __future__ import annotations

import re

from scoring.conditions import HonourLimit
from scoring.names import plain

_ENTRIES = re.compile(r"[。;；,，、\n|]|(?<=\D)\d{1,2}[.)](?=\D|(?:19|20)\d\d)")
_LEVEL = re.compile(r"(?:国家|全国|省部?|地?市|县|区)级")
_NOT_PROVINCE = re.compile(r"[内外心钱事时力属份略吃直]|会城市")
_NO_PROVINCE_BEFORE = re.compile(r"[节反内各外三两本副跨全]$")
_GIVEN_BY_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:市|县|区|自治州|州|镇|乡|街道|村|社区)")
_OTHER_PLACE = re.compile(r"[^省市州县区]{1,4}?(?:市|州|县|区)")
_LOOKS_LIKE_PLACE = re.compile(r"社区|城市|地区|市民|区域|县域|市场|都市|市政|农村|乡村|市级|县级|区级")


def high_honours(text: str, rule: HonourLimit, places: tuple[str, ...]) -> tuple[str, ...]:
    """The entries of `text` that are honours of province level or above, as they stand there; () for none."""
    return tuple(entry for entry in _entries(text, rule) if _is_high(entry, rule, places))


def _entries(text: str, rule: HonourLimit) -> list[str]:
    """The entries of an honours cell; 参加… without a result and a level alone (省级、…) go with what follows."""
    entries: list[str] = []
    for part in _ENTRIES.split(plain_lines(text)):
        if entries and (_only_attended(entries[-1], rule) or _LEVEL.fullmatch(entries[-1])):
            entries[-1] += part
        elif part:
            entries.append(part)
    return entries


def plain_lines(text: str) -> str:
    """`plain` that keeps the ends of lines, which part the entries."""
    return "\n".join(plain(line) for line in text.splitlines())


def _only_attended(entry: str, rule: HonourLimit) -> bool:
    bare = re.sub(r"^(?:(?:19|20)\d\d年?(?:\d{1,2}月)?)?(?:曾|多次)?", "", entry)
    return bare.startswith(rule.attended) and not any(word in bare for word in rule.results)


def _is_high(entry: str, rule: HonourLimit, places: tuple[str, ...]) -> bool:
    if entry.startswith(rule.denials) and not entry.startswith(rule.not_denials):
        return False
    if _only_attended(entry, rule) or _denied_behind(entry):
        return False
    excepted = any(word in entry for word in rule.not_held_unless)
    if any(word in entry for word in rule.not_held) and not excepted:
        return False
    bare = re.sub(r"\([^()]*\)$", "", entry)
    if bare.endswith(rule.bodies):
        return False
    aims = "|".join(map(re.escape, sorted((*rule.words, *rule.provinces, "国家"), key=len, reverse=True)))
    strive = "|".join(map(re.escape, sorted(rule.striving, key=len, reverse=True)))
    if strive:
        entry = re.sub(rf"(?:{strive})(?:{aims})", "", entry)
    return any(_says(entry, word, rule, places) for word in rule.words) or any(
        _of_province(entry, word, rule, places) for word in rule.provinces
    )


def _denied_behind(entry: str) -> bool:
    """省级以上荣誉：无, 国家级：无"""
    return re.search(r"(?:以上[^:]{0,10}:?|:)(?:暂?无|否|没有)$", entry) is not None


def _says(entry: str, word: str, rule: HonourLimit, places: tuple[str, ...]) -> bool:
    for found in re.finditer(re.escape(word), entry):
        if word.endswith(("市", "自治区")) and _other_place_follows(entry[found.end() :]):
            continue
        if word.startswith("全国") and _place_gives(entry[: found.start()], rule, places):
            continue
        return True
    return False


def _place_gives(before: str, rule: HonourLimit, places: tuple[str, ...]) -> bool:
    """Whether a local place stands between the last word of winning and a national word: it is the giver."""
    won = "|".join(map(re.escape, rule.won))
    segment = re.split(won, before)[-1] if won else before
    segment = re.sub(r"^[^\u4e00-\u9fff]*年?(?:\d{1,2}月)?(?:\d{1,2}日)?", "", segment)
    local = any(place in segment for place in places) or _GIVEN_BY_PLACE.match(segment) is not None
    return local and "推荐" not in segment


def _other_place_follows(after: str) -> bool:
    found = _OTHER_PLACE.match(after)
    return found is not None and _LOOKS_LIKE_PLACE.search(after[: found.end() + 1]) is None


def _of_province(entry: str, word: str, rule: HonourLimit, places: tuple[str, ...]) -> bool:
    """Whether `word` stands for the province as the giver, and neither a place nor an institution of it follows."""
    for found in re.finditer(re.escape(word), entry):
        before, after = entry[: found.start()], entry[found.end() :]
        if word == "省" and (before.endswith("吉林") or _NO_PROVINCE_BEFORE.search(before)):
            continue
        if _NOT_PROVINCE.match(after) or after.startswith(places):
            continue
        other = word == "省" and re.search(r"[\u4e00-\u9fff]{2}$", before) is not None
        if other and _other_place_follows(after) and not re.search(rf"(?:{'|'.join(rule.won)}|为|是)$", before):
            continue
        institutions = "|".join(map(re.escape, rule.institutions))
        if institutions and re.match(rf"[^,;()]{{0,10}}?(?:{institutions})(?!生)", after):
            continue
        return True
    return False
