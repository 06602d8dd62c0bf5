"""What clean cells come to, each worked out once: a dictionary answers for the next row with the same cell.

A cell that is not clean is a `KeyError`; its row goes the slow way (`row`).

Public: `Names`, `Groups`, `Households`, `YesNo`, `Births`, `Nations`, `Remarks`, `SEXES`, `YES_OR_NO`,
`plain_phone`, `phones_in`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from cunxuan.core.ids import Sex

from .births import read_birth
from .cells import clean, text_in
from .groups import group_of_cell
from .marks import is_away, mark_in
from .names import NameRead, is_plain, read_name

SEXES: Mapping[object, Sex] = {"男": "M", "女": "F"}
YES_OR_NO: Mapping[object, bool] = {"是": True, "否": False}
MOST_HOUSEHOLDS = 10**9 - 1
MOST_GROUPS = 9999
LONGEST_REMEMBERED = 1 << 18


class Names(dict[object, str]):
    def __missing__(self, cell: object) -> str:
        if not isinstance(cell, str):
            raise KeyError(cell)
        if is_plain(cell):
            self[cell] = cell
            return cell
        if (read := read_name(cell)) != NameRead(read.name):
            raise KeyError(cell)
        self[cell] = read.name
        return read.name


class Groups(dict[object, int]):
    """3, "3" and 三组; not True, which is equal to 1."""

    def __missing__(self, cell: object) -> int:
        text = text_in(cell).strip(" ")
        found = group_of_cell(text) if isinstance(cell, (str, int, float)) and cell is not True else None
        if found is None or found > MOST_GROUPS or clean(text, "group_no").repairs:
            raise KeyError(cell)
        self[cell] = found
        return found


class Households(dict[object, int]):
    def __missing__(self, cell: object) -> int:
        text = text_in(cell).strip(" ")
        if not isinstance(cell, (str, int, float)) or cell is True or not HOUSEHOLD.fullmatch(text):
            raise KeyError(cell)
        self[cell] = found = int(text)
        return found


HOUSEHOLD = re.compile("0{0,9}[1-9][0-9]{0,8}")


class Births(dict[object, date]):
    """A whole date, written without doubt."""

    def __missing__(self, cell: object) -> date:
        birth = read_birth(cell, text_in(cell).strip(" "))
        if birth.repair or birth.whole is None:
            raise KeyError(cell)
        self[cell] = birth.whole
        return birth.whole


class Nations(dict[object, str]):
    """汉, 汉族, 维吾尔族."""

    def __missing__(self, cell: object) -> str:
        text = text_in(cell).strip(" ")
        if not re.fullmatch(r"[\u4e00-\u9fff]{0,10}", text):
            raise KeyError(cell)
        self[cell] = text
        return text


class Remarks(dict[object, None]):
    """A remark that says nothing the program should ask about."""

    def __missing__(self, cell: object) -> None:
        text = text_in(cell)
        if mark_in(text) or is_away(text) or text.startswith("="):
            raise KeyError(cell)
        if len(self) < LONGEST_REMEMBERED:
            self[cell] = None


PHONE = re.compile(r"1[0-9]{10}|(?:0[0-9]{2,3}[- ]?)?[1-9][0-9]{6,7}|(?:0[0-9]{2,3}[- ]?)?[1-9][0-9]{6,7}-[0-9]{1,5}")
BETWEEN = re.compile(r"[\s/、,，;；]+")


def plain_phone(cell: object) -> str | None:
    """A telephone number that is written as one; empty for none, None for whatever has to be looked at."""
    if isinstance(cell, str) and len(cell) == 11 and cell[0] == "1" and cell.isdigit() and cell.isascii():
        return cell  # nearly all are
    text = text_in(cell).strip(" ")
    return text if not text or PHONE.fullmatch(text) else None


def phones_in(text: str) -> tuple[str, ...]:
    """The telephone numbers of a text that holds nothing else; one that spaces part counts once."""
    parts = BETWEEN.split(text)
    for found in (("".join(parts),), tuple(parts)):
        if all(PHONE.fullmatch(one) for one in found):
            return found
    return ()
