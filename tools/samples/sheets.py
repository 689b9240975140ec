"""Word documents as an office types them: small files with a title, a ruled table or paragraphs, Chinese fonts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

BODY, HEAD, TITLE = "仿宋", "宋体", "方正小标宋简体"
WRITTEN = datetime(2022, 8, 12, 9, 30)
_DROPPED = ("stylesWithEffects", "customXml", "webSettings", "numbering", "thumbnail")
_KEPT_STYLES = {"Normal", "Table Normal", "Table Grid", "Default Paragraph Font", "No List", "List Paragraph"}


def new(*, landscape: bool = False) -> Any:
    """An empty A4 document with the margins of an official paper, without python-docx's ballast (30 KB a file)."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [k for k, rel in rels.items() if any(word in rel.reltype for word in _DROPPED)]:
            del rels[key]
    _strip_styles(document)
    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Cm(2.6 if not landscape else 2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    core = document.core_properties
    core.author, core.title, core.comments, core.revision = "教育科", "", "", 3
    core.created = core.modified = WRITTEN
    return document


def _strip_styles(document: Any) -> None:
    root = document.styles.element
    for child in list(root):
        if child.tag == qn("w:latentStyles") or (
            child.tag == qn("w:style") and child.find(qn("w:name")).get(qn("w:val")) not in _KEPT_STYLES
        ):
            root.remove(child)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)


def save(document: Any) -> bytes:
    """The file's bytes, the same at every run: zip entries in order of name, with one fixed date."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            target.writestr(zipfile.ZipInfo(name, WRITTEN.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write(
    paragraph: Paragraph, text: str, *, font: str = BODY, size: float = 12, bold: bool = False, align: Any = None
) -> Paragraph:
    """Puts `text` into the paragraph in a Chinese font; a newline breaks the line."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def heading(document: Any, attachment: str, title: str, under: str = "") -> None:
    """附表1 at the left, the title in the middle, and a line such as 推荐单位（盖章） below it."""
    if attachment:
        write(document.add_paragraph(), attachment, font="黑体", size=14)
    write(document.add_paragraph(), title, font=TITLE, size=20, align=ALIGN.CENTER).paragraph_format.space_after = Pt(8)
    if under:
        write(document.add_paragraph(), under, size=12).paragraph_format.space_after = Pt(4)


def grid(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """A ruled table in the middle of the page; `widths` in centimetres."""
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def height(row: Any, centimetres: float) -> None:
    """The least height of a row."""
    row.height, row.height_rule = Cm(centimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


def fill(cell: _Cell, text: str, *, label: bool = False, align: Any = ALIGN.CENTER, size: float = 12) -> None:
    """One short text in the middle of a cell."""
    cell.vertical_alignment = VERTICAL.CENTER
    write(cell.paragraphs[0], text, font=HEAD if label else BODY, size=size, bold=label, align=align)


def tell(cell: _Cell, paragraphs: Sequence[str], *, size: float = 12) -> None:
    """A longer text in a cell: paragraphs with a two-character indent."""
    cell.vertical_alignment = VERTICAL.TOP
    for number, text in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        write(paragraph, text, size=size)
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
        paragraph.paragraph_format.line_spacing = Pt(size * 1.7)


def stamp(cell: _Cell, opinion: str, signer: str, day: str) -> None:
    """An opinion with the place for the seal and the day, at the right."""
    cell.vertical_alignment = VERTICAL.BOTTOM
    write(cell.paragraphs[0], opinion).paragraph_format.first_line_indent = Pt(24)
    write(cell.add_paragraph(), f"{signer}（盖章）", align=ALIGN.RIGHT)
    write(cell.add_paragraph(), day, align=ALIGN.RIGHT)


def picture(cell: _Cell, data: bytes, centimetres: float) -> None:
    """A photo pasted into a cell."""
    cell.vertical_alignment = VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    paragraph.add_run().add_picture(io.BytesIO(data), width=Emu(Cm(centimetres)))


def repeat_header(row: Any) -> None:
    """The row is printed again at the top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
