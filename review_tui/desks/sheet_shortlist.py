"""The recommended list as a workbook: the values of the desk as its rows."""

from __future__ import annotations

from collections.abc import Mapping

from review_tui.desks.docket import VERDICTS, Ruled
from review_tui.desks.office_view import OfficeView
from review_tui.exports.shortlist import TEMPLATE, Detail, DetailLine, FindingLine, ListLine, QuotaLine, Shortlist
from review_tui.exports.shortlist import shortlist as fill
from review_tui.exports.workbook import Masthead
from scoring.season import Category
from scoring.selection import Selected

SEVERITIES: Mapping[str, str] = {"block": "阻止", "warn": "提醒", "info": "提示"}


def shortlist(view: OfficeView, masthead: Masthead) -> bytes:
    """The workbook. Raises as `exports.shortlist.shortlist` does."""
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
    return fill(content, view.store.template(TEMPLATE))


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
