"""A season of full size, made of values: 84 units, 1,500 nominations, 15 experts with two thirds of their work done.

Synthetic people only. The journals hold what real sittings leave: a draft for every digit, a card for every submission.
Only while it is made nothing is synced; the journals that a benchmark writes to are.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from review_tui.desks.ballots import Draft
from review_tui.desks.expert_journal import ExpertJournal
from review_tui.desks.office import OfficeDesk
from review_tui.intake.package import PackageReading
from review_tui.season_store import SeasonStore
from scoring.nomination import Material, Nomination, Passage, PhotoFacts, Reading, Turnout, Unit, UnitPackage
from scoring.season import Category

CHINA = timezone(timedelta(hours=8))
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "桂芳秀英玉兰淑珍凤琴丽华国强建军志明海涛春梅文斌晓东永和德福庆丰"
_SENTENCE = "坚持学习二十余年，从识字班到社区大学，带动街坊邻里一起读书，"
_DIGITS = ("26", "17.5", "18", "8.5", "9", "7")


@dataclass(frozen=True, slots=True)
class Size:
    """How large the season is. `each`: nominations given to every expert; `scored`: cards each has submitted.

    84 units, because 80 within their quotas (10 stars, 8 projects) could not send 1,500.
    """

    units: int = 84
    nominations: int = 1500
    experts: int = 15
    each: int = 150
    scored: int = 100


TINY = Size(units=3, nominations=24, experts=2, each=12, scored=4)


class Clock:
    """A clock of its own: every look is one second later."""

    def __init__(self) -> None:
        self.time = datetime(2022, 9, 1, 9, 0, tzinfo=CHINA)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass(frozen=True, slots=True)
class BigSeason:
    """A season on disk, and what a terminal must show of it. `expert` has `Size.each` nominations before her."""

    path: Path
    expert: str
    assigned: tuple[str, ...]
    first_unit: str
    experts: tuple[str, ...]


@contextmanager
def unsynced() -> Iterator[None]:
    """Writes inside the block are not forced to the disk: the season is thrown away after the run."""
    saved = os.fsync, os.fdatasync
    os.fsync = os.fdatasync = lambda fd: None  # type: ignore[assignment]
    try:
        yield
    finally:
        os.fsync, os.fdatasync = saved


def build(path: Path, size: Size) -> BigSeason:
    """Makes the season at `path`."""
    with unsynced():
        store = SeasonStore.create(path)
        clock = Clock()
        desk = OfficeDesk(store, clock)
        units = _units(store, size.units)
        for number, unit in enumerate(units):
            count = size.nominations // size.units + (number < size.nominations % size.units)
            desk.take(PackageReading(_package(unit, number, count, store.season.rules.categories), {}))
        ids = [n.id for n in desk.nominations()]
        plan = _plan(ids, size)
        for expert in plan:
            desk.add_member(expert, _name(hash_of(expert)), "吉林大学")
        desk.close()
        with store.office() as book, book.entry("panel.assign", at=clock()):
            for expert, given in plan.items():
                book.put("assignments", expert, {"nominations": list(given)})
        for expert, given in plan.items():
            _score(store, expert, given[: size.scored], clock)
    first = next(iter(plan))
    return BigSeason(path, first, plan[first], units[0].name, tuple(plan))


def _plan(ids: list[str], size: Size) -> dict[str, tuple[str, ...]]:
    """Each expert every tenth (or so) of the ids, beginning elsewhere: from all units, of both categories."""
    step = len(ids) // size.each
    return {f"e{n + 1:02d}": tuple(sorted(ids[n % step :: step][: size.each])) for n in range(size.experts)}


def _score(store: SeasonStore, expert: str, given: tuple[str, ...], clock: Clock) -> None:
    """What a sitting leaves in the journal: a draft for every digit, then the card."""
    journal = ExpertJournal(store, expert, take_over=False)
    rules = store.season.rules
    for nomination in given:
        category = next(c for c in rules.categories if c.prefix == nomination[0])
        points: dict[str, str] = {}
        gate = True if category.rubric.gate else None
        for criterion, text in zip(category.rubric.criteria, _DIGITS, strict=False):
            shown = text if Decimal(text) <= criterion.points else str(criterion.points)
            for end in range(1, len(shown) + 1):
                points[criterion.id] = shown[:end]
                draft = Draft(dict(points), gate=gate, field=criterion.id, cursor=end)
                journal.save_draft(nomination, draft, clock())
        journal.submit(nomination, points, draft, clock())
    journal.close()


def _units(store: SeasonStore, count: int) -> list[Unit]:
    known = list(store.season.units)[:count]
    return known + [Unit(name=f"吉林第{n}职业学院", kind="university", known=False) for n in range(count - len(known))]


def _package(unit: Unit, number: int, count: int, categories: tuple[Category, ...]) -> UnitPackage:
    person, project = categories[0], categories[1]
    split = min(count, person.quota.at_most)
    stars = [_star(unit, person, number * 100 + i) for i in range(split)]
    projects = [_project(unit, project, number * 100 + i) for i in range(count - split)]
    return UnitPackage(
        unit=unit,
        received=date(2022, 8, 15),
        source=f"{unit.name}.zip",
        archive_sha256=hash_of(unit.name),
        nominations=(*stars, *projects),
        summaries=(person.id, project.id),
    )


def _star(unit: Unit, category: Category, seed: int) -> Nomination:
    name = _name(hash_of(f"star{seed}"))
    facts: dict[str, str | Turnout] = {
        "name": name, "gender": "女", "birth": f"19{50 + seed % 40}-03", "ethnic": "汉族", "politics": "群众",
        "education": "高中", "workplace": f"{unit.name}朝晖社区", "job": "志愿者",
        "type": category.types[seed % len(category.types)], "phone": f"199{seed:08d}",
        "level": "无", "honours": "无", "unit": unit.name, "serial": str(seed),
    }  # fmt: skip
    deed = Passage(title="主要事迹", body=_text(name, 1000), place=f"{name}推介表.docx › 表1")
    materials = (
        _file("form", f"{name}{seed}推介表.docx"),
        _photo(f"{name}{seed}证件照.jpg", 350, 490),
        _photo(f"{name}{seed}.jpg"),
    )
    return _nomination(unit, category, name, facts, deed, materials)


def _project(unit: Unit, category: Category, seed: int) -> Nomination:
    name = f"{_name(hash_of(f'project{seed}'))}读书会进社区"
    facts: dict[str, str | Turnout] = {
        "name": name, "implementer": f"{unit.name}文化馆", "start": "2017-10", "audience": "老年人",
        "nonacademic": "否", "leader": _name(hash_of(name)), "phone": f"188{seed:08d}",
        "unit": unit.name, "serial": str(seed), "participants": Turnout(number=1800, unit="人", mode="offline"),
    }  # fmt: skip
    text = Passage(title="活动内容与形式", body=_text(name, 2000), place=f"{name}推介表.docx › 表1")
    report = Material(kind="report", path=f"{name}总结.docx", sha256=hash_of(f"{name}{seed}"), size=9000, chars=1500)
    materials = (_file("form", f"{name}{seed}推介表.docx"), report, *(_photo(f"{name}{seed}{i}.jpg") for i in range(4)))
    return _nomination(unit, category, name, facts, text, materials)


def _nomination(
    unit: Unit,
    category: Category,
    name: str,
    facts: dict[str, str | Turnout],
    passage: Passage,
    materials: tuple[Material, ...],
) -> Nomination:
    readings = [
        Reading(
            key=key,
            value=value,
            raw=value if isinstance(value, str) else f"{value.number}{value.unit}/年",
            place=f"{name}.docx › 表1 › {key}",
            source=source,
        )
        for source in ("form", "summary")
        for key, value in facts.items()
    ]
    return Nomination(
        id="",
        category=category.id,
        name=name,
        unit=unit.name,
        special=False,
        readings=tuple(readings),
        passages=(passage,),
        materials=materials,
    )


def _photo(path: str, width: int = 800, height: int = 600) -> Material:
    facts = PhotoFacts(width=width, height=height, format="JPEG")
    return _file("photo", path).model_copy(update={"photo": facts})


def _file(kind: str, path: str) -> Material:
    return Material.model_validate({"kind": kind, "path": path, "sha256": hash_of(path), "size": 200_000})


def _name(seed: str) -> str:
    number = int(seed[:12], 16)
    first, second = number // 40 % len(_GIVEN), number // 4000 % len(_GIVEN)
    return _FAMILY[number % len(_FAMILY)] + _GIVEN[first] + _GIVEN[second]


def _text(name: str, length: int) -> str:
    """About so many characters, in paragraphs of about 200."""
    whole = f"{name}{_SENTENCE}" * (length // len(_SENTENCE))
    return "\n".join(whole[i : i + 200] for i in range(0, length, 200))


def hash_of(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
