"""Web pages that bear the name of a document or a workbook, and Word's single-file web pages: paragraphs and tables."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits

_SILENT = frozenset({"script", "style", "head", "title", "template"})
_BREAKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"})
_LEAST_CHARS = 20
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)")


def read_webpage(path: Path, limits: Limits) -> dict[str, Any]:
    """As `documents.read_docx`. Nested tables follow the one that holds them. Raises `Unreadable`."""
    if path.stat().st_size > limits.part_bytes:
        raise Unreadable("网页文件过大")
    page = _Page(limits)
    page.feed(_decoded(_html(path.read_bytes())))
    page.close()
    blocks = page.finish()
    text = "".join(block[1] if block[0] == "p" else "".join(c[0] for row in block[1] for c in row) for block in blocks)
    chars = len("".join(text.split()))
    if chars < _LEAST_CHARS:
        raise Unreadable("文件内容是网页，里面几乎没有文字")
    return {"blocks": blocks, "chars": chars}


def _html(data: bytes) -> bytes:
    if b"MIME-Version" not in data[:1024]:
        return data
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    declared = _CHARSET.search(data[:4096])
    named = declared[1].decode().lower() if declared else ""
    first = "gb18030" if named.startswith("gb") else "utf-8-sig"
    for encoding in (first, "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", errors="replace")


class _Table:
    """A table while it is read; `held`: columns that a cell of an earlier row still covers, as `[rows left, text]`."""

    def __init__(self, rows: list[list[list[Any]]]) -> None:
        self.rows = rows
        self.held: dict[int, list[Any]] = {}
        self.cell: list[str] | None = None
        self.spans = (1, 1)
        self.column = 0

    def start_row(self) -> None:
        self.rows.append([])
        self.column = 0

    def close_cell(self) -> None:
        if self.cell is None:
            return
        text, (across, down) = _squeezed("".join(self.cell)), self.spans
        self.cell = None
        if not self.rows:
            self.start_row()
        self.fill_held()
        self.rows[-1].append([text, across, False])
        if down > 1:
            self.held[self.column] = [down - 1, text, across]
        self.column += across

    def fill_held(self) -> None:
        """Cells from above that come before the next one."""
        while (held := self.held.get(self.column)) is not None:
            self.rows[-1].append([held[1], held[2], True])
            held[0] -= 1
            if not held[0]:
                del self.held[self.column]
            self.column += held[2]


class _Page(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.blocks: list[list[Any]] = []
        self.open: list[_Table] = []
        self.text: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._paragraph()
            self.blocks.append(["t", []])
            self.open.append(_Table(self.blocks[-1][1]))
        elif self.open and tag == "tr":
            self.open[-1].close_cell()
            self.open[-1].start_row()
        elif self.open and tag in ("td", "th"):
            table, said = self.open[-1], dict(attrs)
            table.close_cell()
            table.cell = []
            most = (self.limits.columns, self.limits.rows)
            table.spans = (_small(said.get("colspan"), most[0]), _small(said.get("rowspan"), most[1]))
        elif tag == "input" and dict(attrs).get("type") in ("checkbox", "radio"):
            self._take("☑" if "checked" in dict(attrs) else "☐")
        elif tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.open:
            self._close_table()
        elif self.open and tag in ("td", "th"):
            self.open[-1].close_cell()
        elif self.open and tag == "tr" and self.open[-1].rows:
            self.open[-1].close_cell()
            self.open[-1].fill_held()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._take(re.sub(r"[ \t\r\n]+", " ", data))

    def finish(self) -> list[list[Any]]:
        """The blocks of the page; tables that were never closed are closed here."""
        while self.open:
            self._close_table()
        self._paragraph()
        return self.blocks

    def _take(self, text: str) -> None:
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(text)
        elif not self.open:
            self.text.append(text)

    def _break(self) -> None:
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append("\n")
        elif not self.open:
            self._paragraph()

    def _paragraph(self) -> None:
        text = _squeezed("".join(self.text))
        self.text = []
        if text:
            self.blocks.append(["p", text])

    def _close_table(self) -> None:
        self.open.pop().close_cell()


def _small(text: str | None, most: int) -> int:
    return min(max(1, int(text)), most) if text and text.strip().isdecimal() else 1


def _squeezed(text: str) -> str:
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)
