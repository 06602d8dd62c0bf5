"""A person as a row of the file has them, and a file as it was read.

Public: `Listed`, `Listing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cunxuan.core.ids import Sex

from .columns import Column
from .problems import Problem, Sheet, shown


class Listed(NamedTuple):
    """A person as a row has them, and where the row stands. A tuple, because a county has 340,000 of them.

    An empty `id_number` is not known yet (身份证号待补): somebody has agreed to that.
    """

    at: Sheet
    row: int
    village: str
    name: str
    sex: Sex
    birth_on: date
    id_number: str
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool
    nation: str = ""
    phone: str = ""

    def problem(self, column: Column, kind: str, value: str, text: str, en: str = "") -> Problem:
        """Something that only the database knows speaks against this row."""
        return Problem(self.at, self.row, column, kind, shown(value), text, en)

    def __repr__(self) -> str:
        return f"Listed({self.at.name}, {self.row})"


@dataclass(frozen=True, slots=True)
class Listing:
    """A file as it was read: each of the `rows` below the headings is a person taken, rejected, or no data.

    `problems` are in the order of the file; what was agreed to and done stands in `applied`. Whom a file of several
    villages lists in two of them is taken where they stand first; the other rows are rejected and stand in `elsewhere`.
    `headings` says in which row the headings of a sheet stand.
    """

    rows: int
    not_data: int
    people: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    applied: tuple[Problem, ...] = ()
    elsewhere: tuple[Listed, ...] = ()
    headings: Mapping[str, int] = field(default_factory=dict)

    @property
    def rejected(self) -> int:
        return self.rows - self.not_data - len(self.people)

    @property
    def blank(self) -> int:
        return self.not_data

    @property
    def repairs(self) -> tuple[Problem, ...]:
        """What waits for one click."""
        return tuple(problem for problem in self.problems if problem.repair)
