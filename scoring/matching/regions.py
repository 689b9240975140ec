"""Places: which 市（州）and which 县（市、区）the name of a body begins with, and what is left of it.

The traps: 吉林省 is not 吉林市, 通化县 is not 通化市, a county is the same when it has become a district or moved to
another city (公主岭市), and a university's name begins with a place without lying under it (长春大学).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from scoring.matching.characters import squeezed

_ETHNIC = re.compile(r"(?:尔罗斯)?(?:朝鲜族|蒙古族|满族|回族|藏族|维吾尔|壮族|彝族|苗族|土家族)+自治|自治")
_ENDING = re.compile(r"(?:市|州|盟|地区|县|区|旗|管委会|管理委员会|保护开发区|新区)$")
_GENERIC = re.compile(r"^((?:[^省市州县区]{2,4}(?:市|州|盟))?)((?:[^省市州县区社街校园]{1,6}(?:县|区|旗|市))?)")


class Place(NamedTuple):
    """Where a body lies. `city`: the 市（州）; `county`: the 县（市、区）; empty: not said. `rest`: what follows."""

    city: str
    county: str
    rest: str


class Gazetteer:
    """The places of one province. `regions`: 市（州） → its counties, as `season.toml` names them; may be empty, then
    places are told by their endings. `former`: old name of a place → its name now."""

    def __init__(self, province: str, regions: Mapping[str, Iterable[str]], former: Mapping[str, str] = {}) -> None:
        self._province = squeezed(province)
        self._city_of: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._cities = {squeezed(city) for city in regions}
        for city, counties in regions.items():
            for county in counties:
                self._city_of[squeezed(county)] = squeezed(city)
        stems = {_stem(city) for city in self._cities}
        for place in (*self._city_of, *self._cities):
            short = _ETHNIC.sub("", place)
            forms = {place, short} | ({_stem(place)} if place in self._cities or _stem(place) not in stems else set())
            self._names |= {form: place for form in forms if len(form) > 1}
        for old, new in former.items():
            if squeezed(new) in self._names:
                self._names[squeezed(old)] = self._names[squeezed(new)]
        self.heads = frozenset(form[:2] for form in self._names)
        """The first two characters of all places."""
        self._longest = max(map(len, self._names), default=0)
        self.locate = lru_cache(maxsize=200_000)(self._locate)

    def is_place(self, name: str) -> bool:
        """Whether a name, in any of its forms, is that of a place."""
        return squeezed(name) in self._names

    def city_of(self, county: str) -> str:
        """The 市（州） that a county belongs to now; empty where it is not known."""
        return self._city_of.get(county, "")

    def _locate(self, text: str, institution: bool = False) -> Place:
        """Split a name in normal form. `institution`: short forms (长春, 吉林) are part of its name, no place."""
        rest = text
        if self._province and rest.startswith(self._province) and len(rest) > len(self._province):
            rest = rest.removeprefix(self._province)
        if not self._names:
            city, county = _GENERIC.match(rest).groups()  # type: ignore[union-attr]
            return Place(city, county, rest[len(city) + len(county) :])
        city = county = ""
        while found := self._leading(rest, institution):
            place, length = found
            if place in self._cities and place not in self._city_of:
                if city or county:
                    break
                city = place
            else:
                if county:
                    break
                county, city = place, city or self._city_of.get(place, "")
            rest = rest[length:]
        return Place(self._city_of.get(county, city) if county else city, county, rest)

    def _leading(self, text: str, institution: bool) -> tuple[str, int] | None:
        """The longest place that the text begins with, and its length; a short form needs something to follow."""
        for length in range(min(self._longest, len(text)), 1, -1):
            place = self._names.get(text[:length])
            if place is None:
                continue
            if _ENDING.search(text[:length]) or (not institution and self._may_follow(text[length:])):
                return place, length
        return None

    def _may_follow(self, rest: str) -> bool:
        return rest == "" or (len(rest) > 1 and rest[0] not in "路街站县区市州大")


def _stem(place: str) -> str:
    return _ENDING.sub("", _ETHNIC.sub("", place))
