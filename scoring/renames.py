"""Names that a body bore in other years: data of the season (`renames.csv`), and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.names import plain


@dataclass(frozen=True)
class Rename:
    """A body changed its name. `since`: the first year in which `new` is right; None: before every season."""

    old: str
    new: str
    since: int | None
    evidence: str = ""


def name_chains(renames: Iterable[Rename]) -> dict[str, tuple[str, ...]]:
    """For every name in the renames, all names of the same body, its own included (A→B, B→C: all three)."""
    groups: dict[str, set[str]] = {}
    for one in renames:
        joined = groups.get(plain(one.old), {plain(one.old)}) | groups.get(plain(one.new), {plain(one.new)})
        for name in joined:
            groups[name] = joined
    return {name: tuple(sorted(group)) for name, group in groups.items()}
