"""Names of persons: forms of address and remarks taken off, other names and short forms kept as alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from scoring.matching.characters import (
    folded,
    look_alike,
    lookalikes,
    sound_alike,
    sounds,
    variants,
    words,
)

Likeness = Literal["same", "alias", "variant", "sound", "shape", "short", "swapped", "close", "other"]
"""How two names agree, the strongest first; `close` is a long transliterated name with one syllable changed."""

COMPOUND = frozenset(
    words(
        "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 轩辕 端木 百里 呼延 南宫 西门 "
        "东郭 独孤 夏侯 完颜 澹台 淳于 单于 太史 申屠 钟离 闻人 赫连 拓跋 万俟 叶赫 爱新"
    )
)
_LABEL = re.compile(r"^(?:\d{1,3}[·、)])?(?:(?:姓名|名称|学习之星|百姓学习之星|推荐人选|人选)[:：])?(?=.)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_ADDRESS = re.compile(
    r"(?<=..)(?:同志|先生|女士|老师|教授|副教授|讲师|校长|院长|主任|书记|医生|大夫|师傅|老人|大爷|大妈|阿姨|教练|同学|学员|家庭"
    r"|夫妇|夫妻|等\d*人?)$"
)
_ALSO = re.compile(
    r"^(?:曾用名|原名|又名|别名|笔名|艺名|现名|本名|曾名|更名为|现更名|后更名为|亦名|也叫|网名|汉名|汉语名|汉文名|简称)[:为]?(.+)$"
)
_MALE, _FEMALE = re.compile(r"(?:^|[,、;/ ])男(?:$|[,、;/ ])"), re.compile(r"(?:^|[,、;/ ])女(?:$|[,、;/ ])")
_NO_NAME = re.compile(
    r"族$|^[男女]|退休|离休|已故|去世|残疾|农民|教师|学生|党员|群众|特别|推荐|推介|社区|学院|大学|学校|公司|[村镇乡县市区局厂]$|\d|年|岁"
    r"|志愿者|代表|负责人|同志|特殊|补报|增补|替补"
)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,16}|[a-z][a-z· .]{2,40}")
_DIVIDED = re.compile(r"[、,/&;+]|(?<=..)和(?=..$)(?!平)")
_MOST_SOUNDS = 8
_LONGEST = 30
"""Characters of a name that count."""


class Person(NamedTuple):
    """A person's name. `names`: the name first, then other full names; `shorts`: parts of a name
    written with `·`, or of a long one without.

    `gender`: 男, 女 or empty: what a remark beside the name says. None of the names holds white space or `·`.
    """

    names: tuple[str, ...]
    shorts: tuple[str, ...] = ()
    gender: str = ""


@lru_cache(maxsize=200_000)
def person(text: str) -> Person:
    """The name in a cell: 张伟（女）同志 → 张伟, 女; 王芳（曾用名：王方） → both; several persons are all kept."""
    bare = _LABEL.sub("", folded(text))
    inside = [part.strip() for part in _BRACKET.findall(bare)]
    outside = _BRACKET.sub(" ", bare).strip()
    gender = "男" if any(map(_MALE.search, inside)) else "女" if any(map(_FEMALE.search, inside)) else ""
    names: list[str] = []
    shorts: list[str] = []
    for piece in _DIVIDED.split(outside) if len(outside) > 4 else (outside,):
        _keep(piece, names, shorts)
    main = names[0] if names else re.sub(r"\W|_", "", outside)[:_LONGEST]
    for piece in inside:
        also = _ALSO.match(piece)
        for other in _DIVIDED.split(also.group(1) if also else piece):
            if also or _is_other_name(main, other):
                _keep(other, names, shorts)
    shorts += [short for name in names for short in _implied(name)]
    return Person(tuple(dict.fromkeys(names)) or (main,), tuple(dict.fromkeys(shorts)), gender)


def _implied(name: str) -> list[str]:
    """The short forms of a long transliterated name that is written without `·`: 包乌日娜 → 乌日娜."""
    if len(name) < 4 or name[:2] in COMPOUND:
        return []
    if len(name) == 4:
        return [name[1:]]
    return [name[:n] for n in range(3, len(name) - 1)] + [name[-n:] for n in range(3, len(name) - 1)]


def _keep(text: str, names: list[str], shorts: list[str]) -> None:
    name = re.sub(r"[^\w·]|_", "", text)
    name = _ADDRESS.sub("", name).strip("·")[:_LONGEST]
    if len(name) < 2:
        return
    names.append(name.replace("·", ""))
    parts = [part for part in name.split("·") if len(part) >= 2]
    if "·" in name:
        shorts += parts


def _is_other_name(main: str, other: str) -> bool:
    """Whether what stands in brackets with no word before it is another name: （李小娜）, but not （教师）."""
    bare = other.strip()
    if not _NAME.fullmatch(bare) or _NO_NAME.search(bare):
        return False
    return "·" in bare or len(main) > 4 or bare[0] == main[0] or (2 <= len(bare) <= 3 and len(main) <= 3)


def surname(name: str) -> str:
    """The surname: two characters for a compound one, else the first character."""
    return name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]


@lru_cache(maxsize=200_000)
def sound_keys(name: str) -> tuple[str, ...]:
    """How the name may sound, without tones, the usual reading first; at most 8 for names of many-voiced characters."""
    if len(name) < 2:
        return ()
    choices = [sounds(char, surname=i == 0) for i, char in enumerate(name)]
    return tuple(" ".join(one) for one, _ in zip(product(*choices), range(_MOST_SOUNDS), strict=False))


def sound_keys_of_all(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """`sound_keys` of many names at once, many times faster where each character has one reading."""
    usual = {char: sounds(char) for char in {char for name in names for char in name}}
    heads = {char: sounds(char, surname=True) for char in {name[:1] for name in names} if char}
    for name in names:
        if len(name) < 2:
            yield ()
            continue
        read = [heads[name[:1]], *(usual[char] for char in name[1:])]
        if all(len(one) == 1 for one in read):
            yield (" ".join([one[0] for one in read]),)
        else:
            yield sound_keys(name)


def misspellings(name: str) -> set[str]:
    """All names that differ from it in one character that looks alike or is a variant writing, or by a swap."""
    found = {
        name[:i] + other + name[i + 1 :] for i, char in enumerate(name) for other in lookalikes(char) | variants(char)
    }
    head = len(surname(name))
    if len(name) - head == 2:
        found.add(name[:head] + name[: head - 1 : -1])
    return found - {name}


@lru_cache(maxsize=100_000)
def likeness(a: str, b: str) -> Likeness:
    """How two names in normal form agree. Symmetric. Names of one character say nothing: `other`."""
    if a == b:
        return "same" if len(a) > 1 else "other"
    if len(a) != len(b):
        return "close" if min(len(a), len(b)) >= 4 and _one_syllable(a, b) else "other"
    differ = [i for i in range(len(a)) if a[i] != b[i]]
    if len(a) < 2 or (len(differ) == len(a) and not set(sound_keys(a)) & set(sound_keys(b))):
        return "other"
    if all(b[i] in variants(a[i]) for i in differ):
        return "variant"
    if set(sound_keys(a)) & set(sound_keys(b)) or (
        len(differ) == 1 and differ[0] > 0 and sound_alike(a[differ[0]], b[differ[0]])
    ):
        return "sound"
    if len(differ) == 1 and look_alike(a[differ[0]], b[differ[0]]):
        return "shape"
    if a[: len(a) - 2] == b[: len(b) - 2] and a[-2:] == b[:-3:-1] and len(a) - len(surname(a)) == 2:
        return "swapped"
    return "close" if len(a) >= 4 and len(differ) == 1 and a[:2] not in COMPOUND else "other"


def _one_syllable(a: str, b: str) -> bool:
    """Whether the longer name is the other with one more character (买买提, 买提; 古丽娜尔, 古丽娜)."""
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


_ORDER: tuple[Likeness, ...] = ("same", "alias", "variant", "short", "sound", "shape", "close", "swapped", "other")


def agreement(a: Person, b: Person) -> tuple[Likeness, str, str]:
    """The best agreement of two persons' names: how, and the two names it is between. Symmetric but for the order.

    `alias`: a name of one is another name of the other; `short`: a part of a name with `·` stands for the whole.
    """
    best: tuple[Likeness, str, str] = ("other", a.names[0], b.names[0])
    for i, one in enumerate(a.names):
        for j, other in enumerate(b.names):
            how = likeness(one, other)
            best = _better(best, ("alias" if how == "same" and (i or j) else how, one, other))
    for one, other in ((x, y) for x in a.shorts for y in b.names):
        best = _better(best, ("short" if one == other else "other", one, other))
    for one, other in ((x, y) for x in a.names for y in b.shorts):
        best = _better(best, ("short" if one == other else "other", one, other))
    return best


def _better(a: tuple[Likeness, str, str], b: tuple[Likeness, str, str]) -> tuple[Likeness, str, str]:
    return b if _ORDER.index(b[0]) < _ORDER.index(a[0]) else a
