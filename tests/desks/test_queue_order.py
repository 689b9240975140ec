"""The order of the queue, what a filter leaves, and what comes next."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review_tui.desks.ballots import QueueRow, State
from review_tui.desks.initials import matches_initials
from review_tui.desks.queue_order import arranged, matches, next_row


def row(i: str, name: str = "某", unit: str = "甲", state: State = "todo", total: str | None = None) -> QueueRow:
    return QueueRow(i, name, unit, "star", False, state, Decimal(total) if total else None)


ROWS = (
    row("S001", "李桂花", "长春市教育局", "done", "80"),
    row("S002", "曾国庆", "吉林市教育局"),
    row("S003", "解振东", "长春市教育局", "draft", "91.5"),
    row("S1000", "李广", "白城市教育局", "recused"),
)


def ids(rows: tuple[QueueRow, ...]) -> list[str]:
    return [one.id for one in rows]


def test_orders() -> None:
    assert ids(arranged(ROWS[::-1], "number", "")) == ["S001", "S002", "S003", "S1000"]
    assert ids(arranged(ROWS, "unit", "")) == ["S002", "S1000", "S001", "S003"]
    assert ids(arranged(ROWS, "own", "")) == ["S003", "S001", "S002", "S1000"]


def test_shuffled_is_the_same_for_one_expert_and_another_for_another() -> None:
    many = tuple(row(f"S{i:03d}") for i in range(1, 41))
    first = ids(arranged(many, "shuffled", "e01|jilin-2022"))
    assert first == ids(arranged(many[::-1], "shuffled", "e01|jilin-2022"))
    assert sorted(first) == ids(many) != first
    assert first != ids(arranged(many, "shuffled", "e02|jilin-2022"))


def test_over_many_experts_nobody_is_always_read_last() -> None:
    many = tuple(row(f"S{i:03d}") for i in range(1, 11))
    last = {ids(arranged(many, "shuffled", f"e{e:02d}|jilin-2022"))[-1] for e in range(40)}
    assert len(last) >= 8


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lgh", ["S001"]),
        ("LG", ["S001", "S1000"]),
        ("zgq", ["S002"]),  # 曾 as a surname
        ("xzd", ["S003"]),  # 解 as a surname
        ("ccs", ["S001", "S003"]),
        ("桂花", ["S001"]),
        ("吉林市", ["S002"]),
        ("草稿", ["S003"]),
        ("长春 草稿", ["S003"]),
        ("s00", ["S001", "S002", "S003"]),
        ("老年", ["S001", "S002", "S003", "S1000"]),
        ("没有", []),
        ("", ["S001", "S002", "S003", "S1000"]),
    ],
)
def test_filters(typed: str, found: list[str]) -> None:
    assert [one.id for one in ROWS if matches(one, typed, lambda _row: "老年人")] == found


def test_initials_pass_over_marks_and_take_every_reading() -> None:
    assert matches_initials("重庆·阿依古丽", "cqaygl")
    assert matches_initials("重庆", "zq")
    assert matches_initials("“乐学e家”", "lxej") and matches_initials("“乐学e家”", "yxej")
    assert not matches_initials("李桂花", "lgx")
    assert matches_initials("李桂花", "")
    assert not matches_initials("", "l")


def test_what_comes_next() -> None:
    rows = (
        row("S001", unit="甲", state="done"),
        row("S002", unit="乙"),
        row("S003", unit="甲"),
        row("S004", unit="乙", state="draft"),
        row("S005", unit="甲", state="returned"),
    )
    assert next_row(rows, "S001", "open") == "S002"
    assert next_row(rows, "S005", "open") == "S002"  # from the end to the beginning
    assert next_row(rows, "S001", "draft") == "S004"
    assert next_row(rows, "S001", "unit") == "S003"
    assert next_row(rows[:3], "S002", "unit") == "S003"  # none of the unit is left: any
    assert next_row(rows, "S999", "open") == "S002"
    assert next_row(rows[:1], "S001", "open") is None
    assert next_row(rows[:2], "S002", "open") is None
