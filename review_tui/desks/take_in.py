"""A package becomes part of the season: numbers for its nominations, and what changed against the package before."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from review_tui.desks.labels import FACT_LABELS
from scoring.nomination import Nomination, Problem, UnitPackage
from scoring.season import SeasonRules

_NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉·•・‧]+")


@dataclass(frozen=True, slots=True)
class Changed:
    """A nomination that was added, changed or removed; `what` names in Chinese what changed (empty: all of it)."""

    id: str
    name: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeIn:
    """What taking in one package did. `attachments`: its files without the 汇总表. `taken` False: nothing was written
    (a dry run, or `refused`: a package that cannot be taken in; its problems say why, its `unit` may be empty)."""

    unit: str
    source: str
    nominations: int
    attachments: int
    added: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Changed, ...]
    problems: tuple[Problem, ...]
    taken: bool
    refused: bool = False

    def as_json(self) -> dict[str, Any]:
        """The unit's object of `import --json`."""
        return {
            "unit": self.unit,
            "source": self.source,
            "nominations": self.nominations,
            "attachments": self.attachments,
            "added": [_json(c) for c in self.added],
            "changed": [_json(c) for c in self.changed],
            "removed": [_json(c) for c in self.removed],
            "problems": [p.model_dump() for p in self.problems],
        }


def same_key(nomination: Nomination) -> str:
    """What makes two nominations of one unit the same: the category and the name without spaces, quotes and dots."""
    name = unicodedata.normalize("NFKC", nomination.name)
    return f"{nomination.category}|{_NOISE.sub('', name)}"


def number(
    package: UnitPackage, known: Iterable[Nomination], serials: Mapping[str, int], rules: SeasonRules
) -> tuple[UnitPackage, dict[str, int]]:
    """The package with an id on every nomination, and the serials used up so far by prefix.

    A nomination that the unit named before (`known`) keeps its id, so that rulings and scores stay with it;
    namesakes are matched in order. Ids are never used twice: serials only grow.
    """
    free: dict[str, list[str]] = defaultdict(list)
    for one in known:
        free[same_key(one)].append(one.id)
    used = dict(serials)
    numbered = []
    for nomination in package.nominations:
        ids = free[same_key(nomination)]
        if ids:
            chosen = ids.pop(0)
        else:
            prefix = rules.find(nomination.category).prefix
            used[prefix] = used.get(prefix, 0) + 1
            chosen = f"{prefix}{used[prefix]:03d}"
        numbered.append(nomination.model_copy(update={"id": chosen, "unit": package.unit.name}))
    return package.model_copy(update={"nominations": tuple(numbered)}), used


def compare(
    old: UnitPackage | None, new: UnitPackage
) -> tuple[tuple[Changed, ...], tuple[Changed, ...], tuple[Changed, ...]]:
    """What was added, changed and removed, each in the order of its package; nominations are told by their ids."""
    before = {n.id: n for n in old.nominations} if old else {}
    after = {n.id: n for n in new.nominations}
    added = tuple(Changed(n.id, n.name) for n in new.nominations if n.id not in before)
    removed = tuple(Changed(i, n.name) for i, n in before.items() if i not in after)
    both = ((before[i], after[i]) for i in after if i in before)
    changed = tuple(Changed(n.id, n.name, what) for o, n in both if (what := _differences(o, n)))
    return added, changed, removed


def _differences(old: Nomination, new: Nomination) -> tuple[str, ...]:
    keys = sorted({r.key for r in (*old.readings, *new.readings)})
    what = [FACT_LABELS.get(key, key) for key in keys if _values(old, key) != _values(new, key)]
    if [(p.title, p.body) for p in old.passages] != [(p.title, p.body) for p in new.passages]:
        what.append("文字材料")
    if {m.sha256 for m in old.materials} != {m.sha256 for m in new.materials}:
        what.append("附件")
    return tuple(what)


def _values(nomination: Nomination, key: str) -> list[tuple[str, object]]:
    return [(r.source, r.value) for r in nomination.readings_of(key)]


def _json(change: Changed) -> dict[str, Any]:
    return {"id": change.id, "name": change.name, "what": list(change.what)}
