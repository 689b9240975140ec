"""A whole season by keys alone: import, rulings, panel, scores, the end of the round, the notice, an upheld objection,
the reserve's own notice, the confirmation; then the exports, as LibreOffice reads them, are held against the ledger.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from review_tui.desks.notice import confirmation, notices
from review_tui.desks.office_view import OfficeView
from review_tui.desks.round import Round
from review_tui.ledger.verify import verify
from review_tui.resources import data_dir
from review_tui.season_store import SeasonStore
from tests import needs
from tests.kiosk.terminal import ROOT, Terminal

EXPERTS = ("e01", "e02", "e03")
PACKAGES = ("白山市2022年推介材料(最终版).zip", "吉林工商学院-百姓学习之星和终身学习品牌项目.zip")
SEATS = 4
LINES, COLUMNS = 40, 120


def command(*arguments: str) -> str:
    """What a command of the program prints; it must end with 0 or 1."""
    done = subprocess.run(
        [sys.executable, "-m", "review_tui", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture
def season(tmp_path: Path) -> Path:
    path = tmp_path / "season"
    command("init", str(path))
    rules = path / "season.toml"
    text = (
        rules.read_text(encoding="utf-8").replace("seats = 43", f"seats = {SEATS}").replace("seats = 25", "seats = 1")
    )
    rules.write_text(text, encoding="utf-8")
    for name in PACKAGES:
        (tmp_path / "parcels").mkdir(exist_ok=True)
        shutil.copy(data_dir() / "samples" / name, tmp_path / "parcels")
    for expert in EXPERTS:
        command("panel", str(path), "add", expert, "--name", f"评委{expert}", "--employer", "某省开放大学")
    return path


class Office:
    """The office's desk on a terminal."""

    def __init__(self, season: Path) -> None:
        self.line = Terminal("review_tui", "office", str(season), columns=COLUMNS, lines=LINES)
        self.line.until("? 帮助")

    def go(self, *steps: tuple[str, str]) -> None:
        """Send keys and wait for what must then be seen, step by step."""
        for keys, seen in steps:
            self.line.send(keys)
            self.line.until(seen, 60)

    def clear(self, length: int = 10) -> None:
        """Empty the field that has the focus."""
        self.line.send("\x7f" * length)

    def leave(self) -> None:
        self.line.send("q")
        assert self.line.end() == 0


def rule_on_everything(office: Office, season: Path) -> None:
    """Waives every block, one after the other, with a reason; leaves the rest to the notes."""
    office.go(("2", "待裁定"))
    store = SeasonStore.open(season)
    count = sum(1 for row in OfficeView(store).findings() if row.ruled.open)
    for number in range(1, count + 1):
        office.go(("w", "写明理由"))
        office.line.send("已核实\r")
        office.line.until(lambda number=number: len(store.tail("office").all("rulings")) == number)  # type: ignore[misc]
    assert not [row for row in OfficeView(store).findings() if row.ruled.open]


def score(season: Path, expert: str, merits: dict[str, int]) -> None:
    """Forty keys at most for each nomination: the gate, the points, Enter."""
    line = Terminal("review_tui", "desk", str(season), "--as", expert, columns=80, lines=24)
    line.until("? 帮助")
    store = SeasonStore.open(season)
    for _ in merits:
        tail = store.tail(expert)
        before = len(tail.all("cards"))
        here = current(line)
        rubric = store.season.rules.find("star" if here.startswith("S") else "project").rubric
        line.send("1")
        line.until("合格")
        for criterion in rubric.criteria:
            points = int(criterion.points * merits[here] / 100)
            line.send(f"{points}\r")
            line.until(f"{points}/{criterion.points}")
        line.send("\x13")
        line.until(lambda before=before: submitted(store, expert, line) > before)  # type: ignore[misc]
        if before + 1 < len(merits):
            line.until(lambda here=here: current(line) != here)  # type: ignore[misc]
    line.send("q")
    line.until("离开评审台")
    line.send("\r")
    line.end()


def submitted(store: SeasonStore, expert: str, line: Terminal) -> int:
    """Cards so far; a question before submitting (something looks like a slip) is answered with: it is right."""
    if "没有错" in line.text():
        line.send("y")
    return len(store.tail(expert).all("cards"))


def current(line: Terminal) -> str:
    """The nomination that the desk shows."""
    found = re.search(r"\b([SP]\d{3}) ", line.text())
    assert found, line.text()
    return found[1]


