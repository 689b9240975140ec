"""The offline score sheet: what goes out, and what of it comes back."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.score_sheet import Looked, ScoreSheets
from review_tui.desks.sheets import export_sheets
from review_tui.errors import UsageError
from review_tui.intake.reading import Reader
from review_tui.season_store import SeasonStore
from tests import needs
from tests.builders import Clock, fill, project, season_with, seat_panel, star
from tests.kiosk.terminal import ROOT, Terminal

GOOD = ("合格", 26, 18.5, 17, 16, 9)
"""Gate and points of a star's card, in the order of the columns."""


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = season_with(tmp_path, star("方琴"), star("李广"), star("卢兰岚"), project("向海讲习所"))
    seat_panel(made, "e01", "e02")
    return made


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "review_tui", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)


def exported(store: SeasonStore, expert: str = "e01") -> Path:
    """The expert's sheet, made now."""
    out = store.path.parent / "out"
    export_sheets(store, ["scoresheet"], Clock(), out=out)
    return out / f"scoresheet-评分表-{expert}.xlsx"


def edited(path: Path, edit: Callable[[Worksheet], None], *, sheet: str = "学习之星") -> Path:
    """The same file after somebody has worked in it."""
    book = load_workbook(path)
    edit(book[sheet])
    book.save(path)
    return path


def write(row: int, *values: object, comment: str = "") -> Callable[[Worksheet], None]:
    """Fill a row from the gate on."""

    def edit(sheet: Worksheet) -> None:
        for column, value in enumerate(values, start=4):
            sheet.cell(row, column).value = value  # type: ignore[assignment]
        if comment:
            sheet.cell(row, 11).value = comment

    return edit


def looked(store: SeasonStore, path: Path) -> Looked:
    """What e01's desk makes of a file."""
    desk = ExpertDesk(store, "e01", Clock())
    try:
        with Reader(store.path.parent) as reader:
            return ScoreSheets(desk, reader).look(path, path.name)
    finally:
        desk.close()


def cards(store: SeasonStore, expert: str = "e01") -> dict[str, Any]:
    return SeasonStore.open(store.path).tail(expert).all("cards")


# ------------------------------------------------------------------------------------------------ what goes out


def test_it_is_locked_but_for_what_is_to_be_filled_in(store: SeasonStore) -> None:
    sheet = load_workbook(exported(store))["学习之星"]
    assert sheet.protection.sheet
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert free == {f"{column}{row}" for column in "DEFGHIK" for row in (5, 6, 7)}
    assert [sheet.cell(5, c).value for c in (1, 2, 3)] == ["S001", "方琴", "长春市教育局"]


def test_cells_refuse_what_the_desk_would_refuse(store: SeasonStore) -> None:
    rules = {str(r.sqref): r for r in load_workbook(exported(store))["学习之星"].data_validations.dataValidation}
    assert rules["D5:D7"].formula1 == '"合格,不合格"'
    assert rules["E5:E7"].formula1 == "AND(ISNUMBER(E5),E5>=0,E5<=30,ROUND(E5/0.5,6)=ROUND(E5/0.5,0))"
    assert rules["K5:K7"].operator == "lessThanOrEqual" and rules["K5:K7"].formula1 == "2000"
    assert all(rule.showErrorMessage and rule.error for rule in rules.values())


