"""The office puts a file where it belongs: to a nominee, to nobody, as another kind; and takes that back.

Each act is one entry of the office journal. It is told by the bytes (SHA-256) and by where intake puts them, so that it
holds again when the unit's next package brings the same file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from review_tui.desks.filing_moves import Place, places, put, put_back
from review_tui.errors import UsageError
from review_tui.intake.said import Said
from scoring.nomination import MaterialKind, UnitPackage

if TYPE_CHECKING:
    from review_tui.desks.office import OfficeDesk

TABLE = "filings"
KINDS: Mapping[MaterialKind, str] = {
    "photo": "照片",
    "video": "视频",
    "report": "工作总结",
    "form": "推介表",
    "summary": "汇总表",
    "other": "其他",
}
"""What a kind of file is called."""
_SHARED = ("photo", "video", "report")


class FiledFile(NamedTuple):
    """A file of a unit on the filing screen. `at`: when the office put it there; empty: intake did."""

    place: Place
    at: str

    @property
    def key(self) -> str:
        """Tells it from every other file of the unit, wherever the office puts it."""
        return f"{self.place.origin.owner}|{self.place.material.path}|{self.place.material.sha256}"


class Filing:
    """The files of units, and the office's acts on them."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def files(self, unit: str) -> tuple[FiledFile, ...]:
        """Every file of the unit: first those that belong to nobody."""
        acts = self._desk.documents.all(TABLE)
        found = places(self._desk.docket.packages[unit])
        return tuple(
            FiledFile(p, str(acts.get(_id(unit, p), {}).get("at", "")) if p.material.filed else "") for p in found
        )

    def unclear(self, unit: str) -> tuple[FiledFile, ...]:
        """Files that belong to nobody and are no 汇总表, and that the office has not laid aside."""
        return tuple(f for f in self.files(unit) if is_unclear(f.place))

    def put(self, unit: str, file: FiledFile, to: str, kind: MaterialKind | None = None) -> None:
        """Gives the file to the nomination `to` (empty: lays it aside, to nobody) as `kind` (None: as it is).

        `UsageError` when the file is not there any more, or `to` is no nomination of the unit.
        """
        place, package = self._found(unit, file), self._desk.docket.packages[unit]
        chosen = kind or place.material.kind
        if to and all(n.id != to for n in package.nominations):
            raise UsageError("不能归入", f"{unit} 没有 {to} 这份申报材料。", "请返回后重新打开。")
        moved = put(package, place, to, chosen, self._said(package, place, to, chosen))
        with self._desk.entry("filing"):
            act = {"nomination": to, "kind": chosen, "at": self._desk.now()}
            self._desk.book.put(TABLE, _id(unit, place), act)
            self._store(moved, place.material.sha256 if chosen in _SHARED and to else "")
        self._desk.reload()

    def undo(self, unit: str, file: FiledFile) -> None:
        """Puts the file back where intake put it. `UsageError` where the office has not put it anywhere."""
        place, package = self._found(unit, file), self._desk.docket.packages[unit]
        if self._desk.documents.get(TABLE, _id(unit, place)) is None:
            raise UsageError("没有可撤回的", f"{place.material.path} 不是办公室归入的。")
        origin = place.origin
        moved = put_back(package, place, self._said(package, place, origin.owner, origin.kind))
        with self._desk.entry("filing.withdraw"):
            self._desk.book.drop(TABLE, _id(unit, place))
            self._store(moved, "")
        self._desk.reload()

    def again(self, package: UnitPackage, blobs: Mapping[str, Path]) -> UnitPackage:
        """A package that was just read, with the acts on the unit's files that came again."""
        acts = self._desk.documents.all(TABLE)
        unit, ids = package.unit.name, {n.id for n in package.nominations}
        for place in list(places(package)):
            act = acts.get(_id(unit, place))
            if act is not None and act["nomination"] in {"", *ids}:
                to, kind = act["nomination"], act["kind"]
                package = put(package, place, to, kind, self._said(package, place, to, kind, blobs))
        return package

    def _said(
        self,
        package: UnitPackage,
        place: Place,
        to: str,
        kind: MaterialKind,
        blobs: Mapping[str, Path] | None = None,
    ) -> Said:
        """What the file says there; pictures, videos and files that cannot be read say nothing."""
        material = place.material
        if not to or material.photo or material.video or material.problem or kind in ("photo", "video"):
            return Said()
        from review_tui.intake.again import read_again  # the readers, only when a paper is put somewhere

        store = self._desk.store
        category = next((n.category for n in package.nominations if n.id == to), None)
        if category is None:
            return Said()
        blob = blobs[material.sha256] if blobs is not None else store.attachment(material.sha256)
        rules = self._desk.rules.find(category)
        return read_again(blob, material.path, kind, rules, package.unit, store.season, store.path / "tmp")

    def _found(self, unit: str, file: FiledFile) -> Place:
        for place in places(self._desk.docket.packages[unit]):
            if FiledFile(place, "").key == file.key:
                return place
        raise UsageError("文件已不在", f"{file.place.material.path} 已不在原处。", "请返回后重新打开。")

    def _store(self, package: UnitPackage, share: str) -> None:
        """The package anew, in the place of the unit's row; `share`: a file that experts may read from now on."""
        store, row = self._desk.store, self._desk.documents.get("packages", package.unit.name) or {}
        if share:
            store.put_attachment(store.attachment(share), share, shared=True)
        dossier, private = store.put_dossier(package)
        self._desk.book.put("packages", package.unit.name, {**row, "dossier": dossier, "private": private})


def is_unclear(place: Place) -> bool:
    """Whether a file waits for the office: nobody's, no 汇总表, and not laid aside by the office."""
    return not place.owner and place.material.kind != "summary" and place.material.filed is None


def unclear_paths(package: UnitPackage) -> tuple[str, ...]:
    """The paths of the files of a package that wait for the office."""
    return tuple(place.material.path for place in places(package) if is_unclear(place))


def _id(unit: str, place: Place) -> str:
    return f"{unit}|{place.material.sha256}|{place.origin.owner}"
