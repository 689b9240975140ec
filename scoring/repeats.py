"""Whom the province has recommended before, and who comes twice this season: suspects with their evidence in bits.

One `Register` is built from the past winners and asked as often as wanted. A pair's evidence is a list of weights in
bits (log2 of how much likelier the observation is for a true repeat than for a chance pair); their sum makes the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from scoring.matching import weights
from scoring.matching.bodies import Directory
from scoring.matching.candidates import Index
from scoring.matching.evidence import Evidence, balance, base
from scoring.matching.records import Nature, Side, of_nomination, of_past
from scoring.matching.regions import Gazetteer
from scoring.nomination import Nomination, PastWinner, by_id
from scoring.renames import Rename
from scoring.season import SeasonRules

__all__ = [
    "Against",
    "Evidence",
    "Register",
    "Suspect",
    "find_repeats",
    "in_order",
    "past_repeats",
    "season_repeats",
]


class Against(NamedTuple):
    """The other side. `kind` `past`: `id` is the `PastWinner.id`; `season`: another nomination's id.

    `year` is None where the past list does not say, and for a nomination of this season.
    """

    kind: Literal["past", "season"]
    id: str
    name: str
    unit: str
    year: int | None


class Suspect(NamedTuple):
    """A pair that the office must look at. `score`: 0–100, 50 = even odds; one bit is 2.5 points.

    `unit` of a nomination is the workplace or implementer, else the nominating unit. `verdict` is `repeat` from the
    season's `repeats.repeat` on, else `suspect`.
    """

    nomination: str
    name: str
    unit: str
    category: str
    against: Against
    score: int
    verdict: Literal["repeat", "suspect"]
    evidence: tuple[Evidence, ...]


class Register:
    """An index over the past winners, built once. `renames`: the names that bodies bore in other years.

    Rows of one category are compared with nominations of that category; rows without one with all of them.
    """

    def __init__(self, past: Sequence[PastWinner], rules: SeasonRules, renames: Iterable[Rename] = ()) -> None:
        self.past, self.rules = tuple(past), rules
        renames = tuple(renames)
        former = {one.old: one.new for one in renames}
        self.directory = Directory(Gazetteer(rules.province, rules.repeats.regions, former), renames)
        self._rows = {c.id: [one for one in self.past if one.category in (None, c.id)] for c in rules.categories}
        self._indexes = {c.id: self._index(c.nature, self._rows[c.id]) for c in rules.categories}

    def _index(self, nature: Nature, rows: Sequence[PastWinner]) -> Index:
        def make(row: int) -> Side:
            return of_past(rows[row], nature, self.directory)

        special = [i for i, one in enumerate(rows) if one.remark or one.birth or one.deed or one.phashes]
        units = [(one.unit, one.region) for one in rows]
        telling = [i for i, one in enumerate(rows) if one.remark or one.deed]
        return Index(nature, [one.name for one in rows], units, make, self.directory, special, telling)

    def score(self, nomination: Nomination, row: PastWinner) -> int:
        """The score of one pair, whether the row is in the register or not; KeyError for an unknown category."""
        nature, index = self.rules.find(nomination.category).nature, self._indexes[nomination.category]
        side, other = of_nomination(nomination, nature, self.directory), of_past(row, nature, self.directory)
        return weigh(side, other, index, self.rules).score

    def rows(self, category: str) -> Sequence[PastWinner]:
        """The past winners that a nomination of the category is compared with."""
        return self._rows[category]

    def index(self, category: str) -> Index:
        """The index over `rows`."""
        return self._indexes[category]


def find_repeats(nominations: Sequence[Nomination], register: Register, rules: SeasonRules) -> tuple[Suspect, ...]:
    """All pairs that reach `rules.repeats.suspect`: nominations × past winners, and nominations among themselves.

    Sorted by score, the highest first, then by nomination id and the other side's id. A pair of this season is given
    once: the later id (`by_id`) as the nomination, the earlier as `against`. Categories are never mixed; a past row
    without a category is compared with all of them. A nomination of a category that the rules do not have is left out.
    """
    return in_order([*past_repeats(nominations, register, rules), *season_repeats(nominations, register, rules)])


def past_repeats(nominations: Sequence[Nomination], register: Register, rules: SeasonRules) -> list[Suspect]:
    """The pairs of `find_repeats` with past winners, in no order; each nomination's do not depend on the others."""
    found: list[Suspect] = []
    for category in rules.categories:
        ours = {n.id: n for n in nominations if n.category == category.id}
        sides = [of_nomination(n, category.nature, register.directory) for n in ours.values()]
        past, rows = register.index(category.id), register.rows(category.id)
        for side, near in past.candidates(sides, _needed(past, rules)):
            one = ours[side.id]
            pairs = (_suspect(one, side, past.side(row), _of_row(rows[row]), past, rules) for row in near)
            found += _without_idle([suspect for pair in pairs for suspect in pair])
    return found


