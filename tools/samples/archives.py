"""Packs a unit's files as units do: a folder, a zip with GBK or UTF-8 names, a 7z. Same bytes at every run."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import py7zr

from samples.sheets import WRITTEN


class _GbkInfo(zipfile.ZipInfo):
    """An entry as Windows writes it: the name in GBK and no flag that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def pack(target: Path, files: Mapping[str, bytes], container: str) -> None:
    """Writes `files` (path inside the package → bytes) to `target`, replacing what was there."""
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    if container == "folder":
        _folder(target, files)
    elif container == "7z":
        _seven(target, files)
    else:
        _zip(target, files, _GbkInfo if container == "zip-gbk" else zipfile.ZipInfo)


def _folder(target: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (WRITTEN.timestamp(),) * 2)


def _zip(target: Path, files: Mapping[str, bytes], kind: type[zipfile.ZipInfo]) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            info = kind(name, WRITTEN.timetuple()[:6])
            info.create_system = 0
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)


def _seven(target: Path, files: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        _folder(root, files)
        with py7zr.SevenZipFile(target, "w") as archive:
            for name in files:
                archive.write(root / name, name)
