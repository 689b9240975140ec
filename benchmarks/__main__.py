"""`python -m benchmarks [NAME …]`: measures, and prints one table. Nothing here fails because something is slow."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.measure import Row
from benchmarks.stage import Stage

NAMES = (
    "startup", "moving", "digit", "crowd", "memory", "durable", "ranking", "importing", "register", "photos", "repeats",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the benchmarks that were named, or all."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    unknown = [name for name in arguments.names if name not in NAMES]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=arguments.dir) as directory:
        stage = Stage(Path(directory), quick=arguments.quick)
        for name in arguments.names or NAMES:
            begin = time.perf_counter()
            rows += importlib.import_module(f"benchmarks.{name}").run(stage)
            print(f"{name}: {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    print(json.dumps(report.as_json(rows), ensure_ascii=False, indent=1) if arguments.json else report.plain(rows))
    if arguments.write:
        report.write(rows)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ({', '.join(NAMES)}); none: all")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: whether everything works, not how fast")
    parser.add_argument("--json", action="store_true", help="the rows as JSON")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--dir", type=Path, help="where to work (a real disk); default: the system's temporary files")
    return parser


if __name__ == "__main__":
    sys.exit(main())
