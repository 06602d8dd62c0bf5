"""The number of a villagers' group as a cell, a title or a sheet's name has it: 3, 三组, 第3村民小组.

Public: `group_in`, `group_of_cell`, `number_in`.
"""

from __future__ import annotations

import re

DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMBER = "[0-9]{1,4}|[零〇一二两三四五六七八九十百]{1,5}"
WORDS = "(?:村民|居民|生产)?(?:小组|组|小队|队)"
IN_A_TEXT = re.compile(f"第?({NUMBER}){WORDS}")
A_CELL = re.compile(f"第?({NUMBER})(?:{WORDS})?")


def group_in(text: str) -> int | None:
    """The one group that a text names; None where it names none, or several."""
    found = {number_in(digits) for digits in IN_A_TEXT.findall(re.sub(r"\s", "", text))}
    return found.pop() or None if len(found) == 1 else None


def group_of_cell(text: str) -> int | None:
    found = A_CELL.fullmatch(text)
    return (number_in(found[1]) or None) if found else None


def number_in(text: str) -> int | None:
    """Of 12 or 十二; None where the characters are no number."""
    if text.isdecimal():
        return int(text)
    if "百" not in text and "十" not in text:
        return int("".join(str(DIGITS[one]) for one in text)) if all(one in DIGITS for one in text) else None
    return of_tens(text)


ONE = "[一二两三四五六七八九]"
OF_TENS = re.compile(f"(?:({ONE})百)?零?(?:({ONE}?)十)?({ONE}?)")


def of_tens(text: str) -> int | None:
    found = OF_TENS.fullmatch(text)
    if found is None:
        return None
    hundreds, tens, ones = found.groups()
    ten = 0 if tens is None else DIGITS[tens] if tens else 1
    return DIGITS.get(hundreds or "零", 0) * 100 + ten * 10 + DIGITS.get(ones or "零", 0)
