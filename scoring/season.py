"""The notice as data: everything that a season's rules fix, each value with the clause it comes from.

`SeasonRules` is built from a parsed `season.toml`; `review_tui.rules` reads the file and turns a wrong value into a
sentence with its line. Next year is a new file and no new code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scoring.conditions import (
    Age,
    Form,
    HonourLimit,
    NameRule,
    Participants,
    Photos,
    RankLimit,
    Regulated,
    Repeats,
    Report,
    Summary,
    Video,
)
from scoring.rule_types import NUMBER, Clause, Percent, Points, Rule, Whole

FORMAT = 1
"""The newest `format` of `season.toml` that this program understands."""


Method = Literal["trimmed", "mean", "median"]


class Deadline(Clause):
    """The last day on which a package counts as in time (inclusive, local date)."""

    date: date


class PublicNotice(Clause):
    """How long the recommended list is open to objections."""

    days: Annotated[Whole, Field(ge=1, le=60)]
    counting: Literal["calendar", "working"]
    where: str


class ReturnSlip(Clause):
    """What a unit is told when its package has to be corrected.

    `days`: the term, in calendar days from the day of export. `contact`: whom to ask, with telephone; empty: a blank to
    fill in by hand.
    """

    days: Annotated[Whole, Field(ge=1, le=90)] = 7
    contact: str = ""


FourEyesAct = Literal["seal", "move", "confirm"]
"""Acts that a season can want a second person for: sealing the round, the lead's own moves, confirming the list."""


class Retention(Clause):
    """How long personal data is kept: up to and including `until` (local date)."""

    until: date


class Scoring(Clause):
    """How cards become a score.

    `step`: the grain of a criterion's points. `decimals`: places kept of a mean. `trim_from`: from this many counted
    cards on, `trimmed` drops one highest and one lowest total; below it, it is the plain mean.
    `ties`: the ladder, tried from left to right; `criterion:N` counts from 1.
    """

    method: Method
    step: Annotated[Decimal, Field(gt=0, le=10), NUMBER]
    decimals: Annotated[Whole, Field(ge=0, le=6)]
    trim_from: Annotated[Whole, Field(ge=3, le=99)]
    ties: tuple[Annotated[str, Field(pattern=r"^(criterion:[1-9]\d?|spread|vote)$")], ...]


class IntakeLimits(Rule):
    """How much a package may ask of the machine; None: what the program itself sets (`review_tui.intake.limits`).

    `files` and `total_mb`: of one package, nested archives included. `ratio`: unpacked bytes per packed byte. `depth`:
    archives inside the package's own archive. `file_seconds`: for one file; `convert_seconds`: more where another
    program has to convert it. Of the office's choice: no clause of the notice.
    """

    files: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    total_mb: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    member_mb: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    ratio: Annotated[Whole, Field(ge=2, le=100_000)] | None = None
    depth: Annotated[Whole, Field(ge=0, le=9)] | None = None
    unpack_seconds: Annotated[Whole, Field(ge=1, le=86_400)] | None = None
    file_seconds: Annotated[Whole, Field(ge=1, le=3_600)] | None = None
    convert_seconds: Annotated[Whole, Field(ge=1, le=3_600)] | None = None
    memory_mb: Annotated[Whole, Field(ge=256, le=1_000_000)] | None = None


class Band(Rule):
    """A named range of a criterion: from `at_least` percent of its points up to the next band. `meaning`: what it says
    of a nomination, in a few words, for the expert's eyes."""

    name: str
    at_least: Percent
    meaning: str = ""


class Criterion(Rule):
    """One line of the rubric; `points` is the most that can be given, 0 the least."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: str
    points: Points
    hint: str = ""


class Gate(Rule):
    """The pass/fail criterion before the points (political and legal conduct)."""

    name: str
    hint: str = ""


class Rubric(Clause):
    """What an expert fills in for one category."""

    gate: Gate | None = None
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    @property
    def total(self) -> Decimal:
        """The most points that a card can reach."""
        return sum((c.points for c in self.criteria), Decimal(0))

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; KeyError when the rubric has none."""
        for one in self.criteria:
            if one.id == criterion_id:
                return one
        raise KeyError(criterion_id)

    def band(self, criterion: Criterion, points: Decimal) -> Band:
        """The band that `points` falls in: the highest whose lower end it reaches, else the lowest band."""
        ordered = sorted(self.bands, key=lambda b: b.at_least, reverse=True)
        for one in ordered:
            if points * 100 >= one.at_least * criterion.points:
                return one
        return ordered[-1]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [c.id for c in self.criteria]
        if len(set(ids)) != len(ids):
            raise ValueError("评分项的 id 不能重复")
        return self


