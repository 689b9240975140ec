"""Small builders for nominations and packages, so that a test shows only what it is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from scoring.finding import Finding
from scoring.findings import check_nomination, check_unit
from scoring.nomination import (
    FactValue,
    Material,
    MaterialKind,
    Nomination,
    Passage,
    PhotoFacts,
    Reading,
    Source,
    Turnout,
    Unit,
    UnitPackage,
    VideoFacts,
)

SHA = "0" * 64
PORTRAIT = (413, 579)
SNAPSHOT = (1600, 1200)


@cache
def jilin() -> Season:
    return load_season(data_dir() / "seasons" / "jilin-2022")


def unit(name: str = "长春市教育局") -> Unit:
    return jilin().unit_or_unknown(name)


def read(key: str, value: FactValue, source: Source = "form", raw: str | None = None) -> Reading:
    text = raw if raw is not None else value if isinstance(value, str) else f"{value.number}{value.unit}"
    return Reading(key=key, value=value, raw=text, place=f"{source} › {key}", source=source)


def file(kind: MaterialKind, path: str = "", problem: str | None = None) -> Material:
    return Material(kind=kind, path=path or f"{kind}.bin", sha256=SHA, size=1, problem=problem)


def photo(size: tuple[int, int] = SNAPSHOT, path: str = "照片.jpg") -> Material:
    facts = PhotoFacts(width=size[0], height=size[1], format="JPEG")
    return file("photo", path).model_copy(update={"photo": facts})


def video(seconds: str = "210", path: str = "视频.mp4", **facts: object) -> Material:
    given = {
        "container": "MPEG-4",
        "codec": "AVC",
        "width": 1280,
        "height": 720,
        "fps": Decimal(25),
        "seconds": Decimal(seconds),
    } | facts
    return file("video", path).model_copy(update={"video": VideoFacts.model_validate(given)})


def report(chars: int | None) -> Material:
    return file("report").model_copy(update={"chars": chars})


STAR = {
    "name": "林晓禾",
    "gender": "女",
    "birth": "1980-05",
    "ethnic": "汉族",
    "politics": "群众",
    "education": "大专",
    "workplace": "长春市宽城区向阳社区",
    "type": "老年人",
    "phone": "19900001234",
}
PROJECT: dict[str, FactValue] = {
    "name": "松江夜读大讲堂",
    "implementer": "长春市宽城区文化馆",
    "start": "2017-10",
    "participants": Turnout(number=1800, unit="人", mode="offline"),
    "audience": "社区居民",
    "leader": "周远山",
    "phone": "19900001234",
}


def star(
    *extra: Reading, materials: tuple[Material, ...] | None = None, special: bool = False, **facts: str | None
) -> Nomination:
    """A star in order, changed by facts of the form (None leaves one out), more readings and other files."""
    values = {k: v for k, v in (STAR | facts).items() if v is not None}
    files = (file("form"), photo(PORTRAIT), photo()) if materials is None else materials
    return Nomination(
        id="S001",
        category="star",
        name=values.get("name", "林晓禾"),
        unit="长春市教育局",
        special=special,
        readings=(*(read(k, v) for k, v in values.items()), *extra),
        passages=(Passage(title="主要事迹", body="坚持学习三十年。", place="form"),),
        materials=files,
    )


def project(
    *extra: Reading,
    materials: tuple[Material, ...] | None = None,
    special: bool = False,
    **facts: FactValue | None,
) -> Nomination:
    """A project in order, changed likewise."""
    values = {k: v for k, v in (PROJECT | facts).items() if v is not None}
    files = (file("form"), report(1500), *(photo() for _ in range(4))) if materials is None else materials
    return Nomination(
        id="P001",
        category="project",
        name=str(values.get("name", "")),
        unit="长春市教育局",
        special=special,
        readings=(*(read(k, v) for k, v in values.items()), *extra),
        passages=(Passage(title="活动内容", body="每周一讲。", place="form"),),
        materials=files,
    )


def package(
    *nominations: Nomination,
    unit_name: str = "长春市教育局",
    received: date | None = date(2022, 8, 20),
    summaries: tuple[str, ...] = ("star", "project"),
    materials: tuple[Material, ...] = (),
) -> UnitPackage:
    return UnitPackage(
        unit=unit(unit_name),
        received=received,
        source="报送材料.zip",
        nominations=nominations,
        summaries=summaries,
        materials=materials,
    )


def findings(n: Nomination, unit_name: str = "长春市教育局") -> dict[str, Finding]:
    season = jilin()
    found = check_nomination(n, season.rules, unit(unit_name), season.universities)
    return {f.rule: f for f in found}


def unit_findings(p: UnitPackage) -> dict[str, Finding]:
    return {f.rule: f for f in check_unit(p, jilin().rules)}
