"""Names of bodies (units, workplaces, hosts): where they lie, what they are, and whether two are the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from scoring.matching.characters import look_alike, number, sound_alike, squeezed, words
from scoring.matching.regions import Gazetteer, Place
from scoring.renames import Rename, name_chains

Relation = Literal[
    "same", "renamed", "part", "similar", "within", "sibling", "county", "city", "elsewhere", "other", "unknown"
]
"""How two bodies stand, the nearest first.

`same` but for spelling; `renamed`: one body, two names; `part`: a department of the other; `similar`: a slip or an
abbreviation; `within`: one side names only the place or the bureau that the other lies in; `sibling`: another body of
nearly the same name (第四小学/第六小学, a university's independent college); `county`, `city`: another body there;
`elsewhere`: in another 市（州）; `other`: another body, one does not say where; `unknown`: a side says nothing.
"""

_SHORT_FORMS = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"社区?居民委员会$|社区?居委会$|居民委员会$|居委会$", "社区"),
        (r"村?村民委员会$|村?村委会$", "村"),
        (r"街道?办事处$|街道办$", "街道"),
        (r"路街道", "街道"),
        (r"(?<=[镇乡])(?:人民)?政府$", ""),
        (r"职业技术教育中心|职业教育中心(?:学校)?|职教中心|职业教育集团", "职教中心"),
        (r"社区教育学院|社区大学|社区学院|市民学院|社区教育中心", "社区学院"),
        (r"老年干部大学|老年人大学|老干部大学|老年大学|老年学校", "老年大学"),
        (r"广播电视大学|开放大学|电大(?=$|分校|工作站)", "开放大学"),
        (r"(?:股份)?有限(?:责任)?公司$|集团(?:公司)?$|公司$", "公司"),
        (r"妇女联合会|妇联", "妇联"),
        (r"残疾人联合会|残联", "残联"),
        (r"总工会|工会委员会", "工会"),
        (r"关心下一代工作委员会|关工委", "关工委"),
        (r"科学技术协会|科协", "科协"),
        (r"老年人?体育协会|老年体协", "老年体协"),
        (r"(?:教育(?:和)?(?:体育|科技|科学技术)?局|教体局|教科局|教育委员会|教委|教育体育和科学技术局)", "教育局"),
        (r"人力资源(?:和)?社会保障局|人社局", "人社局"),
        (r"文化广播电视(?:和)?旅游局|文广旅局|文化(?:和)?旅游局|文旅局|文体局", "文旅局"),
        (r"卫生健康(?:委员会|局|委)|卫健[局委]", "卫健局"),
        (r"新时代文明实践(?:中心|所|站)", "文明实践站"),
        (r"(?:种植|养殖|种养殖|农机|农业|农民|果蔬|蔬菜|水稻|食用菌|中药材)*专业合作社(?:联合社)?|合作社", "合作社"),
        (r"职业技术学院|职业学院|职院|职业技术大学", "职院"),
        (r"高等专科学校|专科学校|高专", "高专"),
        (r"实验学校|实验小学", "实验小学"),
        (r"教师进修学校|教师进修学院|进修学校", "进修学校"),
    )
)
_ABBREVIATIONS = dict(
    pair.split("=")
    for pair in words(
        "吉大=吉林大学 延大=延边大学 东师=东北师范大学 东北师大=东北师范大学 吉师大=吉林师范大学 "
        "吉农大=吉林农业大学 吉农=吉林农业大学 吉林农大=吉林农业大学 长理工=长春理工大学 长春理工=长春理工大学 "
        "长工大=长春工业大学 长春工大=长春工业大学 长师大=长春师范大学 长春师大=长春师范大学 吉建大=吉林建筑大学 "
        "吉林建大=吉林建筑大学 吉财大=吉林财经大学 吉林财大=吉林财经大学 长中医=长春中医药大学 "
        "长春中医大=长春中医药大学 东电=东北电力大学 吉艺=吉林艺术学院 吉体=吉林体育学院 通师=通化师范学院 "
        "通化师院=通化师范学院 白师=白城师范学院 白城师院=白城师范学院 北华=北华大学 吉外=吉林外国语大学 "
        "吉动=吉林动画学院 吉化院=吉林化工学院 长大=长春大学 吉林师大=吉林师范大学 长春电大=长春开放大学 "
        "吉林电大=吉林开放大学 吉工商=吉林工商学院"
    )
)
_INDEPENDENT = re.compile(
    r"^(?:旅游|博达|人文信息|光华|发展|城建|光电信息|信息经济|人文|建筑装饰|应用技术|科技|应用科技)学院"
)
_PART_OF = re.compile(
    r"^(?:附属(?!.*(?:中学|小学|医院|学校|幼儿园|附中))|.*?(?:学院|图书馆|处|部|工会|团委|党委|中心|系|办公室|培训|研究[院所室]|协会|社团|分校"
    r"|校区|分部|工作站|支部|老年大学|社区学院|博物馆|校友会|后勤|总务|科|室|委员会|车间|分公司|分店|队|班|站|点)$)"
)
_INSTITUTION = re.compile(r"^(.+?(?:大学|学院|高专|职院))(.*)$")
_PEOPLES = re.compile(
    r"(?:老年大学|社区学院|家长学院|市民大学|农民大学|乡村学院|职工大学|家长大学|开放大学|道德学院|女子学院)$"
)
_TOWN = re.compile(r"^([^社村]{1,6}?(?:街道|镇|乡|苏木|林场|农场|开发区))(.*)$")
_NUMBERED = re.compile(
    r"第?([〇零一二三四五六七八九十百\d]+)(完全中学|高级中学|初级中学|中学|小学|幼儿园|高中|初中|中(?=$|学)|小(?=$|学)|医院|职业|实验|干休所|社区|居|委)"
)
_PUBLIC_KINDS = words(
    "图书馆 文化馆 博物馆 科技馆 体育馆 美术馆 档案馆 文化站 职教中心 社区学院 老年大学 开放大学 进修学校 教育局 "
    "中学 小学 幼儿园 高中 医院 卫生院 福利院 少年宫 党校 妇联 残联 工会 关工委 科协 学校 中心 局 馆 站"
)
_KINDS = _PUBLIC_KINDS + words(
    "公司 合作社 养老院 敬老院 社区 街道 村 镇 乡 协会 学会 大学 学院 职院 高专 所 社 厂 院 会"
)
_PUBLIC = frozenset(_PUBLIC_KINDS)
"""Kinds of which a city and each of its counties have one: the city's is none of the county's."""
_BUREAU = re.compile(r"^(?:教育局|人民政府|政府|)$")
_AND = re.compile(r"[、,/;&+]|(?<=[馆院学局会司校心社站所区村厂联协])(?:和|与|及|联合)(?=..)")
_REMARK = re.compile(r"退休|离休|原|现|已|负责|主办|承办|协办|兼|男|女|族$")
_RANK: tuple[Relation, ...] = (
    "same", "renamed", "part", "similar", "within", "unknown", "county", "city", "other", "sibling", "elsewhere",
)  # fmt: skip


class Body(NamedTuple):
    """One body in normal form. `town`: 街道, 镇 or 乡; `name`: the rest, empty for a mere place; `part`: a department.

    `ident`: the body whatever it is called in this year, for what the renames know, else equal to `name`.
    `digits`: the numbers in its name; two bodies with other numbers are never the same. `written`: in normal form, but
    as it stood; `raw`: the whole cell, to show.
    """

    city: str
    county: str
    town: str
    name: str
    part: str
    ident: str
    digits: tuple[str, ...]
    kind: str
    written: str
    raw: str = ""

    @property
    def is_place(self) -> bool:
        """Whether only a place or its education bureau is named."""
        return not self.town and _BUREAU.match(self.name) is not None


class Directory:
    """Parses bodies with the places and renames of one season. `year` does not split names that one body has borne."""

    def __init__(self, gazetteer: Gazetteer, renames: Iterable[Rename] = ()) -> None:
        self.gazetteer = gazetteer
        chains = name_chains(one for one in renames if not gazetteer.is_place(one.new))
        self._idents = {standard(name): "=" + standard(chain[0]) for name, chain in chains.items()}
        self._longest_first = sorted(self._idents, key=len, reverse=True)
        self._chains = {standard(name): tuple(chain) for name, chain in chains.items()}
        self._heads = {name[:2] for name in self._idents}
        self.bodies = lru_cache(maxsize=200_000)(self._bodies)

    def _bodies(self, text: str) -> tuple[Body, ...]:
        """The bodies that a cell names: A和B are two, a second name in brackets is one more; empty text: none."""
        cell = squeezed(text).rstrip("。.;:")
        inside = re.findall(r"\(([^()]*)\)", cell)
        outside = re.sub(r"\([^()]*\)", "", cell)
        pieces = [piece for piece in _AND.split(outside) if piece]
        pieces += [piece for piece in inside if len(piece) > 3 and not _REMARK.search(piece)]
        found = [self._body(piece) for piece in pieces if len(piece) > 1]
        return tuple(_inherit(one, found[0])._replace(raw=" ".join(text.split())) for one in found)

    def _body(self, text: str) -> Body:
        for short, full in _ABBREVIATIONS.items():
            if text.startswith(short) and not text.startswith(full) and not text[len(short) :].startswith(("学", "附")):
                text = full + text[len(short) :]
                break
        whole = standard(re.sub(r"[^\w]|_", "", text))
        institution = _is_institution(whole)
        place = self.gazetteer.locate(whole, institution)
        known = self._known(whole) or self._known(place.rest)
        if known:
            name, ident, part = known
            return _make(Place(place.city, place.county, name), "", name, part, ident, text)
        rest = place.rest
        if institution and (split := _INSTITUTION.match(rest)):
            name, part = split.groups()
            if part and (_INDEPENDENT.match(part) or not _PART_OF.match(part)):
                name, part = rest, ""
            return _make(place, "", name, part, name, text)
        town, name = split.groups() if (split := _TOWN.match(rest)) else ("", rest)
        return _make(place, town, name, "", name, text)

    def other_names(self, body: Body) -> tuple[str, ...]:
        """The names, squeezed, that the body has borne in other years."""
        return self._chains.get(body.name, ())

    def _known(self, text: str) -> tuple[str, str, str] | None:
        """Name, identity and department of a body that the renames know."""
        if text[:2] not in self._heads:
            return None
        for name in self._longest_first:
            if text.startswith(name):
                part = text[len(name) :]
                if not part or (_PART_OF.match(part) and not _INDEPENDENT.match(part)):
                    return name, self._idents[name], part
                return None
        return None

    def relation(self, a: Body, b: Body) -> Relation:
        """How two bodies stand. Symmetric."""
        if a.ident == b.ident and a.ident.startswith("="):
            return ("same" if a.name == b.name else "renamed") if _parts_agree(a, b) else "part"
        apart = self._apart(a, b)
        if a.is_place or b.is_place:
            if apart == "unknown" or (a.is_place and b.is_place and apart == "same"):
                return "unknown" if apart == "unknown" else "within"
            return "within" if apart in ("same", "city-level") else "elsewhere" if apart == "elsewhere" else "city"
        return self._named(a, b, apart)

    def _named(self, a: Body, b: Body, apart: str) -> Relation:
        far: Relation = {"same": "county", "county": "city", "elsewhere": "elsewhere", "unknown": "other"}.get(
            apart, "city"
        )  # type: ignore[assignment]
        if apart in ("county", "elsewhere") and not _is_institution(a.name):
            return far
        how = _same_name(a, b)
        if how == "same" and a.town and b.town and a.town != b.town:
            return "similar" if _slip(a.town, b.town) else far
        if (
            how == "same"
            and apart in ("city-level", "unknown")
            and not ((a.town and b.town) or _is_institution(a.name))
        ):
            return _same_somewhere(a, apart)
        if how == "same":
            return "same" if _parts_agree(a, b) else "part"
        if how == "other" and (a.town and a.town == b.town and not (a.name and b.name)):
            return "within"
        return far if how == "other" else how  # type: ignore[return-value]

    def _apart(self, a: Body, b: Body) -> str:
        """`same` county (or both without), `city-level`: one says only the city, `county`: two counties of a city,
        `elsewhere`: two cities, `unknown`: a side names no place."""
        if a.county and b.county:
            if a.county == b.county:
                return "same"
            return "county" if a.city and a.city == b.city else "elsewhere"
        if not (a.city or a.county) or not (b.city or b.county):
            return "unknown"
        if a.city != b.city and a.city and b.city:
            return "elsewhere"
        return "same" if a.county == b.county else "city-level"

    def nearest(self, some: Iterable[Body], others: Iterable[Body]) -> tuple[Relation, Body | None, Body | None]:
        """The nearest relation between two sets of bodies, and the two that stand in it; `unknown` for an empty set."""
        others = tuple(others)
        best: tuple[Relation, Body | None, Body | None] = ("unknown", None, None)
        for a in some:
            for b in others:
                how = self.relation(a, b)
                if best[1] is None or _RANK.index(how) < _RANK.index(best[0]):
                    best = (how, a, b)
        return best


def _make(place: Place, town: str, name: str, part: str, ident: str, written: str) -> Body:
    kind = next((k for k in _KINDS if name.endswith(k)), "")
    digits = tuple(re.findall(r"\d+", name))
    return Body(place.city, place.county, town, name, part, ident, digits, kind, written)


def _inherit(one: Body, first: Body) -> Body:
    """A second body without a place lies where the first does."""
    return one if one.city or one.county else one._replace(city=first.city, county=first.county)


def standard(text: str) -> str:
    """A body's name with the words of its trade in one form (职教中心, 1中学), squeezed."""
    bare = squeezed(text)
    for pattern, full in _SHORT_FORMS:
        bare = pattern.sub(full, bare)
    return _NUMBERED.sub(_numbered, bare)


def _numbered(found: re.Match[str]) -> str:
    which, what = found.groups()
    what = {
        "中": "中学",
        "小": "小学",
        "高级中学": "中学",
        "高中": "中学",
        "初级中学": "中学",
        "完全中学": "中学",
        "初中": "中学",
    }.get(what, what)
    return number(which) + what


def _is_institution(text: str) -> bool:
    found = _INSTITUTION.match(text)
    return found is not None and _PEOPLES.search(found.group(1)) is None


def _same_somewhere(body: Body, apart: str) -> Relation:
    """Two bodies of one name of which a side does not say the county: 通化市文化馆 is none of 通化县's."""
    if body.kind in _PUBLIC:
        return "county" if apart == "city-level" else "unknown" if body.name == body.kind else "similar"
    return "same" if len(body.name) > 5 and not body.digits else "similar"


def _parts_agree(a: Body, b: Body) -> bool:
    return a.part == b.part or not (a.part and b.part)


def _slip(a: str, b: str) -> bool:
    """Whether two names of equal length differ in one character that sounds or looks alike."""
    differ = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and len(differ) == 1 and (sound_alike(*differ[0]) or look_alike(*differ[0]))


@lru_cache(maxsize=200_000)
def _same_name_of(a: str, b: str) -> str:
    if a == b:
        return "same"
    short, long = sorted((a, b), key=len)
    if _slip(a, b) and len(a) > 2:
        return "similar"
    if _is_institution(long):
        abbreviated = (
            len(short) > 2 and not _is_institution(short) and short[0] == long[0] and _subsequence(short, long)
        )
        return "similar" if abbreviated else "other"
    if len(short) > 3 and long.startswith(short):
        return "part" if _PART_OF.match(long[len(short) :]) else "similar"
    if len(short) > 3 and long.endswith(short):
        return "similar"
    return "similar" if len(short) > 4 and Indel.normalized_similarity(a, b) >= 0.86 else "other"


def _same_name(a: Body, b: Body) -> str:
    """`same`, `similar`, `part`, `sibling` or `other`, places apart."""
    if not a.name or not b.name:
        return "same" if a.name == b.name and a.town == b.town else "other"
    if a.digits != b.digits:
        stems = re.sub(r"\d+", "", a.name), re.sub(r"\d+", "", b.name)
        return "sibling" if stems[0] == stems[1] else "other"
    if _is_institution(a.name) and _is_institution(b.name):
        short, long = sorted((a.name, b.name), key=len)
        if long.startswith(short) and long != short:
            return "sibling"
    how = _same_name_of(a.name, b.name)
    clash = a.kind != b.kind and a.kind != "" != b.kind
    return "other" if clash and how == "similar" and not _is_institution(max(a.name, b.name, key=len)) else how


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
