"""The return slip of one unit, written from the office's desk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from review_tui.desks.office import OfficeDesk
from review_tui.desks.sheet_return_slips import slip_files
from review_tui.exports.workbook import Masthead
from review_tui.ledger.files import PRIVATE, make_directory, write_file


def write_unit(desk: OfficeDesk, unit: str) -> tuple[Path, ...]:
    """Writes the letter and the table into the season's exports and records them; empty: nothing is to correct.

    Raises `ReviewError` for a template that cannot be used, `NotSavedError` when a file cannot be written.
    """
    files = slip_files(desk, Masthead.of(desk.rules, desk.clock()), unit)
    if not files:
        return ()
    paths = []
    for name, data in files.items():
        paths.append(desk.store.exports_dir() / name)
        make_directory(paths[-1].parent, 0o750)
        write_file(paths[-1], data, PRIVATE)
    desk.record_export({"return-slips": {Path(n).name: hashlib.sha256(d).hexdigest() for n, d in files.items()}})
    return tuple(paths)
