"""Whether two readings of one fact say the same: other spellings, less detail and a region in or out do not differ.

Every comparison is symmetric, and a reading never differs from itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from scoring.finding import Case
from scoring.names import body, letters, person, plain, project, region_and_rest
from scoring.nomination import Reading, Turnout

Same = Callable[[Reading, Reading, Case], bool]

_POLITICS = {
    "中国共产党党员": "中共党员",
    "中国共产党员": "中共党员",
    "共产党员": "中共党员",
    "中共正式党员": "中共党员",
    "正式党员": "中共党员",
    "党员": "中共党员",
    "预备党员": "中共预备党员",
    "中国共产主义青年团员": "共青团员",
    "团员": "共青团员",
    "普通群众": "群众",
    "无": "群众",
    "无党派": "无党派人士",
    "中国民主同盟盟员": "民盟盟员",
    "中国民主同盟": "民盟盟员",
    "民盟": "民盟盟员",
}
_DEGREES = (
    ("博士", {"博士"}),
    ("硕士", {"硕士"}),
    ("研究生", {"硕士", "博士"}),
    ("专科|大专|高职|高专", {"大专"}),
    ("本科|学士|大学", {"本科"}),
    ("职高|职业高中|技校", {"中专", "高中"}),
    ("中专|中等专业|中职|中技", {"中专"}),
    ("初中|初级中学", {"初中"}),
    ("高中|高级中学|中学", {"高中"}),
    ("小学", {"小学"}),
)
_NO_LEVEL = {"", "无", "无级别", "没有", "普通", "一般", "群众", "普通群众", "普通职工", "职工", "居民", "农民", "村民"}
_BODY_NOISE = re.compile(r"^(?:中共|中国共产党)")


def same(key: str, a: Reading, b: Reading, case: Case) -> bool:
    """Whether the two readings of the fact `key` can both be true. Keys without a comparison are never compared."""
    return plain(a.raw) == plain(b.raw) != "" or _SAME[key](a, b, case)


def compared_keys() -> tuple[str, ...]:
    """The facts that are compared, in the order in which they are reported."""
    return tuple(_SAME)


def _text(reading: Reading) -> str:
    return reading.value if isinstance(reading.value, str) else reading.raw


def _contained(a: str, b: str) -> bool:
    return a in b or b in a


def _gender(a: Reading, b: Reading, case: Case) -> bool:
    one, other = plain(_text(a))[:1], plain(_text(b))[:1]
    return one == other or {one, other} != {"男", "女"}


def _date(a: Reading, b: Reading, case: Case) -> bool:
    """A date with less detail agrees with every date inside it: 2019 with 2019-05, 2019-05 with 2019-05-01."""
    one, other = re.findall(r"\d+", plain(_text(a))), re.findall(r"\d+", plain(_text(b)))
    return all(int(x) == int(y) for x, y in zip(one, other, strict=False))


def _ethnic(a: Reading, b: Reading, case: Case) -> bool:
    one, other = (letters(_text(r)).removesuffix("族").replace("朝鲜", "朝") for r in (a, b))
    return one == other


def _politics(a: Reading, b: Reading, case: Case) -> bool:
    one, other = (re.sub(r"\(.*\)", "", plain(_text(r))) for r in (a, b))
    one, other = _POLITICS.get(one, one), _POLITICS.get(other, other)
    parties = {one, other} & {"民主党派", "民主党派成员"}
    return _contained(one, other) or (
        bool(parties) and not {one, other} & {"中共党员", "中共预备党员", "群众", "共青团员"}
    )


def _education(a: Reading, b: Reading, case: Case) -> bool:
    one, other = _degrees(_text(a)), _degrees(_text(b))
    return not one or not other or bool(one & other)


def _degrees(text: str) -> set[str]:
    """The degrees that a text may mean; 大学专科 is no 本科. Empty: it names none."""
    rest, found = plain(text), set[str]()
    for pattern, degrees in _DEGREES:
        rest, count = re.subn(r"(?:大学|高等|高级|普通)?(?:" + pattern + r")(?:学历|学位|毕业)?", "|", rest)
        found |= degrees if count and not (pattern == "研究生" and found) else set()
    return found


def _type(a: Reading, b: Reading, case: Case) -> bool:
    one, other = _types(_text(a), case), _types(_text(b), case)
    return bool(one & other) or any(_contained(x, y) for x in one for y in other)


def _types(text: str, case: Case) -> set[str]:
    bare = plain(text)
    known = {t for t in case.category.types if t in bare}
    return known or {t for t in re.split(r"[、,，;；/\\|]", bare) if t}


def _phone(a: Reading, b: Reading, case: Case) -> bool:
    """Two texts agree when one number of one is a number of the other; an area code may be left out."""
    one, other = _numbers(_text(a)), _numbers(_text(b))
    return not one or not other or any(x.endswith(y) or y.endswith(x) for x in one for y in other)


def _numbers(text: str) -> list[str]:
    joined = re.sub(r"(?<=\d)[-\s()—–]+(?=\d)", "", re.sub(r"[()]", "-", text.translate(_DIGITS)))
    joined = re.sub(r"\.0$", "", joined)
    runs = [run.removeprefix("86") if len(run) == 13 else run for run in re.findall(r"\d+", joined)]
    return [run for run in runs if len(run) >= 7]


def _name(a: Reading, b: Reading, case: Case) -> bool:
    if case.category.nature == "person":
        one, other = person(_text(a)), person(_text(b))
        return one == other or ("name" in (a.source, b.source) and _contained(one, other))
    suffixes = case.category.name_rule.suffixes if case.category.name_rule else ()
    return _contained(project(_text(a), suffixes), project(_text(b), suffixes))


def _leader(a: Reading, b: Reading, case: Case) -> bool:
    return _contained(person(_text(a)), person(_text(b)))


def _body(a: Reading, b: Reading, case: Case) -> bool:
    return same_body(_text(a), _text(b), case.universities)


def same_body(a: str, b: str, universities: frozenset[str]) -> bool:
    """Whether two texts may name one body: a region in or out, a department or a post behind it, do not differ.

    Two universities always do, though one's name may begin the other's; so do two regions, neither within the other.
    """
    one, other = (_BODY_NOISE.sub("", body(t)) for t in (a, b))
    if one == other:
        return True
    schools = {_university(one, universities), _university(other, universities)}
    if None not in schools and len(schools) == 2:
        return False
    if _contained(one, other):
        return True
    (here, rest), (there, tail) = region_and_rest(one), region_and_rest(other)
    near = not here or not there or here.endswith(there) or there.endswith(here) or _outlines(here, there)
    return near and bool(rest and tail) and _contained(rest, tail)


def _university(text: str, universities: frozenset[str]) -> str | None:
    """The longest university's name that the text begins with."""
    return max((u for u in universities if text.startswith(body(u))), key=len, default=None)


