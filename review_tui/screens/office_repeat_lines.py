"""One suspected repeat as lines: both records side by side, and the evidence as bars that add up to the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest

from rich.cells import cell_len

from review_tui.desks.repeat_records import Field, fields_of, texts_of
from review_tui.desks.repeat_verdicts import WORDS
from review_tui.desks.repeat_words import FIELDS, JUDGED, signed, year_words
from review_tui.desks.repeats import Pair
from review_tui.screens.office_page import moment
from review_tui.widgets.differences import differing
from review_tui.widgets.marks import visible, visible_lines
from review_tui.widgets.painted import Span
from review_tui.widgets.span_pane import SpanLine
from review_tui.widgets.width import wrap
from scoring.conditions import Repeats
from scoring.season import SeasonRules

LABEL = 10
"""Cells of the labels."""
MOST_BAR, LEAST_BAR = 40, 12
_GAP = 3
MARKS = "^"
"""Stands below a character that the other record does not have, so that it does not hang on colour."""


def pair_lines(pair: Pair, rules: SeasonRules, width: int) -> list[SpanLine]:
    """All that the office has to see of a pair, in lines of `width` cells."""
    half = max(12, (width - LABEL - _GAP) // 2)
    lines: list[SpanLine] = [*_heads(pair, half)]
    fields = fields_of(pair, rules)
    for field in fields:
        if field.first:
            lines += _compared(field, half)
    lines += [[], *_balance(pair, rules.repeats, width), []]
    for field in fields:
        if not field.first:
            lines += _compared(field, half)
    for text in texts_of(pair):
        lines += [[], [(text.title, "strong")]]
        if text.one and text.other:
            lines += _beside(text.one, text.other, half, "")
        else:
            lines += [[(line, "plain")] for part in visible_lines(text.one or text.other) for line in wrap(part, width)]
    return lines


# ---------------------------------------------------------------------------------------------------------- records


def _heads(pair: Pair, half: int) -> Iterator[SpanLine]:
    other = f"今年另一份 {pair.suspect.against.id}" if pair.other is not None else f"往年名单  {year_words(pair)}"
    yield _row("", f"今年申报 {pair.nomination.id}", other, half, "accent")


def _row(label: str, one: str, other: str, half: int, ink: str = "plain") -> SpanLine:
    return [
        (_filled(label, LABEL), "faint"),
        (_filled(one, half), ink),
        (" | ", "faint"),
        (_filled(other, half), ink),
    ]


def _compared(field: Field, half: int) -> Iterator[SpanLine]:
    """A field of both records; where they differ, the differing characters are marked and pointed at."""
    one, other = visible(field.one), visible(field.other)
    if not field.compare or one == other or not one or not other:
        yield from _beside(field.one or "-", field.other or "-", half, field.label)
        return
    marked = differing(one, other)
    columns = [_marked(text, marks, half) for text, marks in zip((one, other), marked, strict=True)]
    label = field.label
    for left, right in zip_longest(*columns, fillvalue=([], "")):
        yield [(_filled(label, LABEL), "faint"), *_spans(left[0], half), (" | ", "faint"), *_spans(right[0], half)]
        if left[1].strip() or right[1].strip():
            pointers = f"{_filled(left[1], half)}   {right[1]}"
            yield [(" " * LABEL, "faint"), (pointers.rstrip(), "warn")]
        label = ""


def _marked(text: str, marks: frozenset[int], cells: int) -> list[tuple[list[Span], str]]:
    """Lines of a text: its spans, and below them what points at the marked characters."""
    lines: list[tuple[list[Span], str]] = []
    at = 0
    for line in wrap(text, cells):
        at = text.index(line, at)
        spans: list[Span] = []
        pointers = ""
        for offset, character in enumerate(line):
            hit = at + offset in marks
            spans.append((character, "mark" if hit else "plain"))
            pointers += (MARKS if hit else " ") * cell_len(character)
        lines.append((spans, pointers))
        at += len(line)
    return lines


def _spans(spans: Sequence[Span], cells: int) -> list[Span]:
    used = sum(cell_len(text) for text, _ in spans)
    return [*spans, (" " * max(0, cells - used), "plain")]


def _beside(one: str, other: str, half: int, label: str) -> Iterator[SpanLine]:
    """Two texts beside each other, paragraph by paragraph."""
    left, right = ([line for part in visible_lines(text) for line in wrap(part, half)] for text in (one, other))
    for a, b in zip_longest(left, right, fillvalue=""):
        yield _row(label, a, b, half)
        label = ""


# ---------------------------------------------------------------------------------------------------------- evidence


def _balance(pair: Pair, limits: Repeats, width: int) -> Iterator[SpanLine]:
    """The waterfall: each bar begins where the one above it ended, the last one is their sum."""
    evidence = pair.suspect.evidence
    ends = list(accumulate(e.weight for e in evidence))
    starts = [0.0, *ends[:-1]]
    low, high = min(0.0, *ends), max(0.0, *ends)
    cells = max(LEAST_BAR, min(MOST_BAR, width - LABEL - 8 - 30))
    scale = (cells - 1) / (high - low or 1.0)
    zero = round(-low * scale)
    yield [("依据和分量", "strong"), ("  + 支持相同  - 支持不同  = 合计；每条接着上一条画", "faint")]
    detail = width - LABEL - 7 - cells - 1
    for one, start, end in zip(evidence, starts, ends, strict=True):
        bar = _bar(round((start - low) * scale), round((end - low) * scale), zero, cells, "+" if end > start else "-")
        ink = "warn" if one.weight > 0 else "good"
        label = FIELDS.get(one.field, one.field)
        texts = wrap(visible(one.detail), max(10, detail))
        head = [(_filled(label, LABEL), "faint"), (f"{signed(one.weight):>6} ", ink), (bar + " ", ink)]
        yield [*head, (texts[0], "plain")]
        for more in texts[1:]:
            yield [(" " * (LABEL + 7 + cells + 1), "plain"), (more, "plain")]
    total = ends[-1] if ends else 0.0
    bar = _bar(zero, round((total - low) * scale), zero, cells, "=")
    said = f"分值 {pair.suspect.score} {JUDGED[pair.suspect.verdict]}"
    said += f"（50 为各半，{limits.suspect} 起询问，{limits.repeat} 起算重复）"
    texts = wrap(said, max(10, detail))
    head = [(_filled("合计", LABEL), "strong"), (f"{signed(total):>6} ", "strong"), (bar + " ", "strong")]
    yield [*head, (texts[0], "strong")]
    for more in texts[1:]:
        yield [(" " * (LABEL + 7 + cells + 1), "plain"), (more, "strong")]


def _bar(start: int, end: int, zero: int, cells: int, sign: str) -> str:
    """A bar between two cells, either way round, with the axis where nothing covers it."""
    first, last = min(start, end), max(start, end)
    row = [" "] * cells
    row[zero] = "|"
    for cell in range(first, max(last, first + 1)):
        row[min(cell, cells - 1)] = sign
    return "".join(row)


# ---------------------------------------------------------------------------------------------------------- verdict


def verdict_spans(pair: Pair) -> list[Span]:
    """What the office said, on one line."""
    if pair.given is not None:
        ink = "warn" if pair.given.word == "same" else "good"
        return [(f"已认定{WORDS[pair.given.word]}（{moment(pair.given.at)}）：{visible(pair.given.reason)}", ink)]
    if pair.before is not None:
        said = f"{WORDS[pair.before.word]}：{visible(pair.before.reason)}"
        return [("待认定；资料有变，原认定“", "warn"), (said, "warn"), ("”请重新确认", "warn")]
    return [("待认定", "accent")]


def _filled(text: str, cells: int) -> str:
    return text + " " * max(0, cells - cell_len(text))
