"""Writes `data/samples/`: the packages of six units, a list of past winners, what a right reading of them finds, and a
scripted panel.

    .venv/bin/python tools/make_samples.py [DIRECTORY]

Everything comes from one seed, so a second run on the same machine writes the same bytes. Takes about two minutes,
nearly all of it for the videos. Needs the development environment (PyAV, python-docx, Pillow, openpyxl, py7zr) and,
for banners in the pictures, a Chinese font.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from samples import archives, package, past
from samples.season import PANEL, SEATS, SENDERS

SEED = 2022
DEFAULT = Path(__file__).resolve().parent.parent / "data" / "samples"
MOST_BYTES = 4_000_000


def main(target: Path) -> None:
    """Writes all files below `target`; exits with a message when they outgrow their limit."""
    target.mkdir(parents=True, exist_ok=True)
    for sender in SENDERS:
        files = package.build(sender, SEED)
        archives.pack(target / sender.file, files, sender.container)
        print(f"{sender.file}: {len(files)} files, {sum(map(len, files.values())):,} bytes")
    (target / past.FILE).write_bytes(past.text(SEED))
    _write(target / "samples.json", _samples())
    _write(target / "panel.json", list(PANEL))
    total = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"{total:,} bytes in all")
    if total > MOST_BYTES:
        sys.exit(f"more than {MOST_BYTES:,} bytes")


def _samples() -> dict[str, Any]:
    packages = [
        {
            "file": sender.file,
            "unit": sender.unit,
            "received": sender.received,
            "stars": len(sender.stars),
            "projects": len(sender.projects),
            "expected": sorted(sender.expected),
        }
        for sender in SENDERS
    ]
    nominations = [one for sender in SENDERS for one in package.truth(sender)]
    return {
        "format": 1,
        "season": "jilin-2022",
        "seed": SEED,
        "seats": SEATS,
        "packages": packages,
        "past": {
            "file": past.FILE,
            "rows": len(past.rows(SEED)) - 2,
            "repeats": list(past.REPEATS),
            "suspects": list(past.SUSPECTS),
        },
        "nominations": nominations,
    }


def _write(path: Path, value: dict[str, Any] | list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
