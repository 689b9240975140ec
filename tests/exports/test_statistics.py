"""The statistics workbook says what the desk computes, keeps numbers numbers, and draws its charts over them."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from review_tui.desks.figures import Figures
from review_tui.desks.office_view import OfficeView
from review_tui.desks.sheets import export_sheets, left_out
from tests.builders import Clock, season_with, star
from tests.screens.office_bench import scored_season


def test_figures_and_charts(tmp_path: Path) -> None:
    store = scored_season(tmp_path, seats=3)
    (written,) = export_sheets(store, ["statistics"], Clock())
    book = load_workbook(io.BytesIO(written.path.read_bytes()))
    assert book.sheetnames == ["一致性", "专家宽严", "得分与把握·学习之星", "得分与把握·品牌项目", "图表"]
    figures = Figures(OfficeView(store))
    category = figures._view.rules.find("star")
    head = [cell.value for cell in book["一致性"][3]]
    total = dict(zip(head, [cell.value for cell in book["一致性"][4]], strict=True))
    assert total["评分项"] == "总分"
    agreement = figures.agreement(category).total
    assert total["肯德尔 W\n（次序一致）"] == float(agreement.kendall_w.value or 0)
    experts = book["专家宽严"]
    rows = {row[2].value: [cell.value for cell in row] for row in experts.iter_rows(min_row=4) if row[2].value}
    severity = {one.expert: one.severity for one in figures.adjusted(category).experts}
    assert rows["e03"][6] == float(severity["e03"] or 0) and severity["e03"] is not None
    scores = book["得分与把握·学习之星"]
    assert scores["A1"].value == "学习之星得分与入选把握（入选线 73.33）"
    first = [cell.value for cell in scores[4]]
    assert first[:6] == [1, "S002", "乙", "长春市教育局", 90, 90]
    charts = book["图表"]._charts
    assert len(charts) == 3
    assert charts[1].series[0].val.numRef.f == "'得分与把握·学习之星'!$E$4:$E$7"


def test_a_season_without_cards_has_none(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    assert export_sheets(store, ["statistics"], Clock()) == ()
    assert left_out(OfficeView(store), ["statistics"]) == ("还没有评分，没有可统计的。",)
