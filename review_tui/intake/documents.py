"""A docx as paragraphs and tables, read from its XML parts. Runs in the reading process.

python-docx leaves out what stands in content controls, text boxes and nested tables, takes 30 times as long, and needs
parts that broken files lack; of all this only the main document part is needed here.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from review_tui.intake.controls import settle
from review_tui.intake.limits import Limits
from review_tui.intake.text import words

Element = ElementTree.Element
Row = list[list[Any]]
"""Cells of one table row as `[text, columns, up]`; `up` True: the cell goes on from the row above."""

_WRAPPERS = words("sdt sdtContent ins moveTo smartTag customXml fldSimple hyperlink AlternateContent Choice bdo dir")
_SKIPPED = words("Fallback del moveFrom instrText delText pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr rt fldChar")
_TICKS = {  # characters of the Wingdings fonts, which Word writes as <w:sym>
    ("Wingdings", "FE"): "☑",
    ("Wingdings", "FD"): "☒",
    ("Wingdings", "FC"): "√",
    ("Wingdings", "A8"): "□",
    ("Wingdings", "6F"): "□",
    ("Wingdings", "6E"): "■",
    ("Wingdings 2", "52"): "☑",
    ("Wingdings 2", "50"): "√",
    ("Wingdings 2", "54"): "☒",
    ("Wingdings 2", "A3"): "□",
    ("Wingdings 2", "2A"): "□",
}


class Unreadable(ValueError):
    """The file is not what it says it is; `str()` is a Chinese reason."""


def read_docx(path: Path, limits: Limits) -> dict[str, Any]:
    """`{"blocks": [["p", text] | ["t", [Row…]]…], "chars": n}` in the order of the document.

    Nested tables and the text of text boxes follow the block that holds them. `chars`: all characters without white
    space. `{"scan": True}`: a document of nothing but pictures. Raises `Unreadable`, `zipfile.BadZipFile`,
    `ElementTree.ParseError`.
    """
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(_part(archive, _main_part(archive, limits), limits))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]  # once for all: there are two families of namespaces
    body = next((child for child in root.iter() if _tag(child) == "body"), None)
    if body is None:
        raise Unreadable("文件里没有正文")
    settle(body)
    blocks = list(_blocks(body))
    text = "".join(_texts(body))
    if not text.strip() and any(_tag(element) in ("drawing", "pict") for element in body.iter()):
        return {"scan": True}
    return {"blocks": blocks, "chars": len(re.sub(r"\s", "", text))}


def _main_part(archive: zipfile.ZipFile, limits: Limits) -> str:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "word/document.xml"
    if "_rels/.rels" in names:
        for relation in ElementTree.fromstring(_part(archive, "_rels/.rels", limits)):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                if target in names:
                    return target
    raise Unreadable("文件缺少正文部分")


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise Unreadable("文件已加密")
    if info.file_size > limits.part_bytes:
        raise Unreadable("文件内容过大")
    data = archive.read(info)
    if b"<!DOCTYPE" in data or b"<\x00!\x00D\x00O\x00C\x00T\x00Y\x00P\x00E" in data:
        raise Unreadable("文件带有不允许的内容（DTD）")
    return data


def _tag(element: Element) -> str:
    return element.tag


def _value(element: Element | None, name: str = "val") -> str | None:
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """Children of that tag, also those that stand in content controls or tracked insertions."""
    for child in element:
        tag = _tag(child)
        if tag == wanted:
            yield child
        elif tag in _WRAPPERS:
            yield from _inside(child, wanted)


def _blocks(container: Element) -> Iterator[list[Any]]:
    for child in container:
        tag = _tag(child)
        if tag == "p":
            yield ["p", _paragraph(child)]
            for box in _boxes(child):
                yield from _blocks(box)
        elif tag == "tbl":
            yield from _tables(child)
        elif tag in _WRAPPERS:
            yield from _blocks(child)


def _boxes(element: Element) -> Iterator[Element]:
    for child in element:
        tag = _tag(child)
        if tag == "txbxContent":
            yield child
        elif tag not in _SKIPPED:
            yield from _boxes(child)


def _tables(table: Element) -> Iterator[list[Any]]:
    """The table, then those nested in its cells."""
    rows: list[Row] = []
    nested: list[Element] = []
    above: dict[int, str] = {}
    for row in _inside(table, "tr"):
        cells: Row = []
        column = _before(row)
        if column:
            cells.append(["", column, False])
        for cell in _inside(row, "tc"):
            span, up = _merge(cell)
            text = above.get(column, "") if up else _cell(cell)
            above[column] = text
            cells.append([text, span, up])
            column += span
            nested += _inside(cell, "tbl")
            nested += [inner for box in _boxes(cell) for inner in _inside(box, "tbl")]
        rows.append(cells)
    yield ["t", rows]
    for inner in nested:
        yield from _tables(inner)


def _before(row: Element) -> int:
    properties = next(_inside(row, "trPr"), None)
    grid = None if properties is None else next(_inside(properties, "gridBefore"), None)
    return _small(_value(grid), 0)


def _merge(cell: Element) -> tuple[int, bool]:
    properties = next(_inside(cell, "tcPr"), None)
    if properties is None:
        return 1, False
    merge = next(_inside(properties, "vMerge"), None)
    up = merge is not None and _value(merge) != "restart"
    return max(1, _small(_value(next(_inside(properties, "gridSpan"), None)), 1)), up


def _small(text: str | None, default: int) -> int:
    return min(int(text), 200) if text and text.isdigit() else default


def _cell(cell: Element) -> str:
    parts = [_paragraph(paragraph) for paragraph in _inside(cell, "p")]
    parts += ["\n".join(block[1] for block in _blocks(box) if block[0] == "p") for box in _boxes(cell)]
    return "\n".join(parts).strip("\n")


def _paragraph(paragraph: Element) -> str:
    return "".join(_texts(paragraph, boxes=False))


def _texts(element: Element, *, boxes: bool = True) -> Iterator[str]:
    for child in element:
        tag = _tag(child)
        if tag == "t":
            yield child.text or ""
        elif tag == "tab":
            yield "\t"
        elif tag in ("br", "cr"):
            yield "\n"
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag == "sym":
            code = (_value(child, "char") or "").upper().removeprefix("F0")
            yield _TICKS.get((_value(child, "font") or "", code), "")
        elif tag not in _SKIPPED and (boxes or tag != "txbxContent"):
            yield from _texts(child, boxes=boxes)
