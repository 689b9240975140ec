"""The benchmarks work: each gives its rows on tiny sizes. How fast anything is, is not asked here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROWS = {
    "startup": ["expert's desk: exec to first frame with content", "office desk: exec to first frame with content"],
    "moving": [
        "move in the list, 80×24, p50",
        "move in the list, 80×24, p99",
        "move in the list, 80×24, bytes per key",
        "move beside the dossier, 160×48, p50",
        "move beside the dossier, 160×48, p99",
        "move beside the dossier, 160×48, bytes per key",
        "dossier follows the last key, 160×48, p99",
    ],
    "digit": [
        "digit in the score pane, 80×24, p50",
        "digit in the score pane, 80×24, p99",
        "digit in the score pane, 80×24, bytes per key",
        "number that goes on by itself, 80×24, p50",
        "number that goes on by itself, 80×24, p99",
        "number that goes on by itself, 80×24, bytes per key",
    ],
    "crowd": ["2 desks at once against one, digit, p50", "2 desks at once against one, digit, p99"],
    "memory": [
        "expert's desk at its first frame, one of 2",
        "after thirty nominations, one of 2",
        "after thirty nominations, all 2",
    ],
    "durable": [
        "draft, durable, p50",
        "draft, durable, p99",
        "submission, durable, p50",
        "submission, durable, p99",
    ],
    "ranking": [
        "rank, statistics and select, 40 × 3",
        "select with minimums, 40",
        "bands of certainty, 40 × 3, 1,000 rounds",
    ],
    "importing": [
        "import of a sample package (0.7 MB)",
        "import of 1 units × 18 nominations",
        "import of 2 units × 18 nominations",
        "a unit among 2 against one among 1, in floors",
    ],
    "register": [
        "a list of 200 rows read and added",
        "the same list again, 200 rows known",
        "register of 200 rows opened",
    ],
    "photos": ["reused photos, 30 × 5"],
}


@pytest.mark.parametrize("name", ROWS)
def test_a_benchmark_gives_its_rows(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", name, "--quick", "--json", "--dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert [row["what"] for row in rows] == ROWS[name]
    assert {row["benchmark"] for row in rows} == {name}
    assert all(row["ours"] > 0 and row["goal"] != 0 for row in rows)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_name_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nothing"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "nothing" in done.stderr
