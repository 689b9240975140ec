"""A Word template and its values to the bytes of a document.

In the template `{{…}}` is replaced wherever it stands, in headers and footers too; a paragraph that holds one takes the
look of its first letters throughout. A paragraph with `{{group.…}}` and the table that follows it are repeated for each
group; the table's row with `{{…}}` is repeated for each row of the group. The same values and the same template give
the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from review_tui.errors import ReviewError
from review_tui.exports.cells import Value, clean
from review_tui.exports.placeholders import TITLE, names_in, substitute
from review_tui.exports.workbook import Masthead, without_clock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Group:
    """What one repetition of the group is made of: `values` of `{{group.…}}`, without that prefix, and the rows."""

    values: Mapping[str, Value]
    rows: Sequence[Row]


def fill_document(
    template: Path, values: Mapping[str, Value], groups: Sequence[Group], masthead: Masthead, *, title: str
) -> bytes:
    """The filled template as the bytes of a docx file. `title`: that of the document's properties.

    Raises `ReviewError` for a template that cannot be read, has no group with its table, or holds a placeholder that
    nothing fills.
    """
    document = _load(template)
    scalars = {**masthead.scalars(), **values}
    head, table, place = _take_group(document, template.name)
    for paragraph in _everywhere(document):  # before the rows come in: a name that reads {{no}} is a name
        _replace(paragraph, scalars, template.name)
    for group in groups:
        _add_group(document, head, table, place, group, template.name)
    place.getparent().remove(place)
    made = masthead.made_at.replace(tzinfo=None, microsecond=0)
    properties = document.core_properties
    properties.author, properties.title = masthead.organiser, title
    properties.created = properties.modified = made
    properties.last_modified_by, properties.comments = "", ""
    raw = io.BytesIO()
    document.save(raw)
    return without_clock(raw, made)


def _load(template: Path) -> Document:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(str(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        if not template.exists():
            raise ReviewError(TITLE, f"找不到模板 {template}。", "请从规则目录的 templates 里复制一份。") from error
        raise ReviewError(
            TITLE,
            f"{template.name} 不是能打开的 docx 文件（{type(error).__name__}）。",
            "请用 Word 或 WPS 另存为 docx。",
        ) from error


def _take_group(document: Document, file: str) -> tuple[Any, Any, Any]:
    """The group's paragraph and table, taken out of the document, and an empty paragraph in their place."""
    heads = [p for p in document.paragraphs if any(n.startswith("group.") for n in names_in(p.text))]
    table = heads[0]._p.getnext() if len(heads) == 1 else None
    if table is None or not table.tag.endswith("}tbl"):
        where = "一个写着 {{group.…}} 的段落，紧接着一张表"
        raise ReviewError(TITLE, f"{file} 里要有、也只能有{where}。", "请改回随软件提供的模板。")
    head = heads[0]._p
    place = heads[0].insert_paragraph_before()._p
    for taken in (head, table):
        taken.getparent().remove(taken)
    return head, table, place


def _add_group(document: Document, head: Any, table: Any, place: Any, group: Group, file: str) -> None:
    """One copy of the group's paragraph and table before `place`."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    new_head, new_table = deepcopy(head), deepcopy(table)
    place.addprevious(new_head)
    place.addprevious(new_table)
    shown = {f"group.{key}": value for key, value in group.values.items()}
    _replace(Paragraph(new_head, document), shown, file)
    _fill_rows(Table(new_table, document), group.rows, file)


def _fill_rows(table: Any, rows: Sequence[Row], file: str) -> None:
    """One row of the table for each of `rows`, made of the text of the sample row: a book has ten thousands of them."""
    from docx.oxml import parse_xml
    from lxml import etree

    samples = [row for row in table.rows if any(names_in(cell.text) for cell in row.cells)]
    if len(samples) != 1:
        wrong = f"{file} 的表里写着 {{{{…}}}} 的样行要有一行，也只能有一行。"
        raise ReviewError(TITLE, wrong, "请改回随软件提供的模板。")
    for cell in samples[0].cells:
        for paragraph in cell.paragraphs:
            _in_one_run(paragraph)
            for values in rows[:1]:
                _check(paragraph.text, values, file)
    sample = samples[0]._tr
    drawn = etree.tostring(sample, encoding="unicode")
    for values in rows:
        texts = {key: _as_xml(value) for key, value in values.items()}
        sample.addprevious(parse_xml(substitute(drawn, texts)))
    sample.getparent().remove(sample)


def _as_xml(value: Value) -> str:
    """A value as it stands inside a text element of WordprocessingML; line ends become breaks."""
    text = "" if value is None else clean(str(value))
    return escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')


def _everywhere(document: Document) -> Iterator[Paragraph]:
    """The paragraphs outside the groups: of the body, of other tables, of headers and footers."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs


def _replace(paragraph: Paragraph, values: Mapping[str, Value], file: str) -> None:
    if names_in(paragraph.text):
        _check(paragraph.text, values, file)
        _in_one_run(paragraph)
        paragraph.runs[0].text = clean(substitute(paragraph.text, values))


def _in_one_run(paragraph: Paragraph) -> None:
    """Word breaks a placeholder into several runs; afterwards all of the text is in the first one."""
    if names_in(paragraph.text):
        text, (first, *others) = paragraph.text, paragraph.runs
        first.text = text
        for run in others:
            run.text = ""


def _check(text: str, values: Mapping[str, Value], file: str) -> None:
    unknown = [name for name in names_in(text) if name not in values]
    if unknown:
        known = "、".join(sorted(values))
        raise ReviewError(TITLE, f"{file} 写着不认识的占位 {{{{{unknown[0]}}}}}。", f"可用的占位：{known}。")
