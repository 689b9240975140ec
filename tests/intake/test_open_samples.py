"""The open sample packages against their truth, where they are at hand."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from review_tui.intake.package import PackageReading, read_package
from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.nomination import Nomination

_HERE = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("REVIEW_TUI_SAMPLES", _HERE.parent / "shared" / "samples" / "open"))
TRUTH: dict[str, Any] = (
    json.loads((SAMPLES / "truth.json").read_text("utf-8")) if (SAMPLES / "truth.json").is_file() else {}
)
UNITS = TRUTH.get("units", [])
NOMINATIONS = TRUTH.get("nominations", [])

pytestmark = pytest.mark.skipif(not TRUTH, reason="the open samples are not here (REVIEW_TUI_SAMPLES)")


@cache
def _package(unit: str, base: Path) -> PackageReading:
    season = load_season(data_dir() / "seasons" / "jilin-2022")
    path = next(SAMPLES / u["package"] for u in UNITS if u["unit"] == unit)
    work = base / unit
    work.mkdir()
    return read_package(path, season, work)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("open")


def _nomination(truth: dict[str, Any], base: Path) -> Nomination:
    package = _package(truth["unit"], base).package
    found = [n for n in package.nominations if (n.category, n.name) == (truth["category"], truth["name"])]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("unit", UNITS, ids=[u["key"] for u in UNITS])
def test_each_unit_with_its_nominations(unit: dict[str, Any], base: Path) -> None:
    reading = _package(unit["unit"], base)
    package = reading.package
    assert not reading.refused
    assert package.unit.name == unit["unit"]
    assert package.unit.kind in unit["kinds_accepted"]
    assert (len(package.of("star")), len(package.of("project"))) == (unit["stars"], unit["projects"])
    assert [p.problem for p in package.problems] == []
    assert {(m.path, m.kind) for m in package.materials} == {(path, "summary") for path in unit["summary_tables"]}


@pytest.mark.parametrize("truth", NOMINATIONS, ids=[n["key"] for n in NOMINATIONS])
def test_each_nomination_with_its_facts(truth: dict[str, Any], base: Path) -> None:
    found = _nomination(truth, base)
    assert found.special == truth["special"]
    facts = {key: found.fact(key) for key in truth["facts"] if key in truth["as_entered"]}
    values = {k: r and (r.value if isinstance(r.value, str) else r.value.model_dump()) for k, r in facts.items()}
    assert values == {key: truth["facts"][key] for key in facts}


@pytest.mark.parametrize("truth", NOMINATIONS, ids=[n["key"] for n in NOMINATIONS])
def test_each_reading_has_its_source_and_place(truth: dict[str, Any], base: Path) -> None:
    found = _nomination(truth, base)
    for key, sources in truth["as_entered"].items():
        assert set(sources) <= {r.source for r in found.readings_of(key)}, key
    assert all(" › " in r.place for r in found.readings if r.key not in ("unit",))


@pytest.mark.parametrize("truth", NOMINATIONS, ids=[n["key"] for n in NOMINATIONS])
def test_each_nomination_with_its_files(truth: dict[str, Any], base: Path) -> None:
    found = _nomination(truth, base)
    assert {m.path for m in found.materials} == set(truth["files"])
    assert len(found.of_kind("photo")) == truth["photos"]
    assert len(found.of_kind("video")) == truth["videos"]
    chars = [m.chars or 0 for m in found.of_kind("report")]
    assert chars == [pytest.approx(n, rel=0.02, abs=25) for n in truth["reports"]]
    assert all(m.problem is None for m in found.materials)
