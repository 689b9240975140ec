"""A package becomes part of the season: numbers for its nominations, and what changed against the package before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review_tui.desks.changes import Changed, PackageChange
from review_tui.desks.same_nominee import match
from review_tui.errors import IntakeError
from scoring.nomination import Nomination, Problem, UnitPackage
from scoring.season import SeasonRules


@dataclass(frozen=True, slots=True)
class TakeIn:
    """What taking in one package did. `attachments`: its files without the 汇总表. `taken` False: nothing was written
    (a dry run, or `refused`: a package that cannot be taken in; its problems say why, its `unit` may be empty).
    `unclear`: paths of files that nobody could place, and that wait for the office."""

    unit: str
    source: str
    nominations: int
    attachments: int
    change: PackageChange
    problems: tuple[Problem, ...]
    taken: bool
    refused: bool = False
    unclear: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[Changed, ...]:
        """Nominations that the unit had not named before."""
        return self.change.added

    @property
    def changed(self) -> tuple[Changed, ...]:
        """Nominations that were there before and differ now."""
        return self.change.changed

    @property
    def removed(self) -> tuple[Changed, ...]:
        """Nominations that the unit named before and does not name now."""
        return self.change.removed

    def as_json(self) -> dict[str, Any]:
        """The unit's object of `import --json`."""
        return {
            "unit": self.unit,
            "source": self.source,
            "nominations": self.nominations,
            "attachments": self.attachments,
            "added": [c.as_json() for c in self.added],
            "changed": [c.as_json() for c in self.changed],
            "removed": [c.as_json() for c in self.removed],
            "unit_files": [f.as_json() for f in self.change.files],
            "unit_changes": list(self.change.about),
            "problems": [p.model_dump() for p in self.problems],
        }


def number(
    package: UnitPackage, known: Iterable[Nomination], serials: Mapping[str, int], rules: SeasonRules
) -> tuple[UnitPackage, dict[str, int]]:
    """The package with an id on every nomination, and the serials used up so far by prefix.

    A nomination that the unit named before (`known`) keeps its id, so that rulings and scores stay with it
    (`same_nominee.match`). Ids are never used twice: serials only grow.
    """
    used = dict(serials)
    numbered = []
    for nomination, kept in zip(package.nominations, match(package.nominations, tuple(known)), strict=True):
        chosen = kept
        if chosen is None:
            prefix = rules.find(nomination.category).prefix
            used[prefix] = used.get(prefix, 0) + 1
            chosen = f"{prefix}{used[prefix]:03d}"
        numbered.append(nomination.model_copy(update={"id": chosen, "unit": package.unit.name}))
    return package.model_copy(update={"nominations": tuple(numbered)}), used


def outside(season: Path, given: Path) -> None:
    """Raises `IntakeError` where the package and the season's directory lie in each other."""
    here, there = season.resolve(), given.resolve()
    if there.is_relative_to(here) or here.is_relative_to(there):
        raise IntakeError("不能导入", f"{given} 是评审季目录，不是报送的材料。", "请给出单位报来的文件夹或压缩包。")
