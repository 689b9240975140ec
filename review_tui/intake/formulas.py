"""Which cells of an xlsx hold a formula. Runs in the reading process: readers give a formula's last result, and a score
that somebody is to answer for must be a number that stands there."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError, fromstring, iterparse

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


def formula_cells(path: Path, limits: Limits) -> dict[str, list[str]]:
    """Cell references (`D5`) by the name of the sheet; nothing for a file that is no xlsx (a csv holds no formulas).

    Raises `Unreadable` for an archive past the limits or parts that are no XML.
    """
    data = path.read_bytes() if path.stat().st_size <= limits.document_bytes else b""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: _of(archive, part, limits) for name, part in _sheets(archive, limits).items()}
    except (ParseError, KeyError) as error:
        raise Unreadable(f"表格无法读取（{type(error).__name__}）") from None


def _sheets(archive: zipfile.ZipFile, limits: Limits) -> dict[str, str]:
    """Part names by sheet name."""
    book = fromstring(_part(archive, "xl/workbook.xml", limits))
    links = fromstring(_part(archive, "xl/_rels/workbook.xml.rels", limits))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found = {}
    for sheet in [e for e in book.iter() if e.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet")]:
        target = targets.get(next((v for k, v in sheet.items() if k.endswith("}id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in archive.namelist():
            found[sheet.get("name", "")] = part
    return found


def _of(archive: zipfile.ZipFile, part: str, limits: Limits) -> list[str]:
    cells, at = [], ""
    for event, element in iterparse(io.BytesIO(_part(archive, part, limits)), ("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "c":
            at = element.get("r", "")
        elif event == "start" and tag == "f":
            cells.append(at)
        elif event == "end" and tag == "row":
            element.clear()
    return cells


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    if archive.getinfo(name).file_size > limits.part_bytes:
        raise Unreadable("表格内容过大")
    with archive.open(name) as file:
        return file.read(limits.part_bytes)
