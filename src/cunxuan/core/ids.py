"""Numbers by which people and elections are named: the citizen's ID number, and the semantic id of an election.

Basis: GB 11643 (citizen identification number: 18 places, the last a check digit modulo 11-2). The number proves
nothing about a person; these checks find slips of the pen. Polling day is in no semantic id, because it can move.

Public: `fault_in`, `Fault`, `is_valid`, `check_digit`, `masked`, `holds_id_number`, `without_id_numbers`, `NOT_HERE`,
`division_of`, `birth_of`, `sex_of`, `synthetic`, `election_id`, `ElectionId`, `parse_election_id`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"  # by the weighted sum modulo 11
MASK = "*" * 11

Sex = Literal["M", "F"]


class Fault(Enum):
    """What is wrong with an ID number, as the person who wrote it is told."""

    LENGTH = ("身份证号应为 18 位", "an ID number has 18 places")
    CHARACTERS = ("身份证号只能是数字，末位可以是 X", "an ID number is digits, the last may be X")
    BIRTH_DATE = ("身份证号第 7 至 14 位不是一个日期", "places 7 to 14 of the ID number are not a date")
    CHECK_DIGIT = ("身份证号校验位不对", "the check digit of the ID number is wrong")

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en


def fault_in(id_number: str) -> Fault | None:
    """The first thing wrong with an ID number, None when GB 11643 is met."""
    if len(id_number) != 18:
        return Fault.LENGTH
    if not re.fullmatch(r"[0-9]{17}[0-9X]", id_number):
        return Fault.CHARACTERS
    if possible_date(id_number[6:14]) is None:
        return Fault.BIRTH_DATE
    return None if check_digit(id_number[:17]) == id_number[17] else Fault.CHECK_DIGIT


def is_valid(id_number: str) -> bool:
    return fault_in(id_number) is None


def check_digit(first_17: str) -> str:
    """The eighteenth place: the weighted sum of the others modulo 11."""
    return CHECK_DIGITS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_17, strict=True)) % 11]


def possible_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def masked(id_number: str) -> str:
    """An ID number, right or wrong, as a person may see it: 1408***********X. Not even its length shows."""
    return f"{id_number[:4]}{MASK}{id_number[-1]}" if len(id_number) > 10 else MASK


#: A number in the midst of a text: 18 places, perhaps parted before and after the birth, or the 15 of before 1999.
IN_A_TEXT = re.compile(
    r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{6}[ -]?(?:18|19|20)[0-9]{6}[ -]?[0-9]{3}[0-9Xx]|[0-9]{15})(?![0-9])"
)
NOT_HERE = ("这里不写身份证号，请删去。", "An ID number is not written here; please delete it.")


def holds_id_number(text: str) -> bool:
    """Is there anything like an ID number in what somebody typed, in digits of any width?"""
    return IN_A_TEXT.search(unicodedata.normalize("NFKC", text)) is not None


def without_id_numbers(text: str) -> str:
    """The same text with anything like an ID number struck out."""
    return IN_A_TEXT.sub(MASK, text)


def division_of(id_number: str) -> str:
    """The county in which the number was given; not where its bearer lives."""
    return id_number[:6]


def birth_of(id_number: str) -> date:
    """The date of birth in a valid number."""
    born = possible_date(id_number[6:14])
    assert born is not None, "only a valid number has a date of birth"
    return born


def sex_of(id_number: str) -> Sex:
    """The seventeenth place is odd for men, even for women."""
    return "M" if int(id_number[16]) % 2 else "F"


def synthetic(born: date, sequence: int, *, division: str) -> str:
    """A number for an invented person: meets GB 11643, belongs to nobody we know of. Odd sequences are men."""
    assert 0 < sequence < 1000, sequence
    body = f"{division}{born:%Y%m%d}{sequence:03}"
    return body + check_digit(body)


@dataclass(frozen=True, slots=True)
class ElectionId:
    """What a semantic id says: the village, the year of the term, the kind, and what of the election is meant."""

    division: str
    year: int
    kind: str
    contest: str | None = None
    round: int | None = None
    place: int | None = None

    def __str__(self) -> str:
        parts = [self.division, str(self.year), self.kind]
        if self.contest is not None:
            parts.append(self.contest)
        if self.round is not None:
            parts.append(f"r{self.round}")
        if self.place is not None:
            parts.append(f"p{self.place:02}")
        return ".".join(parts)


FORM = re.compile(
    r"(?P<division>[0-9]{12})\.(?P<year>[0-9]{4})\.(?P<kind>[a-z_]+)"
    r"(?:\.(?P<contest>[a-z_]+))?(?:\.r(?P<round>[1-9][0-9]{0,2}))?(?:\.p(?P<place>[0-9]{2,3}))?"
)


def election_id(
    division: str,
    year: int,
    kind: str,
    *,
    contest: str | None = None,
    round: int | None = None,
    place: int | None = None,
) -> str:
    """The id that a clerk can read aloud: 130123101205.2026.general.chair.r2"""
    named = str(ElectionId(division, year, kind, contest, round, place))
    assert FORM.fullmatch(named), named
    return named


def parse_election_id(text: str) -> ElectionId | None:
    """What an id names; None for a text that is no id."""
    found = FORM.fullmatch(text)
    if found is None:
        return None
    part = found.groupdict()
    return ElectionId(
        part["division"],
        int(part["year"]),
        part["kind"],
        part["contest"],
        None if part["round"] is None else int(part["round"]),
        None if part["place"] is None else int(part["place"]),
    )
