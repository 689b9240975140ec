"""Draws invented records from one vocabulary."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from benchmarks.labelled.vocabulary import PLACES, PUBLIC, PUBLIC_SHORT, SHORT, UNIVERSITIES, Vocabulary

_T = TypeVar("_T")


class Record(NamedTuple):
    """A past winner or a nominee before it gets an id; `unit` the workplace or host, `region` the recommending unit."""

    nature: str
    name: str
    unit: str
    region: str
    birth: str = ""
    gender: str = ""
    remark: str = ""
    deed: str = ""


class Case(NamedTuple):
    """A past record and a nominee: of one winner (`true`) or not. `decidable` False: the data cannot tell."""

    kind: str
    past: Record
    now: Record
    true: bool = True
    decidable: bool = True


class Maker:
    """A source of records. `dice`: the only randomness, so that a seed makes the same set again."""

    def __init__(self, words: Vocabulary, dice: random.Random) -> None:
        self.words, self.dice = words, dice

    def pick(self, some: Sequence[_T]) -> _T:
        return self.dice.choice(some)

    def two(self, some: Sequence[_T]) -> tuple[_T, _T]:
        a, b = self.dice.sample(list(some), 2)
        return a, b

    def number(self, low: int, high: int) -> int:
        return self.dice.randint(low, high)

    def either(self, a: Record, b: Record) -> tuple[Record, Record]:
        return (a, b) if self.dice.random() < 0.5 else (b, a)

    def place(self, not_in: str = "") -> tuple[str, str]:
        city = self.pick([c for c in PLACES if c != not_in])
        return city, self.pick(PLACES[city])

    def bureau(self, city: str) -> str:
        return f"{city}教育局"

    def given(self, length: int = 0) -> str:
        length = length or (1 if self.dice.random() < 0.2 else 2)
        return "".join(self.dice.choices(self.words.given, k=length))

    def name(self, rare: bool = False, given: int = 0) -> str:
        if rare:
            return self.pick(self.words.rare_surnames) + self.given(2)
        return self.pick(self.words.surnames) + self.given(given)

    def workplace(self, city: str, county: str) -> str:
        w, roll = self.words, self.dice.random()
        if roll < 0.3:
            return f"{city}{county}{self.pick(w.streets)}街道{self.pick(w.communities)}社区"
        if roll < 0.6:
            return f"{city}{county}{self.pick(w.towns)}镇{self.pick(w.villages)}村"
        if roll < 0.7:
            return f"{city}{county}第{self.pick('一二三四五六七八')}{self.pick(['小学', '中学'])}"
        if roll < 0.85:
            return f"{city}{county}{self.pick(PUBLIC)}"
        return f"{city}{self.pick(w.companies)}{self.pick(w.trades)}有限公司"

    def person(
        self,
        *,
        name: str = "",
        unit: str = "",
        region: str = "",
        rare: bool = False,
        given: int = 0,
        near: Record | None = None,
    ) -> Record:
        """A person; `near`: somebody of the same 市（州）."""
        if not unit and near is None and self.dice.random() < 0.2:
            unit = region = self.pick(UNIVERSITIES)
        city = self.city_of(near) if near else self.pick(list(PLACES))
        unit = unit or self.workplace(city, self.pick(PLACES[city]))
        sex = self.pick(["男", "女"])
        birth = f"{self.number(1945, 1999)}-{self.number(1, 12):02d}"
        return Record(
            "person", name or self.name(rare, given), unit, region or self.bureau(city), birth, sex, "", self.deed(unit)
        )

    def stranger(self, *, name: str, unit: str = "", region: str = "", away: Record | None = None) -> Record:
        """Another person of a given name; `away`: in another 市（州）."""
        if away is not None:
            city, county = self.place(not_in=self.city_of(away))
            unit, region = self.workplace(city, county), self.bureau(city)
        return self.person(name=name, unit=unit, region=region)

    def city_of(self, one: Record) -> str:
        return next((city for city in PLACES if one.region.startswith(city)), self.pick(list(PLACES)))

    def deed(self, unit: str, told: str = "") -> str:
        """A deed of some sentences: the own unit, sometimes a body that proves nothing, and what is to be told."""
        city, county = self.place()
        lines = [
            f"{self.number(3, 30)}年来坚持学习，是{unit}的骨干。",
            "积极参加社区志愿服务，带动身边群众一起读书学习。",
        ]
        lines += (
            [f"{self.number(2012, 2021)}年赴{city}{county}{self.pick(PUBLIC)}交流经验。"]
            if self.dice.random() < 0.3
            else []
        )
        lines += [f"{told}。"] if told else []
        self.dice.shuffle(lines)
        return "".join(lines)

    def shorter(self, one: Record) -> str:
        """The unit as another clerk writes it: without the city, with short forms, with the province."""
        unit = one.unit
        for full, short in (*SHORT.items(), *PUBLIC_SHORT.items()):
            unit = unit.replace(full, short)
        city = self.city_of(one)
        stem = SHORT.get(city, city)
        bare = unit.removeprefix(city).removeprefix(stem)
        if bare == unit or len(bare) < 4:
            return unit
        forms = [bare, f"吉林省{unit}", f"{city[:2]}{bare}", unit]
        if unit.endswith("社区"):
            forms += [f"{bare}居委会", f"{bare}居民委员会"]
        if unit.endswith("村"):
            forms += [f"{bare}村民委员会"]
        return self.pick(forms[:1] + forms[3:] if bare.startswith(city[:2]) else forms)

    def typo(self, pairs: Sequence[str]) -> tuple[Record, str]:
        """A person whose given name has a character of the pairs, and the name with the other one."""
        a, b = self.pick(pairs)
        rest = self.pick(self.words.given)
        head = self.pick(self.words.surnames)
        left = self.dice.random() < 0.5
        full, wrong = (head + (x + rest if left else rest + x) for x in (a, b))
        return self.person(name=full), wrong

    def unlike(self, name: str) -> str:
        """The name with its last character changed for one that neither sounds nor looks like it (to this list)."""
        pairs = {*self.words.sound, *self.words.shape}
        others = [c for c in self.words.given if c != name[-1] and not {c + name[-1], name[-1] + c} & pairs]
        return name[:-1] + self.pick(others)
