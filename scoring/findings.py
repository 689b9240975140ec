"""The findings against the notice: which checks there are, and their run over a nomination or a unit.

A check is a function from a case to a finding or nothing; the lists below are all of them. Repeats (`repeat.*`) and
pictures used twice (`photo.reused`) compare nominations with each other and are not here.
"""

from __future__ import annotations

from collections.abc import Mapping

from scoring import checks_forms, checks_media, checks_person, checks_project
from scoring.checks_unit import unit_findings
from scoring.finding import Case, Check, Finding
from scoring.nomination import Nomination, Unit, UnitPackage
from scoring.season import SeasonRules

__all__ = ["Finding", "check_nomination", "check_unit"]

CHECKS: tuple[Check, ...] = (
    *checks_forms.CHECKS,
    *checks_person.CHECKS,
    *checks_project.CHECKS,
    *checks_media.CHECKS,
)
"""A check whose condition the category does not set (no `rank`, no `report` …) finds nothing."""


def check_nomination(
    n: Nomination,
    season: SeasonRules,
    unit: Unit,
    universities: frozenset[str],
    chains: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Finding, ...]:
    """The findings on one nomination, in the order of `CHECKS`, each rule at most once; () when all is in order.

    `unit` is the nominating unit, `universities` all names of the season's universities (`Season.universities`),
    `chains` the names that bodies bore in other years (`Season.chains`; None: none did).
    KeyError when the season has no such category.
    """
    case = Case(n, season, season.find(n.category), unit, universities, chains or {})
    found = (check(case) for check in CHECKS)
    return tuple(f for f in found if f is not None)


def check_unit(p: UnitPackage, season: SeasonRules) -> tuple[Finding, ...]:
    """The findings on what a unit sent as a whole, each rule at most once; their target is `unit:` + its name."""
    merged: dict[str, Finding] = {}
    for one in unit_findings(p, season):
        merged[one.rule] = _joined(merged[one.rule], one) if one.rule in merged else one
    return tuple(merged.values())


def _joined(a: Finding, b: Finding) -> Finding:
    """One finding of two of a rule (two categories with types, say)."""
    places = "；".join(dict.fromkeys([a.evidence, b.evidence]))
    return a.model_copy(update={"message": f"{a.message}{b.message}", "evidence": places})
