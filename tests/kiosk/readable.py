"""An installation that every account of the machine may run, as /opt/review-tui is.

The tests' own may lie in somebody's home (a Python below /root): then what is out of reach is linked or copied.
"""

from __future__ import annotations

import os
import shutil
import site
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = shutil.ignore_patterns("site-packages", "test", "idlelib", "tkinter", "turtledemo", "ensurepip", "config-*")


def python_for_all(folder: Path) -> Path:
    """The interpreter of the installation; what has to be made is made in `folder`."""
    packages = Path(site.getsitepackages()[0])
    if all(_in_reach(p) for p in (Path(sys.executable), Path(sys.executable).resolve(), packages, ROOT)):
        return Path(sys.executable)
    base, version = folder / "python", f"python{sys.version_info.major}.{sys.version_info.minor}"
    (base / "bin").mkdir(parents=True)
    _carry(Path(sys.executable).resolve(), base / "bin" / version)
    shutil.copytree(
        Path(sys.base_prefix) / "lib" / version, base / "lib" / version, copy_function=_carry, ignore=_LEFT_OUT
    )
    for library in (Path(sys.base_prefix) / "lib").glob("libpython3*.so*"):
        _carry(library, base / "lib" / library.name)
    own = folder / "venv" / "lib" / version / "site-packages"
    own.mkdir(parents=True)
    (folder / "venv" / "bin").mkdir()
    (folder / "venv" / "bin" / "python").symlink_to(base / "bin" / version)
    (folder / "venv" / "pyvenv.cfg").write_text(f"home = {base / 'bin'}\ninclude-system-site-packages = false\n")
    (own / "all.pth").write_text(f"{_reached(ROOT, folder / 'app')}\n{_reached(packages, folder / 'packages')}\n")
    return folder / "venv" / "bin" / "python"


def _reached(path: Path, instead: Path) -> Path:
    """The folder itself, or what its accounts may read in its place."""
    if not _in_reach(path):
        names = ("review_tui", "scoring", "data") if path == ROOT else tuple(p.name for p in path.iterdir())
        for name in names:
            there = shutil.copytree if (path / name).is_dir() else _carry
            instead.mkdir(exist_ok=True)
            there(path / name, instead / name, **({"copy_function": _carry} if there is shutil.copytree else {}))
        return instead
    return path


def _in_reach(path: Path) -> bool:
    """Whether everybody may go there and read."""
    return all(p.stat().st_mode & 0o001 for p in path.parents) and bool(path.stat().st_mode & 0o004)


def _carry(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
