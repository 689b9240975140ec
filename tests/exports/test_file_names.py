"""File names made of names from outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.exports.file_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("01_长春市教育局_补正通知", "01_长春市教育局_补正通知.docx"),
        ("../../etc/passwd", "_.._etc_passwd.docx"),
        ('C:\\\\a|b?*<>"', "C___a_b_____.docx"),
        ("-rf .", "rf.docx"),
        ("con", "_con.docx"),
        ("Lpt1.x", "_Lpt1.x.docx"),
        ("甲\u202e乙\x1b[2J\n", "甲_乙_[2J_.docx"),
        ("", "_.docx"),
        (" . ", "_.docx"),
        ("e\u0301", "é.docx"),
        ("\ud800x", "?x.docx".replace("?", "_")),
    ],
)
def test_names(text: str, name: str) -> None:
    assert safe_name(text, ".docx") == name


@given(st.text(max_size=200))
def test_every_name_is_safe(text: str) -> None:
    name = safe_name(text, ".xlsx")
    assert 5 < len(name.encode()) <= LONGEST and name.endswith(".xlsx")
    assert not set(name) & set('/\\:*?"<>|') and name[0] not in " .-"
    assert all(not unicodedata.category(ch).startswith("C") for ch in name)
