"""The statistics workbook: agreement of the panel, each expert's severity, every nomination's scores and chances.

For the office's eyes: what stands beside the official method, never instead of it. Charts are drawn by the program,
because no library keeps those of a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.exports.cells import Value
from review_tui.exports.paper import A4
from review_tui.exports.template import Frame, Row, Table
from review_tui.exports.workbook import Masthead, fill_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.chart import BarChart
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE = "statistics.xlsx"
"""Its name in the season's `templates`."""
AGREEMENT, EXPERTS, SCORES, CHARTS = "一致性", "专家宽严", "得分与把握", "图表"
_CHART_ROWS = 20
"""Rows of the sheet that a chart covers."""
_AGREEMENT_NEEDS = frozenset({"what", "kendall_w", "alpha", "icc2k"})
_EXPERT_NEEDS = frozenset({"expert", "cards", "mean", "severity"})
_EXPERT_MAY = frozenset({"no", "category", "spread", "noise", "alone"})
_SCORE_NEEDS = frozenset({"rank", "id", "name", "score", "chance"})
_SCORE_MAY = frozenset(
    {"no", "unit", "mean", "median", "trimmed", "standardised", "adjusted", "spread", "ballots", "band"}
)


@dataclass(frozen=True)
class AgreementLine:
    """The three measures of one criterion or of the totals; None: not defined, and `note` says why."""

    category: str
    what: str
    kendall_w: Decimal | None
    alpha: Decimal | None
    icc2k: Decimal | None
    note: str


@dataclass(frozen=True)
class ExpertLine:
    """One expert in one category. `severity`: points by which lower than the panel; None: panels are not linked."""

    category: str
    expert: str
    cards: int
    mean: Decimal
    spread: Decimal | None
    severity: Decimal | None
    noise: Decimal | None
    alone: str


@dataclass(frozen=True)
class ScoreLine:
    """One nomination. `chance` of being in, 0 to 1; None with `band` empty: not known."""

    rank: int | None
    id: str
    name: str
    unit: str
    score: Decimal | None
    mean: Decimal | None
    median: Decimal | None
    trimmed: Decimal | None
    standardised: Decimal | None
    adjusted: Decimal | None
    spread: Decimal | None
    ballots: int
    chance: Decimal | None
    band: str


@dataclass(frozen=True)
class Scores:
    """The nominations of one category by rank. `cut`: the score of the last one in, None while the list is empty."""

    category: str
    lines: Sequence[ScoreLine]
    cut: Decimal | None


@dataclass(frozen=True)
class Statistics:
    """Everything the workbook says."""

    masthead: Masthead
    agreement: Sequence[AgreementLine]
    experts: Sequence[ExpertLine]
    scores: Sequence[Scores]


def statistics(content: Statistics, template: Path) -> bytes:
    """The workbook. Raises `ReviewError` for a template that cannot be used and for a text that no cell can hold."""
    tables = [
        Table(AGREEMENT, _rows(content.agreement), _AGREEMENT_NEEDS, frozenset({"no", "category", "note"})),
        Table(
            EXPERTS, _rows(content.experts), _EXPERT_NEEDS, frozenset({"no", "category", "spread", "noise", "alone"})
        ),
        *(
            Table(
                SCORES,
                _rows(one.lines),
                _SCORE_NEEDS,
                _SCORE_MAY,
                named=f"{SCORES}·{one.category}",
                scalars={"category.name": one.category, "cut": one.cut},
            )
            for one in content.scores
        ),
    ]
    return fill_workbook(template, tables, content.masthead, finish=_draw)


def _rows(lines: Sequence[AgreementLine] | Sequence[ExpertLine] | Sequence[ScoreLine]) -> list[Row]:
    out: list[Row] = []
    for number, line in enumerate(lines, start=1):
        values: dict[str, Value] = {**vars(line), "no": number}
        out.append(values)
    return out


def _draw(book: Workbook, frames: Mapping[str, Frame]) -> None:
    """One more sheet with the charts, one below the other."""
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.properties import PageSetupProperties

    canvas = book.create_sheet(CHARTS)
    canvas.sheet_view.showGridLines = False
    canvas.page_setup.paperSize, canvas.page_setup.orientation = A4, "landscape"
    canvas.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    canvas.page_setup.fitToWidth, canvas.page_setup.fitToHeight = 1, 0
    row = 1
    for name, frame in frames.items():
        if name == EXPERTS:
            title, labels, value = "专家宽严（正：比评审组严；负：比评审组宽）", "expert", "severity"
        elif name.startswith(SCORES):
            title, labels, value = f"{name.removeprefix(SCORES + '·')}：得分（按名次）", "name", "score"
        else:
            continue
        if labels in frame.places and value in frame.places:  # the office may have taken a column out
            canvas.add_chart(_bars(book[name], frame, title, labels, value), f"A{row}")
            row += _CHART_ROWS
            canvas.row_breaks.append(Break(id=row - 1))


def _bars(sheet: Worksheet, frame: Frame, title: str, labels: str, value: str) -> BarChart:
    """One bar a row of the table, named by the column of `labels`."""
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.title, chart.legend, chart.height, chart.width, chart.gapWidth = title, None, 9, 26, 40
    rows = {"min_row": frame.first, "max_row": frame.last}
    chart.add_data(Reference(sheet, min_col=frame.places[value], **rows))
    chart.set_categories(Reference(sheet, min_col=frame.places[labels], **rows))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"
    shown = [sheet.cell(row, frame.places[value]).value for row in range(frame.first, frame.last + 1)]
    numbers = [one for one in shown if isinstance(one, int | float | Decimal)]
    if numbers and min(numbers) > 0:
        chart.y_axis.scaling.min = int(min(numbers)) // 10 * 10  # from 0 on all bars would look alike
    return chart
