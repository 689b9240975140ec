"""The hostile set: packages that unpack to anything, lead out, never end, or are not what they say.

Each maker gives the bytes of a package; `PACKAGES` says which problem must be named. `PAPERS` are files inside an
otherwise good package: the package is taken in, the file's problem is named.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping

import py7zr

from tests.intake.archiving import SYMLINK, packed, rar_of, tar_member, tar_of
from tests.intake.making import photo, star_form, stars

FORM = "学习之星/01汪莲/汪莲推介表.docx"
Maker = Callable[[], bytes]


def zipped(*members: tuple[zipfile.ZipInfo | str, bytes], pressed: bool = True) -> bytes:
    """A zip of those members, whatever their names are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED) as archive:
        for info, data in members:
            archive.writestr(info, data, zipfile.ZIP_DEFLATED if pressed else zipfile.ZIP_STORED)
    return out.getvalue()


def named(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    """A member with that very name and kind."""
    info = zipfile.ZipInfo("x")
    info.filename, info.create_system, info.external_attr = name, 3, mode << 16
    return info


def _slip(name: str) -> Maker:
    return lambda: zipped((FORM, star_form("汪莲")), (named(name), photo()))


def _renamed(name: bytes) -> bytes:
    """A zip whose member bears those raw bytes as its name."""
    data = zipped(("n" * len(name), photo()))
    return data.replace(b"n" * len(name), name)


def _flat_bomb() -> bytes:
    return zipped(("a.bin", bytes(128 << 20)))


def _nested_bomb() -> bytes:
    data = zipped(("a.bin", bytes(48 << 20)))
    for depth in range(2):
        data = zipped(*((f"{depth}-{n}.zip", data) for n in range(8)))
    return data


def _matryoshka() -> bytes:
    data = photo()
    for depth in range(12):
        data = zipped((f"{depth}.zip", data))
    return data


def _overlapping(count: int = 2_000, size: int = 4 << 20) -> bytes:
    """Every entry of the directory means the same compressed bytes."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = press.compress(bytes(size)) + press.flush()
    crc = zlib.crc32(bytes(size))
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, crc, len(body), size, 5, 0) + b"0.bin" + body
    rows = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0x21, crc, len(body), size, 5, 0, 0, 0, 0, 0, 0)
        + b"0.bin"
        for _ in range(count)
    )
    return head + rows + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(rows), len(head), 0)


def _many_files() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(70_000):
            archive.writestr(f"{number}.txt", b"")
    return out.getvalue()


def _encrypted_zip() -> bytes:
    data = bytearray(zipped(("a.jpg", photo())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def _wrong_crc() -> bytes:
    data = bytearray(zipped(("a.jpg", photo())))
    data[data.index(b"PK\x01\x02") + 16] ^= 1
    return bytes(data)


def seven(files: Mapping[str, bytes], password: str | None = None) -> bytes:
    """A 7z archive."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return out.getvalue()


def _sparse_tar() -> bytes:
    """A member that is a terabyte of holes."""
    info = tarfile.TarInfo("hole.bin")
    info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.map": "0,0", "GNU.sparse.size": str(1 << 40)}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    return out.getvalue()


_LEAVING = (
    "../外.jpg",
    "a/../../外.jpg",
    "/etc/外.jpg",
    "C:\\外.jpg",
    "\\\\host\\share\\外.jpg",
    "..\\外.jpg",
    "a/CON.jpg",
)

PACKAGES: dict[str, tuple[str, Maker]] = {
    **{f"slip {name!r}.zip": ("archive.unsafe", _slip(name)) for name in _LEAVING},
    **{f"slip {name!r}.tar": ("archive.unsafe", lambda n=name: tar_of({n: photo()})) for name in _LEAVING[:4]},
    **{f"slip {name!r}.rar": ("archive.unsafe", lambda n=name: rar_of({n: photo()})) for name in _LEAVING[:4]},
    "reserved.zip": ("archive.unsafe", _slip("a/CON.jpg")),
    "nul.zip": ("archive.unsafe", lambda: _renamed(b"a.jpg\x00.exe")),
    "link.zip": ("archive.unsafe", lambda: zipped((named("照片.jpg", stat.S_IFLNK | 0o777), b"/etc/passwd"))),
    "device.zip": ("archive.unsafe", lambda: zipped((named("照片.jpg", stat.S_IFCHR | 0o666), b""))),
    "link.tar.gz": ("archive.unsafe", lambda: packed(tar_member("a.jpg", tarfile.SYMTYPE, "/etc/passwd"), "gz")),
    "hard-link.tar": ("archive.unsafe", lambda: tar_member("a.jpg", tarfile.LNKTYPE, "../../etc/passwd")),
    "device.tar": ("archive.unsafe", lambda: tar_member("a.jpg", tarfile.BLKTYPE)),
    "link.rar": ("archive.unsafe", lambda: rar_of({}, links={"a.jpg": (SYMLINK, "/etc/passwd")})),
    "flat.zip": ("archive.bomb", _flat_bomb),
    "flat.tar.gz": ("archive.bomb", lambda: packed(bytes(128 << 20), "gz")),
    "flat.xz": ("archive.bomb", lambda: lzma.compress(bytes(128 << 20), preset=1)),
    "flat.7z": ("archive.bomb", lambda: seven({"a.bin": bytes(128 << 20)})),
    "hole.tar": ("archive.bomb", _sparse_tar),
    "nested.zip": ("archive.bomb", _nested_bomb),
    "matryoshka.zip": ("archive.bomb", _matryoshka),
    "overlapping.zip": ("archive.bomb", _overlapping),
    "70,000 files.zip": ("archive.bomb", _many_files),
    "cut.zip": ("archive.broken", lambda: zipped((FORM, star_form("汪莲")))[:-30]),
    "cut.7z": ("archive.broken", lambda: seven({FORM: star_form("汪莲")})[:-20]),
    "cut.rar": ("archive.broken", lambda: rar_of({FORM: star_form("汪莲")})[:-300]),
    "cut.tar.gz": ("archive.broken", lambda: tar_of({FORM: star_form("汪莲")}, packing="gz")[:-300]),
    "locked.zip": ("archive.encrypted", _encrypted_zip),
    "locked.7z": ("archive.encrypted", lambda: seven({"a.txt": b"x"}, "geheim")),
    "crc.zip": ("archive.broken", _wrong_crc),
    "text.zip": ("archive.broken", lambda: b"not an archive"),
    "empty.zip": ("archive.broken", lambda: b""),
}
"""By file name: the problem that must be named, and the package."""


# ------------------------------------------------------------------------------------------------ papers


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _parts_changed(data: bytes, change: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change.get(info.filename, lambda part: part)(old.read(info)))
    return out.getvalue()


def _sheet(change: Callable[[bytes], bytes]) -> bytes:
    return _parts_changed(stars("张三"), {"xl/worksheets/sheet1.xml": change})


def _laughs(text: str) -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "{"哈" * 10}">{levels}]>{text}'.encode()


