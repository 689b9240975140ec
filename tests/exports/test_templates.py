"""The shipped templates are those the script writes, and no workbook library is loaded before it is needed."""

from __future__ import annotations

import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.exports.samples import TEMPLATES

SCRIPT = Path(__file__).parents[2] / "tools" / "make_templates.py"


WORKBOOKS = ["shortlist.xlsx", "national.xlsx", "return-slip.xlsx", "confirmation.xlsx", "statistics.xlsx"]
DOCUMENTS = ["notice.docx", "confirmation.docx", "memo.docx"]


@pytest.mark.parametrize("name", WORKBOOKS + DOCUMENTS)
def test_the_script_writes_what_is_shipped(name: str, tmp_path: Path) -> None:
    if name.endswith(".docx"):
        runpy.run_path(str(SCRIPT.with_name("make_documents.py")))["main"](tmp_path)
    else:
        runpy.run_path(str(SCRIPT))["main"]([str(tmp_path)])

    def inside(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            return {member: archive.read(member) for member in archive.namelist()}

    assert inside(tmp_path / name) == inside(TEMPLATES / name)


def test_importing_the_exports_loads_no_workbook_library() -> None:
    code = (
        "import sys, review_tui.exports.shortlist, review_tui.exports.national, review_tui.exports.return_slip_letter\n"
        "print([m for m in ('openpyxl', 'docx', 'python_calamine', 'textual', 'tinydb') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"
