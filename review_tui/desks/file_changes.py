"""Which files of a package came, went or were replaced, told by their bytes and not by their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from review_tui.desks.labels import MATERIAL_LABELS
from scoring.nomination import Material, MaterialKind

How = Literal["added", "removed", "replaced"]
_HOW = {"added": "新增", "removed": "撤下", "replaced": "换过"}


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file. `before`, `after`: its path then and now, empty where there was or is none."""

    how: How
    kind: MaterialKind
    before: str
    after: str

    def as_json(self) -> dict[str, Any]:
        """The file in `import --json`."""
        return {"how": self.how, "kind": self.kind, "before": self.before or None, "after": self.after or None}

    def line(self) -> str:
        """In one Chinese line."""
        paths = dict.fromkeys(path for path in (self.before, self.after) if path)
        return f"{MATERIAL_LABELS[self.kind]}{_HOW[self.how]}：{' → '.join(paths)}"


def compare_files(old: Sequence[Material], new: Sequence[Material]) -> tuple[FileChange, ...]:
    """The changes, in the order of the new package and then of the old one.

    A file whose bytes are in both is no change, whatever it is called. Of the others, one of the same path, of the same
    name, or the only one left of its kind was replaced; what then is left was added or removed.
    """
    known, present = {m.sha256 for m in old}, {m.sha256 for m in new}
    gone, come = [m for m in old if m.sha256 not in present], [m for m in new if m.sha256 not in known]
    pairs: dict[Material, Material] = {}
    for same in (_path, _name):
        _pair(gone, come, pairs, same)
    for kind in {m.kind for m in come}:
        ours, theirs = [m for m in come if m.kind == kind], [m for m in gone if m.kind == kind]
        if len(ours) == len(theirs) == 1:
            _pair(gone, come, pairs, lambda m, kind=kind: m.kind == kind)  # type: ignore[misc]
    replaced = [FileChange("replaced", m.kind, pairs[m].path, m.path) for m in new if m in pairs]
    added = [FileChange("added", m.kind, "", m.path) for m in come]
    removed = [FileChange("removed", m.kind, m.path, "") for m in gone]
    return (*replaced, *added, *removed)


def _pair(
    gone: list[Material], come: list[Material], pairs: dict[Material, Material], same: Callable[[Material], object]
) -> None:
    """Moves pairs of one kind that are `same` out of both lists."""
    for one in list(come):
        twin = next((m for m in gone if m.kind == one.kind and same(m) == same(one)), None)
        if twin is not None:
            pairs[one] = twin
            come.remove(one)
            gone.remove(twin)


def _path(one: Material) -> str:
    return one.path


def _name(one: Material) -> str:
    return PurePosixPath(one.path).name
