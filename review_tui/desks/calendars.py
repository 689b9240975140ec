"""Which days are working days."""

from __future__ import annotations

from datetime import date
from functools import partial

from scoring.notice_days import last_day
from scoring.season import PublicNotice


def working(day: date) -> bool:
    """Whether it is a working day in mainland China, with the holidays and the working week-ends that go with them.

    From the calendar that the State Council publishes for each year; for a year that the library does not know yet,
    Monday to Friday (`known_year` tells).
    """
    import chinese_calendar

    if known_year(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def known_year(year: int) -> bool:
    """Whether the holidays of the year are known."""
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def end_of_notice(start: date, rule: PublicNotice) -> date:
    """The last day of a notice that begins on `start`."""
    count = partial(last_day, start, rule.days)
    return count(working) if rule.counting == "working" else count()
