"""Values that tests build their seasons of. Synthetic people only; what a test cares about it names itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from review_tui.desks.ballots import Draft
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.intake.package import PackageReading
from review_tui.season_store import SeasonStore
from scoring.nomination import (
    Material,
    Nomination,
    Passage,
    PhotoFacts,
    Reading,
    Turnout,
    Unit,
    UnitPackage,
    VideoFacts,
)

CHINA = timezone(timedelta(hours=8))


class Clock:
    """A clock that tests wind: every look is one second later."""

    def __init__(self, start: datetime = datetime(2022, 9, 1, 9, 0, tzinfo=CHINA)) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def reading(key: str, value: str | Turnout, source: str = "form", raw: str | None = None) -> Reading:
    """One reading; its place is made up of its source."""
    text = raw if raw is not None else value if isinstance(value, str) else f"{value.number}{value.unit}/年"
    return Reading(key=key, value=value, raw=text, place=f"{source}.docx › 表1 › {key}", source=source)


def photo(name: str, width: int = 800, height: int = 600) -> Material:
    """A photo whose bytes are its name."""
    sha = hashlib.sha256(name.encode()).hexdigest()
    facts = PhotoFacts(width=width, height=height, format="JPEG")
    return Material(kind="photo", path=name, sha256=sha, size=len(name.encode()), photo=facts)


def video(name: str) -> Material:
    """A video as the notice wants it of a special nominee; its bytes are its name."""
    sha = hashlib.sha256(name.encode()).hexdigest()
    facts = VideoFacts(container="MPEG-4", codec="AVC", width=1280, height=720, fps=Decimal(25), seconds=Decimal(270))
    return Material(kind="video", path=name, sha256=sha, size=len(name.encode()), video=facts)


def form(name: str) -> Material:
    """A form whose bytes are its name."""
    sha = hashlib.sha256(name.encode()).hexdigest()
    return Material(kind="form", path=name, sha256=sha, size=len(name.encode()))


def star(name: str, *, special: bool = False, **facts: str) -> Nomination:
    """A star without findings, unless `facts` or `special` bring one."""
    known = {
        "name": name, "gender": "女", "birth": "1961-03", "ethnic": "汉族", "politics": "群众", "education": "高中",
        "workplace": "长春市南关区朝晖社区", "job": "志愿者", "type": "老年人", "phone": "19900001234",
        "level": "无", "honours": "无", **facts,
    }  # fmt: skip
    both = [reading(key, value) for key, value in known.items()]
    both += [reading(key, known[key], "summary") for key in ("name", "birth", "phone")]
    deed = Passage(title="主要事迹", body=f"{name}坚持学习二十年。\n带动邻里一起读书。", place="form.docx › 表1")
    materials = (form(f"{name}推介表.docx"), photo(f"{name}证件照.jpg", 350, 490), photo(f"{name}活动照.jpg"))
    if special:
        both += [reading("special", "是", "form"), reading("special", "是", "summary")]
        materials = (*materials, photo(f"{name}活动照2.jpg"), video(f"{name}.mp4"))
    return Nomination(
        id="", category="star", name=name, unit="", special=special, readings=tuple(both), passages=(deed,),
        materials=materials,
    )  # fmt: skip


def project(name: str, *, number: int = 1800, **facts: str) -> Nomination:
    """A project without findings, unless `facts` or `number` bring one."""
    known: dict[str, str | Turnout] = {
        "name": name, "implementer": "长春市南关区文化馆", "start": "2017-10", "audience": "老年人",
        "leader": "谭辉山", "phone": "19900002222", "participants": Turnout(number=number, unit="人", mode="offline"),
        **facts,
    }  # fmt: skip
    both = [reading(key, value) for key, value in known.items()]
    both += [reading(key, known[key], "summary") for key in ("name", "start")]
    text = Passage(title="活动内容与形式", body="每周开课一次。", place="form.docx › 表1")
    sha = hashlib.sha256(f"{name}总结".encode()).hexdigest()
    report = Material(kind="report", path=f"{name}总结.docx", sha256=sha, size=9, chars=1500)
    photos = tuple(photo(f"{name}{i}.jpg") for i in range(1, 5))
    return Nomination(
        id="", category="project", name=name, unit="", special=False, readings=tuple(both), passages=(text,),
        materials=(form(f"{name}推介表.docx"), report, *photos),
    )  # fmt: skip


def package(
    unit: Unit, nominations: Iterable[Nomination], *, received: date | None = date(2022, 8, 15), source: str = "包.zip"
) -> UnitPackage:
    """A unit's package with a 汇总表 for each of its categories."""
    named = tuple(n.model_copy(update={"unit": unit.name}) for n in nominations)
    summaries = tuple(dict.fromkeys(n.category for n in named))
    return UnitPackage(unit=unit, received=received, source=source, nominations=named, summaries=summaries)


def as_read(value: UnitPackage, folder: Path) -> PackageReading:
    """The package as intake hands it over: with a real file for each of its materials."""
    folder.mkdir(parents=True, exist_ok=True)
    blobs = {}
    for material in [m for n in value.nominations for m in n.materials] + list(value.materials):
        blobs[material.sha256] = folder / material.sha256[:16]
        text = material.path if material.kind != "report" else material.path.removesuffix(".docx")
        blobs[material.sha256].write_bytes(text.encode())
    return PackageReading(package=value, blobs=blobs)


def season_with(tmp_path: Path, *nominations: Nomination, unit: str = "长春市") -> SeasonStore:
    """A season of jilin-2022 into which one unit's nominations are taken."""
    store = SeasonStore.create(tmp_path / "season")
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, *nominations, unit=unit)
    desk.close()
    return store


def take(desk: OfficeDesk, tmp_path: Path, *nominations: Nomination, unit: str = "长春市") -> None:
    """Takes one unit's nominations in."""
    found = desk.store.season.find_unit(unit)
    assert found is not None
    desk.take(as_read(package(found, nominations), tmp_path / "blobs"))


def seat_panel(store: SeasonStore, *experts: str, employer: str = "吉林大学") -> None:
    """Puts the experts on the panel and gives them everything."""
    desk = OfficeDesk(store, Clock())
    for expert in experts:
        desk.add_member(expert, f"专家{expert}", employer)
    desk.assign()
    desk.close()


def fill(desk: ExpertDesk, nomination: str, *points: str, comment: str = "", gate: bool = True) -> None:
    """Types points in rubric order into the draft of a nomination."""
    criteria = desk.ballot(nomination).category.rubric.criteria
    texts = {c.id: p for c, p in zip(criteria, points, strict=False)}
    desk.save_draft(nomination, Draft(texts, gate=gate, comment=comment, field=criteria[0].id, cursor=2))
