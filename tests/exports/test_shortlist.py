"""The shortlist workbook: what is on its sheets, and how it is printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from review_tui.errors import ReviewError
from review_tui.exports.shortlist import Detail, DetailLine, ListLine, QuotaLine, shortlist
from scoring.scorecard import Scorecard
from scoring.selection import select
from scoring.standings import Candidate, standings
from tests.exports.samples import (
    MADE,
    MASTHEAD,
    PROJECT,
    RULES,
    STAR,
    TEMPLATES,
    content,
    detail,
    finding,
    line,
    opened,
    parts,
    read,
)

TEMPLATE = TEMPLATES / "shortlist.xlsx"
SHEETS = ["推荐名单", "备选名单", "未入选", "各单位名额", "形式审查", "评分明细·学习之星", "评分明细·品牌项目"]


def test_every_sheet_says_what_it_must() -> None:
    sheets = read(shortlist(content(), TEMPLATE))
    assert list(sheets) == SHEETS
    listed = sheets["推荐名单"]
    assert listed[0][0] == f"{RULES.title}推荐名单"
    assert listed[1][0] == f"{RULES.organiser}　　名单编号：7F3A-09QX-K2M4-TT10　　生成时间：2022年8月29日 14:05"
    assert listed[3] == [
        1.0, "学习之星", 1.0, "S001", "李桂花", "长春市教育局", "老年人", "", 88.5, 7.0, "第 1 名，在 43 个名额内",
    ]  # fmt: skip
    assert sheets["未入选"][3][2:] == ["", "S001", "林立永", "长春市教育局", "老年人", "", "", 0.0, "尚无有效评分"]
    assert sheets["各单位名额"][3:5] == [
        [1.0, "长春市教育局", "学习之星", 11.0, "6–10", 3.0, 10.0, "超出名额"],
        [2.0, "甲", "学习之星", 1.0, "6–10", 0.0, "不限", "少于名额"],
    ]
    assert sheets["形式审查"][3] == [
        1.0, "S001", "李桂花", "长春市教育局", "警告", "没有竖版二寸证件照", "二（三）1.(2)",
        "包.zip › 李桂花.jpg", "放行", "已补交",
    ]  # fmt: skip


def test_each_category_has_its_own_criteria() -> None:
    sheets = read(shortlist(content(), TEMPLATE))
    star, project = sheets["评分明细·学习之星"], sheets["评分明细·品牌项目"]
    assert star[0][0] == "百姓学习之星评分明细（满分100分）"
    assert star[2][3:6] == ["学习坚持与成效\n（30分）", "事迹感染力\n（20分）", "群众认可与带动\n（20分）"]
    assert project[2][3] == "面向社会与受益规模\n（25分）"
    assert star[3][:8] == [1.0, "S001", "李桂花", 26.5, 17.0, 18.0, 18.5, 8.5]
    # no card, no zeros
    assert project[4][2:8] == ["未评", "", "", "", "", ""]
    assert not any("{{" in str(cell) for sheet in sheets.values() for row in sheet for cell in row)


def test_columns_of_criteria_that_a_category_lacks_are_hidden() -> None:
    sheet = opened(shortlist(content(), TEMPLATE))["评分明细·学习之星"]
    hidden = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    assert [sheet[f"{letter}3"].value for letter in hidden] == [None, None, None]
    assert hidden == ["I", "J", "K"]


def test_a_category_with_more_criteria_than_the_template_is_refused() -> None:
    many = tuple(c.model_copy(update={"id": f"c{n}"}) for n in range(9) for c in STAR.rubric.criteria[:1])
    category = STAR.model_copy(update={"rubric": STAR.rubric.model_copy(update={"criteria": many})})
    with pytest.raises(
        ReviewError, match=r"shortlist.xlsx 的工作表“评分明细·学习之星”的样行（第 4 行）缺少占位 {{criterion.9}}"
    ):
        shortlist(content(details=(Detail(category, ()),)), TEMPLATE)


def test_empty_lists_say_so() -> None:
    sheets = read(shortlist(content(reserves=(), left_out=(), findings=(), quotas=()), TEMPLATE))
    for name in ("备选名单", "未入选", "各单位名额", "形式审查"):
        assert sheets[name][3][0] == "（无）" and not any(sheets[name][3][1:])


def test_the_number_starts_anew_with_a_category_and_so_does_the_page() -> None:
    lines = (line("甲"), line("乙"), line("丙", category="品牌项目"), line("丁", category="品牌项目"))
    data = shortlist(content(lines), TEMPLATE)
    assert [row[0] for row in read(data)["推荐名单"][3:7]] == [1.0, 2.0, 1.0, 2.0]
    assert [b.id for b in opened(data)["推荐名单"].row_breaks.brk] == [5]


def test_what_stands_below_the_table_moves_down() -> None:
    lines = tuple(line(f"人{n}") for n in range(50))
    sheet = opened(shortlist(content(lines), TEMPLATE))["推荐名单"]
    assert sheet["A55"].value.startswith("制表人：")
    assert "A55:K55" in [str(r) for r in sheet.merged_cells.ranges]
    assert not any(r.min_row in (5, 6) for r in sheet.merged_cells.ranges)
    assert (sheet["A6"].value, sheet["E53"].value) == (3, "人49")


def test_print_settings_of_every_sheet() -> None:
    lines = tuple(line(f"人{n}") for n in range(50))
    book = opened(shortlist(content(lines), TEMPLATE))
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
        assert sheet.oddFooter.left.text == "名单编号 7F3A-09QX-K2M4-TT10"
        assert sheet.auto_filter.ref.startswith("A3:")
    assert book["推荐名单"].print_area == "'推荐名单'!$A$1:$K$55"
    assert book["推荐名单"].auto_filter.ref == "A3:K53"


def test_a_row_grows_with_its_text() -> None:
    sheet = opened(shortlist(content((line(), line("很长的名字" * 20))), TEMPLATE))["推荐名单"]
    assert sheet.row_dimensions[4].height == 26
    assert sheet.row_dimensions[5].height > 100


def test_no_formula_comes_out_of_data() -> None:
    evil = '=HYPERLINK("http://x","y")'
    data = shortlist(
        content(
            (line(evil, reason="+1", unit="@x"),), findings=(finding("-1"),), details=(Detail(STAR, (detail(evil),)),)
        ),
        TEMPLATE,
    )
    assert not any("<f>" in text or "<f " in text for name, text in parts(data).items() if "sheets/" in name)
    assert read(data)["推荐名单"][3][4] == evil


def test_a_text_that_is_too_long_names_its_place() -> None:
    with pytest.raises(ReviewError, match=r"shortlist.xlsx 的工作表“推荐名单”的 K4 有 40000 个字"):
        shortlist(content((line(reason="字" * 40_000),)), TEMPLATE)


def test_the_same_values_give_the_same_bytes() -> None:
    first = shortlist(content(), TEMPLATE)
    assert shortlist(content(), TEMPLATE) == first
    later = replace(MASTHEAD, made_at=MADE.replace(hour=15))
    assert shortlist(content(masthead=later), TEMPLATE) != first


def test_lines_of_the_core_s_values() -> None:
    people = [Candidate(id=f"P{n:03}", name=f"项目{n}", unit="甲", category="project") for n in (1, 2, 3)]
    points = {n: {c.id: Decimal(10 - n) for c in PROJECT.rubric.criteria} for n in (1, 2)}
    cards = [Scorecard(expert="e1", nomination=f"P{n:03}", points=points[n], gate=True) for n in points]
    ranked = standings(people, cards, PROJECT, RULES.scoring)
    chosen = select(ranked, PROJECT.selection, seats=1)
    first = ListLine.of(chosen.selected[0], PROJECT, ballots=1)
    assert (first.category, first.rank, first.id, first.score, first.ballots) == ("品牌项目", 1, "P001", Decimal(45), 1)
    count = QuotaLine.of(chosen.unit_counts[0], PROJECT)
    assert (count.sent, count.at_least, count.at_most, count.selected, count.limit) == (3, 5, 8, 1, 8)
    figures = [DetailLine.of(one) for one in ranked]
    assert figures[0].criteria == (Decimal(9),) * 5
    assert (figures[2].rank, figures[2].criteria, figures[2].note) == (None, (), "尚无有效评分")
