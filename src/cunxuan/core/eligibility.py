"""Who is registered to vote in a village (登记参加选举).

Legal basis: Organic Law art 13 (2018), art 16 (2026). Residents without hukou need an application and a meeting's vote
(OL-09 c); that evidence is not part of this module yet, so such a person is not registered here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Standing:
    """What the law asks of a person before they stand on the roll."""

    birth_on: date
    hukou_here: bool
    lives_here: bool
    stated: bool = False  # lives elsewhere and has said they will take part


@dataclass(frozen=True, slots=True)
class Registration:
    """`category` as in the law's list (a, b, c), or empty with the reason why not."""

    category: str
    reason: str


def registers(person: Standing, polling_day: date) -> Registration:
    """Eighteen on polling day, and (a) hukou and home here, or (b) hukou here, away, and has stated to take part."""
    if not adult_on(person.birth_on, polling_day):
        return UNDER_18
    if not person.hukou_here:
        return NO_HUKOU
    if person.lives_here:
        return LIVES_HERE
    return STATED if person.stated else AWAY_SILENT


LIVES_HERE = Registration("a", "HUKOU_AND_HOME_HERE")
STATED = Registration("b", "AWAY_AND_STATED")
UNDER_18 = Registration("", "UNDER_18")
NO_HUKOU = Registration("", "NO_HUKOU_NOT_DECIDED")
AWAY_SILENT = Registration("", "AWAY_NOT_STATED")


def adult_on(birth_on: date, day: date) -> bool:
    """年满十八周岁: the eighteenth birthday is on or before the day (OL-08; the reference day is polling day)."""
    years = day.year - birth_on.year
    return years > 18 or (years == 18 and (day.month, day.day) >= (birth_on.month, birth_on.day))
