"""Names in a sentence."""

from __future__ import annotations

import pytest

from review_tui.desks.few import named_few


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["甲", "乙", "丙"], "甲、乙、丙"), (["甲", "乙", "丙", "丁"], "甲、乙等 4 个单位")],
)
def test_more_than_three_are_counted(names: list[str], said: str) -> None:
    assert named_few(names, "个单位") == said
