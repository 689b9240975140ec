"""The installed wheel brings its data along and works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_finds_its_own_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)

    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(target), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    where = "from review_tui.resources import data_dir; print(data_dir())"
    shown = subprocess.run(
        [sys.executable, "-c", where], env=clean, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert Path(shown.stdout.strip()) == target / "review_tui" / "_data"
    demo = [sys.executable, "-m", "review_tui", "demo", "season", "--headless"]
    done = subprocess.run(demo, env=clean, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "season" / "exports" / "shortlist-推荐名单.xlsx").is_file()
