"""What a ruling was about: the finding's text, where it was read, and the pictures that it speaks of.

A ruling holds as long as its finding has the same basis; when a corrected package brings another finding under the same
rule, the office is asked again. Folders and cells do not count: a package that was packed anew, or a table with one row
less, is no other evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from review_tui.ledger.entry import canonical, digest
from scoring.findings import Finding
from scoring.nomination import Material

_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}|第 ?[0-9]+ ?行")
_SEEN = frozenset({"photo", "video"})
"""Files that are the evidence themselves; of papers the evidence is what was read in them."""


def basis(finding: Finding, materials: Iterable[Material]) -> str:
    """A hash of the finding's basis; `materials`: the files of what it is about.

    It goes into salted notes only: a short text could be guessed from a bare hash.
    """
    own = tuple(materials)
    message = finding.message
    for path in sorted({m.path for m in own}, key=len, reverse=True):
        message = message.replace(path, PurePosixPath(path).name)
    places = sorted(_place(part) for part in finding.evidence.split("；"))
    spoken_of = [m.sha256 for m in own if m.kind in _SEEN and m.path in finding.evidence]
    return digest(canonical({"message": message, "places": places, "files": sorted(spoken_of)}))


def _place(text: str) -> str:
    """`folder/file › sheet › B7` as `file › sheet`."""
    parts = [part.strip() for part in text.split("›")]
    kept = [PurePosixPath(parts[0]).name, *(part for part in parts[1:] if not _CELL.fullmatch(part))]
    return " › ".join(kept)
