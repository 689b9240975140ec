"""What LibreOffice makes of the exports: the text as it was, and pages as an office prints them."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from review_tui.exports.national import National, national
from review_tui.exports.shortlist import shortlist
from tests.exports.samples import MASTHEAD, TEMPLATES, content, forwarded, line

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]


def converted(data: bytes, tmp_path: Path, target: str) -> Path:
    """The workbook as LibreOffice writes it out, with a profile of its own."""
    source = tmp_path / "list.xlsx"
    source.write_bytes(data)
    command = [
        str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", target,
        "--outdir", str(tmp_path), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return tmp_path / f"list.{target.split(':')[0]}"


def test_dangerous_text_is_still_text(tmp_path: Path) -> None:
    names = ("=1+1", "+1", "-1", "@SUM(A1)", "_x0041_", "00123", "李\n桂花", "😀")
    data = national(National(MASTHEAD, tuple(forwarded(name) for name in names)), TEMPLATES / "national.xlsx")
    text = converted(data, tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[2] for row in rows[3:11]] == list(names)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_pages_have_the_header_and_their_number_and_no_column_is_cut(tmp_path: Path) -> None:
    lines = tuple(line(f"人{n}", rank=n) for n in range(1, 61))
    pdf = converted(shortlist(content(lines), TEMPLATES / "shortlist.xlsx"), tmp_path, "pdf")
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    size = next(row for row in told.splitlines() if row.startswith("Page size"))
    assert "841.89 x 595.304" in size or "A4" in size
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    for number in (1, 2, 3):
        page = pages[number - 1]
        assert all(head in page for head in ("序号", "姓名/项目名称", "推荐单位", "理由")), page
        assert f"第 {number} 页" in page
        assert "7F3A-09QX-K2M4-TT10" in page
    assert "制表人：" in pages[2]
    # one page for each of the four short sheets and two details: nothing spills to the right
    assert len([page for page in pages if page.strip()]) == 3 + 6
