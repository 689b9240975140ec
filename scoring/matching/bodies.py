"""Names of bodies (units, workplaces, hosts): where they lie, what they are, and whether two are the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from rapidfuzz.distance import Indel

from scoring.matching.body_words import (
    ABBREVIATIONS,
    AND,
    BUREAU,
    INDEPENDENT,
    INSTITUTION,
    KINDS,
    PART_OF,
    PEOPLES,
    POSTS,
    PUBLIC,
    REMARK,
    TOWN,
    standard,
)
from scoring.matching.characters import look_alike, sound_alike, squeezed
from scoring.matching.regions import Gazetteer, Place
from scoring.renames import Rename, name_chains

Relation = Literal[
    "same",
    "renamed",
    "part",
    "similar",
    "within",
    "parts",
    "unknown",
    "county",
    "city",
    "other",
    "sibling",
    "elsewhere",
]
"""How two bodies stand, the nearest first.

`same` but for spelling; `renamed`: one body, two names; `part`: a department of the other; `similar`: a slip or an
abbreviation; `within`: one side names only the place or the bureau that the other lies in; `parts`: two departments of
one body; `unknown`: a side says nothing; `county`, `city`: another body there; `other`: another body, and one does not
say where it lies; `sibling`: another body of nearly the same name (第四小学/第六小学, a university's independent
college); `elsewhere`: in another 市（州）.
"""
_RANK: tuple[Relation, ...] = get_args(Relation)


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
    def is_institution(self) -> bool:
        """Whether it is a university, college or the like, whose name begins with a place without lying under it."""
        return _is_institution(self.name)

    @property
    def is_place(self) -> bool:
        """Whether only a place or its education bureau is named."""
        return not self.town and BUREAU.match(self.name) is not None


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
        pieces = [piece for piece in AND.split(outside) if piece]
        pieces += [piece for piece in inside if len(piece) > 3 and not REMARK.search(piece)]
        found = [self._body(piece) for piece in pieces if len(piece) > 1]
        return tuple(_inherit(one, found[0])._replace(raw=" ".join(text.split())) for one in found)

    def _body(self, text: str) -> Body:
        for short, full in ABBREVIATIONS.items():
            if text.startswith(short) and not text.startswith(full) and not text[len(short) :].startswith(("学", "附")):
                text = full + text[len(short) :]
                break
        whole = standard(POSTS.sub("", re.sub(r"[^\w]|_", "", text)))
        institution = _is_institution(whole)
        place = self.gazetteer.locate(whole, institution)
        known = self._known(whole) or self._known(place.rest)
        if known:
            name, ident, part = known
            return _make(Place(place.city, place.county, name), "", name, part, ident, text)
        rest = place.rest
        if institution and (split := INSTITUTION.match(rest)):
            name, part = split.groups()
            if part and (INDEPENDENT.match(part) or not PART_OF.match(part)):
                name, part = rest, ""
            return _make(place, "", name, part, name, text)
        town, name = split.groups() if (split := TOWN.match(rest)) else ("", rest)
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
                if not part or (PART_OF.match(part) and not INDEPENDENT.match(part)):
                    return name, self._idents[name], part
                return None
        return None

    def relation(self, a: Body, b: Body) -> Relation:
        """How two bodies stand. Symmetric."""
        if a.ident == b.ident and a.ident.startswith("="):
            return _by_parts(a, b, "same" if a.name == b.name else "renamed")
        apart = self._apart(a, b)
        if (
            a.is_place
            and b.is_place
            and a.name == b.name != ""
            and (a.city, a.county) == (b.city, b.county) != ("", "")
        ):
            return "same"
        if a.is_place or b.is_place:
            nearer: dict[str, Relation] = {"unknown": "unknown", "elsewhere": "elsewhere", "county": "city"}
            return nearer.get(apart, "within")
        return self._named(a, b, apart)

    def _named(self, a: Body, b: Body, apart: str) -> Relation:
        by: dict[str, Relation] = {"same": "county", "elsewhere": "elsewhere", "unknown": "other"}
        far = by.get(apart, "city")
        if apart in ("county", "elsewhere") and not _is_institution(a.name):
            return far
        how = _same_name(a, b)
        if how == "same" and a.town and b.town and a.town != b.town:
            return "similar" if _slip(a.town, b.town) else far
        vague = apart in ("city-level", "unknown") and not (a.town and b.town)
        if how == "same" and vague and not _is_institution(a.name):
            return _same_somewhere(a, apart)
        if how == "same":
            return _by_parts(a, b, "same")
        if how == "other" and (a.town and a.town == b.town and not (a.name and b.name)):
            return "within"
        return far if how == "other" else how

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
    kind = next((k for k in KINDS if name.endswith(k)), "")
    digits = tuple(re.findall(r"\d+", name))
    return Body(place.city, place.county, town, name, part, ident, digits, kind, written)


def _inherit(one: Body, first: Body) -> Body:
    """A second body without a place lies where the first does."""
    return one if one.city or one.county else one._replace(city=first.city, county=first.county)


def _is_institution(text: str) -> bool:
    found = INSTITUTION.match(text)
    return found is not None and PEOPLES.search(found.group(1)) is None


def _same_somewhere(body: Body, apart: str) -> Relation:
    """Two bodies of one name of which a side does not say the county: 通化市文化馆 is none of 通化县's."""
    if body.kind in PUBLIC:
        return "county" if apart == "city-level" else "unknown" if body.name == body.kind else "similar"
    return "same" if len(body.name) > 5 and not body.digits else "similar"


def _by_parts(a: Body, b: Body, whole: Relation) -> Relation:
    """How two bodies of one identity stand by their departments."""
    if a.part == b.part:
        return whole
    return "parts" if a.part and b.part else "part"


def _slip(a: str, b: str) -> bool:
    """Whether two names of equal length differ in one character that sounds or looks alike."""
    differ = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and len(differ) == 1 and (sound_alike(*differ[0]) or look_alike(*differ[0]))


@lru_cache(maxsize=200_000)
def _same_name_of(a: str, b: str) -> Relation:
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
        return "part" if PART_OF.match(long[len(short) :]) else "similar"
    if len(short) > 3 and long.endswith(short):
        return "similar"
    return "similar" if len(short) > 4 and Indel.normalized_similarity(a, b) >= 0.86 else "other"


def _same_name(a: Body, b: Body) -> Relation:
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
