"""`python -m tests.intake.fuzz TRIES [SEED]`: packages changed at random are read; none may end in a traceback.

Whatever comes out must be a whole result: nominations or problems, and dossiers that can be written. A try that fails
is named by its number, and `python -m tests.intake.fuzz 1 NUMBER` repeats it.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PIL import Image

from review_tui.content import split
from review_tui.errors import ReviewError
from review_tui.intake.limits import Limits
from review_tui.intake.package import read_package
from review_tui.intake.reading import Reader
from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from tests.intake.archiving import packed, rar_of, tar_of
from tests.intake.hostile import seven, zipped
from tests.intake.making import clip, document, photo, project_form, star_form, stars, workbook

_TOOLS = ("unar", "antiword", "catdoc")
"""LibreOffice is left out: it takes two seconds a start, and what it does is its own."""
_TINY = Limits(file_seconds=10, unpack_seconds=10)


@cache
def originals() -> Mapping[str, bytes]:
    """The files of a good package, by path."""
    with tempfile.TemporaryDirectory() as place:
        film = clip(Path(place, "a.mp4"))
    works = [["序号", "项目名称", "实施单位"], ["1", "书香长春", "图书馆"]]
    sheet = workbook([["姓名", "李红", "性别", "女"], ["民族", "汉", "备注", ""]])
    table = [["吉林省“百姓学习之星”推介汇总表"], ["序号", "姓名", "性别", "出生年月"], ["1", "汪莲", "女", "1961年3月"]]
    page = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in table) + "</table>"
    pdf = io.BytesIO()
    Image.new("L", (60, 90), 200).save(pdf, "PDF")
    return {
        "附表2 汇总表.xlsx": stars("汪莲", "李红"),
        "附表4 汇总表.docx": document("终身学习品牌项目推介汇总表", works),
        "名单.csv": "\r\n".join(",".join(row) for row in table).encode("gb18030"),
        "名单.xls": page.encode(),
        "学习之星/01汪莲/推介表.docx": star_form("汪莲"),
        "学习之星/01汪莲/1.jpg": photo(60, 80),
        "学习之星/01汪莲/2.png": photo(50, 50, kind="PNG"),
        "学习之星/01汪莲/视频.mp4": film,
        "学习之星/李红.zip": zipped(("推介表.xlsx", sheet)),
        "品牌项目/书香长春/推介表.docx": project_form("书香长春"),
        "品牌项目/书香长春/工作总结.txt": ("全年开展读书活动。" * 50).encode(),
        "品牌项目/书香长春/盖章.pdf": pdf.getvalue(),
    }  # fmt: skip


def mutant(chance: random.Random) -> tuple[str, bytes]:
    """A package changed in its members, in the parts of its members, or as a whole; its file name."""
    files = dict(originals())
    for path in chance.sample(sorted(files), chance.randint(1, 4)):
        data = files.pop(path)
        inner = data.startswith(b"PK") and chance.random() < 0.6
        files[_name(path, chance)] = _parts(data, chance) if inner else _bytes(data, chance)
    pack = chance.choice(["zip", "zip", "zip", "7z", "tar", "tar.gz", "rar"])
    whole = _packed(pack, files)
    if chance.random() < 0.4:
        whole = _bytes(whole, chance)
    return f"长春市.{pack}", whole


def _packed(pack: str, files: Mapping[str, bytes]) -> bytes:
    plain = all(name.strip("./\\ ") and ".." not in name and not name.startswith(("/", "\\")) for name in files)
    match pack:
        case "7z" if plain:  # its writer refuses names that its reader must
            return seven(files)
        case "rar":
            return rar_of(files)
        case "tar" | "tar.gz":
            return packed(tar_of(files), "gz" if pack.endswith("gz") else "")
        case _:
            return zipped(*files.items())


def _parts(data: bytes, chance: random.Random) -> bytes:
    """A document or workbook one part of which is changed, and which is whole otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(sorted(parts))
    parts[name] = _words(parts[name], chance) if chance.random() < 0.5 else _bytes(parts[name], chance)
    return zipped(*parts.items())