class Quota(Clause):
    """How many nominations of the category a unit may send, both ends included."""

    at_least: Annotated[Whole, Field(ge=0)]
    at_most: Annotated[Whole, Field(ge=1)]

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.at_least > self.at_most:
            raise ValueError("at_least 不能大于 at_most")
        return self


class Special(Clause):
    """The specially moving star / specially loved project. `marks`: words in 备注 that declare one."""

    name: str
    marks: Annotated[tuple[str, ...], Field(min_length=1)]
    per_unit: Annotated[Whole, Field(ge=0)] = 1


class Selection(Clause):
    """Seats of the recommended list. `forwarded`: how many of it go to the national level. `reserves`: how many
    reserves are named. `per_unit`: the most of one unit (None: no limit). `minimum`: by type, how many of it are wished
    for at least; where wishes collide, as many are met as can be, at the least cost in points."""

    seats: Annotated[Whole, Field(ge=0)]
    forwarded: Annotated[Whole, Field(ge=0)] = 0
    reserves: Annotated[Whole, Field(ge=0)] = 5
    per_unit: Annotated[Whole, Field(ge=1)] | None = None
    specials_per_unit: Annotated[Whole, Field(ge=1)] | None = 1
    minimum: Mapping[str, Annotated[Whole, Field(ge=0)]] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.seats, self.forwarded, self.reserves, self.per_unit, tuple(self.minimum.items())))


class Category(Rule):
    """One award. `nature` decides which checks apply; `prefix` begins the ids of its nominations (S001, P001)."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: str
    short: str
    prefix: Annotated[str, Field(pattern=r"^[A-Z]$")]
    nature: Literal["person", "project"]
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    """Words in file, sheet and folder names and in titles that tell this category."""
    types: tuple[str, ...] = ()
    """Types of person (or fields of project) that the notice wants covered."""
    types_clause: str = "—"
    repeat_clause: str = "—"
    """The clause that bars who was recommended before."""
    selection: Selection
    quota: Quota
    rubric: Rubric
    form: Form
    summary: Summary
    photos: Photos
    video: Video
    special: Special | None = None
    report: Report | None = None
    age: Age | None = None
    participants: Participants | None = None
    name_rule: NameRule | None = None
    regulated: Regulated | None = None
    rank: RankLimit | None = None
    honour: HonourLimit | None = None

    def __hash__(self) -> int:
        """By the id, which a season has once: a table in the selection cannot be hashed."""
        return hash(self.id)


class SeasonRules(Rule):
    """A whole season. Categories keep the order of the file, which is the order on every screen and sheet."""

    format: Annotated[Whole, Field(ge=1, le=FORMAT)]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    year: Annotated[Whole, Field(ge=2000, le=2100)]
    province: str
    organiser: str
    source: str
    """The notice that the values come from, as it is to be quoted."""
    conflict_clause: str
    """Where the notice asks for accurate reports: facts that differ, pictures used twice."""
    materials_clause: str
    """Where the notice lists the material to send."""
    units_clause: str = "—"
    """Where the season's list of units comes from."""
    places: tuple[str, ...] = ()
    """Names of the province's 市（州）, 县, 区: what a county clerk would write before the name of a body."""
    deadline: Deadline
    public_notice: PublicNotice
    scoring: Scoring
    four_eyes: tuple[FourEyesAct, ...] = ()
    """Acts that need a second person; empty: none does."""
    retention: Retention | None = None
    """None: the season does not say how long personal data is kept, and nothing is purged."""
    return_slip: ReturnSlip = ReturnSlip(clause="—")
    intake: IntakeLimits = IntakeLimits()
    repeats: Repeats = Repeats()
    category: Annotated[tuple[Category, ...], Field(min_length=1)]

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories in the order of the file."""
        return self.category

    def find(self, category_id: str) -> Category:
        """The category of that id; KeyError when the season has none."""
        for one in self.category:
            if one.id == category_id:
                return one
        raise KeyError(category_id)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for what in ("id", "prefix"):
            seen = [getattr(c, what) for c in self.category]
            if len(set(seen)) != len(seen):
                raise ValueError(f"各类别的 {what} 不能重复")
        for one in self.category:
            for kind in one.selection.minimum:
                if kind not in one.types:
                    raise ValueError(f"类别 {one.id} 的 selection.minimum 写了“{kind}”，它不在该类别的 types 里")
            for rung in self.scoring.ties:
                if rung.startswith("criterion:") and int(rung[10:]) > len(one.rubric.criteria):
                    raise ValueError(f"scoring.ties 的 {rung} 超出类别 {one.id} 的评分项数")
        return self
