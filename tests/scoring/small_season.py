"""A season small enough to be reckoned by hand: two criteria of 60 and 40 points, half points, two decimals."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from scoring.scorecard import Scorecard
from scoring.season import Band, Criterion, Gate, Rubric, Scoring, SeasonRules
from scoring.standings import Candidate, Standing

RUBRIC = Rubric(
    clause="—",
    gate=Gate(name="政治与品行合格"),
    criteria=(
        Criterion(id="learning", name="学习", points=Decimal(60)),
        Criterion(id="story", name="事迹", points=Decimal(40)),
    ),
    bands=(Band(name="好", at_least=Decimal(85)), Band(name="较差", at_least=Decimal(0))),
)
_TOML = Path(__file__).parents[2] / "data" / "seasons" / "jilin-2022" / "season.toml"
SEASON = SeasonRules.model_validate(tomllib.loads(_TOML.read_text(encoding="utf-8")))
STAR = SEASON.find("star").model_copy(update={"rubric": RUBRIC})


def scoring(*ties: str, method: str = "trimmed", decimals: int = 2, trim_from: int = 5) -> Scoring:
    """The rules of scoring with this ladder."""
    values = {"clause": "—", "method": method, "step": Decimal("0.5"), "decimals": decimals, "trim_from": trim_from}
    return Scoring.model_validate({**values, "ties": ties})


def candidate(number: int, unit: str = "长春市教育局", *, special: bool = False) -> Candidate:
    """S001, S002, …"""
    return Candidate(id=f"S{number:03}", name=f"人{number}", unit=unit, category="star", special=special)


def cards(nomination: str, *pairs: str, fails: int = 0) -> list[Scorecard]:
    """One card for each "learning+story" text, of experts e1, e2, …; the first `fails` of them fail the gate."""
    made = []
    for number, pair in enumerate(pairs, start=1):
        learning, story = pair.split("+")
        points = {"learning": Decimal(learning), "story": Decimal(story)}
        made.append(Scorecard(expert=f"e{number}", nomination=nomination, points=points, gate=number > fails))
    return made


def standing(
    number: int, rank: int | None, unit: str = "甲", *, score: str = "", special: bool = False, why_not: str = ""
) -> Standing:
    """A line of the standings; its score is 100 - rank unless it is said."""
    value = Decimal(score) if score else None if rank is None else Decimal(100 - rank)
    return Standing(
        id=f"S{number:03}",
        name=f"人{number}",
        unit=unit,
        category="star",
        special=special,
        type="",
        rank=rank,
        score=value,
        mean=value,
        median=value,
        trimmed=value,
        spread=None,
        ballots=0 if value is None else 5,
        criteria={},
        tie_break="",
        excluded=why_not,
    )
