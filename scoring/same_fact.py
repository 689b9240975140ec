"""Whether two readings of one fact say the same: other spellings, less detail and a region in or out do not differ.

Every comparison is symmetric, and a reading never differs from itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from scoring.finding import Case
from scoring.names import body, letters, person, plain, project
from scoring.nomination import Reading, Turnout
from scoring.same_body import same_bodies, same_body

Same = Callable[[Reading, Reading, Case], bool]

_PARTIES = {
    "中共预备党员": "预备党员",
    "中共党员": "中国共产党|共产党员|中共|正式党员",
    "民革": "国民党革命委员会|民革",
    "民盟": "民主同盟|民盟",
    "民建": "民主建国会|民建",
    "民进": "民主促进会|民进",
    "农工党": "农工民主党|农工党|农工",
    "致公党": "致公党|致公",
    "九三学社": "九三",
    "台盟": "台湾民主自治同盟|台盟",
    "共青团员": "共青团|共产主义青年团|^团员",
    "民主党派": "民主党派",
    "中共党员 ": "^党员$",
    "群众": "群众|无党派|^无$",
}
"""What a text says of a party, the first that fits: 无党派 and 群众 are written for each other."""
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
_NO_PLACE = {
    "无",
    "无业",
    "退休",
    "离休",
    "离退休",
    "已退休",
    "退休人员",
    "退休职工",
    "自由职业",
    "自由职业者",
    "个体",
    "务农",
    "农民",
    "居民",
}
"""What stands under 工作单位 where there is none."""
_LEAST_NAME = 2


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
    one, other = ([int(part) for part in re.findall(r"\d+", plain(_text(r)))] for r in (a, b))
    if one and other and min(one[0], other[0]) < 100:  # 19年5月, 61.03
        one[0], other[0] = one[0] % 100, other[0] % 100
    return all(x == y for x, y in zip(one, other, strict=False))


def _ethnic(a: Reading, b: Reading, case: Case) -> bool:
    one, other = (letters(_text(r)).removesuffix("族").replace("朝鲜", "朝") for r in (a, b))
    return one == other


def _politics(a: Reading, b: Reading, case: Case) -> bool:
    one, other = _party(_text(a)), _party(_text(b))
    if {one, other} & {"民主党派"}:
        return not {one, other} & {"中共党员", "中共预备党员", "群众", "共青团员"}
    return _contained(one, other)


def _party(text: str) -> str:
    bare = re.sub(r"\(.*\)", "", plain(text))
    return next((party.strip() for party, words in _PARTIES.items() if re.search(words, bare)), bare)


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
    bare = re.sub(r"退伍军人|复员军人|转业军人", "退役军人", plain(text).replace("的", ""))
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
    """Several people in one cell agree with one of them, and with the same in another order."""
    if _contained(person(_text(a)), person(_text(b))):
        return True
    return any(_contained(x, y) for x in _people(a.raw) for y in _people(b.raw))


def _people(text: str) -> list[str]:
    """The names of a list of people; a space parts them only where names are left (张三 李四, not 张 三)."""
    parts = [part for part in re.split(r"[、,，;；/\n]|和|与|及", unicodedata.normalize("NFKC", text)) if part.strip()]
    names = [person(word) for part in parts for word in _spaced(part)]
    return [name for name in names if len(name) >= _LEAST_NAME]


def _spaced(part: str) -> list[str]:
    words = part.split()
    return words if all(len(word) >= _LEAST_NAME for word in words) else [part]


def _body(a: Reading, b: Reading, case: Case) -> bool:
    """Bodies of a list agree with one of them, and with the same in another order; renamed ones with themselves."""
    return same_bodies((_text(a), a.raw), (_text(b), b.raw), case.universities, case.chains)


def _workplace(a: Reading, b: Reading, case: Case) -> bool:
    """工作单位 and 职务 may be split differently in two places: together they must agree. 退休 is no workplace."""
    if any(letters(_text(r)) in _NO_PLACE for r in (a, b)):
        return True
    return same_bodies((_text(a),), (_text(b),), case.universities, case.chains) or _together(a, b, case)


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
    """Numbers agree where what they may mean overlaps (`_range`). A text that gives both units is of neither."""
    if not isinstance(a.value, Turnout) or not isinstance(b.value, Turnout):
        return True
    if {"人", "人次"} <= {_said_unit(r.raw) for r in (a, b)}:
        return False
    (low, high), (least, most) = _range(a), _range(b)
    return low <= most and least <= high


def _said_unit(raw: str) -> str | None:
    """The unit that the text itself names; None where only a heading may have named it, or the text names both."""
    found = set(re.findall(r"\d[\d,]*(?:\.\d+)?万?(?:余|多)?(人次|人)", plain(raw)))
    return found.pop() if len(found) == 1 else None


def _range(reading: Reading) -> tuple[int, int]:
    """The least and the most learners that a text can mean: 1200余人 is 1200–1260, 约1200人 1140–1260, 1200至1500人 as
    it says; 1000人以上 is open, up to twice as many."""
    assert isinstance(reading.value, Turnout)
    number, raw = reading.value.number, plain(reading.raw)
    span = re.search(r"(\d+)(?:人次?)?[-~—–至到](\d+)(?:人|名|$)", raw)
    if span and int(span[1]) <= number <= int(span[2]):
        return int(span[1]), int(span[2])
    grain = 10 ** (len(str(number)) - len(str(number).rstrip("0"))) if number else 0
    slack = min(grain, number // 20)
    low = number - slack if re.search(r"约|近|左右|大约", raw) else number
    if re.search(r"以上|不少于|不低于|至少|超过|突破", raw):
        return low, 2 * number
    return low, number + slack if re.search(r"余|多|约|左右|逾", raw) else number


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
