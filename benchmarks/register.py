"""The register of past winners: a list read, kept and opened again, against parsing the same bytes and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.measure import Row, median, steady, timed
from benchmarks.stage import Stage
from review_tui.commands.out import now
from review_tui.desks.office import OfficeDesk
from review_tui.desks.past import past_winners
from review_tui.desks.register import RegisterDesk
from review_tui.ledger.entry import digest
from review_tui.season_store import SeasonStore

_SURNAMES, _GIVEN = "王李张刘陈杨赵吴周徐孙马朱胡郭何", "明红伟芳敏静丽强磊军洋勇艳杰娟涛"


def run(stage: Stage) -> list[Row]:
    """Adding one list, then opening the register; both once kept, so a second time nothing is new."""
    size = stage.times(100_000, 200)
    path = stage.directory / "register.csv"
    path.write_text(_list(size), encoding="utf-8")
    store = SeasonStore.create(stage.directory / "register")
    desk = OfficeDesk(store, now)
    try:
        with steady():
            added = timed(lambda: RegisterDesk(desk).add([path]))
            again = timed(lambda: RegisterDesk(desk).add([path]))
            opened = [timed(lambda: past_winners(store, desk.documents)) for _ in range(stage.times(5, 1))]
            (part,) = (store.path / "office").iterdir()
            floor = [timed(lambda: _parse(part)) for _ in range(stage.times(5, 1))]
    finally:
        desk.close()
    return [
        Row("register", f"a list of {size:,} rows read and added", "ms", added),
        Row("register", f"the same list again, {size:,} rows known", "ms", again),
        Row("register", f"register of {size:,} rows opened", "ms", median(opened), median(floor)),
    ]


def _parse(part: Path) -> None:
    data = part.read_bytes()
    digest(data)
    json.loads(data)


def _list(size: int) -> str:
    rows = ["年度,类别,姓名/项目名称,单位,推荐单位"]
    for number in range(size):
        a, b, c = number % 16, number // 16 % 16, number // 256 % 16
        name = _SURNAMES[a] + _GIVEN[b] + _GIVEN[c]
        rows.append(f"{2012 + number % 10},百姓学习之星,{name},长春市南关区第{number}社区,长春市教育局")
    return "\n".join(rows) + "\n"
