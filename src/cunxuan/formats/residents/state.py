"""What is known while a file is read: who was met, what was found, what somebody has agreed to.

Public: `Found`.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from cunxuan.core.people.years import completes

from .columns import Column
from .people import Listed
from .problems import Problem, Repair, Sheet, problem

ADULT = 18
#: Until the next election the same day is the one that is known.
A_TERM = 5
#: A place in the file as one number: the sheet's number times this, and the row.
SHEETS = 1 << 24
NEVER = (date.max, date.max)


class Found:
    """Everything that comes out of a file, sheet by sheet."""

    def __init__(
        self,
        village: str,
        accepted: frozenset[Repair],
        polling_day: date | None,
        perhaps_again: Container[str],
    ) -> None:
        self.village = village
        self.accepted = accepted
        self.polling_day = polling_day
        self.perhaps_again = perhaps_again  # ID numbers of which the file may have further rows: those people wait
        self.latest = completes(polling_day, A_TERM) if polling_day else date.max  # no list has anybody born after that
        self.rows = self.not_data = 0
        self.sheets: dict[int, Sheet] = {}
        self.waiting: list[Listed] = []
        self.elsewhere: list[Listed] = []
        self.problems: list[Problem] = []
        self.applied: list[Problem] = []
        self.places: dict[str, int] = {}  # of each right ID number that waits, the first
        self.again: dict[str, list[int]] = {}  # of each that stands there more than once, all
        self.names: dict[tuple[str, int], dict[str, int]] = {}  # of a village's group: each name, where it stands first
        self.same_names: list[tuple[int, int]] = []
        self.headings: dict[str, int] = {}
        self.asked: dict[Column, bool] = {}  # columns the file lacks: has somebody agreed to the default?

    def say(self, found: Problem) -> bool:
        """Keeps a problem; has somebody agreed to this repair?"""
        if found.repair and found.key in self.accepted:
            self.applied.append(found)
            return True
        self.problems.append(found)
        return False

    def stands(self, id_number: str, place: int) -> None:
        """Notes where an ID number stands that may stand there again."""
        if (first := self.places.setdefault(id_number, place)) != place:
            self.again.setdefault(id_number, [first]).append(place)

    def cell(self, place: int, column: Column, seen_from: Sheet) -> tuple[str, str]:
        """How a sentence on one sheet names a cell, in both languages."""
        number, row = divmod(place, SHEETS)
        sheet = self.sheets[number]
        cell = sheet.cell(column, row)
        return (cell, cell) if sheet is seen_from else (f"“{sheet.name}”表 {cell}", f"{cell} of sheet {sheet.name}")

    def at(self, place: int) -> tuple[Sheet, int]:
        number, row = divmod(place, SHEETS)
        return self.sheets[number], row

    # Who turns 18

    @property
    def turning(self) -> tuple[date, date]:
        """Births that are looked at: 18 on polling day or in the year after it, with a few days to spare."""
        if self.polling_day is None:
            return NEVER
        about = self.polling_day - timedelta(days=round(ADULT * 365.25))
        return about - timedelta(days=5), about + timedelta(days=370)

    def turns_18(self, sheet: Sheet, row: int, born: date) -> None:
        day, polling_day = completes(born, ADULT), self.polling_day
        if polling_day is None or not polling_day <= day < completes(polling_day, 1):
            return
        of_age = day <= polling_day
        answer = "到选举日已满，应当登记。" if of_age else "到选举日未满，不登记；选举日改变时请再看。"
        english = "That is in time: to be registered." if of_age else "That is too late, unless polling day is put off."
        column: Column = "birth_on" if "birth_on" in sheet.columns else "id_number"
        said = problem(
            sheet, row, column, "turns_18", day=day, polling_day=polling_day, answer=answer, answer_en=english
        )
        self.say(said)