def _laughing_sheet() -> bytes:
    body = f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>'
    return _sheet(lambda _: _laughs(body + "</sheetData></worksheet>"))


def _laughing_document() -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    return _parts_changed(star_form("张三"), {"word/document.xml": lambda _: _laughs(body)})


def _claimed_range() -> bytes:
    return _sheet(lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part))


def _far_cell() -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return _sheet(lambda part: part.replace(b"</sheetData>", row))


def _far_merge() -> bytes:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _sheet(lambda part: part.replace(b"</sheetData>", merge))


def _long_string() -> bytes:
    row = b'<row r="99"><c r="A99" t="inlineStr"><is><t>' + b"x" * (40 << 20) + b"</t></is></c></row></sheetData>"
    return _sheet(lambda part: part.replace(b"</sheetData>", row))


def _deep_document() -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    depth = 20_000
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    whole = f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode()
    return _parts_changed(star_form("张三"), {"word/document.xml": lambda _: whole})


def picture_bomb(side: int) -> bytes:
    """A PNG of black pixels in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    press = zlib.compressobj(9)
    line = bytes(side // 8 + 2)
    body = b"".join(press.compress(line) for _ in range(min(side, 20_000))) + press.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _garbage_film() -> bytes:
    boxes = struct.pack(">I4s4sI", 24, b"ftyp", b"isom", 512) + b"isommp42"
    return boxes + b"".join(
        struct.pack(">I4s", 8 + n % 7, kind) + b"\xff" * (n % 7) for n, kind in enumerate([b"moov"] * 999)
    )


def pdf_bomb() -> bytes:
    stream = zlib.compress(zlib.compress(bytes(200 << 20), 9), 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    body = (
        b"4 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream)
        + stream
        + b"\nendstream endobj\n"
    )
    return head + page + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def pdf_loop() -> bytes:
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    return head + b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"


PAPERS: dict[str, tuple[str, Maker]] = {
    "汇总表（实体）.xlsx": ("table.unreadable", _laughing_sheet),
    "汇总表（远格）.xlsx": ("table.unreadable", _far_cell),
    "汇总表（长文）.xlsx": ("table.unreadable", _long_string),
    "汇总表（坏）.xls": ("table.unreadable", lambda: _OLE + bytes(2000)),
    "汪莲/推介表（实体）.docx": ("form.unreadable", _laughing_document),
    "汪莲/推介表（深）.docx": ("form.unreadable", _deep_document),
    "汪莲/推介表（坏）.doc": ("form.unreadable", lambda: _OLE + "WordDocument".encode("utf-16-le") * 90),
    "汪莲/大图.png": ("media.unreadable", lambda: picture_bomb(60_000)),
    "汪莲/中图.png": ("media.unreadable", lambda: picture_bomb(13_000)),
    "汪莲/垃圾.mp4": ("media.unreadable", _garbage_film),
    "汪莲/坏包.zip": ("archive.broken", lambda: b"PK\x03\x04broken"),
}  # fmt: skip
"""By path: the problem that must be named, and the file."""

PDFS: dict[str, Maker] = {"bomb": pdf_bomb, "loop": pdf_loop}
"""A page that unpacks to 200 MB, and pages that hold themselves."""

TABLES_THAT_ONLY_LOOK_LARGE: dict[str, Maker] = {"claimed range": _claimed_range, "far merge": _far_merge}
"""Tables whose claims are larger than what is in them: they are read, and hold 张三."""

NAMES = ("[bold]张[/]", "\x1b[2J张三", '=HYPERLINK("http://x","张")', "张\u202e三", "[@click=app.quit]张", "张\n三")
"""What nominees may be called."""
