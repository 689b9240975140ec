"""One file that the office puts somewhere, read once more: what it says there."""

from __future__ import annotations

from pathlib import Path

from review_tui.intake.assembly import form_readings, text_of
from review_tui.intake.files import File
from review_tui.intake.forms import forms_of
from review_tui.intake.grid import paper_of
from review_tui.intake.reading import Reader
from review_tui.intake.said import Said
from review_tui.rules import Season
from scoring.nomination import MaterialKind, Unit
from scoring.season import Category


def read_again(
    blob: Path, path: str, kind: MaterialKind, category: Category, unit: Unit, season: Season, home: Path
) -> Said:
    """Reads the bytes at `blob`, which the unit calls `path`, as a file of that kind of a nominee of that category.

    `home`: a directory for the reading process. A file without text says nothing.
    """
    file = File(path, blob)
    with Reader(home) as reader:
        file.answer = reader.read(blob, file.name, hashed=False)
    file.paper = paper_of(path, file.answer)
    if file.paper is None:
        return Said()
    if kind == "form":
        file.forms = [form for form in forms_of(file.paper, season.rules) if form.nature == category.nature]
    told = [reading for form in file.forms for reading in form_readings(form, unit, season, category)]
    text = text_of(file, kind)
    passages = [*(passage for form in file.forms for passage in form.passages), *([text] if text else [])]
    return Said(tuple(told), tuple(passages), file.paper.chars if kind == "report" else None)
