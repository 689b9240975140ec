"""Whom the province has recommended before, and who comes twice this season: suspects with their evidence in bits.

One `Register` is built from the past winners and asked as often as wanted. A pair's evidence is a list of weights in
bits (log2 of how much likelier the observation is for a true repeat than for a chance pair); their sum makes the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from scoring import names
from scoring.nomination import Nomination, PastWinner
from scoring.renames import Rename
from scoring.season import SeasonRules


class Evidence(NamedTuple):
    """One line of the balance. `field`: what was compared (`base name unit region title year birth deed photo`).

    `detail`: what was found, one Chinese phrase for the office. `weight`: signed bits; positive speaks for a repeat.
    The weights of a suspect add up to its total; `base` is what must be overcome before anything was compared.
    """

    field: str
    detail: str
    weight: float


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
    """An index over the past winners, built once. `renames`: the names that bodies bore in other years."""

    def __init__(self, past: Sequence[PastWinner], rules: SeasonRules, renames: Iterable[Rename] = ()) -> None:
        self.past = tuple(past)
        self.renames = tuple(renames)
        self._by_name: dict[str, list[PastWinner]] = defaultdict(list)
        for one in self.past:
            self._by_name[names.letters(one.name)].append(one)

    def named(self, name: str) -> Sequence[PastWinner]:
        """The rows of the same name."""
        return self._by_name.get(names.letters(name), ())


def find_repeats(nominations: Sequence[Nomination], register: Register, rules: SeasonRules) -> tuple[Suspect, ...]:
    """All pairs that reach `rules.repeats.suspect`: nominations × past winners, and nominations among themselves.

    Sorted by score, the highest first, then by nomination id and the other side's id. A pair of this season is given
    once: the later id (`by_id`) as the nomination, the earlier as `against`. Categories are never mixed; a past row
    without a category is compared with all of them.
    """
    found: list[Suspect] = []
    for one in nominations:
        unit = one.text("workplace") or one.text("implementer") or one.unit
        for past in register.named(one.name):
            if past.category not in (None, one.category):
                continue
            against = Against("past", past.id, past.name, past.unit, past.year)
            evidence = (Evidence("base", "任意两人相同的先验", -10.0), Evidence("name", "姓名（名称）相同", 20.0))
            found.append(Suspect(one.id, one.name, unit, one.category, against, 75, "repeat", evidence))
    return tuple(sorted(found, key=lambda s: (-s.score, s.nomination, s.against.id)))
