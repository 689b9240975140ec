"""What speaks for and against two records being of one winner: a balance of weights in bits.

Every function here is symmetric in its two sides, but for the order in which a detail names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import log2
from typing import NamedTuple

from scoring.matching import weights as w
from scoring.matching.bodies import Body, Relation
from scoring.matching.copies import copied
from scoring.matching.people import Likeness, agreement
from scoring.matching.rarity import NameRarity
from scoring.matching.records import Nature, Side
from scoring.matching.surprise import Surprise
from scoring.matching.titles import Shared, shared
from scoring.matching.told import names_award, names_body, names_place


class Evidence(NamedTuple):
    """One line of the balance. `field`: what was compared (`base name title unit gender birth deed photo`).

    `detail`: what was found, one Chinese phrase for the office. `weight`: signed bits; positive speaks for a repeat.
    The weights of a suspect add up to its total; `base` is what must be overcome before anything was compared.
    """

    field: str
    detail: str
    weight: float


TAIL = 9
"""By how many of its last characters a unit is counted: 县教师进修学校; a longer name is rarer still."""


class Frequencies(NamedTuple):
    """What is rare in a register: its names, its titles, and how many of its `rows` have a unit with each ending.

    `common_runs`: stretches of text that many deeds have, and that prove nothing.
    """

    names: NameRarity
    titles: Surprise
    tails: Mapping[str, int]
    rows: int
    common_runs: frozenset[str] = frozenset()

    def body_bits(self, body: Body) -> float:
        """Bits of a body's rarity, from `UNIT_LEAST` to `UNIT_MOST`."""
        seen = self.tails.get(body.written[-TAIL:], 0)
        return min(max(log2((self.rows + 100) / (seen + 1)), w.UNIT_LEAST), w.UNIT_MOST)


class Balance(NamedTuple):
    """All evidence on a pair but the base. `open`: why the data cannot decide it, empty where they can.

    `suspect`: it is open and at least a suspect: the same name with nothing else to compare, or the same title of its
    own in another unit of the same 市（州）.
    """

    evidence: tuple[Evidence, ...]
    open: str
    suspect: bool


_NAME_SAYS: dict[Likeness, str] = {
    "same": "姓名相同",
    "alias": "与另一姓名（曾用名、括注）相同",
    "variant": "姓名用字为同名异写",
    "short": "为姓名的简称",
    "sound": "姓名同音",
    "shape": "姓名用字形近",
    "close": "姓名译写相近",
    "swapped": "姓名两字颠倒",
    "other": "姓名不同",
}
_UNIT_SAYS: dict[Relation, str] = {
    "same": "单位相同",
    "renamed": "单位更名前后为同一单位",
    "part": "单位为其内设机构或上级",
    "similar": "单位写法相近",
    "within": "所属地区（推荐单位）一致",
    "parts": "同一单位的两个内设机构",
    "unknown": "单位无从比较",
    "county": "同县（市、区）的另一单位",
    "city": "同市（州）的另一单位",
    "other": "另一单位",
    "sibling": "名称相近的另一单位",
    "elsewhere": "不同市（州）的单位",
}


def base(rows: int) -> Evidence:
    """The odds before anything is compared: one of `rows` records, if the nominee was recommended before at all."""
    return Evidence("base", "起点：任取两条记录，同一人（项目）的可能本来很小", log2(w.EXPECTED / max(rows, w.FEWEST)))


_AGREEING: frozenset[Relation] = frozenset({"same", "renamed", "part", "similar"})
_ANOTHER: frozenset[Relation] = frozenset({"parts", "county", "city", "other", "sibling", "elsewhere"})
_COMMON_NAME, _COMMON_TITLE = 17.0, 14.0
"""Bits below which an agreement of names alone never makes a repeat."""
NOTHING = 1.5
"""Bits below which what a title has of its own is hardly anything."""


