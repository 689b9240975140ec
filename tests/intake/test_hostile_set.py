"""The hostile set, one by one and all in one call: each ends soon and small, its problem named, the good ones taken in.

The limits on time and memory are the program's own, so they may be asked for here, with a wide margin.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from review_tui.intake.package import read_package
from review_tui.intake.reading import Reader
from review_tui.rules import Season
from review_tui.season_store import SeasonStore
from tests.intake.hostile import NAMES, PACKAGES, PAPERS, PDFS, TABLES_THAT_ONLY_LOOK_LARGE
from tests.intake.making import folder_of, photo, star_form, stars, zip_of
from tests.needs import program

SECONDS, MEMORY = 30, 1 << 30


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One reading process for all: what one hostile file does to it must not touch the next."""
    with Reader(tmp_path_factory.mktemp("reader")) as made:
        yield made


@pytest.mark.parametrize("name", PACKAGES)
def test_a_hostile_package(tmp_path: Path, season: Season, work: Path, shared: Reader, name: str) -> None:
    problem, make = PACKAGES[name]
    path = tmp_path / ("".join(c if c.isalnum() or c in ". " else "_" for c in name))
    path.write_bytes(make())
    begin = time.monotonic()
    reading = read_package(path, season, work, unit="长春市", reader=shared)
    assert time.monotonic() - begin < SECONDS
    assert reading.refused and {p.problem for p in reading.package.problems} == {problem}
    assert reading.package.nominations == () and dict(reading.blobs) == {}
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, "work"])
    assert sum(p.stat().st_size for p in work.rglob("*") if p.is_file()) <= MEMORY


def test_hostile_papers_in_a_good_package(tmp_path: Path, season: Season, work: Path, shared: Reader) -> None:
    files = {path: make() for path, (_, make) in PAPERS.items()}
    package = folder_of(tmp_path / "包", {**files, "汪莲/汪莲推介表.docx": star_form("汪莲"), "汪莲/1.jpg": photo()})
    begin = time.monotonic()
    reading = read_package(package, season, work, unit="长春市", reader=shared)
    assert time.monotonic() - begin < SECONDS * 2
    named = {p.file: p.problem for p in reading.package.problems}
    assert named == {path: problem for path, (problem, _) in PAPERS.items()}
    assert not reading.refused and [n.name for n in reading.package.nominations] == ["汪莲"]


@pytest.mark.parametrize("name", TABLES_THAT_ONLY_LOOK_LARGE)
def test_tables_that_only_look_large_are_read(
    tmp_path: Path, season: Season, work: Path, shared: Reader, name: str
) -> None:
    package = folder_of(tmp_path / "包", {"附表2 汇总表.xlsx": TABLES_THAT_ONLY_LOOK_LARGE[name]()})
    reading = read_package(package, season, work, unit="长春市", reader=shared)
    assert [p.problem for p in reading.package.problems] in ([], ["table.unreadable"])


@pytest.mark.parametrize("name", PDFS)
def test_pdfs_that_never_end(tmp_path: Path, shared: Reader, name: str) -> None:
    path = tmp_path / "推介表.pdf"
    path.write_bytes(PDFS[name]())
    begin = time.monotonic()
    answer = shared.read(path, path.name, hashed=True)
    assert time.monotonic() - begin < SECONDS
    assert answer.get("unread") or answer.get("fell")


def test_names_of_every_kind_are_data(tmp_path: Path, season: Season, work: Path, shared: Reader) -> None:
    long = "照" * 83 + ".jpg"  # 253 bytes; the system takes 255
    names = ["\x1b]0;x\x07.jpg", "a\nb.jpg", "a\u202egpj.exe.jpg", "[red]x[/].jpg", long, "空 格 .jpg", "-rf.jpg"]
    files = {f"汪莲/{name}": photo(20 + n) for n, name in enumerate(names)}
    for package in (folder_of(tmp_path / "包", files), zip_of(tmp_path / "包.zip", files, encoding="utf-8")):
        reading = read_package(package, season, work, unit="长春市", reader=shared)
        shown = [m.path for m in reading.package.materials]
        assert len(shown) == len(names) and f"汪莲/{long}" in shown
        assert not any(ord(c) < 32 or c in "\u202e\x7f" for path in shown for c in path)
        assert reading.package.problems == ()


MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "review_tui", *sys.argv[1:]], capture_output=True)
sys.stdout.buffer.write(done.stdout)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, file=sys.stderr)
"""


def test_the_good_packages_of_the_same_call_are_taken_in(tmp_path: Path) -> None:
    program("unar")
    season = SeasonStore.create(tmp_path / "season").path
    paths = []
    for number, (name, (_, make)) in enumerate(PACKAGES.items()):
        paths.append(tmp_path / f"{number:02d}{Path(name).suffix}")
        paths[-1].write_bytes(make())
    files = {"汪莲/推介表.docx": star_form("汪莲"), "汇总表.xlsx": stars("汪莲", unit="吉林市教育局")}
    good = zip_of(tmp_path / "吉林市.zip", files)
    last = zip_of(tmp_path / "四平市.zip", {"汇总表.csv": _table_of(NAMES)})
    command = [sys.executable, "-c", MEASURED, "import", season, *paths[:20], good, *paths[20:], last, "--json"]
    begin = time.monotonic()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=SECONDS * 10)
    took = time.monotonic() - begin
    code, peak = map(int, done.stderr.split()[-2:])
    assert (code, took < SECONDS * 3, peak < MEMORY) == (1, True, True), done.stderr
    units = json.loads(done.stdout)["units"]
    assert [{p["problem"] for p in unit["problems"]} for unit in units] == [
        *({problem} for problem, _ in list(PACKAGES.values())[:20]), set(),
        *({problem} for problem, _ in list(PACKAGES.values())[20:]), set(),
    ]  # fmt: skip
    assert [(unit["unit"], unit["nominations"]) for unit in units if unit["nominations"]] == [
        ("吉林市教育局", 1),
        ("四平市教育局", len(NAMES)),
    ]
    _names_are_text(season, tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([season.name, *(p.name for p in [*paths, good, last])])
    assert list((season / "tmp").iterdir()) == []


def _table_of(names: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["填报单位：四平市教育局"])
    rows.writerow(["序号", "姓名", "性别", "出生年月", "联系电话"])
    rows.writerows([n, name, "女", f"19{60 + n}.05", f"1990000123{n}"] for n, name in enumerate(names, 1))
    return out.getvalue().encode()


def _names_are_text(season: Path, out: Path) -> None:
    """What the commands print, and every cell of what they export."""
    run = [sys.executable, "-m", "review_tui"]
    told = subprocess.run([*run, "check", season], capture_output=True, text=True, timeout=120).stdout
    assert "[bold]张[/]" in told and "[@click=app.quit]张" in told
    assert not any((ord(sign) < 32 and sign not in "\n\t") or sign in "\x7f\u202e" for sign in told)
    subprocess.run([*run, "export", season, "--out", out], check=True, capture_output=True, timeout=240)
    books = [openpyxl.load_workbook(path) for path in out.rglob("*.xlsx")]
    cells = [cell for book in books for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(isinstance(cell.value, str) and "=HYPERLINK" in cell.value for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert not any("\x1b" in str(cell.value) or "_x001B_" in str(cell.value) for cell in cells)
