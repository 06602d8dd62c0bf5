"""Where something stands in a file, and what is wrong there. No problem holds a whole ID number.

Public: `Sheet`, `Problem`, `problem`, `Repair`, `shown`, `letters`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cunxuan.core.ids import masked

from .columns import Column
from .kinds import KINDS

SHOWN = 40
Repair = tuple[str, str, str]  # sheet, cell, kind: what a person has agreed to


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the file, and in which of its columns each heading stands, counted from 0."""

    number: int
    name: str
    columns: Mapping[Column, int]

    def cell(self, column: Column, row: int) -> str:
        """C14. A column that the sheet does not have (the village was named in the call) is its first."""
        return f"{letters(self.columns.get(column, 0))}{row}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, and what to do, in both languages. `value` and `suggestion` are masked.

    A row with a problem is not taken, unless it is a note. A `repair` is applied once a person has agreed to it.
    """

    at: Sheet
    row: int
    column: Column
    kind: str
    value: str
    text: str
    en: str = ""
    suggestion: str = ""
    repair: bool = False
    note: bool = False
    place: int = -1  # the column as such, where it has no heading

    @property
    def sheet(self) -> str:
        return self.at.name

    @property
    def cell(self) -> str:
        return self.at.cell(self.column, self.row) if self.place < 0 else f"{letters(self.place)}{self.row}"

    @property
    def key(self) -> Repair:
        """By which an agreed repair is known again."""
        return self.at.name, self.cell, self.kind

    @property
    def dirt(self) -> str:
        """The number of its kind among the 32; empty for what only the database knows."""
        return KINDS[self.kind].dirt if self.kind in KINDS else ""

    @property
    def order(self) -> tuple[int, int, int]:
        """As one goes through the file: sheet by sheet, row by row, from left to right."""
        return self.at.number, self.row, self.at.columns.get(self.column, 0) if self.place < 0 else self.place


def problem(
    at: Sheet,
    row: int,
    column: Column,
    name: str,
    value: str = "",
    suggestion: str = "",
    *,
    place: int = -1,
    **words: object,
) -> Problem:
    """A problem of a kind of the table; its sentences are filled with `words`."""
    kind = KINDS[name]
    value, suggestion = shown(value), shown(suggestion)
    zh, en = (text.format(value=value, **words) if "{" in text else text for text in (kind.zh, kind.en))
    repair, note = kind.weight == "repair", kind.weight == "note"
    return Problem(at, row, column, name, value, zh, en, suggestion, repair, note, place)


def letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def shown(text: str) -> str:
    """A cell as a report may repeat it: what could be an ID number, or a part of one, only masked in any column."""
    digits = sum(character.isdecimal() for character in text)
    if digits > 6 and not HARMLESS.fullmatch(text):
        return masked(text)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


#: A village code; a date as people write one (eight digits in a row are part of an ID number).
HARMLESS = re.compile(r"[0-9]{12}|(19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?")
