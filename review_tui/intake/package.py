"""One package of a unit → its nominations, files and problems. The door of intake.

Reads a folder or an archive; decides by content; writes nothing outside `workdir`, and there only files
under its own names. Whether the unit is taken in, and when, is the desk's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from review_tui.errors import IntakeError
from review_tui.intake.assembly import material, nomination
from review_tui.intake.files import File
from review_tui.intake.forms import forms_of
from review_tui.intake.grid import paper_of
from review_tui.intake.limits import Limits, limits_of
from review_tui.intake.linking import link
from review_tui.intake.naming import Names
from review_tui.intake.nominees import Nominee, join
from review_tui.intake.readers import answers
from review_tui.intake.reading import Reader
from review_tui.intake.senders import sender
from review_tui.intake.sniff import OLD
from review_tui.intake.sources import Source, open_source
from review_tui.intake.summaries import summaries_of
from review_tui.rules import Season
from scoring.nomination import Problem, Unit, UnitPackage

_PROBLEMS = {"summary": "table.unreadable", "photo": "media.unreadable", "video": "media.unreadable"}
_PAPERS = {"form": "form.unreadable", "report": "form.unreadable"}
_UNCLEAR = "看不出是哪个单位报送的，请用 --unit 写明单位名称后再导入"
_NOBODY = Unit(name="", known=False)


@dataclass(frozen=True)
class PackageReading:
    """What was read. `blobs`: where the bytes of each material are (files below the work directory, or the originals
    of a folder). `refused` True: the package must not be taken in; its problems say why, it has no nominations."""

    package: UnitPackage
    blobs: Mapping[str, Path]
    refused: bool = False


def read_package(
    path: Path,
    season: Season,
    workdir: Path,
    *,
    unit: str | None = None,
    received: date | None = None,
    progress: Callable[[str], None] | None = None,
    reader: Reader | None = None,
    limits: Limits | None = None,
) -> PackageReading:
    """Reads the package at `path`.

    `unit`: who sent it, when the caller knows better than the papers. `progress` is called with each file's path
    before it is read. `reader`: a reading process to go on with; None: one for this package alone, within
    `limits` (None: those of the season). Raises
    `IntakeError` only where there is nothing at `path` or it cannot be opened; everything else is a problem in
    the result.
    """
    if not path.exists():
        raise IntakeError("找不到报送材料", f"{path} 不存在。", "请检查路径是否写对。")
    limits = limits or limits_of(season.rules.intake)
    with nullcontext(reader) if reader is not None else Reader(workdir, limits) as process:
        source = open_source(path, workdir, process)
        if source.refused:
            return _refusal(path, source, received)
        _read_files(source.files, process, season, progress)
    who = sender(unit, source.files, (path.name, *source.top_folders), season)
    if who is None:
        problem = Problem(file=path.name, problem="unit.unclear", message=_UNCLEAR)
        return _refusal(path, source, received, problem)
    return _reading(path, source, who, received, season)


def _refusal(path: Path, source: Source, received: date | None, *more: Problem) -> PackageReading:
    package = UnitPackage(
        unit=_NOBODY,
        received=received,
        source=path.name,
        archive_sha256=source.sha256,
        problems=(*source.problems, *more),
    )
    return PackageReading(package, {}, refused=True)


def _read_files(files: list[File], process: Reader, season: Season, progress: Callable[[str], None] | None) -> None:
    old = process.convert([(file.blob, file.sniffed) for file in files if file.sniffed in OLD])
    for file, answer in answers(files, process, old, progress):
        file.answer = answer
        file.sha256, file.size = answer.get("sha256", file.sha256), answer.get("size", file.size)
        if not file.sha256:
            file.hash_here()
        file.paper = paper_of(file.path, answer)
        if file.paper is not None and not file.is_report:
            file.summaries = summaries_of(file.paper, season.rules)
            file.forms = [] if file.summaries else forms_of(file.paper, season.rules)
    _leave_to_originals(files)


def _leave_to_originals(files: list[File]) -> None:
    """What a PDF shows counts only where the paper itself is not there: its cells are guessed from their places."""
    originals = [file for file in files if file.answer.get("sort") != "pdf"]
    forms = {(form.nature, form.key) for file in originals for form in file.forms}
    tables = {entry.nature for file in originals for s in file.summaries for entry in s.entries}
    for file in files:
        if file.answer.get("sort") == "pdf":
            file.forms = [form for form in file.forms if (form.nature, form.key) not in forms]
            file.summaries = [s for s in file.summaries if all(entry.nature not in tables for entry in s.entries)]


def _reading(path: Path, source: Source, who: Unit, received: date | None, season: Season) -> PackageReading:
    files = source.files
    nominees = join(
        (entry for file in files for summary in file.summaries for entry in summary.entries),
        (form for file in files for form in file.forms),
    )
    names = Names(season, who.name)
    owner = link(files, nominees, season, names)
    _adopt(owner)
    found = {s.category for file in files for s in file.summaries}
    _spare_scans(files, owner, bool(found))
    package = UnitPackage(
        unit=who,
        received=received,
        source=path.name,
        archive_sha256=source.sha256,
        nominations=tuple(
            nomination(n, [f for f in files if owner.get(f) is n], who, season, names)
            for n in _ordered(nominees, season)
        ),
        summaries=tuple(c.id for c in season.rules.categories if c.id in found),
        materials=tuple(material(file) for file in files if file not in owner),
        problems=(*source.problems, *(p for file in files if (p := _problem(file)) is not None)),
    )
    return PackageReading(package, {file.sha256: file.blob for file in files})


def _adopt(owner: dict[File, Nominee]) -> None:
    """Forms that do not say whose they are, but lie among the files of one nominee."""
    for file, nominee in owner.items():
        for form in file.forms:
            if form not in nominee.forms and not form.key and form.nature == nominee.nature:
                nominee.forms.append(form)


def _spare_scans(files: list[File], owner: dict[File, Nominee], tables: bool) -> None:
    """A stamped scan as PDF beside the Word form or the table that was read is no file that cannot be read."""
    for file in files:
        if file.answer.get("sort") == "pdf" and not file.is_report:
            nominee = owner.get(file)
            file.spare = bool(nominee.forms) if nominee is not None else tables and file.kind == "summary"


def _ordered(nominees: list[Nominee], season: Season) -> list[Nominee]:
    order = [category.id for category in season.rules.categories]
    return sorted(nominees, key=lambda n: order.index(n.category))


def _problem(file: File) -> Problem | None:
    message = file.trouble
    if message is None or file.closed is not None:
        return None
    return Problem(file=file.path, problem={**_PROBLEMS, **_PAPERS}.get(file.kind, "form.unreadable"), message=message)
