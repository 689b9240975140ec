"""What is exported: the values of the desk as rows, and the files that are written of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from review_tui.desks.docket import VERDICTS, Ruled
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import UsageError
from review_tui.exports.national import TEMPLATE as NATIONAL
from review_tui.exports.national import National, NationalLine, national
from review_tui.exports.shortlist import TEMPLATE as SHORTLIST
from review_tui.exports.shortlist import Detail, DetailLine, FindingLine, ListLine, QuotaLine, Shortlist, shortlist
from review_tui.exports.workbook import Masthead
from review_tui.ledger.files import PRIVATE, make_directory, write_file
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination
from scoring.season import Category
from scoring.selection import Selected, forwarded

SHEETS: Mapping[str, str] = {"shortlist": "推荐名单", "national": "报国家汇总表"}
"""The sheets of this release, by their names on the command line."""
SEVERITIES: Mapping[str, str] = {"block": "阻止", "warn": "提醒", "info": "提示"}


def export_sheets(
    store: SeasonStore,
    what: Sequence[str],
    clock: Callable[[], datetime],
    *,
    out: Path | None = None,
    desk: OfficeDesk | None = None,
) -> tuple[Path, ...]:
    """Writes the named sheets (`all`: every one) and returns their files, each written whole or not at all.

    `out` None: the season's `exports`. With `desk` the export is recorded in the office journal with the hash of each
    file. Raises `UsageError` for a sheet that there is not, `ReviewError` for a template that cannot be used,
    `NotSavedError` when a file cannot be written.
    """
    names = tuple(SHEETS) if "all" in what else tuple(dict.fromkeys(what))
    for name in names:
        if name not in SHEETS:
            known = "、".join(f"{k}（{v}）" for k, v in SHEETS.items())
            raise UsageError("没有这张表", f"不认识“{name}”。", f"可用的有：{known}、all。")
    view = desk or OfficeView(store)
    masthead = Masthead.of(view.rules, clock(), view.list_code())
    makers = {"shortlist": _shortlist, "national": _national}
    made = {name: makers[name](view, masthead) for name in names}
    folder = out or store.exports_dir()
    make_directory(folder, 0o750)
    paths = []
    for name, data in made.items():
        paths.append(folder / f"{name}-{SHEETS[name]}.xlsx")
        write_file(paths[-1], data, PRIVATE)
    if desk is not None:
        desk.record_export({name: hashlib.sha256(data).hexdigest() for name, data in made.items()})
    return tuple(paths)


def _shortlist(view: OfficeView, masthead: Masthead) -> bytes:
    chosen = {c: view.selection(c) for c in view.rules.categories}
    ballots = {s.id: s.ballots for c in view.rules.categories for s in view.standings(c)}

    def lines(group: str) -> tuple[ListLine, ...]:
        return tuple(ListLine.of(one, c, ballots[one.id]) for c, s in chosen.items() for one in getattr(s, group))

    content = Shortlist(
        masthead=masthead,
        selected=lines("selected"),
        reserves=lines("reserves"),
        left_out=lines("left_out"),
        quotas=_quotas(chosen),
        findings=tuple(_finding(view, ruled) for ruled in view.docket.all_findings()),
        details=tuple(Detail(c, tuple(DetailLine.of(s) for s in view.standings(c))) for c in view.rules.categories),
    )
    return shortlist(content, view.store.template(SHORTLIST))


def _quotas(chosen: Mapping[Category, Selected]) -> tuple[QuotaLine, ...]:
    return tuple(QuotaLine.of(count, category) for category, one in chosen.items() for count in one.unit_counts)


def _finding(view: OfficeView, ruled: Ruled) -> FindingLine:
    found = ruled.finding
    nomination = view.docket.nominations.get(found.target)
    unit = nomination.unit if nomination else found.target.removeprefix("unit:")
    ruling = ruled.ruling
    return FindingLine(
        id=nomination.id if nomination else "",
        name=nomination.name if nomination else "",
        unit=unit,
        category=view.rules.find(nomination.category).short if nomination else "",
        rule=found.rule,
        level=SEVERITIES[found.severity],
        message=found.message,
        clause=found.clause,
        evidence=found.evidence,
        ruling=VERDICTS[ruling.verdict] if ruling else ("待裁定" if ruled.open else "—"),
        ruling_reason=ruling.reason if ruling else "",
        ruled_at=ruling.at[:16].replace("T", " ") if ruling else "",
    )


def _national(view: OfficeView, masthead: Masthead) -> bytes:
    rows = []
    for category in view.rules.categories:
        for one in forwarded(view.selection(category).selected, category.selection.forwarded):
            rows.append(_national_line(view, view.docket.nominations[one.id], category))
    return national(National(masthead, tuple(rows)), view.store.template(NATIONAL))


def _national_line(view: OfficeView, found: Nomination, category: Category) -> NationalLine:
    person = category.nature == "person"
    return NationalLine(
        province=view.rules.province,
        name=found.name,
        unit=found.text("workplace" if person else "implementer") or found.unit,
        category=category.name,
        special=found.special,
        video=bool(found.of_kind("video")),
        contact=found.name if person else found.text("leader"),
        phone=found.text("phone"),
        remark=f"推荐单位：{found.unit}",
    )
