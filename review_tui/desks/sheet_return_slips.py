"""The return slips: for every unit that has something to correct a letter (docx) and the same as a table (xlsx)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from review_tui.desks.docket import Ruled
from review_tui.desks.few import named_few
from review_tui.desks.office_view import OfficeView
from review_tui.desks.slip_words import point, problem_point, without_numbers
from review_tui.exports.file_names import safe_name
from review_tui.exports.return_slip import TEMPLATE, Matter, ReturnSlip, return_slip_book
from review_tui.exports.return_slip_letter import return_slip_letter
from review_tui.exports.workbook import Masthead
from review_tui.resources import data_dir
from review_tui.season_store import SeasonStore
from scoring.nomination import Problem, UnitPackage, by_id

WHOLE, UNREAD = "单位整体", "打不开的文件"


def return_slips(view: OfficeView, masthead: Masthead) -> Mapping[str, bytes]:
    """The files of all units, in a folder of the day. Empty: no unit has anything to correct."""
    files: dict[str, bytes] = {}
    for unit in view.docket.packages:
        files |= slip_files(view, masthead, unit)
    return files


def slip_files(view: OfficeView, masthead: Masthead, unit: str) -> dict[str, bytes]:
    """The two files of one unit by name; empty where it has nothing to correct. KeyError for a unit without a package.

    Raises `ReviewError` for a template that cannot be used.
    """
    slip = slip_of(view, masthead, unit)
    if not slip.matters:
        return {}
    units = list(view.docket.packages)
    number = str(units.index(unit) + 1).zfill(max(2, len(str(len(units)))))
    stem = f"补正通知-{masthead.made_at:%Y-%m-%d}/" + safe_name(f"{number}_{unit}_补正通知")
    return {
        f"{stem}.docx": return_slip_letter(slip),
        f"{stem}.xlsx": return_slip_book(slip, _template(view.store)),
    }


def slip_of(view: OfficeView, masthead: Masthead, unit: str) -> ReturnSlip:
    """What the unit has to correct: the unit as a whole first, then files that cannot be read, then each nominee.

    Waived findings and hints are left out. No matters: there is nothing to correct; what the office keeps out of the
    review is told beside other points only.
    """
    package, rules = view.docket.packages[unit], view.rules
    matters = [
        Matter(WHOLE, tuple(point(r.finding, None, upheld=_upheld(r)) for r in _told(view.docket.unit_findings(unit)))),
        Matter(UNREAD, tuple(problem_point(p, rules.materials_clause) for p in _unowned(package))),
    ]
    order = [category.id for category in rules.categories]
    for one in sorted(package.nominations, key=lambda n: (order.index(n.category), by_id(n.id))):
        found = _told(view.docket.findings(one.id))
        category = rules.find(one.category)
        points = tuple(point(r.finding, one, upheld=_upheld(r)) for r in found)
        matters.append(Matter(without_numbers(f"{category.short}：{one.name}"), points))
    return ReturnSlip(
        masthead=masthead,
        unit=unit,
        received=package.received,
        due=masthead.made_at.date() + timedelta(days=rules.return_slip.days),
        contact=rules.return_slip.contact,
        matters=tuple(m for m in matters if m.points) if _has_slip(view, unit) else (),
    )


def without_slip(view: OfficeView) -> str:
    """The sentence about the units that get no slip; empty where every unit gets one."""
    clean = [unit for unit in view.docket.packages if not _has_slip(view, unit)]
    return f"没有需要补正的，不发补正通知：{named_few(clean, '个单位')}。" if clean else ""


def _has_slip(view: OfficeView, unit: str) -> bool:
    package = view.docket.packages[unit]
    found = [*view.docket.unit_findings(unit), *(r for n in package.nominations for r in view.docket.findings(n.id))]
    return any(not _upheld(ruled) for ruled in _told(found)) or any(_unowned(package))


def _told(found: tuple[Ruled, ...] | list[Ruled]) -> Iterator[Ruled]:
    """Without hints, and without what the office waived."""
    for ruled in found:
        if ruled.finding.severity != "info" and (ruled.ruling is None or ruled.ruling.verdict != "waive"):
            yield ruled


def _upheld(ruled: Ruled) -> bool:
    return ruled.ruling is not None and ruled.ruling.verdict == "uphold"


def _unowned(package: UnitPackage) -> Iterator[Problem]:
    """Problems of import with files that are nobody's: those of a nominee are findings on the nominee."""
    owned = {m.path for n in package.nominations for m in n.materials if m.problem is not None}
    yield from (p for p in package.problems if p.file not in owned)


def _template(store: SeasonStore) -> Path:
    """The season's own; a season that is older than the slips has none and takes the shipped one."""
    own = store.template(TEMPLATE)
    return own if own.exists() else data_dir() / "seasons" / "jilin-2022" / "templates" / TEMPLATE
