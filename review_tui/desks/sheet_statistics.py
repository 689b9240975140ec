"""The statistics workbook: the figures of the desk as its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from review_tui.desks.figures import Figures
from review_tui.desks.memo import BANDS
from review_tui.desks.office_view import OfficeView
from review_tui.exports.statistics import TEMPLATE, AgreementLine, ExpertLine, ScoreLine, Scores, Statistics
from review_tui.exports.statistics import statistics as fill
from review_tui.exports.workbook import Masthead
from scoring.agreement import Agreement, reading
from scoring.season import Category


def statistics(view: OfficeView, masthead: Masthead) -> Mapping[str, bytes]:
    """The workbook; nothing while no card counts. Raises as `exports.statistics.statistics`."""
    if not view.cards():
        return {}
    figures, categories = Figures(view), view.rules.categories
    content = Statistics(
        masthead=masthead,
        agreement=tuple(line for c in categories for line in _agreement(figures, c)),
        experts=tuple(line for c in categories for line in _experts(figures, c)),
        scores=tuple(_scores(view, figures, c) for c in categories),
    )
    return {"statistics-评审统计.xlsx": fill(content, view.store.template(TEMPLATE))}


def without_cards(view: OfficeView) -> str:
    """Says that there is nothing to compute from yet; empty: there is."""
    return "" if view.cards() else "还没有评分，没有可统计的。"


def _agreement(figures: Figures, category: Category) -> Iterator[AgreementLine]:
    found = figures.agreement(category)
    names = {one.id: one.name for one in category.rubric.criteria}
    yield _line(category, "总分", found.total)
    for key, one in found.criteria.items():
        yield _line(category, names[key], one)


def _line(category: Category, what: str, one: Agreement) -> AgreementLine:
    measures = (one.kendall_w, one.krippendorff_alpha, one.icc2k)
    reasons = dict.fromkeys(figure.reason for figure in measures if figure.value is None and figure.reason)
    return AgreementLine(
        category=category.short,
        what=what,
        kendall_w=one.kendall_w.value,
        alpha=one.krippendorff_alpha.value,
        icc2k=one.icc2k.value,
        note="；".join(reasons) or reading(one.icc2k),
    )


def _experts(figures: Figures, category: Category) -> Iterator[ExpertLine]:
    alone = {one.expert: one for one in figures.influence(category)}
    for row in figures.adjusted(category).experts:
        change = alone.get(row.expert)
        told = f"入选 {'、'.join(change.enter) or '无'}；落选 {'、'.join(change.leave) or '无'}" if change else ""
        yield ExpertLine(
            category=category.short,
            expert=row.expert,
            cards=row.cards,
            mean=row.mean,
            spread=row.spread,
            severity=row.severity,
            noise=row.noise,
            alone=told if change and (change.enter or change.leave) else "",
        )


def _scores(view: OfficeView, figures: Figures, category: Category) -> Scores:
    ranked = [one for one in figures.ranked(category) if one.rank is not None]
    adjusted = figures.adjusted(category).scores
    standardised = {one.id: one.score for one in figures.by_method(category, "standardised")}
    certain = figures.certainty(category)
    lines = []
    for one in ranked:
        band = certain.band(one.id)
        lines.append(
            ScoreLine(
                rank=one.rank,
                id=one.id,
                name=one.name,
                unit=one.unit,
                score=one.score,
                mean=one.mean,
                median=one.median,
                trimmed=one.trimmed,
                standardised=standardised.get(one.id),
                adjusted=adjusted.get(one.id),
                spread=one.spread,
                ballots=one.ballots,
                chance=certain.chances.get(one.id),
                band=BANDS[band] if band else "",
            )
        )
    last = view.selection(category, ranked=figures.ranked(category)).selected
    return Scores(category.short, tuple(lines), min((c.score for c in last if c.score is not None), default=None))
