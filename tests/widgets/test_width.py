"""Cutting, filling and wrapping by display width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from review_tui.widgets.width import fit, take, wrap

CHINESE = st.text(st.sampled_from("李桂花学习之星，。（）“”abc 12.5"), max_size=120)


def test_a_cell_is_filled_or_cut_to_its_width() -> None:
    assert fit("张三", 6) == "张三  "
    assert fit("9.5", 5, "right") == "  9.5"
    assert fit("延边朝鲜族自治州", 9) == "延边朝.. "
    assert fit("李", 1) == " "


@given(CHINESE, st.integers(0, 40))
def test_fit_is_exact_and_take_is_a_beginning(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells
    assert text.startswith(take(text, cells))
    assert cell_len(take(text, cells)) <= cells


@given(CHINESE, st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_marks_stay_with_their_words() -> None:
    assert wrap("她坚持学习，带动邻里。", 12) == ["她坚持学习，", "带动邻里。"]
    assert wrap("她坚持学习了，带动邻里。", 12) == ["她坚持学习", "了，带动邻", "里。"]
    assert wrap("人均年增收12.5万元整", 12) == ["人均年增收", "12.5万元整"]
