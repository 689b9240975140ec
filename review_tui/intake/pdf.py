"""The text of a PDF. Runs in the reading process: pypdf may take long over a hostile file."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from review_tui.intake.documents import Unreadable
from review_tui.intake.limits import Limits
from review_tui.intake.printed import laid_out_blocks

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
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages[: limits.pages]]
    except DependencyError:
        raise Unreadable("PDF 文件已加密，请去掉密码后重新报送") from None
    except (
        PyPdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError,
        RecursionError, NotImplementedError, zlib.error, OSError,
    ) as error:  # fmt: skip
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("PDF 文件已损坏，打不开") from None
    chars = sum(len("".join(page.split())) for page in pages)
    if chars < _LEAST_CHARS:
        return {"scan": True}
    return {"blocks": [block for page in pages for block in laid_out_blocks(page)], "chars": chars}
