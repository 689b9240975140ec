"""The whole season in one file for the office's archive: rules, journals, materials, exports, the proof, a manifest.

It holds personal data, so it is never part of `all`, and the office keeps it as it keeps the paper.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from review_tui.desks.office_view import OfficeView
from review_tui.errors import LedgerError
from review_tui.exports.workbook import Masthead
from review_tui.ledger.files import chunks
from review_tui.ledger.layout import RULES
from review_tui.ledger.verify import verify

PREFIX = "archive-"
MANIFEST, PROOF = "MANIFEST.sha256", "verify.json"
_PLACES = ("ledger", "dossiers", "office", "notes", "attachments", "exports")


def archive(view: OfficeView, masthead: Masthead) -> Mapping[str, Iterator[bytes]]:
    """The archive as pieces of a zip file. `LedgerError` when the season is not whole: an archive must be provable."""
    result = verify(view.store.path)
    if not result.ok:
        raise LedgerError("未归档", "日志或附件有问题，归档不能作为凭据。", "先运行 review-tui verify，处理好再归档。")
    proof = json.dumps(result.as_json(), ensure_ascii=False, indent=2).encode()
    return {f"{PREFIX}全季档案.zip": _pieces(view.store.path, proof, masthead.made_at)}


def season_files(season: Path) -> Iterator[Path]:
    """Every file that belongs to the season: not what is being worked on, not earlier archives."""
    for name in RULES:
        found = season / name
        yield from sorted(p for p in found.rglob("*") if p.is_file()) if found.is_dir() else [found]
    for place in _PLACES:
        for path in sorted((season / place).rglob("*")):
            if path.is_file() and not path.name.startswith((".", PREFIX)):
                yield path


def _pieces(season: Path, proof: bytes, made: datetime) -> Iterator[bytes]:
    out = _Pipe()
    lines = []
    with zipfile.ZipFile(cast(IO[bytes], out), "w", zipfile.ZIP_DEFLATED, allowZip64=True) as target:
        for path in season_files(season):
            if not path.exists():
                continue  # rules that the season does not have
            name, digest = path.relative_to(season).as_posix(), hashlib.sha256()
            with target.open(_info(name, made), "w", force_zip64=True) as member:
                for piece in chunks(path):
                    digest.update(piece)
                    member.write(piece)
                    yield out.take()
            lines.append(f"{digest.hexdigest()}  {name}\n")
        lines.append(f"{hashlib.sha256(proof).hexdigest()}  {PROOF}\n")
        target.writestr(_info(PROOF, made), proof)
        target.writestr(_info(MANIFEST, made), "".join(lines))
    yield out.take()


def _info(name: str, made: datetime) -> zipfile.ZipInfo:
    one = zipfile.ZipInfo(name, made.timetuple()[:6])
    one.compress_type, one.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return one


class _Pipe:
    """Takes what `zipfile` writes, and hands it on: a season is larger than the memory."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._at = 0

    def write(self, data: bytes) -> int:
        """Keep until taken."""
        self._held += data
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written so far; there is no `seek`, so that zipfile never goes back."""
        return self._at

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        """What came since the last time."""
        taken, self._held = bytes(self._held), bytearray()
        return taken
