"""The days of the public notice, counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

_FARTHEST = 400
"""Days after which a count is given up: a calendar in which no day counts would never end."""


def last_day(start: date, days: int, counts: Callable[[date], bool] = lambda _: True) -> date:
    """The last day of a notice that begins on `start` and lasts `days` (at least 1) days that count.

    `start` is the first day if it counts. `counts`: whether a day counts; every day does where calendar days are
    counted. Objections can be made up to and including the last day; the notice is over on the day after. ValueError
    when there are not enough such days within 400 days.
    """
    left = days
    for ahead in range(_FARTHEST):
        day = start + timedelta(days=ahead)
        left -= counts(day)
        if left <= 0:
            return day
    raise ValueError(f"fewer than {days} counting days after {start}")
