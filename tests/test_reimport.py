"""A corrected package through the real command: what changed, in words and as JSON, and what a dry run leaves alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from docx import Document
from PIL import Image

from review_tui.resources import data_dir
from tests.test_cli import run

UNIT = "通化市教育局报送材料"
NAME = "宫玉梅"


def corrected(folder: Path) -> None:
    """Another date of birth in the form, another portrait, and one nominee's files less."""
    stars = folder / "百姓学习之星"
    form = stars / f"百姓学习之星推荐表（{NAME}）.docx"
    document = Document(str(form))
    cell = next(c for t in document.tables for row in t.rows for c in row.cells if c.text == "1965.03")
    cell.paragraphs[0].runs[0].text = "1965.08"
    for run_ in cell.paragraphs[0].runs[1:]:
        run_.text = ""
    document.save(str(form))
    Image.new("RGB", (413, 579), "white").save(stars / f"{NAME}-证件照.jpg")
    for path in stars.glob("*苗雅楠*"):
        path.unlink()


def test_a_corrected_folder_is_told_fact_by_fact_and_file_by_file(tmp_path: Path) -> None:
    season, folder = tmp_path / "season", tmp_path / UNIT
    shutil.copytree(data_dir() / "samples" / UNIT, folder)
    assert run("init", season).returncode == 0
    assert run("import", season, folder).returncode == 0
    corrected(folder)
    journal = (season / "ledger" / "office.jsonl").read_bytes()

    dry = run("import", season, folder, "--dry-run", "--json")
    (unit,) = json.loads(dry.stdout)["units"]
    one = next(c for c in unit["changed"] if c["name"] == NAME)
    fact = next(f for f in one["facts"] if f["fact"] == "birth")
    assert (fact["source"], fact["before"], fact["after"]) == ("form", "1965-03", "1965-08")
    assert all("出生日期" in fact[place] for place in ("before_place", "after_place"))
    assert {(f["how"], f["kind"]) for f in one["files"]} == {("replaced", "form"), ("replaced", "photo")}
    assert set(one["what"]) == {"出生年月", "推介表", "照片"}
    assert (season / "ledger" / "office.jsonl").read_bytes() == journal

    told = run("import", season, folder).stdout
    assert f"  有变化 {one['id']} {NAME}：" in told
    assert "    出生年月（推介表）：“1965-03” → “1965-08”（" in told
    assert f"    照片换过：百姓学习之星/{NAME}-证件照.jpg" in told
    assert (season / "ledger" / "office.jsonl").read_bytes() != journal
    again = json.loads(run("import", season, folder, "--json").stdout)["units"][0]
    assert (again["added"], again["changed"], again["removed"], again["unit_changes"]) == ([], [], [], [])


def test_the_day_of_receipt_is_asked_for_until_it_is_known(tmp_path: Path) -> None:
    season, folder = tmp_path / "season", data_dir() / "samples" / UNIT
    run("init", season)
    assert "没有写 --received" in run("import", season, folder).stderr
    assert "没有写 --received" not in run("import", season, folder, "--received", "2022-08-18").stderr
    assert "没有写 --received" not in run("import", season, folder).stderr  # the day from before is kept
