"""Writes the files that units send: real workbooks, documents, photos, videos and archives, with synthetic people."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import av
import docx
import openpyxl
from PIL import Image

from review_tui.intake.package import PackageReading
from scoring.nomination import Nomination

STAR_HEADER = ("序号", "姓名", "性别", "出生年月", "工作单位及职务", "人员类别", "联系电话", "备注")
PROJECT_HEADER = ("序号", "项目名称", "实施单位", "启动时间", "年参与人数", "负责人", "联系电话", "备注")


def workbook(rows: Sequence[Sequence[object]], *, sheet: str = "Sheet1", merged: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    return workbook_of({sheet: rows}, merged=merged)


def workbook_of(sheets: Mapping[str, Sequence[Sequence[object]]], *, merged: Sequence[str] = ()) -> bytes:
    """A workbook; `merged` ranges are those of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    return _saved(book)


def document(title: str, rows: Sequence[Sequence[str]] = (), *, lines: Sequence[str] = ()) -> bytes:
    """A document: title, lines, and a table; cells of a row that are equal and touch are merged."""
    paper = docx.Document()
    paper.add_paragraph(title)
    for line in lines:
        paper.add_paragraph(line)
    if rows:
        table = paper.add_table(rows=len(rows), cols=max(len(row) for row in rows))
        for number, row in enumerate(rows):
            cells = table.rows[number].cells
            for column, text in enumerate(row):
                cells[column].text = text
            if len(row) < len(cells):
                cells[len(row) - 1].merge(cells[-1]).text = row[-1]
    return _saved(paper)


def star_form(name: str, **more: str) -> bytes:
    """A filled-in 推介表 of a person; `more` by label."""
    values = {"性别": "女", "民族": "汉族", "出生年月": "1980-05", "文化程度": "本科", "政治面貌": "群众"} | more
    pairs = [("姓  名", name), *values.items()]
    pairs += [("工作单位及职务", "长春市某某社区 社区书记"), ("人员类别", "老年人"), ("联系电话", "19900001234")]
    pairs = list(dict(pairs).items() if not more else {**dict(pairs), **more}.items())
    rows = [[a, b, c, d] for (a, b), (c, d) in zip(pairs[::2], pairs[1::2], strict=False)]
    return document("“百姓学习之星”推介表", [*rows, ["主要事迹", "她坚持学习二十年。"], ["备注", more.get("备注", "")]])


def project_form(name: str, **more: str) -> bytes:
    """A filled-in 推介表 of a project; `more` by label."""
    values = {
        "项目名称": name,
        "实施单位": "长春市某某图书馆",
        "启动时间": "2018年3月",
        "学习方式": "线下",
        "年参与人数": "1500人",
        "面向对象": "老年人",
        "负责人": "李某",
        "联系电话": "0431-00001234",
        "活动内容与形式": "每周一课。",
        "备注": "",
    } | more
    return document("“终身学习品牌项目”推介表", [[label, value] for label, value in values.items()])


def photo(width: int = 30, height: int = 20, *, orientation: int | None = None, kind: str = "JPEG") -> bytes:
    """A grey picture; `orientation` is the EXIF value."""
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 90, 90)).save(out, kind, exif=exif)
    return out.getvalue()


def clip(
    path: Path, *, frames: int = 10, rate: int = 25, codec: str = "libx264", size: tuple[int, int] = (64, 48)
) -> bytes:
    """A tiny video; the container is that of the path's ending."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(frames):
            plane = Image.new("RGB", size, (number * 9 % 255,) * 3)
            container.mux(stream.encode(av.VideoFrame.from_image(plane)))
        container.mux(stream.encode())
    return path.read_bytes()


def zip_of(path: Path, files: Mapping[str, bytes], *, encoding: str = "gb18030") -> Path:
    """An archive as Windows writes it: names in `encoding`, without the UTF-8 flag unless it is UTF-8."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(member(name, encoding), data)
    return path


def member(name: str, encoding: str) -> zipfile.ZipInfo:
    """The header of a member whose name is stored in that encoding."""
    if encoding == "utf-8":
        return zipfile.ZipInfo(name)
    info = _Raw(name)
    info.raw = name.encode(encoding)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


class _Raw(zipfile.ZipInfo):
    """Python always writes UTF-8 for names beyond ASCII; old Windows programs do not."""

    raw: bytes

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.raw, self.flag_bits & ~0x800


def folder_of(root: Path, files: Mapping[str, bytes]) -> Path:
    """Those files below `root`."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def _saved(thing: object) -> bytes:
    out = io.BytesIO()
    thing.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def stars(*names: str, unit: str = "长春市教育局") -> bytes:
    rows = [
        [n, name, "女", "1980.05", "长春市某某社区 社区书记", "老年人", "19900001234", ""]
        for n, name in enumerate(names, 1)
    ]
    head = [
        ["吉林省“百姓学习之星”推介汇总表"],
        [f"填报单位（盖章）：{unit}      填报日期：2022.8.13"],
        list(STAR_HEADER),
    ]
    return workbook([*head, *rows, ["合计", f"{len(names)}人"], ["填表人：某某    联系电话：0431-00000000"]])


def files_of(package: PackageReading) -> dict[str, list[str]]:
    return {n.name: [m.path for m in n.materials] for n in package.package.nominations}


def only(reading: PackageReading) -> Nomination:
    (nomination,) = reading.package.nominations
    return nomination


def values_of(nomination: Nomination, key: str) -> list[object]:
    return [(r.source, r.value) for r in nomination.readings_of(key)]
