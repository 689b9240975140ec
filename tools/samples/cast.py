"""The nouns of the sample makers: who and what is nominated, and what is wrong with it on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Plant = Literal[
    "honour",
    "rank",
    "birth_conflict",
    "photo_many",
    "photo_few",
    "no_portrait",
    "no_form",
    "no_politics",
    "avi",
    "young",
    "few_learners",
    "short_report",
    "not_in_table",
    "small_video",
    "no_video",
]
"""A flaw put into the material. `honour`, `rank`, `young`, `few_learners` are in the cast's own facts; the makers act
on the others."""

RULES: Mapping[Plant, str] = {
    "honour": "star.honour",
    "rank": "star.rank",
    "birth_conflict": "facts.conflict",
    "photo_many": "photo.count",
    "photo_few": "photo.count",
    "no_portrait": "photo.id",
    "no_form": "form.missing",
    "no_politics": "form.field.missing",
    "avi": "video.format",
    "young": "project.age",
    "few_learners": "project.participants",
    "short_report": "report.length",
    "small_video": "video.resolution",
    "no_video": "video.missing",
}
"""The finding that each flaw must give. `not_in_table` gives one of the unit: `summary.mismatch`."""


@dataclass(frozen=True)
class Star:
    """A nominated person. `birth` is `YYYY-MM`; `story` is the part of the deed that is this person's own."""

    name: str
    gender: str
    birth: str
    politics: str
    education: str
    workplace: str
    job: str
    type: str
    story: tuple[str, ...]
    ethnic: str = "汉族"
    level: str = "无"
    honours: str = "无"
    special: bool = False
    plants: tuple[Plant, ...] = ()
    merit: int = 78
    """What a fair expert would give, 0–100; the scripted panel of the demo scatters around it."""
    category: str = "star"

    @property
    def pronoun(self) -> str:
        """他 or 她."""
        return "她" if self.gender == "女" else "他"


@dataclass(frozen=True)
class Project:
    """A nominated project. `learners` a year: persons when offline, person-times when `blended`."""

    name: str
    implementer: str
    nature: str
    start: str
    audience: str
    learners: int
    blended: bool
    leader: str
    topic: str
    """What is taught, as it stands inside a sentence."""
    place: str
    """Where it is taught, as it stands inside a sentence."""
    story: tuple[str, ...]
    special: bool = False
    plants: tuple[Plant, ...] = ()
    merit: int = 78
    category: str = "project"


@dataclass(frozen=True)
class Style:
    """How one unit words its forms and tables."""

    star_form: str = "推介表"
    project_form: str = "推介表"
    birth: str = "出生年月"
    education: str = "文化程度"
    type: str = "人群类型"
    deed: str = "主要事迹"
    honours: str = "已获省级以上荣誉"
    implementer: str = "实施单位"
    photo_in_form: bool = True
    asks_training: bool = False
    """The project form asks 是否属非学历培训."""
    month: Literal["han", "dot", "dash"] = "han"
    """How a month is written in the forms: 1953年4月, 1953.04, 1953-04."""


@dataclass(frozen=True)
class Sender:
    """One unit and its package. `file` ends in .zip or .7z, or is the name of a folder."""

    unit: str
    file: str
    region: str
    received: str
    layout: Literal["tree", "flat", "by-material", "folders"]
    container: Literal["zip-gbk", "zip-utf8", "7z", "folder"]
    stars: tuple[Star, ...] = ()
    projects: tuple[Project, ...] = ()
    expected: tuple[str, ...] = ()
    style: Style = field(default_factory=Style)
    table: Literal["xlsx", "docx"] = "xlsx"
    clerk: str = "李"


Facts = dict[str, Any]


def is_university(unit: str) -> bool:
    """Whether every project of the unit is a non-degree project of a university."""
    return unit.endswith(("学院", "大学"))


def phone_of(unit: str, category: str, index: int) -> str:
    """A number of the unassigned block 199000; `index` counts from 1 inside unit and category."""
    seed = sum(ord(c) * (i + 7) for i, c in enumerate(unit + category)) % 800
    return f"199000{seed * 100 + index * 7:05d}"