def _outlines(here: str, there: str) -> bool:
    """Whether the shorter region leaves out a step of the longer: 长春市 and 长春市宽城区."""
    return here.startswith(there) or there.startswith(here)


def _workplace(a: Reading, b: Reading, case: Case) -> bool:
    """工作单位 and 职务 may be split differently in two places: together they must agree."""
    return _body(a, b, case) or _together(a, b, case)


def _job(a: Reading, b: Reading, case: Case) -> bool:
    return _contained(letters(_text(a)), letters(_text(b))) or _together(a, b, case)


def _together(a: Reading, b: Reading, case: Case) -> bool:
    one, other = _place_and_post(a, case), _place_and_post(b, case)
    return same_body(one, other, case.universities)


def _place_and_post(reading: Reading, case: Case) -> str:
    """Workplace and post as read in the same source."""
    parts = [_text(r) for key in ("workplace", "job") for r in _of_source(case, key, reading.source)]
    return "".join(dict.fromkeys(parts))


def _of_source(case: Case, key: str, source: str) -> Iterable[Reading]:
    return [r for r in case.nomination.readings_of(key) if r.source == source][:1]


def _participants(a: Reading, b: Reading, case: Case) -> bool:
    if not isinstance(a.value, Turnout) or not isinstance(b.value, Turnout):
        return True
    units = {_said_unit(r.raw) for r in (a, b)}
    if {"人", "人次"} <= units:
        return False
    (low, high), (least, most) = _range(a), _range(b)
    return low <= most and least <= high


def _said_unit(raw: str) -> str | None:
    """The unit that the text itself names; None where only a heading may have named it."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?万?(?:余|多)?(人次|人)", plain(raw))
    return found.group(1) if found else None


def _range(reading: Reading) -> tuple[int, int]:
    """The least and the most learners that a text can mean: 1200余人 is 1200–1260, 约1200人 1140–1260."""
    assert isinstance(reading.value, Turnout)
    number, raw = reading.value.number, plain(reading.raw)
    grain = 10 ** (len(str(number)) - len(str(number).rstrip("0"))) if number else 0
    slack = min(grain, number // 20)
    low = number - slack if re.search(r"约|近|左右|大约", raw) else number
    high = number + slack if re.search(r"余|多|约|左右|以上", raw) else number
    return low, high


def _unit(a: Reading, b: Reading, case: Case) -> bool:
    """Whether both papers, or neither, name the unit whose package it is; intake reads units as full names."""
    own = body(case.unit.name)
    return (body(_text(a)) == own) == (body(_text(b)) == own)


def _mode(a: Reading, b: Reading, case: Case) -> bool:
    """Only what was understood is compared: other words for a mode are no contradiction."""
    return {_text(a), _text(b)} != {"offline", "blended"}


def _level(a: Reading, b: Reading, case: Case) -> bool:
    one, other = letters(_text(a)), letters(_text(b))
    return one in _NO_LEVEL or other in _NO_LEVEL or _contained(one, other)


_DIGITS = str.maketrans("０１２３４５６７８９－（）＋", "0123456789-()+")
_SAME: dict[str, Same] = {
    "name": _name,
    "gender": _gender,
    "birth": _date,
    "ethnic": _ethnic,
    "politics": _politics,
    "education": _education,
    "workplace": _workplace,
    "job": _job,
    "type": _type,
    "level": _level,
    "phone": _phone,
    "implementer": _body,
    "start": _date,
    "participants": _participants,
    "mode": _mode,
    "leader": _leader,
    "unit": _unit,
}
