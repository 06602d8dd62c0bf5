"""An ID number as a cell holds it: the quick way for a right one, the slow one for all others.

A spreadsheet keeps 15 digits of a number and makes the rest zeros, so what was stored as a number is lost, and the
program does not complete it. A number of 15 digits (given before 1999) becomes 18 by a rule (GB 11643-1999): 19 before
the year, a check digit at the end.

Public: `AREAS`, `BIRTHS`, `TAILS`, `RIGHT`, `Reading`, `read_number`, `number_in`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cunxuan.core.ids import CHECK_DIGITS, WEIGHTS, Sex, check_digit, fault_in, is_valid, possible_date

from .cells import clean, is_number, text_in

#: Of a right number the three sums together leave this when divided by 11.
RIGHT = 1


def weighted(digits: str, place: int) -> int:
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS[place:], digits, strict=False))


class Areas(dict[str, int]):
    """The first 6 places, and what they add to the sum."""

    def __missing__(self, digits: str) -> int:
        if not re.fullmatch("[0-9]{6}", digits):
            raise KeyError(digits)
        self[digits] = found = weighted(digits, 0)
        return found


class Births(dict[str, tuple[int, date]]):
    """Places 7 to 14: what they add to the sum, and the date; only those that can be somebody's."""

    def __missing__(self, digits: str) -> tuple[int, date]:
        born = possible_date(digits) if re.fullmatch("[0-9]{8}", digits) else None
        if born is None or born < OLDEST:
            raise KeyError(digits)
        self[digits] = found = weighted(digits, 6), born
        return found


#: Nobody alive was born before; the number was invented in 1984.
OLDEST = date(1900, 1, 1)
AREAS, BIRTHS = Areas(), Births()
#: The last 4 places: what they add with the check digit, and the sex. Those that end in 000 go the slow way.
TAILS: dict[str, tuple[int, Sex]] = {
    f"{sequence:03}{check}": (weighted(f"{sequence:03}", 14) + (10 if check == "X" else int(check)), sex)
    for sequence in range(1000)
    for check in CHECK_DIGITS
    for sex in (("M", "F")[sequence % 2 == 0],)
    if f"{sequence:03}{check}"[1:] != "000"
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text of a cell comes to: the number, what it was repaired by, what is wrong with it."""

    number: str
    repair: str = ""
    wrong: str = ""
    note: str = ""
    suggestion: str = ""


SMALL_X = "xＸｘ×✕✖Хх*Χχ╳"
ROUNDED = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+")
TWO = re.compile(r"[0-9]{17}[0-9xX][^0-9]*[0-9]{17}[0-9xX]")
KEPT = 15


def read_number(text: str, *, stored_as_number: bool) -> Reading:
    """A text without what does not belong to it (`cells.clean`) as an ID number; empty is for the caller."""
    if not stored_as_number and is_plainly_right(text):
        return Reading(text)
    if (stored_as_number and len(text) > KEPT) or ROUNDED.fullmatch(text):
        return Reading(text, wrong="id_as_number")
    if TWO.search(text):
        return Reading(text, wrong="two_people")
    if re.fullmatch("[0-9]{15}", text):
        return read_15_digits(text)
    if len(text) == 18 and text[-1] in SMALL_X and text[:17].isdecimal() and text.isascii() | text[:17].isascii():
        return read_small_x(text)
    return judged(text)


def number_in(cell: object) -> str:
    """What a row with this cell would be known by, be it right or wrong."""
    if isinstance(cell, str) and len(cell) == PLACES and cell.isascii() and cell.isalnum():
        return cell.upper()  # nearly all are
    text = clean(text_in(cell), "id_number").text
    return read_number(text, stored_as_number=is_number(cell)).number


PLACES = 18


def is_plainly_right(text: str) -> bool:
    try:
        return (AREAS[text[:6]] + BIRTHS[text[6:14]][0] + TAILS[text[14:]][0]) % 11 == RIGHT
    except KeyError:
        return False


def read_15_digits(text: str) -> Reading:
    body = f"{text[:6]}19{text[6:]}"
    if possible_date(body[6:14]) is None:
        return Reading(text, wrong="id_birth_date")
    number = body + check_digit(body)
    return Reading(number, repair="id_15_digits", suggestion=number)


def read_small_x(text: str) -> Reading:
    number = f"{text[:17]}X"
    found = judged(number)
    if found.wrong:
        return found
    return Reading(number, repair="id_small_x", suggestion=number)


def judged(text: str) -> Reading:
    fault = fault_in(text)
    if fault is None:
        if possible_date(text[6:14]) < OLDEST:  # type: ignore[operator]  # a valid number has a date
            return Reading(text, wrong="id_birth_impossible")
        return Reading(text, note="id_ends_000" if text.endswith("000") else "")
    wrong = f"id_{fault.name.lower()}"
    if wrong != "id_check_digit":
        return Reading(text, wrong=wrong)
    if text.endswith("000"):
        return Reading(text, wrong="id_digits_lost")
    fits = text[:17] + check_digit(text[:17])
    assert is_valid(fits)
    return Reading(text, wrong=wrong, suggestion=fits)
