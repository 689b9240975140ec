"""Both records of a suspected repeat, field by field, as they are to be laid beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from review_tui.desks.repeats import Pair
from scoring.nomination import Material, Nomination, PastWinner
from scoring.season import SeasonRules


class Field(NamedTuple):
    """A field of both records; empty where one does not say. `compare`: differing characters are worth marking.
    `first`: they differ in it, or it is a field that a past list should say."""

    label: str
    one: str
    other: str
    compare: bool
    first: bool


class Text(NamedTuple):
    """A long text of both records, empty where one has none."""

    title: str
    one: str
    other: str


_NOT_COMPARED = frozenset({"类别", "出处", "照片", "推荐", "备注"})
_ALWAYS_FIRST = frozenset({"姓名", "项目", "单位", "推荐"})
_ALWAYS_LAST = frozenset({"出处", "照片"})


def fields_of(pair: Pair, rules: SeasonRules) -> tuple[Field, ...]:
    """The fields that at least one record has, the telling ones first."""
    one, other = _of_nomination(pair.nomination, rules), {}
    if pair.past is not None:
        other = _of_past(pair.past, rules)
    elif pair.other is not None:
        other = _of_nomination(pair.other, rules)
    return tuple(
        _field(label, one.get(label, ""), other.get(label, ""))
        for label in dict.fromkeys((*one, *other))
        if one.get(label) or other.get(label)
    )


def _field(label: str, one: str, other: str) -> Field:
    first = label not in _ALWAYS_LAST and (label in _ALWAYS_FIRST or bool(one and other and one != other))
    return Field(label, one, other, label not in _NOT_COMPARED, first)


def texts_of(pair: Pair) -> Iterator[Text]:
    """The deeds, where there are any."""
    one = _text(pair.nomination)
    other = _text(pair.other) if pair.other is not None else pair.past.deed if pair.past is not None else ""
    if one and other:
        yield Text("事迹、内容", one, other)
    elif one or other:
        yield Text("今年的事迹、内容（往年名单没有）" if one else "往年的事迹（今年的没有）", one, other)


def _of_nomination(one: Nomination, rules: SeasonRules) -> dict[str, str]:
    category = rules.find(one.category)
    person = category.nature == "person"
    places = dict.fromkeys(_without_folder(r.place) for r in one.readings_of("name"))
    return {
        "姓名" if person else "项目": one.name,
        "单位": one.text("workplace" if person else "implementer"),
        "推荐": one.unit,
        "类别": category.name,
        "性别": one.text("gender"),
        "出生": one.text("birth"),
        "民族": one.text("ethnic"),
        "职务": one.text("job"),
        "启动": one.text("start"),
        "负责人": one.text("leader"),
        "照片": _photos(one.of_kind("photo")),
        "出处": "\n".join(places),
    }


def _of_past(one: PastWinner, rules: SeasonRules) -> dict[str, str]:
    natures = {c.id: c for c in rules.categories}
    category = natures.get(one.category or "")
    person = category is None or category.nature == "person"
    return {
        "姓名" if person else "项目": one.name,
        "单位": one.unit,
        "推荐": one.region,
        "类别": category.name if category else "",
        "出生": one.birth,
        "照片": f"{len(one.phashes)} 张（只存特征）" if one.phashes else "",
        "备注": one.remark,
        "出处": one.place,
    }


def _without_folder(place: str) -> str:
    file, mark, rest = place.partition(" › ")
    return f"{PurePosixPath(file).name}{mark}{rest}"


def _photos(photos: tuple[Material, ...]) -> str:
    """How many, and the size of each."""
    sizes = [f"{m.photo.width}x{m.photo.height}" for m in photos if m.photo is not None]
    return f"{len(photos)} 张：{' '.join(sizes)}" if photos else ""


def _text(one: Nomination) -> str:
    return "\n".join(p.body for p in one.passages if p.body)
