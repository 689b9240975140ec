"""What the texts of one side tell about the other: a body they name, a text they were copied from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from scoring.matching.bodies import Body, Directory
from scoring.matching.body_words import standard

_SHORTEST = 4
"""Characters from which a body's bare name in a text counts; shorter ones need their place before them."""
_ENDING = re.compile(r"(?:市|州|县|区|旗)$")


def names_body(text: str, body: Body, own: Iterable[Body], directory: Directory) -> bool:
    """Whether a text names a body that is not the writer's own, by a name of this or another year."""
    if not text or not body.name:
        return False
    forms = body_forms(body, directory)
    mine = [b.written + b.name for b in own]
    plain = in_standard(text)
    return any((form in text or form in plain) and not any(form in name for name in mine) for form in forms)


AWARD = re.compile(r"学习之星|学习品牌|品牌项目|活动品牌|终身学习")
_NEAR = 24


def names_award(text: str, year: int) -> bool:
    """Whether a text tells of the award in that year: `2018年被评为吉林省百姓学习之星`."""
    return any(AWARD.search(text, at.end(), at.end() + _NEAR) for at in re.finditer(f"{year}年", text))


def names_place(text: str, body: Body, own: Iterable[Body]) -> bool:
    """Whether a text names the county of a body that is not the writer's own county."""
    short = _ENDING.sub("", body.county)
    said = body.county in text or (len(short) > 2 and short in text)
    return said and all(one.county != body.county for one in own)


@lru_cache(maxsize=50_000)
def _forms_of(body: Body, others: tuple[str, ...]) -> frozenset[str]:
    whole = body.town + body.name
    short = _ENDING.sub("", body.county or body.city)
    forms = {body.written, whole, *others}
    if body.name != body.kind and not (body.digits and len(body.name) < 5):
        forms.add(body.name)
    if place := body.county or body.city:
        forms |= {place + body.name, short + body.name, place + whole}
    distinct = {
        f for f in forms if len(f) >= _SHORTEST and f not in (body.kind, "社区学院", "老年大学", "职教中心", "开放大学")
    }
    return frozenset(f for f in distinct if f != body.name or body.name != body.kind)


def body_forms(body: Body, directory: Directory) -> frozenset[str]:
    """What a text may call a body, in normal form: with and without its place, by its names of other years."""
    return _forms_of(body, directory.other_names(body))


@lru_cache(maxsize=5_000)
def in_standard(text: str) -> str:
    """A text with the names of bodies in one form, as far as that can be told inside a sentence."""
    return standard(text)
