"""补正通知 as a Word letter on A4: salutation, table, term, contact; header row on every page, pages numbered."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from review_tui.exports.cells import clean
from review_tui.exports.return_slip import Matter, ReturnSlip
from review_tui.exports.workbook import without_clock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

TITLE_FONT, BODY_FONT = "黑体", "仿宋"
_HEADS = ("序号", "存在的问题", "通知条款", "请这样办")
_WIDTHS = (1.2, 7.5, 2.9, 5.2)
"""Centimetres; together the width between the margins."""
_HEAD_SHADE, _GROUP_SHADE = "DDE6F0", "F2F2F2"


def return_slip_letter(slip: ReturnSlip) -> bytes:
    """The letter as the bytes of a docx file; the same slip gives the same bytes."""
    from docx import Document

    made = slip.masthead.made_at.replace(tzinfo=None, microsecond=0)
    letter = Document()
    _lay_out(letter)
    properties = letter.core_properties
    properties.author, properties.title = slip.masthead.organiser, f"{slip.unit} 补正通知"
    properties.created = properties.modified = made
    properties.last_modified_by, properties.comments = "", ""
    _say(letter, "补正通知", size=22, bold=True, align="center", font=TITLE_FONT, after=14)
    _say(letter, f"{slip.unit}：", size=14, bold=True, after=4)
    _say(letter, slip.opening(), drawn_in=True, after=8)
    _fill(letter, slip)
    _say(letter, slip.closing(), drawn_in=True, before=10, after=4)
    _say(letter, slip.contact_line(), drawn_in=True, after=20)
    for line in slip.signature():
        _say(letter, line, align="right", keep=True)
    _number_pages(letter, f"{slip.unit}　补正通知")
    raw = io.BytesIO()
    letter.save(raw)
    return without_clock(raw, made)


def _lay_out(letter: Document) -> None:
    from docx.shared import Cm, Pt

    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.0)
    normal = letter.styles["Normal"]
    normal.font.size = Pt(12)
    normal.font.name = BODY_FONT
    _east_asian(normal.element.get_or_add_rPr(), BODY_FONT)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.25
    letter.styles["Footer"].font.size = Pt(9)


def _say(
    letter: Document,
    text: str,
    *,
    size: float = 12,
    bold: bool = False,
    align: str = "left",
    font: str = BODY_FONT,
    drawn_in: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    from docx.shared import Pt

    paragraph = letter.add_paragraph()
    _write(paragraph, text, size=size, bold=bold, font=font, align=align)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(before), Pt(after), keep
    if drawn_in:
        shape.first_line_indent = Pt(2 * size)


def _write(
    paragraph: Paragraph, text: str, *, size: float, bold: bool = False, font: str = BODY_FONT, align: str = "left"
) -> None:
    """Text with its line breaks; what XML or a reader's eye cannot hold is marked."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    places = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }
    paragraph.alignment = places[align]
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    _east_asian(run._element.get_or_add_rPr(), font)


def _east_asian(properties: object, font: str) -> None:
    """Word takes Chinese characters from a font slot of their own."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for slot in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(slot), font)


# --------------------------------------------------------------------------------------------------- the table


def _fill(letter: Document, slip: ReturnSlip) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    table = letter.add_table(rows=1, cols=len(_HEADS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    _row(head, _HEADS, bold=True, shade=_HEAD_SHADE, align="center")
    _flag(head, "w:tblHeader")
    number = 0
    for matter in slip.matters:
        number = _add_matter(table, matter, number)


def _add_matter(table: Table, matter: Matter, number: int) -> int:
    group = _new_row(table)
    whole = group.cells[0].merge(group.cells[-1])
    _cell(whole, matter.whom, bold=True, shade=_GROUP_SHADE)
    whole.paragraphs[0].paragraph_format.keep_with_next = True
    _flag(group, "w:cantSplit")
    for point in matter.points:
        number += 1
        row = _new_row(table)
        _row(row, (str(number), point.told, point.clause, point.action))
    return number


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _row(row: _Row, texts: tuple[str, ...], *, bold: bool = False, shade: str = "", align: str = "left") -> None:
    from docx.shared import Cm

    for at, (cell, text, width) in enumerate(zip(row.cells, texts, _WIDTHS, strict=True)):
        cell.width = Cm(width)
        _cell(cell, text, bold=bold, shade=shade, align="center" if at in (0, 2) else align)
    _flag(row, "w:cantSplit")


def _cell(cell: _Cell, text: str, *, bold: bool = False, shade: str = "", align: str = "left") -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    lines = clean(text).split("\n")
    for nth, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if nth == 0 else cell.add_paragraph()
        small = nth > 0  # where it was seen stands below what is wrong
        _write(paragraph, line, size=9 if small else 10.5, bold=bold, align=align)
        paragraph.paragraph_format.space_before = Pt(2 if nth == 0 else 0)
        paragraph.paragraph_format.space_after = Pt(2 if nth == len(lines) - 1 else 0)
        paragraph.paragraph_format.line_spacing = 1.1
    if shade:
        ground = OxmlElement("w:shd")
        for slot, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)):
            ground.set(qn(slot), value)
        cell._element.get_or_add_tcPr().append(ground)


def _flag(row: _Row, name: str) -> None:
    """`w:tblHeader`: repeated on every page; `w:cantSplit`: kept on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _number_pages(letter: Document, left: str) -> None:
    """第 1 页，共 2 页, counted by the program that shows the letter."""
    paragraph = letter.sections[0].footer.paragraphs[0]
    _write(paragraph, f"{left}　　第 ", size=9, align="center")
    _field(paragraph, "PAGE")
    _write(paragraph, " 页，共 ", size=9, align="center")
    _field(paragraph, "NUMPAGES")
    _write(paragraph, " 页", size=9, align="center")


def _field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind in ("begin", "", "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {code} "
        run._element.append(part)