def test_it_holds_the_rubric_and_nothing_private(store: SeasonStore) -> None:
    path = exported(store)
    book = load_workbook(path)
    assert book.sheetnames == ["学习之星", "品牌项目", "评分标准"]
    texts = {str(cell.value) for row in book["评分标准"].iter_rows() for cell in row if cell.value is not None}
    assert {"学习坚持与成效", "25.5–30", "0–14.5", "好", "较差"} <= texts
    with zipfile.ZipFile(path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    for private in ("1990000", "1961-03", "专家e01", "吉林大学"):
        assert private not in whole


def test_only_what_is_open_is_on_it(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S001", "26", "18", "17", "16", "9")
    desk.submit("S001")
    desk.recuse("S002", "同单位")
    desk.close()
    sheet = load_workbook(exported(store))["学习之星"]
    assert [sheet.cell(row, 1).value for row in range(5, 8)] == ["S003", None, None]


def test_who_is_done_gets_no_file(store: SeasonStore) -> None:
    desk = ExpertDesk(store, "e02", Clock())
    for nomination in desk.assigned:
        desk.recuse(nomination, "同单位")
    desk.close()
    exported(store)
    assert [p.name for p in (store.path.parent / "out").iterdir()] == ["scoresheet-评分表-e01.xlsx"]


def test_the_same_state_at_the_same_moment_gives_the_same_bytes(store: SeasonStore) -> None:
    first = exported(store).read_bytes()
    assert exported(store).read_bytes() == first
    stamp = str(load_workbook(io.BytesIO(first))["学习之星"]["A2"].value)
    assert re.fullmatch(r"专家：e01　生成：2022-09-01T09:00:01\+08:00　账本：0　校验码：\S{19}", stamp)


# ------------------------------------------------------------------------------------------------ what comes back


def test_a_spoiled_file_is_named_and_left_out(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    edited(path, write(6, "合格", 99))
    done = run("scores", store.path, path, "--as", "e01", "--yes")
    assert done.returncode == 1 and "学习之星 › E6：“学习坚持与成效”最高 30 分" in done.stdout
    assert cards(store) == {}


def test_it_is_shown_first_and_written_when_agreed(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD, comment="读书二十年"))
    shown = run("scores", store.path, path, "--as", "e01", "--dry-run")
    assert shown.returncode == 0 and "新交" in shown.stdout and "86.5" in shown.stdout
    assert cards(store) == {}
    asked = run("scores", store.path, path, "--as", "e01")
    assert asked.returncode == 2 and "--yes" in asked.stderr and cards(store) == {}
    done = run("scores", store.path, path, "--as", "e01", "--yes")
    assert done.returncode == 0 and "回执" in done.stdout
    assert cards(store)["S001"]["points"]["story"] == "18.5"
    code = re.search(r"\S{4}-\S{4}-\S{4}-\S{4}", done.stdout)
    assert code is not None and run("verify", store.path, "--receipt", code[0]).returncode == 0
    again = run("scores", store.path, path, "--as", "e01", "--yes")
    assert again.returncode == 0 and "没有要写入的" in again.stdout


def test_what_the_desk_would_read_back_is_said_beside_the_line(store: SeasonStore) -> None:
    found = looked(store, edited(exported(store), write(5, "合格", 26, 0, 17, 16, 9)))
    (line,) = found.lines
    assert line.change == "new" and len(line.doubts) == 1 and "事迹感染力" in line.doubts[0]


def test_a_terminal_is_asked(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    for answer, count in (("n", 0), ("ｙ", 1)):
        line = Terminal("review_tui", "scores", str(store.path), str(path), "--as", "e01", columns=120)
        line.until("输入 y 确定")
        line.send(f"{answer}\r")
        line.end()
        assert len(cards(store)) == count


def test_a_file_is_one_entry_and_one_undo(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    edited(path, write(6, "不合格", 10, 5, 5, 5, 5, comment="有不实之处"))
    edited(path, write(5, "合格", 20, 20, 15, 15, 8), sheet="品牌项目")
    assert run("scores", store.path, path, "--as", "e01", "--yes").returncode == 0
    entries = SeasonStore.open(store.path).tail("e01").entries()
    assert [e.kind for e in entries] == ["open", "sheet.take-in"]
    assert set(cards(store)) == {"S001", "S002", "P001"} and cards(store)["S002"]["gate"] is False
    desk = ExpertDesk(store, "e01", Clock())
    assert desk.undo() == "已撤销“收回评分表”：3 份"
    desk.close()
    assert cards(store) == {}


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        (5, 31, "最高 30 分"),
        (5, 26.3, "0.5 分为一档"),
        (5, -1, "要填 0–30 的数字"),
        (5, "1e308", "要填 0–30 的数字"),
        (5, 1e308, "最高 30 分|要填 0–30 的数字"),
        (5, "NaN", "要填 0–30 的数字"),
        (5, "#N/A", "要填 0–30 的数字|还没有填"),
        (5, "很好", "要填 0–30 的数字"),
        (5, "=20+6", "是公式"),
        (11, '=HYPERLINK("http://x","y")', "是公式"),
        (4, "=TRUE()", "是公式"),
        (5, True, "要填 0–30 的数字"),
        (4, "也许", "请填 合格 或 不合格"),
        (4, "不合格", "要写明理由"),
        (5, None, "还没有填：学习坚持与成效"),
        (11, "长" * 2001, "最多 2000 字"),
        (1, "S009", "“S009”没有分配给专家 e01"),
        (1, "S002", "编号与名称对不上"),
        (2, "李广", "编号与名称对不上"),
    ],
)
def test_a_cell_that_will_not_do_is_named_and_nothing_is_taken(
    column: int, value: object, says: str, store: SeasonStore
) -> None:
    path = edited(exported(store), write(6, *GOOD))
    edited(path, write(5, *GOOD))

    def spoil(sheet: Worksheet) -> None:
        sheet.cell(5, column).value = value  # type: ignore[assignment]

    edited(path, spoil)
    (problem,) = looked(store, path).problems
    place, _, said = problem.partition("：")
    assert re.search(says, said), problem
    assert re.fullmatch(r"scoresheet-评分表-e01.xlsx › 学习之星 › [ABDEK]5", place)


def test_files_stand_each_for_itself(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    other = path.with_name("另一份.xlsx")
    other.write_bytes(path.read_bytes())
    edited(other, write(6, "合格", 99))
    done = run("scores", store.path, other, path, "--as", "e01", "--yes")
    assert done.returncode == 1 and "一份也不写入" in done.stdout
    assert set(cards(store)) == {"S001"}


def test_a_later_card_of_the_desk_is_kept_unless_told_otherwise(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, "S001", "20", "10", "10", "10", "5")
    desk.submit("S001")
    desk.close()
    kept = run("scores", store.path, path, "--as", "e01", "--yes")
    assert kept.returncode == 1 and "保留评审台的" in kept.stdout and "--replace" in kept.stdout
    assert cards(store)["S001"]["points"]["learning"] == "20"
    replaced = run("scores", store.path, path, "--as", "e01", "--yes", "--replace")
    assert replaced.returncode == 0 and "将被这张表取代" in replaced.stdout
    assert cards(store)["S001"]["points"]["learning"] == "26" and cards(store)["S001"]["version"] == 2


def test_a_sheet_of_another_expert_season_or_rubric_is_refused(store: SeasonStore, tmp_path: Path) -> None:
    path = edited(exported(store, "e02"), write(5, *GOOD))
    done = run("scores", store.path, path, "--as", "e01", "--yes")
    assert done.returncode == 2 and "是专家 e02 的表" in done.stderr

    elsewhere = season_with(tmp_path / "other", star("方琴"), star("李广"), star("卢兰岚"), project("向海讲习所"))
    seat_panel(elsewhere, "e01", "e02")
    done = run("scores", elsewhere.path, edited(exported(store), write(5, *GOOD)), "--as", "e01", "--yes")
    assert done.returncode == 2 and "不是这一季的表" in done.stderr

    def forge(sheet: Worksheet) -> None:
        sheet["A2"].value = re.sub(r"账本：\d+", "账本：99", str(sheet["A2"].value))

    done = run("scores", store.path, edited(exported(store), forge), "--as", "e01", "--yes")
    assert done.returncode == 2 and "表头已改动" in done.stderr

    def strip(sheet: Worksheet) -> None:
        sheet["A2"].value = None

    done = run("scores", store.path, edited(exported(store), strip), "--as", "e01", "--yes")
    assert done.returncode == 2 and "没有校验码" in done.stderr
    assert cards(store) == {} and cards(elsewhere) == {}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_of_a_sheet_does_too(encoding: str, store: SeasonStore) -> None:
    sheet = load_workbook(exported(store))["学习之星"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows[4][3:9] = ["合格", "２６", "18.5", "17", "16", "9"]
    rows[5][3:9] = ["合格", "=1+1", "18.5", "17", "16", "9"]
    path = store.path.parent / "回来.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    done = run("scores", store.path, path, "--as", "e01", "--yes")
    assert done.returncode == 1 and "回来.csv › E6：" in done.stdout
    rows[5][3:9] = [""] * 6
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    assert run("scores", store.path, path, "--as", "e01", "--yes").returncode == 0
    assert cards(store)["S001"]["points"]["learning"] == "26"


def test_libreoffice_may_have_saved_it(store: SeasonStore) -> None:
    soffice = needs.program("soffice", "libreoffice")
    path = edited(exported(store), write(5, *GOOD, comment="=不是公式"))

    def as_text(sheet: Worksheet) -> None:
        sheet["K5"].data_type = "s"

    edited(path, as_text)
    back = store.path.parent / "back"
    home = f"-env:UserInstallation=file://{store.path.parent}/office"
    command = [soffice, home, "--headless", "--convert-to", "xlsx", "--outdir", back, path]
    subprocess.run(command, check=True, capture_output=True)
    done = run("scores", store.path, back / path.name, "--as", "e01", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert cards(store)["S001"]["points"]["story"] == "18.5"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04 nonsense"),
        ("a.xlsx", b"\x00" * 1000),
        ("a.docx", b"PK\x05\x06" + b"\x00" * 18),
        ("a.csv", b"\xff\xfe\x00\x01"),
        ("a.csv", "编号,名称\nS001,方琴\n".encode()),
        ("a.txt", "编号,名称\n".encode()),
    ],
)
def test_what_is_no_score_sheet_is_one_sentence(name: str, data: bytes, store: SeasonStore) -> None:
    path = store.path.parent / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match=name):
        looked(store, path)


def test_a_bomb_falls_in_the_reading_process(store: SeasonStore) -> None:
    path = store.path.parent / "bomb.xlsx"
    with zipfile.ZipFile(exported(store)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cells = b'<row r="9"><c r="XFD9" t="inlineStr"><is><t>x</t></is></c></row>'
                data = data.replace(b"</sheetData>", cells * 200_000 + b"</sheetData>")
            target.writestr(name, data)
    begin = time.monotonic()
    done = run("scores", store.path, path, "--as", "e01", "--yes")
    assert done.returncode == 2 and "bomb.xlsx" in done.stderr and "Traceback" not in done.stderr
    assert time.monotonic() - begin < 60


def test_the_identity_is_that_of_the_desk(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    assert "--as" in run("scores", store.path, path, "--yes").stderr
    assert run("scores", store.path, path, "--as", "e09", "--yes").returncode == 2
    office = OfficeDesk(store, Clock())
    office.add_member("e01", "张三", "某大学", "no-such-account")
    office.close()
    done = run("scores", store.path, path, "--as", "e01", "--yes")
    assert done.returncode == 2 and "账号" in done.stderr
    assert cards(store) == {}


def test_an_open_desk_is_left_alone(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    desk = ExpertDesk(store, "e01", Clock())
    try:
        done = run("scores", store.path, path, "--as", "e01", "--yes")
    finally:
        desk.close()
    assert done.returncode == 2 and "已在别处打开" in done.stderr


def test_the_office_s_check_counts_what_came_back(store: SeasonStore) -> None:
    path = edited(exported(store), write(5, *GOOD))
    assert run("scores", store.path, path, "--as", "e01", "--yes").returncode == 0
    listed = json.loads(run("panel", store.path, "list", "--json").stdout)
    assert [row["done"] for row in listed["panel"]] == [1, 0]
    assert run("verify", store.path).returncode == 0