def test_from_import_to_confirmation(season: Path, tmp_path: Path) -> None:
    office = Office(season)
    office.go(("i/", "路径"))
    office.line.send(f"{tmp_path}/parcels\r")
    office.line.until("吉林工商学院")
    office.go(("a", "2"), ("d", "日期"), ("2022-08-20\r", "08-20"), ("g", "试读完"))
    office.go(("t", "导入 2 份"), ("\r", "已导入 2 个单位"))
    office.go(("\x1b", "收到日期"), ("\x1b", "2 审查"))
    rule_on_everything(office, season)
    office.go(("4", "评审组"), ("a", "每份材料由几位来评"), ("\r", "每份由每位专家评"), ("\r", "已分配"))
    office.leave()

    view = OfficeView(SeasonStore.open(season))
    merits = {n.id: 62 + 7 * place % 36 for place, n in enumerate(view.nominations())}
    for expert in EXPERTS:
        score(season, expert, merits)

    office = Office(season)
    office.go(
        ("4", "100%"), ("o", "全部评完"), ("c", "结束以后"), ("\r", "评审已结束"), ("s", "封存以后"), ("\r", "已封存")
    )
    office.go(("\x1b", "a 分配评审"))  # seen before the next key: Esc and a digit in one piece are another key
    view = OfficeView(SeasonStore.open(season))
    assert Round(view).state == "sealed"  # type: ignore[arg-type]
    star = view.rules.find("star")
    selected = [one.id for one in view.selection(star).selected]
    reserve = view.selection(star).reserves[0]
    assert len(selected) == SEATS

    long_ago = date.today() - timedelta(days=30)
    later = long_ago + timedelta(days=10)
    office.go(("7", "还没有公示"), ("p", "从哪天开始"))
    office.clear()
    office.go((f"{long_ago}\r", "已公示 5 项"))
    out = selected[1]
    office.go(("o", "登记异议"), (f"{out}\r李某\r事迹不实\r附证明\r", "已登记异议 Y01"))
    office.go(("c", "还不能确认"), ("y", "处理意见"), ("经核实，事迹不符\r王主任\r", "递补"))
    office.go(("c", "尚未公示"), ("p", "补充公示"))
    office.clear()
    office.go((f"{later}\r", "已公示 1 项"), ("c", "公示期满"), ("\r", "名单已确认"))
    office.go(("8", "推荐名单"), ("a", "已导出"))
    office.line.until(lambda: (season / "exports" / "confirmation-认定名单.xlsx").exists(), 60)
    office.line.until("已导出", 60)
    office.leave()

    view = OfficeView(SeasonStore.open(season))
    final = confirmation(view)
    assert final is not None
    stars = [line.id for line in final.lines if line.id.startswith("S")]
    assert stars == [*(one for one in selected if one != out), reserve.id]
    assert [len(one.ids) for one in notices(view)] == [5, 1]
    assert verify(season).ok
    told = json.loads(command("select", str(season), "--json"))["categories"]["star"]
    assert [one["id"] for one in told["selected"]] == stars
    _exports_hold_what_the_ledger_says(season, view)


def _exports_hold_what_the_ledger_says(season: Path, view: OfficeView) -> None:
    final = confirmation(view)
    assert final is not None
    exports = season / "exports"
    soffice = needs.program("soffice", "libreoffice")
    home = f"-env:UserInstallation=file://{season.parent}/libreoffice"
    for what, names in (
        ("csv:Text - txt - csv (StarCalc):44,34,76,1", ["confirmation-认定名单.xlsx", "national-报国家汇总表.xlsx"]),
        ("txt:Text (encoded):UTF8", ["confirmation-认定名单.docx", "notice-公示-01.docx", "memo-决定说明.docx"]),
    ):
        subprocess.run(
            [
                soffice,
                home,
                "--headless",
                "--convert-to",
                what,
                "--outdir",
                exports / "read",
                *(exports / n for n in names),
            ],
            check=True,
            capture_output=True,
        )
    with (exports / "read" / "confirmation-认定名单.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if len(row) > 3 and row[0].isdigit()]
    assert [(row[1], row[2], row[3]) for row in rows] == [(one.category, one.name, one.unit) for one in final.lines]
    with (exports / "read" / "national-报国家汇总表.csv").open(encoding="utf-8") as file:
        forwarded = [row[2] for row in csv.reader(file) if len(row) > 4 and row[0].isdigit()]
    assert set(forwarded) == {one.name for one in final.lines}
    listed = (exports / "read" / "confirmation-认定名单.txt").read_text(encoding="utf-8")
    assert all(one.name in listed for one in final.lines)
    memo = (exports / "read" / "memo-决定说明.txt").read_text(encoding="utf-8")
    for standing in view.standings(view.rules.find("star")):
        assert f"{standing.id}　{standing.name}" in memo
        if standing.rank is not None:
            assert f"{standing.score}（去一高一低" in memo
    assert "公示异议成立（Y01）" in memo and "经核实，事迹不符（王主任）" in memo
