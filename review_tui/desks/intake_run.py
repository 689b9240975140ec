"""Taking packages in from inside the desk: read first, show what would change, then take in exactly what was read.

Reading and copying may be done in a thread of its own: they touch neither the journal nor the docket. `preview` and
`take` belong to the desk's thread.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from review_tui.desks.labels import SHARED_KINDS
from review_tui.desks.office import OfficeDesk
from review_tui.desks.take_in import TakeIn, outside
from review_tui.errors import ReviewError
from scoring.nomination import Problem

if TYPE_CHECKING:
    from review_tui.intake.package import PackageReading
    from review_tui.intake.reading import Reader


@dataclass
class Parcel:
    """One package on its way in. `unit`: who sent it, where the office says so; empty: the papers say it.

    `reading` None: not read yet, or `trouble` says in Chinese why it could not be. `result`: what taking it in would
    do, and after `take` what it did.
    """

    path: Path
    unit: str = ""
    reading: PackageReading | None = None
    result: TakeIn | None = None
    trouble: str = ""

    @property
    def ready(self) -> bool:
        """Whether it was read, can be taken in, and was not yet."""
        return self.result is not None and not self.result.refused and not self.result.taken

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Its problems of import."""
        return self.result.problems if self.result is not None else ()


class IntakeRun:
    """A batch of packages. What it unpacked is removed when it ends; use it as a context manager or `close` it."""

    def __init__(self, desk: OfficeDesk, received: date | None = None) -> None:
        self.desk = desk
        self.received = received
        self.parcels: list[Parcel] = []
        self._open = ExitStack()
        self._home: Path | None = None
        self._reader: Reader | None = None
        self._rooms = 0
        self._room_of: dict[int, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the reading process and removes what was unpacked."""
        self._home = self._reader = None
        self._open.close()

    # ------------------------------------------------------------------------------------ in any one thread

    def read(self, parcel: Parcel, progress: Callable[[str], None]) -> None:
        """Reads the package; `progress` gets each file's path before it is read. A package that cannot be opened has
        `trouble`, and the others go on."""
        from review_tui.intake.package import read_package  # the screens are there long before anything is read

        room = self._room()
        self._room_of[id(parcel)] = room
        try:
            outside(self.desk.store.path, parcel.path)
            parcel.reading = read_package(
                parcel.path,
                self.desk.store.season,
                room,
                unit=parcel.unit or None,
                received=self.received,
                progress=progress,
                reader=self._process(),
            )
        except ReviewError as error:
            parcel.reading, parcel.trouble = None, error.sentence()
            self.sweep(parcel)

    def stage(self, parcel: Parcel) -> None:
        """Puts the files where the season keeps them, so that `take` is quick. NotSavedError, LedgerError."""
        reading = parcel.reading
        assert reading is not None
        package = reading.package
        materials = [*package.materials, *(m for n in package.nominations for m in n.materials)]
        shared = {m.sha256 for m in materials if m.kind in SHARED_KINDS}
        for sha, source in reading.blobs.items():
            self.desk.store.put_attachment(source, sha, shared=sha in shared)

    def sweep(self, parcel: Parcel) -> None:
        """Removes what the package unpacked; after `take`, when it lies in the season."""
        room = self._room_of.pop(id(parcel), None)
        if room is not None:
            shutil.rmtree(room, ignore_errors=True)

    # ------------------------------------------------------------------------------------ in the desk's thread

    def preview(self, parcel: Parcel) -> None:
        """What taking the package in would do now; nothing is written."""
        if parcel.reading is not None:
            parcel.result = self.desk.take(parcel.reading, dry_run=True)

    def take(self, parcel: Parcel) -> None:
        """Takes in what was read. Raises as `OfficeDesk.take`; the season is then as it was before."""
        assert parcel.reading is not None
        parcel.result = self.desk.take(parcel.reading)
        parcel.reading = None

    def again(self, unit: str) -> int:
        """How many packages of the batch are this unit's: the last one taken in counts."""
        return sum(1 for p in self.parcels if p.result is not None and p.result.unit == unit and unit)

    # ------------------------------------------------------------------------------------ inside

    def _room(self) -> Path:
        """A directory of its own for what one package unpacks."""
        if self._home is None:
            self._home = self._open.enter_context(self.desk.store.workdir())
        room = self._home / str(self._rooms)
        self._rooms += 1
        room.mkdir()
        return room

    def _process(self) -> Reader:
        from review_tui.intake.reading import Reader

        if self._reader is None:
            assert self._home is not None
            self._reader = self._open.enter_context(Reader(self._home))
        return self._reader
