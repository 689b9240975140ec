"""Which unit of the season a text means: whole cells, and longer texts such as file names.

The traps are those of practice: 吉林省 is not 吉林市, 通化县 is not 通化市, 长春大学 is not 长春大学旅游学院, 白山 may
be part of a person's name, and a body may be called by a name that was right in another year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from scoring.names import plain
from scoring.nomination import Unit
from scoring.renames import Rename, name_chains

__all__ = ["Rename", "UnitIndex", "name_chains"]

_BRACKETS = re.compile(r"\([^()]*\)$|\[[^\[\]]*\]$|【[^【】]*】$")
_LABEL = re.compile(r"^(?:填报|推荐|推介|报送|申报)?单位(?:名称)?[:]?(?=.)")
_CJK = r"\u3400-\u9fff"
_BUREAU = r"(?:教育和?(?:体育|科技|科学技术)?局|教体局|教科局|教育委员会|教委|教育行政部门|教育处)"
_FOLLOWS = (
    rf"(?:{_BUREAU}|人民政府|报|上报|推介|推荐|申报|提交|征集|汇总|百姓|终身|学习|品牌|材料|附件|附表"
    r"|关于|全民|电子版|年|最终|的)"
)
_SHORT = 2
"""Aliases up to this many characters (长春, 白山) are taken only where they stand alone: people bear such names."""


@dataclass(frozen=True)
class UnitIndex:
    """Finds units of a season by any of their names. Build it with `UnitIndex.of`."""

    units: tuple[Unit, ...]
    names: dict[str, Unit] = field(repr=False)
    """Every plain name, alias and former or later name → unit; a unit's own name wins over another's alias."""

    @classmethod
    def of(cls, units: tuple[Unit, ...], renames: tuple[Rename, ...]) -> UnitIndex:
        """The index over names and aliases first, then over the other names that the renames know."""
        names = {plain(name): unit for unit in units for name in unit.aliases}
        names |= {plain(unit.name): unit for unit in units}
        for name, chain in name_chains(renames).items():
            known = [names[other] for other in chain if other in names]
            if known:
                names.setdefault(name, known[0])
        return cls(units, names)

    def find(self, text: str) -> Unit | None:
        """The unit that a whole cell names (see `Season.find_unit`)."""
        cell = _LABEL.sub("", plain(text))
        for candidate in (cell, _BRACKETS.sub("", cell), *re.findall(r"\(([^()]+)\)$", cell)):
            found = self.names.get(candidate)
            if found is None and candidate.startswith("吉林省"):
                found = self.names.get(candidate.removeprefix("吉林省"))
            if found is not None:
                return found
        return self.locate(text)

    def locate(self, text: str) -> Unit | None:
        """The unit named inside a longer text (see `Season.locate_unit`)."""
        inside = plain(text)
        best: tuple[int, int] | None = None
        unit: Unit | None = None
        for name, candidate in self.names.items():
            for start in _occurrences(inside, name):
                if _stands(inside, start, start + len(name), candidate):
                    score = (len(name), -start)
                    if best is None or score > best:
                        best, unit = score, candidate
        return unit


def _occurrences(text: str, name: str) -> Iterable[int]:
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + 1)


def _stands(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether `text[start:end]` is the unit's name there, and not a piece of another body's or a person's name."""
    before, after = text[:start], text[end:]
    if unit.kind == "university" and end - start > _SHORT:
        return re.match(r"附属|附中|附小|附设", after) is None
    if end - start <= _SHORT:
        alone = not before or re.search(rf"(?:[^{_CJK}]|省)$", before) is not None
        return alone and re.match(rf"$|[^{_CJK}]|{_FOLLOWS}", after) is not None
    return re.match(rf"$|[^{_CJK}]|{_FOLLOWS}", after) is not None
