"""What a command prints: one JSON document on stdout, or aligned text; progress and messages on stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any


def say(message: str) -> None:
    """One line for the person, on stderr, so that stdout stays for results."""
    print(visible(message), file=sys.stderr, flush=True)


def put_json(value: Any) -> None:
    """The one JSON document of a `--json` command: UTF-8, numbers as numbers."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def put(text: str = "") -> None:
    """One line of a result on stdout."""
    print(visible(text))


def put_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table aligned by display width; columns that hold only numbers are set flush right."""
    texts = [[visible("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(header, *texts, strict=True)]
    numeric = [bool(texts) and all(_is_number(row[i]) for row in texts) for i in range(len(header))]
    for line in (list(header), *texts):
        cells = (_set(c, w, right) for c, w, right in zip(line, widths, numeric, strict=True))
        print("  ".join(cells).rstrip())


def width(text: str) -> int:
    """Columns that the text takes on a terminal: two for wide and full-width characters, none for combining ones."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def visible(text: str) -> str:
    """The text with control, bidi-override and zero-width characters as `�`: a name must not drive the terminal."""
    return "".join(
        "\ufffd" if unicodedata.category(ch) in ("Cc", "Cf", "Cs") and ch not in "\n\t" else ch for ch in text
    )


def now() -> datetime:
    """The local time with its offset: the clock that commands hand to the desks."""
    return datetime.now().astimezone()


def _set(cell: str, columns: int, right: bool) -> str:
    gap = " " * (columns - width(cell))
    return gap + cell if right else cell + gap


def _is_number(text: str) -> bool:
    return text == "" or text.replace(".", "", 1).removeprefix("-").isdigit()


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
