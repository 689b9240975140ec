"""Display widths: a Chinese character is two cells. Cutting, filling and wrapping by cells, never by characters."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len

from review_tui.widgets.marks import visible

Align = Literal["left", "right"]

_NO_START = frozenset("，。、；：？！）》」』】〕”’％…,.;:?!)]}%")
"""Characters that do not begin a line."""
_NO_END = frozenset("（《「『【〔“‘([{")
"""Characters that do not end a line."""
_CUT = ".."
"""Stands for what was cut off; an ellipsis is one cell on some terminals and two on others."""


def take(text: str, cells: int) -> str:
    """The longest beginning of `text` that fits into `cells`."""
    if cell_len(text) <= cells:
        return text
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return text[:index]
    return text


def fit(text: str, cells: int, align: Align = "left") -> str:
    """`text` made visible and exactly `cells` wide: filled with spaces, or cut with `..` at its end."""
    shown = visible(text)
    width = cell_len(shown)
    if width > cells:
        shown = take(shown, cells - len(_CUT)) + _CUT if cells > 2 else take(shown, max(0, cells))
        width = cell_len(shown)
    gap = " " * (cells - width)
    return gap + shown if align == "right" else shown + gap


def wrap(text: str, cells: int) -> list[str]:
    """One paragraph (already `visible`) as lines of at most `cells`; at least one line.

    Chinese breaks anywhere but before a closing and after an opening mark; a Latin word or number stays whole where it
    fits on a line. Spaces at a break are dropped.
    """
    cells = max(2, cells)
    if cell_len(text) <= cells:
        return [text]
    lines: list[str] = []
    start = 0
    while start < len(text):
        end = _line_end(text, start, cells)
        lines.append(text[start:end].rstrip(" "))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return lines or [""]


def _line_end(text: str, start: int, cells: int) -> int:
    """Index behind the last character of the line that begins at `start`; always beyond `start`."""
    used, end = 0, start
    while end < len(text):
        used += cell_len(text[end])
        if used > cells:
            break
        end += 1
    if end >= len(text) or text[end] == " ":
        return max(end, start + 1)
    best = max(end, start + 1)
    for candidate in range(best, max(start, best - 24), -1):
        if _may_break(text[candidate - 1], text[candidate]):
            return candidate
    return best


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    return character < "\u2000" and (character.isalnum() or character in "-_/.@")
