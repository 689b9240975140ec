"""What one paper says about one nominee, before it becomes readings: fields with the places they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from review_tui.intake.grid import Cell
from review_tui.intake.labels import Nature
from review_tui.intake.text import key, line, solid
from review_tui.intake.values import parse_phone, person_name
from scoring.nomination import Passage
from scoring.season import Category, SeasonRules


@dataclass(frozen=True, slots=True)
class Field:
    """A cell and the label it stands under."""

    cell: Cell
    label: str
    place: str

    @property
    def text(self) -> str:
        """The cell's text, cleaned, breaks kept."""
        return self.cell.text


@dataclass(frozen=True)
class Entry:
    """One nominee as one paper has it: a filled-in form, or a row of a summary.

    `category` None: the paper does not say. `claims`: texts that name the nominating unit, the surest first.
    """

    file: str
    nature: Nature
    category: str | None
    fields: Mapping[str, Field]
    passages: tuple[Passage, ...] = ()
    claims: tuple[str, ...] = ()
    table: str = field(default="")
    """Which table of the file it is a row of."""

    @cached_property
    def name(self) -> str:
        """The nominee's name without padding; empty where the cell is."""
        found = self.fields.get("name")
        if found is None:
            return ""
        return person_name(found.text) if self.nature == "person" else _title(found.text)

    @cached_property
    def key(self) -> str:
        """The name for comparing."""
        return key(self.name)

    def plain(self, name: str) -> str:
        """A field for comparing two papers; empty where there is none."""
        found = self.fields.get(name)
        return "" if found is None else key(found.text)

    @property
    def phone(self) -> str:
        """The telephone for comparing."""
        found = self.fields.get("phone")
        return "" if found is None else parse_phone(found.text) or solid(found.text)


_OWNED = re.compile(
    r"^([^:：]{2,30}(?:大学|学院|学校|中学|小学|幼儿园|局|馆|中心|社区|街道|公司|协会|委员会|研究院|医院|所|站|联合会))"
    r"\s*[:：]\s*(?=[^:：]{3,}$)"
)
"""`四平市图书馆：书香四平`: a body and its project in one cell."""


def owner_of(text: str) -> str:
    """The body that a cell names before the project's name; empty: it names none."""
    found = _OWNED.match(line(text))
    return found[1] if found else ""


def _title(text: str) -> str:
    text = _OWNED.sub("", line(text)) if owner_of(text) else text
    parts = [part.strip() for part in text.split("\n")]
    return line("\n".join(part for part in parts if part)).strip("★☆*※▲●◆■√ ")


def category_of_text(texts: list[str], rules: SeasonRules, nature: Nature | None = None) -> str | None:
    """The category that the first telling text names; None: none does, or every telling one names several.

    Where the words of two categories fit, the longer word counts (学习之星 inside 新时代学习之星).
    """
    allowed = [c for c in rules.categories if nature is None or c.nature == nature]
    for text in texts:
        hits = _hits(key(text), allowed)
        if len(hits) == 1:
            return hits.pop()
    return None


def only_category(rules: SeasonRules, nature: Nature) -> str | None:
    """The one category of that nature; None where the season has several."""
    fitting = [c.id for c in rules.categories if c.nature == nature]
    return fitting[0] if len(fitting) == 1 else None


def _hits(text: str, categories: list[Category]) -> set[str]:
    words = sorted(((key(word), c.id) for c in categories for word in c.words), key=lambda pair: -len(pair[0]))
    hits: set[str] = set()
    for word, category in words:
        if word and word in text:
            hits.add(category)
            text = text.replace(word, "\x00")
    return hits