def balance(a: Side, b: Side, known: Frequencies) -> Balance:
    """All evidence on two records of one nature."""
    person = a.nature == "person"
    whole, head = _person_name(a, b, known) if person else _title(a, b, known)
    how, unit = _unit(a, b, known)
    born = (_gender(a, b), _birth(a, b)) if person else ()
    told = (_named(a, b, how), _text(a, b, known), _photo(a, b))
    lines = tuple(one for one in (head, unit, *born, *told) if one is not None)
    helped = any(one is not None and one.weight > 1 for one in (*born, *told))
    against = any(one is not None and one.weight < 0 for one in born)
    if head.weight <= 0 or helped:
        return Balance(lines, "", False)
    if how in _ANOTHER:
        other = "可能调动，也可能同名" if person else "可能换了主办单位，也可能同名"
        least = not person and whole and how in ("county", "city") and head.weight >= w.TITLE_OWN
        return Balance(lines, f"名称相合而单位不同：{other}", least)
    if how in ("unknown", "within") and head.weight < (_COMMON_NAME if person else _COMMON_TITLE):
        return Balance(lines, "名称相合而无单位等旁证，需人工核对", whole and not against)
    return Balance(lines, "", False)


def _person_name(a: Side, b: Side, known: Frequencies) -> tuple[bool, Evidence]:
    """Whether the names are equal as wholes, and the evidence."""
    how, one, other = agreement(a.person, b.person)
    if how == "other":
        return False, Evidence("name", f"姓名不同：{one}、{other}", w.NAME[how])
    rarity = min(known.names.bits(one), known.names.bits(other), w.NAME_MOST)
    common = "，较常见" if rarity < 14 else "，少见" if rarity > 20 else ""
    shown = one if one == other else f"{one}、{other}"
    evidence = Evidence("name", f"{_NAME_SAYS[how]}：{shown}{common}", max(rarity + w.NAME[how], 0.0))
    return how in ("same", "alias", "variant"), evidence


def _title(a: Side, b: Side, known: Frequencies) -> tuple[bool, Evidence]:
    """Whether a title of one is a title of the other as a whole, and the evidence."""
    found = (
        _two_titles(one, other, shared(one, other, known.titles), known)
        for one, other in product(a.title.forms, b.title.forms)
    )
    says, weight = max(found, key=lambda line: line[1], default=("名称无从比较", w.TITLE_OTHER))
    if a.title.series and b.title.series and a.title.series != b.title.series and weight > 0:
        numbers = "、".join(a.title.series), "、".join(b.title.series)
        says = f"{says}，但期次不同（{numbers[0]}／{numbers[1]}）"
        return False, Evidence("title", says, min(weight, w.TITLE_SERIES))
    return not set(a.title.forms).isdisjoint(b.title.forms), Evidence("title", says, weight)


def title_weight(one: str, other: str, known: Frequencies) -> float:
    """Bits of two titles in normal form."""
    return _two_titles(one, other, shared(one, other, known.titles), known)[1]


def _two_titles(one: str, other: str, both: Shared, known: Frequencies) -> tuple[str, float]:
    whole = min(both.common + both.left, both.common + both.right)
    least, part = w.TITLE_LEAST
    if one != other and (both.common < least or both.common < part * whole):
        return f"名称不同：{one}、{other}", w.TITLE_OTHER
    common = min(both.common, w.TITLE_MOST, known.titles.most(one), known.titles.most(other))
    less, more = sorted((both.left, both.right))
    plain = "，用语常见" if both.common < _COMMON_TITLE else ""
    if one == other:
        return f"名称相同{plain}", common + w.TITLE_SAME
    if less >= NOTHING:
        return f"名称部分相同{plain}", common + max(w.TITLE_CHANGED[0], -less) + w.TITLE_CHANGED[1] * less
    moved = more < NOTHING and both.moved
    says = "名称语序不同" if moved else "名称用字相近" if both.slips else "名称一方多出副题或用语"
    return f"{says}{plain}", common + w.TITLE_ADDED[0] + max(w.TITLE_ADDED[1] * more, w.TITLE_ADDED[2])


