"""What the register of the village's adults says (登记册)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A line. `head` is the head of the law under which they are registered; `ground` the evidence for or against."""

    number: int
    household: int
    name: str
    sex: Sex
    birth_on: date
    age: int  # on polling day
    id_number: str  # masked; empty where it is not known
    hukou_here: bool
    lives_here: bool
    away: bool
    head: str
    ground: str
    status: str
    phone: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    number: int | None  # None where it is filled in by hand
    people: tuple[Person, ...] = ()
    lines: int = 0  # empty rows to be filled by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    paper: Paper
    polled_on: date | None
    registered: int | None
    adults: int | None
    groups: tuple[Group, ...]
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """The total is that of the lines."""
        people = sum(len(group.people) for group in self.groups)
        if self.adults is not None and people != self.adults:
            raise refused(
                f"{form_id}.adults",
                f"登记册上 {people} 人，写的是 {self.adults} 人",
                f"{people} lines, {self.adults} said",
            )
