"""Days on which offices are closed: weekends, public holidays, and the weekends worked for them (放假、调休).

The State Council announces the holidays of each year in the autumn before. A year is known only where its notice is
held (`holidays.toml`, each with its source); of every other day the weekends are known and no more. An end of December
can be part of the next year's notice.

Legal basis: the Regulation on public holidays (全国年节及纪念日放假办法) and the yearly notices; Civil Code art. 203
where a rule moves the last day of a period.

Public: `day_off`, `is_known`, `notice_of`, `next_working_day`, `last_working_day`, `working_days_after`,
`full_working_days_before`, `DayOff`, `Notice`.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

DAY = timedelta(days=1)
SATURDAY = 5
#: From here on a day of December can be off by the notice of the next year.
NEW_YEAR_SEASON = (12, 29)


class DayOff(NamedTuple):
    """Why offices are closed on a day."""

    zh: str
    en: str


class Notice(NamedTuple):
    """The notice for a year: where it stands, and whether it was read itself."""

    year: int
    source: tuple[str, ...]
    confirmed: bool


WEEKEND = (DayOff("星期六", "a Saturday"), DayOff("星期日", "a Sunday"))

ENGLISH = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "抗战胜利纪念日": "Victory Day",
}


class _Calendar(NamedTuple):
    notices: dict[int, Notice]
    off: dict[date, DayOff]
    works: frozenset[date]


def day_off(day: date) -> DayOff | None:
    """Why offices are closed on a day; None on a working day, also on a weekend worked for a holiday."""
    calendar = _calendar()
    if day in calendar.works:
        return None
    holiday = calendar.off.get(day)
    if holiday is None and day.weekday() >= SATURDAY:
        return WEEKEND[day.weekday() - SATURDAY]
    return holiday


def notice_of(year: int) -> Notice | None:
    """The notice for a year, where it is held."""
    return _calendar().notices.get(year)


def is_known(day: date) -> bool:
    """Is the notice held that says whether this day is a holiday?"""
    wanted = {day.year, day.year + ((day.month, day.day) >= NEW_YEAR_SEASON)}
    return wanted <= _calendar().notices.keys()


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it (Civil Code art. 203)."""
    while day_off(day):
        day += DAY
    return day


def last_working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while day_off(day):
        day -= DAY
    return day


def working_days_after(start: date, days: int) -> date:
    """The last day of "N 个工作日内" from a day, which itself is not counted."""
    day = start
    for _ in range(days):
        day = next_working_day(day + DAY)
    return day


def full_working_days_before(day: date, days: int) -> date:
    """The last day that leaves so many whole working days between itself and `day`."""
    for _ in range(days):
        day = last_working_day(day - DAY)
    return day - DAY


@cache
def _calendar() -> _Calendar:
    read = tomllib.loads(files("cunxuan.core").joinpath("holidays.toml").read_text("utf-8"))
    notices = {int(year): Notice(int(year), tuple(one["source"]), one["confirmed"]) for year, one in read.items()}
    off = {
        first + DAY * n: _named(name)
        for one in read.values()
        for name, first, last in one["off"]
        for n in range((last - first).days + 1)
    }
    return _Calendar(notices, off, frozenset(day for one in read.values() for day in one["works"]))


def _named(name: str) -> DayOff:
    """中秋节、国庆节 are both named."""
    return DayOff(f"{name}放假", " and ".join(ENGLISH[one] for one in name.split("、")))
