"""Writes the Word templates of the exports that are shipped with the rules of a season.

Usage: python tools/make_documents.py [DIRECTORY]. The office may restyle the files in Word or WPS; running this again
puts the shipped look back.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from review_tui.exports.memo_book import TEMPLATE as MEMO
from review_tui.exports.public_list import CONFIRMED, NOTICE
from review_tui.exports.workbook import without_clock

DIRECTORY = Path(__file__).parents[1] / "data" / "seasons" / "jilin-2022" / "templates"
MADE = datetime(2022, 8, 1)
TITLE_FONT, BODY_FONT, HEAD_FONT = "方正小标宋简体", "仿宋", "黑体"
COLUMNS = (("序号", "{{no}}", 1.6), ("姓名（项目名称）", "{{name}}", 7.6), ("推荐单位", "{{unit}}", 6.8))
"""Header, sample, centimetres: together the width between the margins."""

NOTICE_TEXT = (
    "根据《{{season.source}}》，经各单位推荐、形式审查和专家组评审，拟推介以下 {{total}} 项，现予公示。",
    "公示时间：{{start}}至{{end}}。公示网站：{{where}}。",
    "对公示对象有异议的，请在公示期内以书面形式向{{season.organiser}}提出，写明事由并附证据；"
    "以单位名义提出的加盖公章，以个人名义提出的署真实姓名和联系方式。",
)
CONFIRMED_TEXT = (
    "经各单位推荐、形式审查、专家组评审和公示，确认以下 {{total}} 项为{{season.province}}{{season.year}}年"
    "“百姓学习之星”和“终身学习品牌项目”。",
)
MEMO_COLUMNS = (
    ("方面", "{{part}}", 2.2),
    ("事项", "{{label}}", 2.6),
    ("说明", "{{text}}", 8.2),
    ("依据（日志）", "{{source}}", 3.0),
)
MEMO_TEXT = (
    "以下 {{total}} 份说明由评审工作站根据日志生成（{{made_at}}）。“依据”是日志里的条目：办公室的日志、"
    "各位专家（以编号表示）的日志；review-tui verify 可以证明这些条目没有被改动。内部使用，不得公开。"
)


def main(directory: Path) -> None:
    """All templates."""
    directory.mkdir(parents=True, exist_ok=True)
    _write(directory / NOTICE, "公　　示", NOTICE_TEXT)
    _write(directory / CONFIRMED, "认定名单", CONFIRMED_TEXT)
    _write_memo(directory / MEMO)


def _write(path: Path, title: str, body: Sequence[str]) -> None:
    document = Document()
    _page(document)
    _say(document, "{{season.title}}", size=15, font=TITLE_FONT, align=WD_ALIGN_PARAGRAPH.CENTER, before=6, after=6)
    _say(document, title, size=22, font=TITLE_FONT, align=WD_ALIGN_PARAGRAPH.CENTER, after=14)
    for text in body:
        _say(document, text, size=14, indent=True, after=2)
    group = "{{group.no}}、{{group.name}}（{{group.count}}）"
    _say(document, group, size=14, font=HEAD_FONT, before=12, after=4, keep=True)
    _table(document, COLUMNS, 12)
    _say(document, "", size=14)
    _say(document, "{{season.organiser}}", size=14, align=WD_ALIGN_PARAGRAPH.RIGHT, before=16, keep=True)
    _say(document, "{{made}}", size=14, align=WD_ALIGN_PARAGRAPH.RIGHT, keep=True)
    _footer(document)
    _save(document, path)


def _write_memo(path: Path) -> None:
    document = Document()
    _page(document)
    _say(document, "{{season.title}}", size=15, font=TITLE_FONT, align=WD_ALIGN_PARAGRAPH.CENTER, before=6, after=6)
    _say(document, "决定说明", size=22, font=TITLE_FONT, align=WD_ALIGN_PARAGRAPH.CENTER, after=10)
    _say(document, MEMO_TEXT, size=12, indent=True, after=4)
    group = "{{group.id}}　{{group.name}}　［{{group.verdict}}］"
    _say(document, group, size=13, font=HEAD_FONT, before=14, after=4, keep=True)
    _table(document, MEMO_COLUMNS, 10)
    _footer(document)
    _save(document, path)


def _save(document: DocumentType, path: Path) -> None:
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.author, document.core_properties.comments = "review-tui", ""
    raw = io.BytesIO()
    document.save(raw)
    path.write_bytes(without_clock(raw, MADE))


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.size = Pt(14)
    _font(normal.element.get_or_add_rPr(), BODY_FONT)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.4


def _say(
    document: DocumentType,
    text: str,
    *,
    size: float,
    font: str = BODY_FONT,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    indent: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    _write_run(paragraph, text, size, font)
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_before, shape.space_after, shape.keep_with_next = align, Pt(before), Pt(after), keep
    if indent:
        shape.first_line_indent = Pt(2 * size)


def _write_run(paragraph: Paragraph, text: str, size: float, font: str = BODY_FONT) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _font(run._element.get_or_add_rPr(), font)


def _font(properties: object, font: str) -> None:
    """Word takes Chinese characters from a font slot of their own."""
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for slot in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(slot), font)


def _table(document: DocumentType, columns: Sequence[tuple[str, str, float]], size: float) -> None:
    table = document.add_table(rows=2, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for drawn, column in zip(table.columns, columns, strict=True):
        drawn.width = Cm(column[2])
    for row, which in zip(table.rows, (0, 1), strict=True):
        for cell, column in zip(row.cells, columns, strict=True):
            cell.width = Cm(column[2])
            paragraph = cell.paragraphs[0]
            _write_run(paragraph, column[which], size, HEAD_FONT if which == 0 else BODY_FONT)
            centred = which == 0 or column[0] == "序号"
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
            shape = paragraph.paragraph_format
            shape.line_spacing, shape.space_before, shape.space_after = 1.1, Pt(3), Pt(3)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _footer(document: DocumentType) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write_run(paragraph, "名单编号：{{list_code}}", 9)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DIRECTORY)
