"""The offline score sheets: one file for each expert who still has something to score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_tui.desks.few import named_few
from review_tui.desks.office_view import OfficeView
from review_tui.desks.score_code import stamp
from review_tui.exports.scoresheet import ScoreSheet, SheetRow
from review_tui.exports.scoresheet import scoresheet as fill
from review_tui.exports.workbook import Masthead
from scoring.nomination import Nomination


def scoresheet(view: OfficeView, masthead: Masthead) -> Mapping[str, bytes]:
    """The workbooks by file name; nothing for an expert who has submitted or recused everything."""
    files = {}
    for expert, found in _open(view).items():
        if found:
            files[f"scoresheet-评分表-{expert}.xlsx"] = fill(_content(view, masthead, expert, found))
    return files


def without_sheet(view: OfficeView) -> str:
    """Which experts get no sheet, as a sentence; empty: all do."""
    done = [expert for expert, found in _open(view).items() if not found]
    return f"没有要评的、不出评分表的专家：{named_few(done, '位')}。" if done else ""


def _open(view: OfficeView) -> dict[str, list[Nomination]]:
    return {m.id: [n for n in view.outstanding(m.id) if not view.docket.barred(n)] for m in view.panel()}


def _content(view: OfficeView, masthead: Masthead, expert: str, found: Sequence[Nomination]) -> ScoreSheet:
    office = view.store.tail("office")
    office.refresh()
    rows = {c: [SheetRow(n.id, n.name, n.unit) for n in found if n.category == c.id] for c in view.rules.categories}
    parts = [(category, here) for category, here in rows.items() if here]
    line = stamp(view.store, office, expert, masthead.made_at).line()
    return ScoreSheet(masthead, line, view.rules.scoring.step, parts)
