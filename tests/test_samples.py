"""The shipped sample packages: a right reading of them finds exactly what `samples.json` says."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from review_tui.intake.package import PackageReading, read_package
from review_tui.intake.past_files import past_reader, read_past
from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from scoring.findings import check_nomination, check_unit
from scoring.nomination import Nomination, Turnout
from scoring.repeats import Register, find_repeats
from scoring.same_picture import reuse_findings

SAMPLES = data_dir() / "samples"
TOLD: dict[str, Any] = json.loads((SAMPLES / "samples.json").read_text(encoding="utf-8"))
PACKAGES: list[dict[str, Any]] = TOLD["packages"]


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(data_dir() / "seasons" / TOLD["season"])


@pytest.fixture(scope="module")
def readings(season: Season, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PackageReading]:
    """Every package, read once, by the unit that sent it."""
    found = {}
    for one in PACKAGES:
        workdir = tmp_path_factory.mktemp("samples")
        received = date.fromisoformat(one["received"])
        found[one["unit"]] = read_package(SAMPLES / one["file"], season, workdir, received=received)
    return found


def told_of(unit: str) -> list[dict[str, Any]]:
    return [one for one in TOLD["nominations"] if one["unit"] == unit]


def value(nomination: Nomination, key: str) -> object:
    fact = nomination.fact(key)
    if fact is None:
        return None
    return fact.value.model_dump() if isinstance(fact.value, Turnout) else fact.value


@pytest.mark.parametrize("one", PACKAGES, ids=lambda one: one["unit"])
def test_a_package_is_read_whole(one: dict[str, Any], readings: dict[str, PackageReading]) -> None:
    reading = readings[one["unit"]]
    assert not reading.refused
    assert reading.package.problems == ()
    assert reading.package.unit.name == one["unit"]
    assert len(reading.package.of("star")) == one["stars"]
    assert len(reading.package.of("project")) == one["projects"]


@pytest.mark.parametrize("unit", [one["unit"] for one in PACKAGES])
def test_nominations_are_those_of_the_truth(unit: str, readings: dict[str, PackageReading]) -> None:
    found = {(n.category, n.name, n.special) for n in readings[unit].package.nominations}
    assert found == {(one["category"], one["name"], one["special"]) for one in told_of(unit)}


@pytest.mark.parametrize("unit", [one["unit"] for one in PACKAGES])
def test_facts_are_those_of_the_truth(unit: str, readings: dict[str, PackageReading]) -> None:
    nominations = {n.name: n for n in readings[unit].package.nominations}
    for one in told_of(unit):
        nomination = nominations[one["name"]]
        assert {key: value(nomination, key) for key in one["facts"]} == one["facts"], one["name"]


@pytest.mark.parametrize("unit", [one["unit"] for one in PACKAGES])
def test_findings_are_those_planted_and_no_others(
    unit: str, season: Season, readings: dict[str, PackageReading]
) -> None:
    package = readings[unit].package
    found = {
        n.name: sorted(f.rule for f in check_nomination(n, season.rules, package.unit, season.universities))
        for n in package.nominations
    }
    assert found == {one["name"]: one["expected"] for one in told_of(unit)}
    [told] = [one for one in PACKAGES if one["unit"] == unit]
    assert sorted(f.rule for f in check_unit(package, season.rules)) == told["expected"]


@pytest.mark.parametrize("unit", [one["unit"] for one in PACKAGES])
def test_every_nominee_has_something_to_read_and_to_look_at(unit: str, readings: dict[str, PackageReading]) -> None:
    for nomination in readings[unit].package.nominations:
        photos = nomination.of_kind("photo")
        assert photos and all(p.photo is not None for p in photos), nomination.name
        if nomination.of_kind("form"):
            assert sum(len(p.body) for p in nomination.passages) >= 300, nomination.name


def test_no_picture_serves_two_nominations(readings: dict[str, PackageReading]) -> None:
    every = [n for reading in readings.values() for n in reading.package.nominations]
    numbered = [n.model_copy(update={"id": f"N{at:03d}"}) for at, n in enumerate(every)]
    assert {i: f[0].message for i, f in reuse_findings(numbered, "三").items()} == {}


def test_past_winners_are_found_again_and_nobody_else(
    season: Season, readings: dict[str, PackageReading], tmp_path: Path
) -> None:
    told = TOLD["past"]
    with past_reader(tmp_path) as reader:
        rows = read_past(SAMPLES / told["file"], season.rules, reader).winners
    assert len(rows) == told["rows"] and all(row.year and row.category for row in rows)
    every = [n for one in readings.values() for n in one.package.nominations]
    numbered = [n.model_copy(update={"id": f"{n.category[0].upper()}{i:03d}"}) for i, n in enumerate(every)]
    found = find_repeats(numbered, Register(rows, season.rules, season.renames), season.rules)
    assert {s.name for s in found if s.verdict == "repeat"} == set(told["repeats"])
    assert {s.name for s in found if s.verdict == "suspect"} == set(told["suspects"])


def test_the_flaws_cover_many_rules() -> None:
    planted = {rule for one in (*TOLD["nominations"], *PACKAGES) for rule in one["expected"]}
    assert planted == {
        "deadline.late",
        "facts.conflict",
        "form.field.missing",
        "form.missing",
        "photo.count",
        "photo.id",
        "project.age",
        "project.participants",
        "project.regulated",
        "quota.project.under",
        "quota.star.under",
        "report.length",
        "star.honour",
        "star.rank",
        "summary.mismatch",
        "video.format",
        "video.missing",
        "video.resolution",
    }


def test_no_name_or_phone_serves_two() -> None:
    names = [one["name"] for one in TOLD["nominations"]]
    phones = [one["facts"]["phone"] for one in TOLD["nominations"]]
    assert len(set(names)) == len(names)
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"199000\d{5}", phone) for phone in phones)


def test_the_panel_has_seven_experts_and_one_conflict_of_interest() -> None:
    panel = json.loads((SAMPLES / "panel.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in panel] == [f"e{n:02d}" for n in range(1, 8)]
    units = {one["unit"] for one in PACKAGES}
    assert [one["id"] for one in panel if one["employer"] in units] == ["e02"]


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) <= 4_000_000


def test_one_package_has_gbk_names_without_the_flag() -> None:
    """The zip as Windows writes it, so that the recovery of names is really exercised."""
    import zipfile

    with zipfile.ZipFile(Path(SAMPLES / "四平市教育局.zip")) as archive:
        info = next(i for i in archive.infolist() if i.filename.endswith(".docx"))
    assert info.flag_bits & 0x800 == 0
    assert info.filename.encode("cp437").decode("gbk").startswith("四平市报送材料/百姓学习之星/01栾桂芝/")
