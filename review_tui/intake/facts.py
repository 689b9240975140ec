"""Fields of a paper → readings: the normal form of each value beside its raw text and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review_tui.intake.found import Entry, Field, owner_of
from review_tui.intake.text import clean, folded, line, solid, unspaced
from review_tui.intake.turnout import Mode, Said, parse_mode, parse_turnout
from review_tui.intake.values import (
    chosen,
    date_of_cell,
    date_of_number,
    ethnic,
    gender,
    parse_date,
    parse_phone,
    person_name,
    politics,
    yes_no,
)
from review_tui.intake.workplace import split_like, split_workplace
from scoring.nomination import FactValue, Reading, Source
from scoring.season import Category

_PLAIN = ("education", "type", "level", "implementer", "nature", "audience", "address", "identity", "serial")
_KEYS = {
    "person": ("gender", "birth", "ethnic", "politics", "education", "type", "phone", "level", "honours"),
    "project": ("implementer", "nature", "start", "audience", "phone"),
}
_NOT_DENIED = r"(?<![不非未无])(?<!不是|不属|不作|不报|未报)(?<!不属于|不作为|不参加|未参加)"
"""Before the mark of a special nominee."""
_EITHER = ("serial", "repeated", "address", "identity", "remark")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the nominee's other papers say, for cells that say only half."""

    mode: Mode | None = None
    workplace: str = ""
    job: str = ""


def hints_of(entries: list[Entry]) -> Hints:
    """Hints from the papers of one nominee, the surest first."""
    modes = [mode for entry in entries if (mode := mode_of(entry))]
    said = [said.mode for entry in entries if (said := _said(entry)) and said.mode]
    split = next((pair for entry in entries if all(pair := _separated(entry))), ("", ""))
    return Hints((modes + said + [None])[0], *split)


def mode_of(entry: Entry) -> Mode | None:
    """The way of learning that the paper's own column or row says."""
    found = entry.fields.get("mode")
    return None if found is None else parse_mode(chosen(found.text))


def readings(entry: Entry, source: Source, category: Category, hints: Hints) -> list[Reading]:
    """All readings of one paper. An empty cell gives none, but an empty 备注 says that the nominee is not special."""
    result: list[Reading] = []

    def add(key: str, value: FactValue | None, found: Field) -> None:
        raw = clean(found.text)
        if raw:
            result.append(Reading(key=key, value=value or line(raw), raw=raw, place=found.place, source=source))

    for key in ("name", *_KEYS[entry.nature], *_EITHER):
        found = entry.fields.get(key)
        if found is not None:
            add(key, entry.name if key == "name" else _value(key, found), found)
    for key, value, found in _pairs(entry, hints):
        add(key, value, found)
    result += _special(entry, source, category)
    return result


def _value(key: str, found: Field) -> str | None:
    text = found.text
    if key in ("birth", "start"):
        return _date(found)
    if key in _PLAIN:
        return unspaced(chosen(text))
    match key:
        case "gender":
            return gender(text)
        case "ethnic":
            return ethnic(text)
        case "politics":
            return politics(text)
        case "phone":
            return parse_phone(text)
        case "repeated":
            return yes_no(text)
        case "honours":
            return line(re.sub(r"\n(?=\d|[(（①-⑩])", "；", text))
        case _:
            return line(text)


def _date(found: Field) -> str | None:
    cell = found.cell
    if cell.dated:
        return date_of_cell(cell.text)
    if cell.number is not None:
        return date_of_number(cell.number)
    return parse_date(cell.text)


def _pairs(entry: Entry, hints: Hints) -> Iterator[tuple[str, FactValue | None, Field]]:
    """Facts that take more than one cell, or of which one cell holds two."""
    if entry.nature == "person":
        yield from _work(entry, hints)
        return
    turnout = entry.fields.get("participants")
    if turnout is not None:
        said = _said(entry)
        yield "participants", said.settled(mode_of(entry) or hints.mode) if said else None, turnout
    mode = entry.fields.get("mode")
    if mode is not None:
        yield "mode", mode_of(entry) or unspaced(chosen(mode.text)), mode
    yield from _leader(entry)
    owner = owner_of(entry.fields["name"].text) if "name" in entry.fields else ""
    own = entry.fields.get("implementer")
    if owner and (own is None or not own.text):
        yield "implementer", owner, entry.fields["name"]


def _leader(entry: Entry) -> Iterator[tuple[str, FactValue | None, Field]]:
    """The person in charge, and the telephone where it stands in the same cell."""
    found = entry.fields.get("leader")
    if found is None or not found.text:
        found = entry.fields.get("contact", found)
    if found is None or not found.text:
        found = entry.fields.get("leaderphone", found)
    if found is None:
        return
    phone = parse_phone(found.text)
    bare = re.sub(r"[\d\-—－()（）+、，,;；:：/\s]+", "", found.text) if phone else found.text
    if bare or not phone:
        yield "leader", person_name(bare), found
    own = entry.fields.get("phone")
    if phone and (own is None or not own.text):
        yield "phone", phone, found


def _said(entry: Entry) -> Said | None:
    found = entry.fields.get("participants")
    if found is None:
        return None
    return parse_turnout(found.text, folded(found.label), mode_of(entry))


def _work(entry: Entry, hints: Hints) -> Iterator[tuple[str, FactValue | None, Field]]:
    both = entry.fields.get("workjob")
    if both is not None and both.text:
        workplace, job = split_like(both.text, hints.workplace, hints.job) or split_workplace(both.text)
        yield "workplace", workplace, both
        if job:
            yield "job", job, both
    for key in ("workplace", "job"):
        found = entry.fields.get(key)
        if found is not None and (both is None or not both.text):
            yield key, unspaced(found.text), found


def _separated(entry: Entry) -> tuple[str, str]:
    """Workplace and job where the paper itself keeps them apart."""
    both = entry.fields.get("workjob")
    if both is not None:
        return split_workplace(both.text) if re.search(r"[\s/、]", both.text.strip()) else ("", "")
    parts = [unspaced(entry.fields[key].text) if key in entry.fields else "" for key in ("workplace", "job")]
    return parts[0], parts[1]


def _special(entry: Entry, source: Source, category: Category) -> list[Reading]:
    found = entry.fields.get("remark")
    if found is None or category.special is None:
        return []
    text = folded(found.text)
    marked = any(re.search(_NOT_DENIED + re.escape(folded(mark)), text) for mark in category.special.marks)
    raw = clean(found.text)
    return [Reading(key="special", value="是" if marked else "否", raw=raw, place=found.place, source=source)]


def is_special(entry: Entry, category: Category) -> bool:
    """Whether the paper's 备注 declares a special nominee."""
    return any(one.value == "是" for one in _special(entry, "form", category))


def solid_serial(entry: Entry) -> str:
    """The row's number without leading zeros; empty where it has none."""
    found = entry.fields.get("serial")
    return "" if found is None else solid(found.text).removesuffix(".0").lstrip("0")
