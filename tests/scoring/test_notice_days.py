"""Days of the notice: every day, working days of the real calendar, calendars without end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.desks.calendars import end_of_notice, working
from scoring.notice_days import last_day
from scoring.season import PublicNotice


def notice(counting: str, days: int = 5) -> PublicNotice:
    return PublicNotice.model_validate({"clause": "—", "days": days, "counting": counting, "where": "学习网"})


@pytest.mark.parametrize(
    ("start", "counting", "end"),
    [
        (date(2022, 9, 5), "calendar", date(2022, 9, 9)),
        (date(2022, 9, 9), "calendar", date(2022, 9, 13)),
        (date(2022, 9, 5), "working", date(2022, 9, 9)),
        (date(2022, 9, 8), "working", date(2022, 9, 15)),  # Mid-Autumn Festival is Monday the 12th
        (date(2022, 9, 30), "working", date(2022, 10, 11)),  # National Day; Saturday 8 and Sunday 9 are worked
        (date(2022, 9, 10), "working", date(2022, 9, 19)),  # a start that does not count
        (date(2035, 9, 8), "working", date(2035, 9, 14)),  # a year nobody knows the holidays of: Monday to Friday
    ],
)
def test_the_last_day(start: date, counting: str, end: date) -> None:
    assert end_of_notice(start, notice(counting)) == end


def test_days_that_never_count() -> None:
    with pytest.raises(ValueError, match="fewer than 1"):
        last_day(date(2022, 9, 5), 1, lambda _: False)


@given(start=st.dates(date(2020, 1, 1), date(2024, 12, 31)), days=st.integers(1, 30))
def test_exactly_so_many_days_count(start: date, days: int) -> None:
    end = last_day(start, days, working)
    between = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    assert working(end) and sum(map(working, between)) == days
    assert last_day(start, days) == start + timedelta(days=days - 1)
