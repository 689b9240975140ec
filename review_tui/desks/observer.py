"""The observer's desk: everything that the office sees, without private facts, and nothing that could be changed.

What is refused here is refused a second time by the observer's Unix account, which can only read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import ReviewError
from review_tui.season_store import SeasonStore
from scoring.nomination import UnitPackage


class ObserverDesk(OfficeDesk):
    """An office's desk that follows the office journal instead of writing it; whatever writes raises `ReviewError`."""

    read_only = True

    def __init__(self, store: SeasonStore, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        reading = _ReadingStore(store.path, store.season)
        self._book = reading.office(read_only=True)
        OfficeView.__init__(self, reading, private=False)

    def entry(self, kind: str) -> AbstractContextManager[object]:
        """Nothing is written from here."""
        _refuse()

    def _refresh_office(self) -> bool:
        changed = self._book.refresh()
        if changed:
            self._reload()
        return changed


class _ReadingStore(SeasonStore):
    """A season that is only read: no content file, no directory is made in it."""

    def put_attachment(self, source: Path, sha256: str, *, shared: bool) -> None:
        _refuse()

    def put_dossier(self, package: UnitPackage) -> tuple[str, str]:
        _refuse()

    def put_note(self, writer: str, value: dict[str, Any]) -> str:
        _refuse()

    def workdir(self) -> AbstractContextManager[Path]:  # type: ignore[override]
        _refuse()

    def exports_dir(self) -> Path:
        _refuse()


def _refuse() -> NoReturn:
    raise ReviewError("只能查看", "监督席不能改动任何内容。", "需要更正的请告诉办公室。")
