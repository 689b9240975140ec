"""Every nomination rule of the contract, once: severity, clause for jilin-2022, and what a finding carries."""

from __future__ import annotations

import pytest

from scoring.finding import SEVERITIES
from scoring.nomination import Nomination, Turnout
from tests.scoring.cases import PORTRAIT, file, findings, photo, project, read, report, star, video

PHOTOS = tuple(photo() for _ in range(4))
SPECIAL = (file("form"), photo(PORTRAIT), photo(), photo())

CONTRACT: list[tuple[str, str, str, Nomination]] = [
    ("form.missing", "block", "二（三）", star(materials=(photo(PORTRAIT), photo()))),
    ("form.field.missing", "warn", "二（三）", star(gender=None)),
    ("facts.conflict", "warn", "三", star(read("gender", "男", "summary"))),
    ("file.unreadable", "warn", "二（三）", star(materials=(*SPECIAL, file("video", problem="坏")), special=True)),
    ("star.rank", "warn", "一（一）1", star(level="正处级")),
    ("star.honour", "warn", "一（一）1", star(honours="全国劳动模范")),
    ("project.age", "block", "一（二）2.(5)", project(start="2021-01")),
    (
        "project.participants",
        "block",
        "一（二）2.(5)",
        project(participants=Turnout(number=10, unit="人", mode="offline")),
    ),
    ("project.name", "warn", "一（二）2.(6)", project(name="长春市宽城区文化馆")),
    ("project.regulated", "warn", "一（二）1", project(implementer="长春大学")),
    ("photo.count", "warn", "二（三）", star(materials=SPECIAL)),
    ("photo.id", "warn", "二（三）1.(2)", star(materials=(file("form"), photo(), photo()))),
    ("report.missing", "warn", "二（三）2.(2)", project(materials=(file("form"), *PHOTOS))),
    ("report.length", "warn", "二（三）2.(2)", project(materials=(file("form"), report(260), *PHOTOS))),
    ("video.missing", "block", "二（三）3.(2)", star(materials=SPECIAL, special=True)),
    (
        "video.format",
        "warn",
        "二（三）",
        star(materials=(*SPECIAL, video("270", container="AVI")), special=True),
    ),
    ("video.duration", "warn", "二（三）", star(materials=(*SPECIAL, video("10")), special=True)),
    (
        "video.codec",
        "warn",
        "二（三）3.(3)",
        star(materials=(*SPECIAL, video("270", codec="HEVC")), special=True),
    ),
    (
        "video.resolution",
        "warn",
        "二（三）3.(3)",
        star(materials=(*SPECIAL, video("270", width=640)), special=True),
    ),
    (
        "video.framerate",
        "warn",
        "二（三）3.(3)",
        star(materials=(*SPECIAL, video("270", fps="30")), special=True),
    ),
]


@pytest.mark.parametrize(("rule", "severity", "clause", "nomination"), CONTRACT, ids=[row[0] for row in CONTRACT])
def test_severity_and_clause(rule: str, severity: str, clause: str, nomination: Nomination) -> None:
    found = findings(nomination)
    assert set(found) == {rule}
    assert (found[rule].severity, found[rule].clause) == (severity, clause)
    assert found[rule].target == nomination.id
    assert found[rule].evidence and found[rule].message.endswith("。")


def test_every_nomination_rule_is_shown_above() -> None:
    of_units = {"deadline.late", "summary.missing", "summary.mismatch", "unit.unknown", "coverage.types"}
    of_units |= {rule for rule in SEVERITIES if rule.startswith(("quota.", "special."))}
    of_several = {rule for rule in SEVERITIES if rule == "photo.reused" or rule.startswith("repeat.")}
    assert {row[0] for row in CONTRACT} == set(SEVERITIES) - of_units - of_several
