"""Who sits at the desk: the Unix account decides."""

from __future__ import annotations

import pytest

from review_tui.desks.identity import who
from review_tui.errors import UsageError

BOUND = {"e01": "zhang", "e02": "li"}
SHARED = {"e01": "", "e02": ""}
MIXED = {"e01": "zhang", "e02": ""}


@pytest.mark.parametrize(
    ("accounts", "own", "wanted", "expected"),
    [(BOUND, "zhang", None, "e01"), (BOUND, "li", "e02", "e02"), (SHARED, "panel", "e02", "e02")],
)
def test_who(accounts: dict[str, str], own: str, wanted: str | None, expected: str) -> None:
    assert who(accounts, own, wanted) == expected


@pytest.mark.parametrize(
    ("accounts", "own", "wanted", "says"),
    [
        (BOUND, "zhang", "e02", "不能以 e02 的身份"),
        (BOUND, "root", "e01", "不在评审组名单里"),
        (MIXED, "wang", "e02", "不在评审组名单里"),
        (SHARED, "panel", None, "--as"),
        (SHARED, "panel", "e09", "没有编号“e09”"),
        ({}, "panel", "e01", "还没有添加专家"),
    ],
)
def test_refused(accounts: dict[str, str], own: str, wanted: str | None, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        who(accounts, own, wanted)
    assert says in caught.value.sentence()
