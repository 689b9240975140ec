"""Packages of many units, as full as the notice allows: 10 stars and 8 projects each, with forms, tables and photos.

Synthetic people; the same in every run. Written without the program's own parts, and without libraries that take
longer to write a form than it takes to read one.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

STARS, PROJECTS = 10, 8
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "桂芳秀英玉兰淑珍凤琴丽华国强建军志明海涛春梅文斌晓东永和德福庆丰"
_DEED = "坚持学习二十余年，从识字班到社区大学，带动街坊邻里一起读书，受到居民欢迎。" * 30
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PHOTO = 200_000
"""Bytes of a photo: a tenth of what telephones make, so that 80 packages fit on a disk."""
_SIZES = ((350, 490), (640, 424))


def package(path: Path, unit: str, number: int) -> Path:
    """The zip of one unit; `number` makes its people and pictures different from those of all others."""
    photos = [_photo(size) for size in _SIZES]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(unit, number, photos):
            archive.writestr(name, data)
    return path


def _files(unit: str, number: int, photos: list[bytes]) -> Iterator[tuple[str, bytes]]:
    stars = [_name(number * STARS + n) for n in range(STARS)]
    projects = [f"书香{_name(number * PROJECTS + n)}社区读书项目" for n in range(PROJECTS)]
    yield (
        "附表2 百姓学习之星推介汇总表.csv",
        _table(unit, "姓名,性别,出生年月,联系电话", stars, "女,1961年3月,19900001234"),
    )
    yield (
        "附表4 终身学习品牌项目推介汇总表.csv",
        _table(unit, "项目名称,实施单位,启动时间,年参与人数", projects, "某某图书馆,2018年3月,1500人"),
    )
    for n, name in enumerate(stars, 1):
        folder = f"百姓学习之星/{n:02d}{name}"
        yield f"{folder}/{name}推介表.docx", _star(name)
        yield f"{folder}/证件照.jpg", _own(photos[0], f"{number}-{n}")
        yield f"{folder}/学习活动.jpg", _own(photos[1], f"{number}-{n}")
    for n, name in enumerate(projects, 1):
        folder = f"终身学习品牌项目/{n:02d}{name}"
        yield f"{folder}/{name}推介表.docx", _project(name)
        yield f"{folder}/工作总结.docx", _docx([name + "工作总结", _DEED], [])
        for k in range(4):
            yield f"{folder}/活动{k + 1}.jpg", _own(photos[1], f"{number}-{n}-{k}")


def _name(number: int) -> str:
    family, rest = number % len(_FAMILY), number // len(_FAMILY)
    return _FAMILY[family] + _GIVEN[rest % len(_GIVEN)] + _GIVEN[(rest // len(_GIVEN) * 7 + family) % len(_GIVEN)]


def _table(unit: str, header: str, names: list[str], more: str) -> bytes:
    lines = [f"填报单位：{unit}", f"序号,{header}", *(f"{n},{name},{more}" for n, name in enumerate(names, 1))]
    return "\r\n".join(lines).encode("gb18030")


def _star(name: str) -> bytes:
    rows = [
        ["姓名", name, "性别", "女"],
        ["民族", "汉族", "出生年月", "1961.03"],
        ["政治面貌", "群众", "文化程度", "大专"],
    ]
    rows += [["工作单位及职务", "某某社区 居民", "联系电话", "19900001234"], ["主要事迹", _DEED], ["备注", ""]]
    return _docx(["“百姓学习之星”推介表"], rows)


def _project(name: str) -> bytes:
    rows = [["项目名称", name], ["实施单位", "某某图书馆", "启动时间", "2018年3月"]]
    rows += [["年参与人数", "1500人", "学习方式", "线下"], ["负责人", "李某", "联系电话", "19900001234"]]
    rows += [["活动内容与形式", _DEED], ["具体措施与保障", "每周一课。"], ["成效与影响", "受到欢迎。"], ["备注", ""]]
    return _docx(["“终身学习品牌项目”推介表"], rows)


def _docx(lines: list[str], rows: list[list[str]]) -> bytes:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    table = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows)
    body = "".join(map(paragraph, lines)) + (f"<w:tbl>{table}</w:tbl>" if rows else "") + "<w:p/>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def _own(photo: bytes, name: str) -> bytes:
    """The picture filled up to `_PHOTO` bytes that are no other's: what follows the end mark is not looked at."""
    return photo + hashlib.shake_128(name.encode()).digest(_PHOTO - len(photo))


def _photo(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()
