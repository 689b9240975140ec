"""Papers of old formats, as LibreOffice writes them, and machines that have only some of the programs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.needs import program


def converted(files: Mapping[str, bytes], target: str, place: Path) -> dict[str, bytes]:
    """Those files made into another kind (`doc`, `rtf`, `odt`, `pdf`, `xls`, `ods`) by one run, by their stems."""
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)
    command = [program("soffice"), f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", target, "--outdir", str(place / "made"), *(str(place / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "HOME": str(place)})
    return {path.stem: path.read_bytes() for path in (place / "made").iterdir()}


def machine_with(monkeypatch: pytest.MonkeyPatch, place: Path, *programs: str) -> Path:
    """A machine that has none but those programs; the directory they lie in."""
    place.mkdir()
    for name in programs:
        (place / name).symlink_to(program(name))
    monkeypatch.setenv("PATH", str(place))
    return place
