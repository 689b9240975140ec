"""The reading process: it is limited, it may die, and then only one file is lost."""

from __future__ import annotations

import os
import signal
import zipfile
from pathlib import Path

import pytest

from review_tui.intake.limits import Limits
from review_tui.intake.reading import Reader
from tests.intake.making import document, photo, workbook


def _file(tmp_path: Path, name: str, data: bytes) -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def _process(reader: Reader) -> int:
    assert reader._process is not None
    return reader._process.pid


def test_a_killed_process_costs_one_file(reader: Reader, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.jpg", photo())
    os.kill(_process(reader), signal.SIGKILL)
    assert "fell" in reader.read(path, "a.jpg", hashed=True)
    assert reader.read(path, "a.jpg", hashed=True)["photo"]["width"] == 30


def test_a_process_that_hangs_is_replaced(work: Path, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.jpg", photo())
    with Reader(work, Limits(file_seconds=1)) as reader:
        first = _process(reader)
        os.kill(first, signal.SIGSTOP)
        assert reader.read(path, "a.jpg", hashed=True) == {"fell": "读取用时过长，已停止"}
        assert "photo" in reader.read(path, "a.jpg", hashed=True)
        assert _process(reader) != first


def test_it_ends_with_its_owner(work: Path) -> None:
    reader = Reader(work)
    with reader:
        pid = _process(reader)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_blocked_signals_are_not_inherited(work: Path, tmp_path: Path) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        with Reader(work) as reader:
            reader.read(_file(tmp_path, "a.jpg", photo()), "a.jpg", hashed=False)
            status = Path(f"/proc/{_process(reader)}/status").read_text()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert "SigBlk:\t0000000000000000" in status


def test_a_workbook_that_kills_its_reader(reader: Reader, tmp_path: Path) -> None:
    """calamine asks for memory for every cell up to the last one, and aborts."""
    plain = workbook([["序号", "姓名"], [1, "甲"]])
    hostile = _file(tmp_path, "a.xlsx", plain)
    with zipfile.ZipFile(hostile) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with zipfile.ZipFile(hostile, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    answer = reader.read(hostile, "a.xlsx", hashed=False)
    assert "fell" in answer or "unread" in answer
    assert "sheets" in reader.read(_file(tmp_path, "b.xlsx", plain), "b.xlsx", hashed=False)


def test_an_answer_that_is_too_long(work: Path, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.docx", document("长" * 5000))
    with Reader(work, Limits(answer_bytes=1000)) as reader:
        assert reader.read(path, "a.docx", hashed=False) == {"fell": "文件内容过多，无法读取"}


def test_entities_are_refused(reader: Reader, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.docx", document("题"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["word/document.xml"].split(b"?>", 1)[1]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "DTD" in reader.read(path, "a.docx", hashed=False)["unread"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04" + b"x" * 50),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "WordDocument".encode("utf-16-le")),
        ("a.docx", b"<html><body>x</body></html>"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600)),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")),
        ("a.jpg", b"\xff\xd8\xff\xe0garbage"),
        ("a.jpg", b"no picture"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom garbage"),
        ("a.mp4", b""),
        ("a.pdf", b"%PDF-1.4"),
    ],
)
def test_files_that_cannot_be_read_say_why(reader: Reader, tmp_path: Path, name: str, data: bytes) -> None:
    answer = reader.read(_file(tmp_path, name, data), name, hashed=True)
    assert answer.get("unread") or answer["sort"] in ("unknown", "zip"), answer
    assert len(answer["sha256"]) == 64
