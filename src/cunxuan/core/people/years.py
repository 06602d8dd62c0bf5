"""Ages and periods of years, by the calendar.

A period of years ends on the day that corresponds to its first, which is not counted itself; where the month has no
such day, on its last (Civil Code arts 200 to 202). So whoever was born on 29 February completes a year of life on
28 February of a common year, and whoever came on 1 June has lived here for one year on 1 June.
Where only a number of days is known, 365 of them are a year.

Public: `completes`, `full_years`, `Stay`, `NEVER`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cunxuan.core.dates import due_within_months

DAYS_OF_A_YEAR = 365


def completes(since: date, years: int) -> date:
    """The day on which so many years are full."""
    return due_within_months(since, 12 * years)


def full_years(since: date, on: date) -> int:
    """周岁 of a person born that day, or the full years of a stay that began on it."""
    years = on.year - since.year
    return years if completes(since, years) <= on else years - 1


class Stay(NamedTuple):
    """How long somebody has lived or worked in the village: since a day, or for a number of days."""

    since: date | None = None
    days: int = 0

    def lasts(self, years: int, on: date) -> bool:
        """Has it lasted so many years on that day (一年以上 includes the year itself)?"""
        if self.since is None:
            return self.days >= years * DAYS_OF_A_YEAR
        return completes(self.since, years) <= on

    def days_on(self, on: date) -> int:
        return self.days if self.since is None else max(0, (on - self.since).days)


NEVER = Stay()
