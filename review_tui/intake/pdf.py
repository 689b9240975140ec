"""The text of a PDF. Runs in the reading process: pypdf may take long over a hostile file."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits
from review_tui.intake.printed import Line, laid_out_blocks

_LINE, _APART = 0.4, 1.7
"""In sizes of the type: how far signs of one line may stand off each other, and lines of one cell."""
_SPACE, _CELL = 0.28, 0.85
"""In sizes of the type: from which gap on signs have a space between them, and belong to two cells."""
_OVER = 0.4
"""In sizes of the type: a sign that lies so far on the one before it belongs to a cell that the other runs over."""
_LEAST_CHARS = 20
"""Fewer characters than that are a page number or a stamp on a scan."""


def read_pdf(path: Path, limits: Limits) -> dict[str, Any]:
    """As `documents.read_docx`, of the first `limits.pages` pages; `{"scan": True}`: they have no text.

    Raises `Unreadable`.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    if path.stat().st_size > limits.document_bytes:
        raise Unreadable("PDF 文件过大")
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("PDF 文件已加密，请去掉密码后重新报送")
        pages = [_groups(page) for page in reader.pages[: limits.pages]]
    except DependencyError:
        raise Unreadable("PDF 文件已加密，请去掉密码后重新报送") from None
    except (
        PyPdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError,
        RecursionError, NotImplementedError, zlib.error, OSError,
    ) as error:  # fmt: skip
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("PDF 文件已损坏，打不开") from None
    chars = sum(len(text) - text.count(" ") for page in pages for group in page for line in group for _, text in line)
    if chars < _LEAST_CHARS:
        return {"scan": True}
    return {"blocks": [block for page in pages for block in laid_out_blocks(page)], "chars": chars}


def _groups(page: Any) -> list[list[Line]]:
    """The lines of a page, those that stand close below each other together.

    pypdf tells where each run of text begins and ends only inside its layout mode, whose own lines put pieces together
    that touch: the functions are not part of its public interface, so their version is locked.
    """
    from pypdf._text_extraction import _layout_mode
    from pypdf.generic import ArrayObject, ContentStream, StreamObject

    contents = page.get("/Contents")
    contents = None if contents is None else contents.get_object()
    if not isinstance(contents, ArrayObject | StreamObject):
        return []
    operations = iter(ContentStream(contents, page.pdf, "bytes").operations)
    runs = _layout_mode.text_show_operations(operations, page._layout_mode_fonts(), True, None)
    signs = sorted((-run["ty"], at, sign, wide) for run in runs for at, sign, wide in _signs(run))
    groups: list[list[Line]] = []
    lines: list[tuple[float, float, list[tuple[float, str, float]]]] = []
    for down, at, sign, wide in signs:
        if not lines or down - lines[-1][0] > lines[-1][1] * _LINE:
            lines.append((down, max(wide, 1.0), []))
        lines[-1][2].append((at, sign, wide))
    before: float | None = None
    for down, size, line in lines:
        if before is None or down - before > size * _APART:
            groups.append([])
        groups[-1].append(_pieces(sorted(line)))
        before = down
    return groups


def _signs(run: Any) -> Iterator[tuple[float, str, float]]:
    """The signs of a run without its spaces: where each begins, and the size of its type."""
    widths = [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in run["text"]]
    step = (run["displaced_tx"] - run["tx"]) / max(1, sum(widths))
    at = run["tx"]
    for sign, width in zip(run["text"], widths, strict=True):
        if not sign.isspace():
            yield at, sign, run["font_height"]
        at += width * step


def _pieces(line: list[tuple[float, str, float]]) -> Line:
    """Signs of a line as pieces; what stands further apart than a sign is wide belongs to another cell."""
    pieces: list[tuple[float, str]] = []
    end = 0.0
    for at, sign, size in line:
        if not pieces or at - end > size * _CELL or end - at > size * _OVER:
            pieces.append((at, sign))
        else:
            gap = " " if at - end > size * _SPACE else ""
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + gap + sign)
        end = at + size * (1 if unicodedata.east_asian_width(sign) in "WF" else 0.5)
    return pieces
