"""A filled-in 推介表: labels and values, several pairs a row, in whatever table, sheet or paragraphs they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from review_tui.intake.found import Entry, Field, category_of_text, only_category
from review_tui.intake.grid import Cell, Grid, Paper
from review_tui.intake.labels import LONG, Nature, label_key, nature_of, plain_label
from review_tui.intake.text import clean, solid
from review_tui.intake.unit_lines import bare_unit, stamped, unit_claims
from scoring.nomination import Passage
from scoring.season import SeasonRules

LEAST_KEYS = 4
TITLES = {"deed": "主要事迹", "content": "活动内容与形式", "measures": "具体措施与保障", "effects": "成效与影响"}
_COLON = re.compile(r"[:：]")
_WORD = re.compile(r"(?<!\S)\S")
_UNKNOWN = re.compile(r"\s{2,}(?=[^\s:：]+[:：])")
_HIGHER = re.compile(r"推荐单位|推介单位|教育局|教育行政|主管部门|高校|市\(州\)|市（州）")


@dataclass
class _Filled:
    """A form while it is read."""

    nature: Nature
    fields: dict[str, Field] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    opinions: list[tuple[str, str]] = field(default_factory=list)

    def take(self, key: str, found: Field) -> None:
        if key == "opinion":
            self.opinions.append((found.label, found.text))
        elif key in LONG:
            self._take_passage(TITLES[key], found)
        elif key != "-" and (key not in self.fields or not self.fields[key].text):
            self.fields[key] = found

    def _take_passage(self, title: str, found: Field) -> None:
        body = clean(found.text)
        if not body and any(passage.title == title for passage in self.passages):
            return
        self.passages = [passage for passage in self.passages if passage.title != title or passage.body]
        if all(body != passage.body for passage in self.passages if passage.body):
            self.passages.append(Passage(title=title, body=body, place=found.place))


def forms_of(paper: Paper, rules: SeasonRules) -> list[Entry]:
    """The forms that a paper holds, usually one; empty: it holds none.

    A table that names a nominee begins a form; tables without a name go on with the form before them.
    """
    found: list[tuple[_Filled, list[str]]] = []
    for grid in paper.grids:
        nature = nature_of(_texts(grid)) or (found[-1][0].nature if found else None)
        if nature is None:
            continue
        filled = _fill(_pairs(grid, nature), nature)
        if "name" not in filled.fields and found:
            _join(found[-1][0], filled)
        else:
            titles = [*reversed(grid.before), *(c.text for row in grid.rows[:2] if len(row) == 1 for c in row)]
            found.append((filled, titles))
    if not found and paper.paragraphs:
        found = _of_paragraphs(paper)
    return [_entry(paper, filled, titles, rules) for filled, titles in found if _is_form(filled)]


def _is_form(filled: _Filled) -> bool:
    return "name" in filled.fields and len(filled.fields) + len(filled.passages) + len(filled.opinions) >= LEAST_KEYS


def _entry(paper: Paper, filled: _Filled, titles: list[str], rules: SeasonRules) -> Entry:
    told = [*titles, *reversed(paper.file.split("/"))]
    category = category_of_text(told, rules, filled.nature) or only_category(rules, filled.nature)
    claims = list(unit_claims(titles or paper.paragraphs[:5]))
    if "unit" in filled.fields:
        claims.append(bare_unit(filled.fields["unit"].text))
    signed = [stamped(text) for label, text in filled.opinions if _HIGHER.search(label)]
    claims += [name for name in signed if name]
    return Entry(
        paper.file, filled.nature, category, filled.fields, tuple(filled.passages), tuple(c for c in claims if c)
    )


def _texts(grid: Grid) -> list[str]:
    texts = [c.text for row in grid.rows for c in row]
    return texts + [re.split(r"[:：]", text, maxsplit=1)[0] for text in texts if "：" in text or ":" in text]


def _fill(pairs: Iterator[tuple[str, Field]], nature: Nature) -> _Filled:
    filled = _Filled(nature)
    for key, found in pairs:
        filled.take(key, found)
    return filled


def _join(filled: _Filled, more: _Filled) -> None:
    for key, found in more.fields.items():
        filled.take(key, found)
    filled.passages += [p for p in more.passages if all(p.body != q.body for q in filled.passages)]
    filled.opinions += more.opinions


def _of_paragraphs(paper: Paper) -> list[tuple[_Filled, list[str]]]:
    """A form typed without a table: `姓名：张三` line by line."""
    grid = Grid(paper.file, "正文", tuple((Cell(text, 0),) for text in paper.paragraphs), False)
    nature = nature_of(_texts(grid))
    if nature is None:
        return []
    grid = Grid(paper.file, "正文", _gathered(paper.paragraphs, nature), False)
    return [(_fill(_pairs(grid, nature), nature), list(paper.paragraphs[:3]))]


def _gathered(paragraphs: Sequence[str], nature: Nature) -> tuple[tuple[Cell, ...], ...]:
    """A row for each paragraph; those of a passage stand in the row of its label, and leave theirs empty."""
    rows: list[tuple[Cell, ...]] = []
    passage: int | None = None
    for text in paragraphs:
        key = label_key(_COLON.split(text, maxsplit=1)[0], nature)
        if passage is not None and key is None:
            rows[passage] = (Cell(f"{rows[passage][0].text}\n{text}", 0),)
            rows.append(())
            continue
        passage = len(rows) if key in LONG else None
        rows.append((Cell(text, 0),))
    return tuple(rows)


# ----------------------------------------------------------------------------------------------------------- pairs


def _pairs(grid: Grid, nature: Nature) -> Iterator[tuple[str, Field]]:
    """Every label with its value: beside it, below it, or in the same cell behind a colon or on the next lines."""
    skip: set[tuple[int, int]] = set()
    for number, row in enumerate(grid.rows):
        cells = [c for c in row if (number, c.column) not in skip]
        at = 0
        while at < len(cells):
            cell = cells[at]
            key = label_key(cell.text, nature)
            if key is None:
                yield from _inline(grid, number, cell, nature)
                at += 1
                continue
            value = _value(cells, at, nature)
            if value is None:
                below = _below(grid, number, cell, cells, nature)
                if below is not None:
                    skip.add((number + 1, below.column))
                    yield key, Field(below, solid(cell.text), grid.place(number + 1, below, solid(cell.text)))
                at += 1
            else:
                yield key, Field(value, solid(cell.text), grid.place(number, value, solid(cell.text)))
                at += 2


def _value(cells: Sequence[Cell], at: int, nature: Nature) -> Cell | None:
    """The cell behind a label, unless it is a label itself."""
    if at + 1 >= len(cells):
        return None
    following = cells[at + 1]
    if label_key(following.text, nature) is None:
        return following
    # A value may read like a label (职务：职业 …) only where the pairs of the row show it; else it is the next label.
    return None


def _below(grid: Grid, row: int, cell: Cell, cells: Sequence[Cell], nature: Nature) -> Cell | None:
    """The value under a label: only in rows of labels, or where the label has the whole row."""
    if row + 1 >= len(grid.rows):
        return None
    if len(cells) > 1 and any(c.text and label_key(c.text, nature) is None for c in cells):
        return None
    below = next((c for c in grid.rows[row + 1] if c.column == cell.column), None)
    if below is None or below.up or label_key(below.text, nature) is not None:
        return None
    return below if len(cells) > 1 or len(grid.rows[row + 1]) == 1 else None


def _inline(grid: Grid, row: int, cell: Cell, nature: Nature) -> Iterator[tuple[str, Field]]:
    for label, value in _split(cell.text, nature):
        key = label_key(label, nature)
        if key is not None:
            inner = Cell(value, cell.column, cell.span, cell.up)
            yield key, Field(inner, solid(label), grid.place(row, cell, solid(label)))


def _split(text: str, nature: Nature) -> Iterator[tuple[str, str]]:
    """`姓名：张三`, several such lines in one cell, or a label on the first line and the text under it."""
    head, _, rest = text.partition("\n")
    if rest and plain_label(head) and label_key(head.rstrip(":："), nature) is not None:
        yield head.rstrip(":："), rest
        return
    whole, colon, value = re.sub(r"\n(?=[^\n]*$)", "\n", text).partition("：" if "：" in text else ":")
    if not colon or label_key(whole, nature) is None:
        return
    if label_key(whole, nature) in LONG:
        yield whole, value.strip()
        return
    for one in text.split("\n"):
        yield from _labelled(one, nature)


def _labelled(text: str, nature: Nature) -> Iterator[tuple[str, str]]:
    """The pairs of a line, `姓　名：张三　性别：男`: white space and a known label end the value before them.

    So do two spaces and an unknown label. Pairs without a value are left out.
    """
    cuts: list[tuple[int, int]] = []
    for colon in _COLON.finditer(text):
        after = cuts[-1][1] if cuts else 0
        words = (after + found.start() for found in _WORD.finditer(text[after : colon.start()]))
        begin = next((at for at in words if label_key(text[at : colon.start()], nature) is not None), None)
        if begin is not None:
            cuts.append((begin, colon.end()))
    ends = [*(begin for begin, _ in cuts[1:]), len(text)]
    for (begin, value), end in zip(cuts, ends, strict=True):
        if one := _UNKNOWN.split(text[value:end], maxsplit=1)[0].strip():
            yield text[begin:value].rstrip(":："), one
