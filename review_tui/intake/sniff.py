"""What a file is by its first bytes; its name only helps where the bytes say nothing. Runs in the reading process."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Literal

from review_tui.intake.text import words

Sort = Literal[
    "photo", "video", "docx", "workbook", "csv", "text", "zip", "7z", "rar", "tar", "heic", "pdf", "doc", "odt", "rtf",
    "html", "wordxml", "sheetxml", "locked", "empty", "strange", "unknown",
]  # fmt: skip

OLD: tuple[Sort, ...] = ("doc", "rtf", "odt", "wordxml")
"""Papers that another program converts before they are read."""
PHOTO_NAMES = words(".jpg .jpeg .jpe .jfif .png .bmp .gif .tif .tiff .webp .heic .heif")
VIDEO_NAMES = words(
    ".mp4 .m4v .mov .wmv .avi .flv .f4v .mkv .mpg .mpeg .vob .ts .mts .m2ts .rm .rmvb .3gp .webm .asf .qlv .qsv"
)
TABLE_NAMES = words(".xlsx .xls .xlsm .xlsb .et .ett .ods .csv")
PAPER_NAMES = words(".docx .doc .docm .wps .wpt .rtf .pdf .odt")
ARCHIVE_NAMES = words(".zip .rar .7z .tar .gz .tgz .bz2 .xz")

_ASF = bytes.fromhex("3026b2758e66cf11")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LEAST_SIGNS = 10
_PROGRAM = 2 << 20
"""As far as the program part of an archive that unpacks itself may reach."""
_STILL = (b"heic", b"heix", b"heim", b"heif", b"mif1", b"msf1", b"avif")
_VIDEO_ENDINGS = (
    (_ASF, ".wmv"),
    (b"FLV", ".flv"),
    (b"\x1a\x45\xdf\xa3", ".mkv"),
    (b".RMF", ".rm"),
    (b"\x00\x00\x01", ".mpg"),
)
_FIRST: tuple[tuple[bytes, Sort], ...] = (
    (b"\xff\xd8\xff", "photo"),
    (b"\x89PNG\r\n\x1a\n", "photo"),
    (b"GIF8", "photo"),
    (b"BM", "photo"),
    (b"II*\x00", "photo"),
    (b"MM\x00*", "photo"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "tar"),
    (b"BZh", "tar"),
    (b"\xfd7zXZ\x00", "tar"),
    (_ASF, "video"),
    (b"FLV\x01", "video"),
    (b"\x1a\x45\xdf\xa3", "video"),
    (b".RMF", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"\x00\x00\x01\xb3", "video"),
)


def suffix(name: str) -> str:
    """The ending of a name in lower case with its dot, empty where it has none."""
    return PurePosixPath(name).suffix.lower()


def video_suffix(path: Path) -> str:
    """The ending that a video asks for: MediaInfo reads all of a film whose name has none, or a wrong one."""
    with path.open("rb") as file:
        head = file.read(12)
    for start, ending in _VIDEO_ENDINGS:
        if head.startswith(start):
            return ending
    return ".avi" if head[8:12] == b"AVI " else ".mp4"


def sort_of(path: Path, name: str) -> Sort:
    """What the file at `path` is; `name` is what the unit calls it. `unknown`: nothing that we read."""
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        return "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_sort(path, suffix(name))
    if head.startswith(b"MZ"):
        return _program_sort(path)
    if head.startswith(_OLE):
        return _ole_sort(path, suffix(name))
    by_head = _head_sort(head)
    return by_head or _name_sort(head, suffix(name))


def _head_sort(head: bytes) -> Sort | None:
    for start, sort in _FIRST:
        if head.startswith(start):
            return sort
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _STILL else "video"
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip"):
        return "video"
    if head[:4] == b"RIFF" and head[8:12] in (b"AVI ", b"WEBP"):
        return "video" if head[8:12] == b"AVI " else "photo"
    if head[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in head:
        return "pdf"
    return _marked_sort(head.lstrip(b"\xef\xbb\xbf \t\r\n"))


def _marked_sort(start: bytes) -> Sort | None:
    """Web pages, also as Word's one file for all, and the XML of Office 2003."""
    if b"Word.Document" in start or b"<pkg:package" in start or b"<w:wordDocument" in start:
        return "wordxml"
    if b"Excel.Sheet" in start or b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "sheetxml"
    low = start[:400].lower()
    page = low.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"mime-version:"))
    return "html" if page or b"<html" in low else None


def _name_sort(head: bytes, ending: str) -> Sort:
    if ending in (".csv", ".txt") or (ending in TABLE_NAMES | PAPER_NAMES and _is_chinese(head)):
        return ("csv" if ending in TABLE_NAMES else "text") if _is_text(head) else "strange"
    if ending == ".tar":
        return "tar"
    if ending in VIDEO_NAMES:
        return "video"
    if ending in PHOTO_NAMES:
        return "photo"
    return "strange" if ending in TABLE_NAMES | PAPER_NAMES else "unknown"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    steering = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b")
    return not steering


def _is_chinese(head: bytes) -> bool:
    """Text under a foreign ending is believed only where it says something."""
    wide = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    for encoding in (wide,) if wide else ("utf-8", "gb18030"):
        text = head.decode(encoding, errors="ignore")
        if len(re.findall("[\u4e00-\u9fff]", text)) >= _LEAST_SIGNS:
            return True
    return False


def _zip_sort(path: Path, ending: str) -> Sort:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "strange" if ending in TABLE_NAMES | PAPER_NAMES else "zip"
    office = "[Content_Types].xml" in names or "_rels/.rels" in names or ending in TABLE_NAMES | PAPER_NAMES
    if office and any(name.startswith("word/") for name in names):
        return "docx"
    if office and any(name.startswith("xl/") for name in names):
        return "workbook"
    if "content.xml" in names and ("mimetype" in names or ending in (".odt", ".ods")):
        return "odt" if ending in PAPER_NAMES else "workbook"
    return "strange" if office else "zip"


def _program_sort(path: Path) -> Sort:
    """An archive that unpacks itself is read as the archive that it holds; it is never run."""
    with path.open("rb") as file:
        start = file.read(_PROGRAM)
    if b"Rar!\x1a\x07" in start:
        return "rar"
    return "zip" if zipfile.is_zipfile(path) else "unknown"


def _ole_sort(path: Path, ending: str) -> Sort:
    data = path.read_bytes()[: 64 << 20]
    if _utf16("EncryptedPackage") in data:
        return "locked"
    if _utf16("WordDocument") in data:
        return "doc"
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return "workbook"
    if ending in (".wps", ".wpt"):
        return "doc"  # of Microsoft Works, which LibreOffice reads
    return "strange" if ending in TABLE_NAMES | PAPER_NAMES else "unknown"


def _utf16(word: str) -> bytes:
    return word.encode("utf-16-le")
