"""The text of a cell without what does not belong to it, and which repairs that was.

Spaces of the ordinary kind around a text mean nothing and go silently. Everything else that is taken away is a repair
that a person sees: characters that cannot be seen, spaces within, an apostrophe, full-width digits.

Public: `text_in`, `clean`, `Cleaned`, `is_number`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from .columns import Column


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a text, and the kinds of the repairs."""

    text: str
    repairs: tuple[str, ...] = ()


#: Columns of figures, in which a full-width digit is a slip.
OF_FIGURES: frozenset[Column] = frozenset(
    ("village", "id_number", "group_no", "household_no", "birth_on", "phone", "sex", "hukou_here", "lives_here")
)
WIDE = {0xFF01 + place: 0x21 + place for place in range(94) if chr(0x21 + place) not in "Xx'"}
SPACES = re.compile("[ \u3000\u2000-\u200a\u205f\u1680]+")
#: Whoever writes one cell in a way of their own writes many so, and the cells beside it are much the same.
REMEMBERED = 1 << 14
APOSTROPHES = "'’‘`´＇"


def is_number(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def text_in(cell: object) -> str:
    """What stands in a cell; a whole number without a decimal point, nothing for None."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute) == (0, 0) else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


@lru_cache(maxsize=REMEMBERED)
def clean(text: str, column: Column) -> Cleaned:
    """The text as it was meant; people's names are looked at in `names`, remarks are left as they are."""
    left = text.strip(" ")
    if left.isascii() and left.isalnum():
        return Cleaned(left)
    repairs: list[str] = []
    for kind, step in STEPS:
        after = step(left, column)
        if after != left:
            repairs.append(kind)
            left = after
    return Cleaned(left, tuple(repairs))


def without_invisible(text: str, column: Column) -> str:
    if column == "phone":
        text = LINES.sub(" ", text)  # between two numbers
    left = "".join(one for one in text if not (one == "\xa0" or unicodedata.category(one) in UNSEEN))
    return left.strip(" ")


LINES = re.compile("[\n\r\t]+")
UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp"))


def without_apostrophe(text: str, _: Column) -> str:
    return text.lstrip(APOSTROPHES) if len(text) > 1 else text


def in_usual_width(text: str, column: Column) -> str:
    return text.translate(WIDE) if column in OF_FIGURES else text


def without_spaces(text: str, column: Column) -> str:
    if column in ("remark", "name", "birth_on", "phone"):
        return text.strip("\u3000 ")
    return SPACES.sub("", text)


STEPS = (
    ("invisible_characters", without_invisible),
    ("leading_apostrophe", without_apostrophe),
    ("full_width", in_usual_width),
    ("inner_spaces", without_spaces),
)
