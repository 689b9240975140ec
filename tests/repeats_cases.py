"""Records for the tests of repeats: nominees, past winners, a register to put them into."""

from __future__ import annotations

from functools import cache

from benchmarks.labelled.make import LabelledSet, tuning
from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from scoring.nomination import Material, Nomination, Passage, PastWinner, PhotoFacts, Reading
from scoring.repeats import Register, Suspect, find_repeats


@cache
def season() -> Season:
    return load_season(data_dir() / "seasons" / "jilin-2022")


def star(
    name: str,
    workplace: str = "",
    *,
    id: str = "S001",
    unit: str = "长春市教育局",
    deed: str = "",
    phash: str = "",
    **facts: str,
) -> Nomination:
    facts |= {"workplace": workplace}
    photo = PhotoFacts(width=1, height=1, format="JPEG", phash=phash or None)
    return Nomination(
        id=id, category="star", name=name, unit=unit, special=False,
        readings=tuple(Reading(key=k, value=v, raw=v, place="", source="form") for k, v in facts.items() if v),
        passages=(Passage(title="主要事迹", body=deed, place=""),) if deed else (),
        materials=(Material(kind="photo", path="a.jpg", sha256="0" * 64, size=1, photo=photo),) if phash else (),
    )  # fmt: skip


def project(name: str, implementer: str, *, id: str = "P001", unit: str = "长春市教育局", deed: str = "") -> Nomination:
    return star(name, id=id, unit=unit, deed=deed, implementer=implementer).model_copy(update={"category": "project"})


def past(
    name: str, unit: str = "", *, id: str = "W1", category: str | None = "star", year: int = 2018, **more: str
) -> PastWinner:
    return PastWinner(id=id, year=year, category=category, name=name, unit=unit, place="往年.xlsx", **more)


def found(nomination: Nomination, *rows: PastWinner) -> Suspect | None:
    """The suspect that a nomination makes with the first of the rows, in a register of 300 more."""
    fillers = [past(row.name, row.unit, id=row.id, category=row.category) for row in filling()]
    register = Register((*rows, *fillers), season().rules, season().renames)
    return next((s for s in find_repeats([nomination], register, season().rules) if s.against.id == rows[0].id), None)


@cache
def filling() -> tuple[PastWinner, ...]:
    return tuple(row.model_copy(update={"id": f"F{row.id}"}) for row in labelled().past[:300])


@cache
def labelled() -> LabelledSet:
    return tuning(past=420, each=3, clean=30)
