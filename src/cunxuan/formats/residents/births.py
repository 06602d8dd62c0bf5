"""A date of birth in the many ways in which villages write one, and how it stands to the ID number.

Year, month and day in figures are read as they are. A year of two digits, a date with dots, a number that a
spreadsheet meant as a date: these are shown and asked about.

Public: `Birth`, `UNREADABLE`, `read_birth`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Birth:
    """What a cell says: a year, perhaps with month and day; `repair` where it should be asked about."""

    year: int = 0
    month: int = 0
    day: int = 0
    repair: str = ""
    short: bool = False  # the year has two digits

    @property
    def whole(self) -> date | None:
        if not (self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def fits(self, born: date) -> bool:
        year = born.year % 100 if self.short else born.year
        own = self.year % 100 if self.short else self.year
        return own == year and self.month in (0, born.month) and self.day in (0, born.day)


UNREADABLE = Birth()
#: With two digits, a year from here on is of the last century; one before may be of either.
SINCE = 30
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
#: Spreadsheets' numbers of days from 1919 to 2064.
SERIALS = range(7000, 60000)

#: A number loses its last zero: 1980.1 may have been 1980.10, so that only its year is sure.
TENTH = re.compile(r"(?:19|20)[0-9]{2}\.1")
PLAIN = re.compile(r"([12][0-9]{3})[-/年]([0-9]{1,2})(?:[-/月]([0-9]{1,2}))?[日号]?月?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
SOLID = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})?")
YEAR = re.compile(r"((?:19|20)[0-9]{2})年?")
OTHER = re.compile(r"([12][0-9]{3}|[0-9]{2})[-./,、年]([0-9]{1,2})(?:[-./,、月]([0-9]{1,2}))?[月日号]?(?:生|出生)?")


def read_birth(cell: object, text: str, *, date1904: bool = False) -> Birth:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Birth(cell.year, cell.month, cell.day)
    if isinstance(cell, (int, float)) and cell in SERIALS:
        return from_serial(int(cell), date1904)
    if isinstance(cell, float) and TENTH.fullmatch(text):
        return Birth(int(text[:4]), repair="birth_text_date")
    return from_text(text)


def from_serial(days: int, date1904: bool) -> Birth:
    found = EPOCHS[date1904] + timedelta(days=days)
    return Birth(found.year, found.month, found.day, "birth_serial")


def from_text(text: str) -> Birth:
    if found := PLAIN.fullmatch(text) or SOLID.fullmatch(text) or YEAR.fullmatch(text):
        year, month, day = parts_of(found)
        return possible(Birth(year, month, day))
    if found := OTHER.fullmatch(text):
        year, month, day = parts_of(found)
        short = len(found[1]) == 2
        if short and year >= SINCE:
            year += 1900
        return possible(Birth(year, month, day, "birth_text_date", short))
    if re.fullmatch("[1-5][0-9]{4}", text):  # a CSV has a spreadsheet's number as a text
        return from_serial(int(text), False)
    return UNREADABLE


def parts_of(found: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (*(int(part) if part else 0 for part in found.groups()), 0, 0)[:3]
    return year, month, day


def possible(birth: Birth) -> Birth:
    if birth.month > 12 or birth.day > 31 or (birth.day and birth.month and birth.year > 31 and birth.whole is None):
        return UNREADABLE
    return birth
