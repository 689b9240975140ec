"""Whatever a list holds: it is read without an error, nobody is without a name, and every row is accounted for."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from review_tui.intake.grid import paper_of
from review_tui.intake.past_rows import Told, rows_of
from review_tui.rules import load_season

RULES = load_season(Path(__file__).parents[2] / "data" / "seasons" / "jilin-2022").rules
WORDS = [
    "姓名", "项目名称", "姓名/项目名称", "单位", "推荐单位", "年度", "类别", "地区", "备注", "序号", "2018", "2018年度",
    "第三届", "百姓学习之星", "终身学习品牌项目", "一、百姓学习之星（2名）", "王小明", "欧阳冠玉", "“春风”课堂",
    "长春市图书馆", "四平市教育局", "长春市", "合计", "同上", "长春市图书馆：“向海”讲习所", "李四（育才社区）", "★",
    "：", "（）", "\u202e", "[/]", "0", "", "x" * 120,
]  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.just(["date", "2018-10-01"]),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=12)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.sampled_from(["", "2019年", "百姓学习之星", "Sheet1"]), st.sampled_from([None, 2017]))
def test_any_sheet_is_read(rows: list[list[object]], name: str, year: int | None) -> None:
    answer = {"sheets": [{"name": name, "rows": [[[value, 1, False] for value in row] for row in rows]}]}
    paper = paper_of("名单.xlsx", answer)
    assert paper is not None
    found = rows_of(paper.grids, Told(RULES, year, "名单.xlsx"))
    for one in found.winners:
        assert one.name.strip() and one.place.startswith("名单.xlsx")
        assert one.year is None or 1949 <= one.year <= RULES.year
        assert one.category in (None, "star", "project")
    again = rows_of(paper.grids, Told(RULES, year, "名单.xlsx"))
    assert again.winners == found.winners and again.left_out == found.left_out
