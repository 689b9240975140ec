"""What one sitting takes of the machine's memory: the expert's desk against a Textual hello world.

Proportional set size (`Pss` of /proc/PID/smaps_rollup): pages that several programs share count once among them, so
that fifteen sittings take fifteen times what is printed for one of fifteen.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from benchmarks.measure import Row, median
from benchmarks.stage import Stage
from benchmarks.terminal import Terminal, floor, python, shows

GOAL = 3.0
TOGETHER = 1536.0
"""MiB for all desks of a panel at once: a machine of 4 GiB keeps more than half for everything else."""
_NEXT = b"]"


def run(stage: Stage) -> list[Row]:
    """As many of each as the season has experts, at the first frame; then after thirty nominations were opened."""
    experts = stage.season.experts
    bare = _hello(len(experts))
    with ExitStack() as stack:
        desks = [stack.enter_context(_desk(stage, expert)) for expert in experts]
        for desk in desks:
            desk.text(desk.listen(shows("评语", 0.3), seconds=120))
        opened = median([_pss(desk.pid) for desk in desks])
        for desk in desks:
            for _ in range(stage.times(30)):
                desk.send(_NEXT)
                desk.settle(0.05)
        worked = median([_pss(desk.pid) for desk in desks])
    count = len(experts)
    return [
        Row("memory", f"expert's desk at its first frame, one of {count}", "MiB", opened, bare, GOAL),
        Row("memory", f"after thirty nominations, one of {count}", "MiB", worked, bare),
        Row("memory", f"after thirty nominations, all {count}", "MiB", worked * count, None, TOGETHER),
    ]


def _desk(stage: Stage, expert: str) -> Terminal:
    return Terminal(python("-m", "review_tui", "desk", stage.season.path, "--as", expert), 80, 24)


def _hello(count: int) -> float:
    with ExitStack() as stack:
        bare = [stack.enter_context(Terminal(floor("hello"), 80, 24)) for _ in range(count)]
        for one in bare:
            one.text(one.listen(shows("Hello", 0.3), seconds=120))
        return median([_pss(one.pid) for one in bare])


def _pss(pid: int) -> float:
    """MiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this kernel tells no proportional set size")
