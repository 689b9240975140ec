"""The register of past winners: adding lists, once each, as a whole or not at all."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.desks.past import comparable, past_winners
from review_tui.desks.past_merge import Merge
from review_tui.desks.register import Addition, RegisterDesk
from review_tui.errors import IntakeError, LedgerError, UsageError
from review_tui.ledger.backup import backup, restore
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from scoring.nomination import PastWinner
from tests.builders import Clock
from tests.intake.making import workbook
from tests.ledger.programs import Acks, Program
from tests.screens.office_bench import scored_season

ROOT = Path(__file__).parents[2]
LIST = "年度,类别,姓名/项目名称,单位\n2016,学习之星,方琴,长春市朝晖社区\n2017,品牌项目,向海讲习所,长春市图书馆\n"


class Office:
    """A season and its office, closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = SeasonStore.create(folder / "season")

    def add(self, *files: tuple[str, bytes | str], year: int | None = None, final: bool = False) -> Addition:
        paths = []
        for name, data in files:
            paths.append(self.folder / name)
            paths[-1].write_bytes(data.encode() if isinstance(data, str) else data)
        desk = OfficeDesk(self.store, Clock())
        try:
            return RegisterDesk(desk).add(paths, year, final=final)
        finally:
            desk.close()

    @property
    def rows(self) -> tuple[PastWinner, ...]:
        return past_winners(self.store, self.store.tail("office"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty season."""
    return Office(tmp_path)


def counts(done: Addition) -> list[tuple[int, int, int]]:
    return [(one.new, one.known, one.changed) for one in done.sources]


def test_a_list_is_added_with_ids_and_places(office: Office) -> None:
    assert counts(office.add(("名单.csv", LIST))) == [(2, 0, 0)]
    assert [(w.id, w.year, w.category, w.name, w.place) for w in office.rows] == [
        ("W00001", 2016, "star", "方琴", "名单.csv › 第2行"),
        ("W00002", 2017, "project", "向海讲习所", "名单.csv › 第3行"),
    ]


def test_the_same_row_twice_is_one_whichever_file_it_comes_from(office: Office) -> None:
    rows = [["姓名/项目名称", "年度", "单位", "类别"], ["方　琴", 2016, "长春市 朝晖社区", "百姓学习之星"]]
    office.add(("名单.csv", LIST))
    done = office.add(("名单.csv", LIST), ("另一份.xlsx", workbook(rows)))
    assert counts(done) == [(0, 2, 0), (0, 1, 0)]
    assert done.total == 2
    assert [e.kind for e in office.store.tail("office").entries()] == ["open", "register.add"]


def test_what_a_later_list_knows_more_completes_a_row_and_overwrites_nothing(office: Office) -> None:
    office.add(("a.csv", "姓名,单位\n方琴,长春市朝晖社区\n"))
    assert counts(office.add(("b.csv", "姓名,单位,备注\n方琴,长春市朝晖社区,退休\n"), year=2016)) == [(0, 0, 1)]
    assert counts(office.add(("c.csv", "年度,姓名,单位,备注\n2016,方琴,长春市朝晖社区,在职\n"))) == [(0, 1, 0)]
    (row,) = office.rows
    assert (row.id, row.year, row.remark, row.place) == ("W00001", 2016, "退休", "a.csv › 第2行")


def test_years_units_and_categories_that_differ_are_other_rows(office: Office) -> None:
    text = "年度,类别,姓名,单位\n2016,学习之星,方琴,甲社区\n2018,学习之星,方琴,甲社区\n2016,学习之星,方琴,乙社区\n"
    assert counts(office.add(("a.csv", text + "2016,品牌项目,方琴,甲社区\n"))) == [(4, 0, 0)]


def test_rows_of_the_season_itself_are_told(office: Office) -> None:
    (source,) = office.add(("a.csv", "年度,姓名,单位\n2022,方琴,甲社区\n2016,李四,乙社区\n")).sources
    assert source.notes == ["1 行是本季（2022年）的，从下一季起才用来查重"]


def test_one_bad_list_of_several_leaves_everything_as_it_was(office: Office) -> None:
    office.add(("名单.csv", LIST))
    head = office.store.tail("office").head
    with pytest.raises(IntakeError, match="坏的"):
        office.add(("新.csv", "姓名,单位\n李四,乙社区\n"), ("坏的.xlsx", b"no workbook"))
    assert office.store.tail("office").head == head
    assert len(office.rows) == 2


def test_the_last_addition_is_taken_back(office: Office) -> None:
    office.add(("a.csv", "姓名,单位\n方琴,长春市朝晖社区\n"))
    before = office.rows
    office.add(("b.csv", "年度,姓名,单位\n2016,方琴,长春市朝晖社区\n2016,李四,乙社区\n"))
    assert [(w.id, w.year) for w in office.rows] == [("W00001", 2016), ("W00002", 2016)]
    desk = OfficeDesk(office.store, Clock())
    assert RegisterDesk(desk).withdraw() == (1, 1)
    assert office.rows == before
    desk.close()
    office.add(("c.csv", "姓名,单位\n王五,丙社区\n"))
    assert [w.id for w in office.rows] == ["W00001", "W00003"]  # an id is never used twice
    assert verify(office.store.path).ok and verify(office.store.path).unreferenced == 0
    desk = OfficeDesk(office.store, Clock())
    RegisterDesk(desk).withdraw()
    RegisterDesk(desk).withdraw()
    with pytest.raises(UsageError, match="还是空的"):
        RegisterDesk(desk).withdraw()
    desk.close()


def test_names_of_past_winners_are_in_no_journal_and_verify_knows_their_files(office: Office) -> None:
    office.add(("方琴名单.csv", LIST))
    assert "方琴" not in (office.store.path / "ledger" / "office.jsonl").read_text("utf-8")
    (part,) = (office.store.path / "office").glob("*.json")
    assert part.stat().st_mode & 0o777 == 0o600
    assert verify(office.store.path).ok and verify(office.store.path).unreferenced == 0
    copy = backup(office.store.path, office.folder / "copy").path
    again = SeasonStore.open(restore(copy, office.folder / "again").path)
    assert past_winners(again, again.tail("office")) == office.rows
    part.write_bytes(part.read_bytes().replace("方琴".encode(), "方情".encode()))
    assert not verify(office.store.path).ok
    with pytest.raises(LedgerError, match="被改动"):
        assert office.rows


def test_the_register_is_carried_on_from_season_to_season(tmp_path: Path) -> None:
    old = scored_season(tmp_path)
    desk = OfficeDesk(old, Clock())
    RegisterDesk(desk).add([], final=True)
    ours = past_winners(old, desk.documents)
    assert [(w.year, w.name, w.place) for w in ours] == [
        (2022, "乙", "2022年推荐名单 › S002"),
        (2022, "甲", "2022年推荐名单 › S001"),
        (2022, "丙", "2022年推荐名单 › S003"),
    ]
    assert comparable(ours, 2022) == ()  # nobody repeats this season's own list
    desk.close()

    new = SeasonStore.create(tmp_path / "next")
    rules = new.path / "season.toml"
    rules.write_text(rules.read_text("utf-8").replace("year = 2022", "year = 2023"), "utf-8")
    new = SeasonStore.open(new.path)
    desk = OfficeDesk(new, Clock())
    done = RegisterDesk(desk).add([old.path])
    assert counts(done) == [(3, 0, 0), (0, 3, 0)]
    assert [w.name for w in comparable(past_winners(new, desk.documents), 2023)] == ["乙", "甲", "丙"]
    with pytest.raises(UsageError, match="不早于本季"):
        RegisterDesk(desk).add([new.path])
    desk.close()


def test_a_row_without_a_unit_is_the_only_one_of_its_name_and_year() -> None:
    def row(name: str, unit: str, year: int | None = 2016) -> PastWinner:
        return PastWinner(year=year, category="star", name=name, unit=unit, place="")

    one = Merge([row("方琴", "甲社区").model_copy(update={"id": "W00001"})])
    assert one.add([row("方琴", "")]) == (0, 1, 0)
    two = Merge([])
    two.add([row("方琴", "甲社区"), row("方琴", "乙社区")])
    assert two.add([row("方琴", "")]) == (1, 0, 0)  # which of the two cannot be told
    later = Merge([])
    later.add([row("方琴", "")])
    assert later.add([row("方琴", "甲社区")]) == (0, 0, 1)
    assert [w.unit for w in later.fresh()] == ["甲社区"]


def registrar(pipe: Connection, season: Path, folder: Path, seed: int) -> None:
    """Registers one list of 40 rows after another and says each that is done."""
    acks, number = Acks(pipe), seed * 1000
    desk = OfficeDesk(SeasonStore.open(season), Clock())
    acks.say("open")
    while True:
        number += 1
        path = folder / f"{seed}.csv"
        rows = "".join(f"2016,姓名{number}甲{i},第{number}单位\n" for i in range(40))
        path.write_text("年度,项目名称,单位\n" + rows, "utf-8")
        RegisterDesk(desk).add([path])
        acks.say(f"第{number}单位")


@pytest.mark.kills
def test_kill_9_loses_no_list_and_halves_none(office: Office) -> None:
    kills, rng, told = 25, random.Random(4), []
    for seed in range(1, kills + 1):
        program = Program(registrar, office.store.path, office.folder, seed)
        assert program.read_line() == "open"
        for _ in range(rng.randrange(3)):
            program.read_line()
        time.sleep(rng.random() * 0.05)  # the random moment: there is nothing to await
        program.kill()
        told += [line for line in program.lines if line != "open"]
    there = Counter(one.unit for one in office.rows)
    assert set(told) <= set(there)
    assert set(there.values()) == {40}
    assert len({one.id for one in office.rows}) == sum(there.values())
    assert verify(office.store.path).ok


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "review_tui", "register", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_command_says_what_it_did(office: Office) -> None:
    path = office.folder / "名单.csv"
    path.write_text(LIST + "2018,学习之星,,某社区\n", "utf-8")
    done = run(office.store.path, path)
    assert done.returncode == 1  # a row that somebody may miss
    assert "新增 2，已有 0，补充 0，未收 1" in done.stdout
    assert "未收 名单.csv › 第4行：没有姓名或项目名称" in done.stdout
    path.write_text(LIST, "utf-8")
    again = run(office.store.path, path, "--json")
    assert again.returncode == 0
    told = json.loads(again.stdout)
    assert "撤回上一次登记（新增的 2 行）" in run(office.store.path, "--undo").stdout
    assert {k: told[k] for k in ("new", "known", "changed", "left_out", "total")} == {
        "new": 0, "known": 2, "changed": 0, "left_out": 0, "total": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "请写出名单文件"),
        (["--undo"], "还是空的"),
        (["tests"], "也不是以往的季目录"),
        (["x.csv", "--undo"], "不能同时登记"),
        (["没有.xlsx"], "不存在"),
        (["x.csv", "--year", "16"], "要写成 2019 的样子"),
    ],
)
def test_what_cannot_be_registered_is_one_sentence(office: Office, arguments: list[str], says: str) -> None:
    refused = run(office.store.path, *arguments)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert says in refused.stderr and "Traceback" not in refused.stderr
    assert len(re.findall("。", refused.stderr)) <= 3