def _without_idle(suspects: list[Suspect]) -> list[Suspect]:
    """One nomination's suspects without those of a bare name where it is a repeat of another row already."""
    if not any(one.verdict == "repeat" for one in suspects):
        return suspects
    return [one for one in suspects if not any(e.field == "doubt" and e.weight > 0 for e in one.evidence)]


def season_repeats(nominations: Sequence[Nomination], register: Register, rules: SeasonRules) -> list[Suspect]:
    """The pairs of `find_repeats` within the season, in no order."""
    found: list[Suspect] = []
    for category in rules.categories:
        ours = {n.id: n for n in nominations if n.category == category.id}
        sides = [of_nomination(n, category.nature, register.directory) for n in ours.values()]
        season = season_index(sides, category.nature, register.index(category.id), register)
        pairs = {
            (side.id, other.id) if by_id(other.id) < by_id(side.id) else (other.id, side.id)
            for side, near in season.candidates(sides, _needed(season, rules))
            for other in map(season.side, near)
            if other.id != side.id
        }
        by = {side.id: side for side in sides}
        for one, other in pairs:
            against = _of_nomination(ours[other])
            found += _suspect(ours[one], by[one], by[other], against, season, rules)
    return found


def in_order(suspects: Iterable[Suspect]) -> tuple[Suspect, ...]:
    """By score, the highest first, then by nomination id and the other side's."""
    return tuple(sorted(suspects, key=lambda s: (-s.score, by_id(s.nomination), s.against.kind, s.against.id)))


def season_index(sides: Sequence[Side], nature: Nature, past: Index, register: Register) -> Index:
    """This season's nominations as an index; how rare a name is, the `past` tells."""
    names, units = [side.names[0] for side in sides], [(f"{i}", side.region) for i, side in enumerate(sides)]
    special = range(len(sides))
    return Index(nature, names, units, sides.__getitem__, register.directory, special, known=past.known)


def _needed(index: Index, rules: SeasonRules) -> float:
    """Bits beside the base from which a pair is a suspect."""
    return (float(rules.repeats.suspect) - 0.5 - weights.EVEN) / weights.POINTS_PER_BIT - base(len(index)).weight


def _suspect(
    one: Nomination, side: Side, other: Side, against: Against, index: Index, rules: SeasonRules
) -> list[Suspect]:
    found = weigh(side, other, index, rules)
    if found.score < rules.repeats.suspect:
        return []
    verdict: Literal["repeat", "suspect"] = "repeat" if found.score >= rules.repeats.repeat else "suspect"
    return [Suspect(one.id, one.name, _unit(one), one.category, against, found.score, verdict, found.evidence)]


class Weighed(NamedTuple):
    """What a comparison came to: the score, and the evidence that adds up to it."""

    score: int
    evidence: tuple[Evidence, ...]


def weigh(side: Side, other: Side, index: Index, rules: SeasonRules) -> Weighed:
    """The score of two records. What the data leave open is held between the two thresholds, with its reason."""
    found = balance(side, other, index.known)
    evidence = (base(len(index)), *found.evidence)
    bits, limits = sum(line.weight for line in evidence), rules.repeats
    score = _points(bits)
    if not found.open:
        return Weighed(round(score), evidence)
    held = min(score, float(limits.repeat) - 1)
    worth_asking = found.suspect and (side.nature == "project" or bits >= weights.REAL_CHANCE)
    held = max(held, float(limits.suspect)) if worth_asking else held
    doubt = Evidence("doubt", found.open, (held - score) / weights.POINTS_PER_BIT)
    return Weighed(round(held), (*evidence, doubt))


def _points(bits: float) -> float:
    """The score of so many bits in all, not rounded: 0–100, 50 for 0 bits, a rise of 2.5 points for each bit."""
    return min(max(weights.EVEN + weights.POINTS_PER_BIT * bits, 0.0), 100.0)


def _of_row(one: PastWinner) -> Against:
    return Against("past", one.id, one.name, one.unit, one.year)


def _of_nomination(one: Nomination) -> Against:
    return Against("season", one.id, one.name, _unit(one), None)


def _unit(one: Nomination) -> str:
    return one.text("workplace") or one.text("implementer") or one.unit