def _unit(a: Side, b: Side, known: Frequencies) -> tuple[Relation, Evidence]:
    how, one, other = a.directory.nearest(a.bodies, b.bodies)
    if how == "unknown" and a.home and b.home and a.home.city and a.home.city == b.home.city:
        how = "within"
    weight = unit_weight(how, one, other, a.nature, known)
    if one is None or other is None:
        return how, Evidence("unit", _UNIT_SAYS[how], weight)
    shown = one.raw if how == "same" else f"{one.raw}／{other.raw}"
    return how, Evidence("unit", f"{_UNIT_SAYS[how]}：{shown}", weight)


def unit_weight(how: Relation, one: Body | None, other: Body | None, nature: Nature, known: Frequencies) -> float:
    """Bits of two units that stand so, for persons or projects."""
    weight = w.UNIT[how][0 if nature == "person" else 1]
    if how in _AGREEING and one and other:
        weight += min(known.body_bits(one), known.body_bits(other))
    return weight


def _gender(a: Side, b: Side) -> Evidence | None:
    one, other = a.person.gender or a.gender, b.person.gender or b.gender
    if not one or not other:
        return None
    same = one == other
    return Evidence("gender", f"性别{'相同' if same else '不同'}", w.GENDER["same" if same else "other"])


def _birth(a: Side, b: Side) -> Evidence | None:
    one, other = a.birth.split("-"), b.birth.split("-")
    if not a.birth or not b.birth:
        return None
    depth = min(len(one), len(other))
    if one[:depth] == other[:depth]:
        what = ("year", "month", "day")[depth - 1]
        return Evidence("birth", f"出生年月一致：{'-'.join(one[:depth])}", w.BIRTH[what])
    differ = [x != y for x, y in zip(one, other, strict=False)]
    slip = sum(differ) == 1 and abs(int(one[0]) - int(other[0])) <= 1
    return Evidence("birth", f"出生年月不同：{a.birth}、{b.birth}", w.BIRTH["slip" if slip else "other"])


def _named(a: Side, b: Side, how: Relation) -> Evidence | None:
    """Whether one side's texts name the other side's body (an old workplace), its leader, or say so themselves."""
    for x, y in ((a, b), (b, a)):
        for body in y.bodies if how not in _AGREEING else ():
            if not body.is_place and names_body(x.told, body, x.bodies, a.directory):
                return Evidence("deed", f"材料中提到对方单位：{body.raw}", w.DEED["names"])
    for x, y in ((a, b), (b, a)):
        if y.year and names_award(x.told, y.year):
            return Evidence("deed", f"材料中提到{y.year}年获评", w.DEED["award"])
        if y.past and len(x.leader) > 1 and x.leader in y.told:
            return Evidence("deed", f"材料中提到负责人：{x.leader}", w.DEED["leader"])
    if a.admitted or b.admitted:
        return Evidence("deed", "推介表自述曾被推介", w.DEED["admitted"])
    for x, y in ((a, b), (b, a)):
        for body in y.bodies if how in _ANOTHER else ():
            if body.county and names_place(x.told, body, x.bodies):
                return Evidence("deed", f"材料中提到对方所在地：{body.county}", w.DEED["place"])
    return None


def _text(a: Side, b: Side, known: Frequencies) -> Evidence | None:
    part = copied(a.plain_deed, b.plain_deed, known.common_runs)
    if part >= 0.5:
        return Evidence("deed", f"事迹文字大段相同（{part:.0%}）", w.DEED["copied"])
    return Evidence("deed", f"事迹文字部分相同（{part:.0%}）", w.DEED["alike"]) if part >= 0.2 else None


def _photo(a: Side, b: Side) -> Evidence | None:
    if not a.phashes or not b.phashes:
        return None
    nearest = min((int(x, 16) ^ int(y, 16)).bit_count() for x in a.phashes for y in b.phashes)
    if nearest > w.PHOTO_NEAR:
        return None
    same = nearest <= w.PHOTO_SAME
    return Evidence("photo", "照片相同" if same else "照片相近", w.PHOTO["same" if same else "near"])