def _words(data: bytes, chance: random.Random) -> bytes:
    """Swaps pieces between the brackets of XML, so that it mostly stays well-formed."""
    pieces = data.split(b"<")
    for _ in range(chance.randint(1, 6)):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(3):
            case 0:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 1:
                pieces[at] = pieces[at].split(b">")[0] + b">" + chance.choice(_TEXTS).encode()
            case _:
                pieces.insert(at, pieces[other])
    return b"<".join(pieces)


_TEXTS = (
    "姓名", "项目名称", "合计", "", "9" * 400, "\u202e", "1e308", "-1", "2019年13月", "〇〇〇〇年", "=1+1", "[/]", "�",
    "年均0人次", "一二三四五六七八九十百千万亿人", "☑☑□", "：：：", "（（（", "张" * 5000, "1900.00", "十十十月",
)  # fmt: skip


_NUMBERS = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x01\0\0\0")
_PIECES = ("", "/", "\\", " ", "\x1b", "汪莲", "汇总表", ".doc", ".pdf", "..", "\u200b")


def _bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        at, length = chance.randrange(len(changed)), chance.randint(1, 64)
        match chance.randrange(5):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = chance.randbytes(length)
            case 3:
                changed[at : at + 4] = chance.choice(
                    [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x01\0\0\0"]
                )
            case _:
                del changed[at if chance.random() < 0.3 else len(changed) - 1 :]
    return bytes(changed)


def _name(path: str, chance: random.Random) -> str:
    if chance.random() < 0.8:
        return path
    at = chance.randrange(len(path) + 1)
    return (
        path[:at]
        + chance.choice(["", "/", "\\", " ", "\x1b", "汪莲", "汇总表", ".doc", ".pdf", "..", "\u200b"])
        + path[at:]
    )


def attempt(number: int, season: Season, reader: Reader, place: Path) -> str:
    """One try: what came of it. Whatever it raises but a `ReviewError` is a bug."""
    name, data = mutant(random.Random(number))
    work = place / "work"
    work.mkdir()
    path = place / name
    path.write_bytes(data)
    try:
        reading = read_package(path, season, work, unit="长春市", reader=reader)
    except ReviewError:
        return "not opened"
    finally:
        path.unlink()
        shutil.rmtree(work)
    assert reading.refused or reading.package.nominations or reading.package.materials
    assert not reading.refused or reading.package.problems
    split(reading.package)
    if any("崩溃" in problem.message for problem in reading.package.problems):
        return "reader fell"
    return "refused" if reading.refused else "taken in"


def main(tries: int, first: int = 0) -> int:
    """Runs the tries and prints how many failed."""
    season = load_season(data_dir() / "seasons" / "jilin-2022")
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place, machine(Path(place)), Reader(Path(place), _TINY) as reader:
        for number in range(first, first + tries):
            try:
                ends[attempt(number, season, reader, Path(place))] += 1
            except Exception:  # noqa: BLE001 - every kind of failure is what is looked for
                ends["failed"] += 1
                print(f"try {number}:", file=sys.stderr)
                traceback.print_exc()
    print(f"{tries} tries, {ends['failed']} failed:", ", ".join(f"{end} {n}" for end, n in sorted(ends.items())))
    return 1 if ends["failed"] else 0


class machine:
    """The search path with nothing but the small programs."""

    def __init__(self, place: Path) -> None:
        self.place = place / "bin"

    def __enter__(self) -> None:
        self.place.mkdir()
        self.before = os.environ.get("PATH", "")
        for tool in _TOOLS:
            found = shutil.which(tool)
            if found:
                (self.place / tool).symlink_to(found)
        os.environ["PATH"] = str(self.place)

    def __exit__(self, *_: object) -> None:
        os.environ["PATH"] = self.before


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:] or ["2000"])))
