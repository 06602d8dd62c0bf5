"""Counting days as the law counts them.

Legal basis: Civil Code art. 201 (the day on which a period begins is not counted) and art. 1259
("以内" and "届满" include the number). "选举日的 N 日前" is met when at least N days lie between the act
and polling day: E - P >= N. Whether N *clear* days are wanted instead is a rule of the pack
(`roll_clear_days`). Days off and public holidays do not move a date of the election calendar.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def latest_before(day: date, days: int, *, clear_days: bool = False) -> date:
    """The last day on which an act is done "days 日前", counted back from `day`."""
    return day - timedelta(days=days + clear_days)


def is_before(act: date, day: date, days: int, *, clear_days: bool = False) -> bool:
    """Was the act done at least that many days before the day? The act's own day is not counted."""
    return act <= latest_before(day, days, clear_days=clear_days)


def due_within(start: date, days: int) -> date:
    """The last day of "自……之日起 N 日内": the starting day is not counted, the last day is included."""
    return start + timedelta(days=days)


def window_after(start: date, days: int) -> tuple[date, date]:
    """First and last day of a period of so many days that begins to run with `start`."""
    return start + DAY, due_within(start, days)


def days_between(earlier: date, later: date) -> int:
    """How many days lie between two days, the first not counted."""
    return (later - earlier).days


def due_within_months(start: date, months: int) -> date:
    """The same day of the month so many months on, or the last of that month where it has no such day (CC 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    last = monthrange(start.year + years, month + 1)[1]
    return date(start.year + years, month + 1, min(start.day, last))
