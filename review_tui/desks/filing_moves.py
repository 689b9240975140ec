"""A package with one file put elsewhere: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from review_tui.intake.said import Said
from scoring.nomination import Filed, Material, MaterialKind, Nomination, Reading, UnitPackage


class Place(NamedTuple):
    """A file of a package and the nomination it belongs to; `owner` empty: to none."""

    owner: str
    material: Material

    @property
    def origin(self) -> Filed:
        """Where intake put it, and as what."""
        return self.material.filed or Filed(owner=self.owner, kind=self.material.kind)


def places(package: UnitPackage) -> Iterator[Place]:
    """Every file of a package: first what belongs to nobody, then those of each nomination."""
    for material in package.materials:
        yield Place("", material)
    for nomination in package.nominations:
        for material in nomination.materials:
            yield Place(nomination.id, material)


def put(package: UnitPackage, place: Place, to: str, kind: MaterialKind, told: Said) -> UnitPackage:
    """The package with the file of that place given by the office to the nomination `to` (empty: to nobody).

    `told`: what it says as a file of that kind. KeyError where there is no such nomination.
    """
    return _moved(package, place, to, kind, told, place.origin)


def put_back(package: UnitPackage, place: Place, told: Said) -> UnitPackage:
    """The package with the file where intake had put it; to nobody where that nomination is gone."""
    origin = place.origin
    owner = origin.owner if any(n.id == origin.owner for n in package.nominations) else ""
    return _moved(package, place, owner, origin.kind, told, None)


def _moved(
    package: UnitPackage, place: Place, to: str, kind: MaterialKind, told: Said, filed: Filed | None
) -> UnitPackage:
    chars = told.chars if kind == "report" else None
    material = place.material.model_copy(update={"kind": kind, "filed": filed, "chars": chars})
    taken = _without(package, place)
    if not to:
        return taken.model_copy(update={"materials": (*taken.materials, material)})
    if all(n.id != to for n in taken.nominations):
        raise KeyError(to)
    given = [_with(n, material, told) if n.id == to else n for n in taken.nominations]
    return taken.model_copy(update={"nominations": tuple(given)})


def _without(package: UnitPackage, place: Place) -> UnitPackage:
    if not place.owner:
        return package.model_copy(update={"materials": _left(package.materials, place.material)})
    left = [_bare(n, place.material) if n.id == place.owner else n for n in package.nominations]
    return package.model_copy(update={"nominations": tuple(left)})


def _left(materials: tuple[Material, ...], gone: Material) -> tuple[Material, ...]:
    return tuple(m for m in materials if (m.path, m.sha256) != (gone.path, gone.sha256))


def _bare(nomination: Nomination, gone: Material) -> Nomination:
    """The nomination without the file and all that was read from it; its name stays."""
    readings = [r for r in nomination.readings if not _read_from(r.place, gone.path)]
    kept: dict[str, object] = {
        "materials": _left(nomination.materials, gone),
        "readings": tuple(readings),
        "passages": tuple(p for p in nomination.passages if not _read_from(p.place, gone.path)),
    }
    return nomination.model_copy(update={**kept, **_special(nomination, readings)})


def _with(nomination: Nomination, material: Material, told: Said) -> Nomination:
    readings = (*nomination.readings, *told.readings)
    given: dict[str, object] = {
        "materials": (*nomination.materials, material),
        "readings": readings,
        "passages": (*nomination.passages, *told.passages),
    }
    return nomination.model_copy(update={**given, **_special(nomination, readings)})


def _special(nomination: Nomination, readings: list[Reading] | tuple[Reading, ...]) -> dict[str, object]:
    """Whether a remark that is left, or came, declares a special nominee; as before where no remark was read."""
    marks = [r.value for r in readings if r.key == "special"]
    return {"special": "是" in marks} if marks or any(r.key == "special" for r in nomination.readings) else {}


def _read_from(place: str, path: str) -> bool:
    return place == path or place.startswith(path + " › ")
