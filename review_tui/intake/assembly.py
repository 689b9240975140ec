"""Nominees with their papers and files → nominations."""

from __future__ import annotations

from collections.abc import Sequence

from review_tui.intake.facts import hints_of, is_special, readings
from review_tui.intake.files import File
from review_tui.intake.found import Entry
from review_tui.intake.naming import Names, plausible, slip_of
from review_tui.intake.nominees import Nominee
from review_tui.intake.text import clean, key, line
from review_tui.intake.unit_lines import bare_unit
from review_tui.rules import Season
from scoring.nomination import (
    Material,
    MaterialKind,
    Nomination,
    Passage,
    PhotoFacts,
    Reading,
    Source,
    Unit,
    VideoFacts,
)
from scoring.season import Category

_TEXT_KINDS = ("report", "other", "form")


def nomination(nominee: Nominee, files: Sequence[File], unit: Unit, season: Season, names: Names) -> Nomination:
    """One nomination without an id; `files` are the nominee's, in the order of the package."""
    category = season.rules.find(nominee.category)
    hints = hints_of(nominee.entries)
    told: list[Reading] = []
    for entries, source in ((nominee.forms, "form"), (nominee.rows, "summary")):
        for entry in entries:
            told += readings(entry, _source(source), category, hints)
            told += _unit_reading(entry, _source(source), unit, season)
    told += _name_readings(nominee, files, names)
    return Nomination(
        id="",
        category=nominee.category,
        name=line(nominee.called),
        unit=unit.name,
        special=any(is_special(entry, category) for entry in nominee.entries),
        readings=tuple(told),
        passages=tuple(_passages(nominee, files, category)),
        materials=tuple(material(file) for file in files),
    )


def material(file: File) -> Material:
    """A file as it is kept in the dossier."""
    photo, video = file.answer.get("photo"), file.answer.get("video")
    chars = file.paper.chars if file.kind == "report" and file.paper is not None else None
    return Material(
        kind=file.kind,
        path=file.path,
        sha256=file.sha256,
        size=file.size,
        problem=file.trouble,
        photo=PhotoFacts(**photo) if photo else None,
        video=VideoFacts(**video) if video else None,
        chars=chars,
    )


def _source(name: str) -> Source:
    return "form" if name == "form" else "summary"


def _unit_reading(entry: Entry, source: Source, unit: Unit, season: Season) -> list[Reading]:
    """The nominating unit as this paper says it; a body that is in no list (a county's bureau) is no contradiction."""
    own = entry.fields.get("unit")
    text = bare_unit(own.text) if own is not None else next(iter(entry.claims), "")
    if not text:
        return []
    found = season.find_unit(text)
    if found is None and (unit.known or key(text) != key(unit.name)):
        return []
    place = own.place if own is not None else entry.file
    return [Reading(key="unit", value=found.name if found else unit.name, raw=text, place=place, source=source)]


def _name_readings(nominee: Nominee, files: Sequence[File], names: Names) -> list[Reading]:
    """The name that folders and file names say: where only they tell of the nominee, where they differ from it by one
    sign, or where a form lies in another's folder."""
    if nominee.told_by:
        called = line(nominee.called)
        return [Reading(key="name", value=called, raw=called, place=nominee.told_by, source="name")]
    found = {
        name: Reading(key="name", value=name, raw=folder.rpartition("/")[2], place=folder, source="name")
        for name, folder in nominee.misnamed.items()
    }
    for file in files:
        for path in (file.path, *file.folders[:1]):
            part = file.stem if path == file.path else path.rsplit("/", 1)[-1]
            name = names.residue(part)
            if name in found or not plausible(name, nominee.nature):
                continue
            if name not in nominee.keys and slip_of(name, nominee.keys):
                found[name] = Reading(key="name", value=name, raw=part, place=path, source="name")
    return list(found.values())


def _passages(nominee: Nominee, files: Sequence[File], category: Category) -> list[Passage]:
    passages = [passage for form in nominee.forms for passage in form.passages]
    return [*passages, *(text for file in files if (text := text_of(file)) is not None)]


def text_of(file: File, kind: MaterialKind | None = None) -> Passage | None:
    """The text of a file that is no form; None where there is none to read. `kind`: what the office says it is."""
    kind = kind or file.kind
    if file.paper is None or file.forms or not file.paper.paragraphs or kind not in _TEXT_KINDS:
        return None
    title = "工作总结" if kind == "report" else file.stem
    return Passage(title=title, body=clean("\n".join(file.paper.paragraphs)), place=file.path)


def form_readings(entry: Entry, unit: Unit, season: Season, category: Category) -> list[Reading]:
    """What one form says, without the nominee's other papers to help where a cell says only half."""
    return [*readings(entry, "form", category, hints_of([entry])), *_unit_reading(entry, "form", unit, season)]
