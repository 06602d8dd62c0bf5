"""A village's list of residents: one person a row, headings in the first row of each sheet. Nothing is guessed.

A row is taken whole or not at all, and each thing wrong with it is said at its cell, with what to do. Whoever stands
in the file twice is taken from neither row: people decide. What the database knows is asked elsewhere
(`roll.import_actions`). An ID number leaves this module only in `Listed.id_number`; reports have it masked.

Public: `read_residents`, `Listing`, `Listed`, `Problem`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from cunxuan.core.errors import BadInput
from cunxuan.core.ids import Fault, Sex, birth_of, fault_in, masked, sex_of

from .tables import Follow, Table, tables, text_of, unwatched

Column = Literal["village", "name", "sex", "id_number", "group_no", "household_no", "hukou_here", "lives_here"]

HEADINGS: Mapping[Column, str] = {
    "village": "村代码",
    "name": "姓名",
    "sex": "性别",
    "id_number": "身份证号",
    "group_no": "村民小组",
    "household_no": "户号",
    "hukou_here": "户籍在本村",
    "lives_here": "居住在本村",
}
SEXES: Mapping[str, Sex] = {"男": "M", "女": "F"}
YES_OR_NO = {"是": True, "否": False}
NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the file, and in which of its columns each heading stands, counted from 0."""

    number: int
    name: str
    columns: Mapping[Column, int]

    def cell(self, column: Column, row: int) -> str:
        """C14. A column that the sheet does not have (the village was named in the call) is its first."""
        return f"{letters(self.columns.get(column, 0))}{row}"


Place = tuple[Sheet, int]  # and the row, counted from 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, and what to do. `value` never holds a whole ID number."""

    at: Sheet
    row: int
    column: Column
    kind: str
    value: str
    text: str

    @property
    def sheet(self) -> str:
        return self.at.name

    @property
    def cell(self) -> str:
        return self.at.cell(self.column, self.row)

    @property
    def order(self) -> tuple[int, int, int]:
        """As one goes through the file: sheet by sheet, row by row, from left to right."""
        return self.at.number, self.row, self.at.columns.get(self.column, 0)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as a row has them, and where the row stands."""

    at: Sheet
    row: int
    village: str
    name: str
    sex: Sex
    birth_on: date
    id_number: str = field(repr=False)
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool

    def problem(self, column: Column, kind: str, value: str, text: str) -> Problem:
        return Problem(self.at, self.row, column, kind, value, text)


@dataclass(frozen=True, slots=True)
class Listing:
    """A file as it was read: `rows` below the headings; `blank` ones hold nothing, the others people or problems."""

    rows: int
    blank: int
    people: tuple[Listed, ...]
    problems: tuple[Problem, ...]

    @property
    def rejected(self) -> int:
        return self.rows - self.blank - len(self.people)


def read_residents(path: Path, village: str = "", follow: Follow = unwatched) -> Listing:
    """Reads a whole file; `village` is for a file of one village, which then needs no column of codes."""
    reader = Reader()
    for number, table in enumerate(tables(path), start=1):
        rows = iter(table.rows)
        headings = next(rows, None)
        if headings is not None:
            sheet = Sheet(number, table.name, columns_of(path, table, headings, village))
            reader.read(sheet, table.first, follow(rows, table.height - 1), village)
    if not reader.sheets:
        raise BadInput(f"{path.name}：表里没有内容。请检查是不是选错了文件。", f"{path.name} is empty.")
    return reader.listing()


def columns_of(path: Path, table: Table, headings: Sequence[object], village: str) -> Mapping[Column, int]:
    """In which column each heading stands; raises `BadInput` where one is missing or stands twice."""
    found = [text_of(cell) for cell in headings]
    place = f"{path.name}“{table.name}”表第 1 行"
    for column, heading in HEADINGS.items():
        if heading not in found and not (column == "village" and village):
            titles = "、".join(HEADINGS.values())
            more = "，或者用 --village 写明是哪个村" if column == "village" else ""
            raise BadInput(
                f"{place}：缺少“{heading}”一列。第 1 行应是标题（{titles}），请补上{more}。",
                f"{path.name}, sheet {table.name}, row 1: no column {heading}. Row 1 holds the headings; add it.",
            )
        if found.count(heading) > 1:
            raise BadInput(
                f"{place}：有两列“{heading}”。请只留一列。",
                f"{path.name}, sheet {table.name}, row 1: {heading} stands twice. Keep one of the two.",
            )
    return {column: table.first + found.index(name) for column, name in HEADINGS.items() if name in found}


class Reader:
    """Goes through the sheets once and keeps what it finds."""

    def __init__(self) -> None:
        self.sheets = self.rows = self.blank = 0
        self.people: list[Listed] = []
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}  # of each right ID number, the first
        self.again: dict[str, list[Place]] = {}  # of each that stands there more than once, all

    def read(self, sheet: Sheet, first: int, rows: Iterable[Sequence[object]], village: str) -> None:
        self.sheets += 1
        for number, cells in enumerate(rows, start=2):
            self.rows += 1
            row = row_of(sheet, number, first, cells, village)
            if row.is_blank:
                self.blank += 1
            else:
                self.take(row)

    def take(self, row: Row) -> None:
        wrong = tuple(faults_in(row))
        self.problems += wrong
        if not wrong:
            self.people.append(listed(row))
        if row.id_fault is None:
            self.note(row["id_number"], (row.sheet, row.number))

    def note(self, id_number: str, place: Place) -> None:
        first = self.places.setdefault(id_number, place)
        if first is not place:
            self.again.setdefault(id_number, [first]).append(place)

    def listing(self) -> Listing:
        """With those who stand in the file twice taken out, each of their rows naming another."""
        for id_number, (first, second, *more) in self.again.items():
            self.problems.append(twice(id_number, first, second))
            self.problems += (twice(id_number, place, first) for place in (second, *more))
        people = (person for person in self.people if person.id_number not in self.again)
        problems = sorted(self.problems, key=lambda problem: problem.order)
        return Listing(self.rows, self.blank, tuple(people), tuple(problems))


# A row


@dataclass
class Row:
    """The texts of a row by their headings, and its ID number as the cell holds it, which may be a number."""

    sheet: Sheet
    number: int
    texts: Mapping[Column, str] = field(repr=False)
    id_cell: object = field(repr=False)
    village: str  # that the call named, or nothing

    def __getitem__(self, column: Column) -> str:
        return self.texts.get(column, "")

    @property
    def is_blank(self) -> bool:
        return not any(self.texts.values())

    @cached_property
    def id_fault(self) -> Wrong | None:
        return fault_of_id(self.id_cell, self["id_number"])

    def problem(self, column: Column, kind: str, text: str) -> Problem:
        return Problem(self.sheet, self.number, column, kind, shown(self[column]), text)


def row_of(sheet: Sheet, number: int, first: int, cells: Sequence[object], village: str) -> Row:
    width = len(cells)
    texts = {
        column: text_of(cells[place - first]) if place - first < width else ""
        for column, place in sheet.columns.items()
    }
    return Row(sheet, number, texts, cells[at] if (at := sheet.columns["id_number"] - first) < width else "", village)


def listed(row: Row) -> Listed:
    number = row["id_number"]
    return Listed(
        row.sheet,
        row.number,
        row["village"] or row.village,
        row["name"],
        SEXES[row["sex"]],
        birth_of(number),
        number,
        int(row["group_no"]),
        int(row["household_no"]),
        YES_OR_NO[row["hukou_here"]],
        YES_OR_NO[row["lives_here"]],
    )


# What can be wrong with a cell

Wrong = tuple[str, str]  # kind, sentence


def faults_in(row: Row) -> Iterator[Problem]:
    for column, check in CHECKS.items():
        wrong = check(row, column)
        if wrong is not None:
            yield row.problem(column, *wrong)


def village_fault(row: Row, column: Column) -> Wrong | None:
    code = row[column]
    if row.village and code in ("", row.village):
        return None
    if row.village:
        return "village_other", f"这次只导入 {row.village}，这一行写的是别的村。请改正代码，或者分开导入。"
    if not re.fullmatch("[0-9]{12}", code):
        return "village_code", "村代码应为 12 位数字。请照村的名单填写。"
    return None


def name_fault(row: Row, column: Column) -> Wrong | None:
    name = row[column]
    if not name:
        return "name_empty", "姓名没有填。请对照户口簿补上。"
    if len(name) > NAME_LENGTH:
        return "name_long", f"姓名超过 {NAME_LENGTH} 个字。请只填姓名，其他内容另放一列。"
    if not all(character.isalpha() or character in BESIDE_LETTERS for character in name):
        return "name_characters", "姓名里只能有文字和间隔号“·”。请去掉数字、空格和别的符号，只填姓名。"
    return None


BESIDE_LETTERS = "〇·•・‧"  # in names of several peoples the parts are divided by a dot


def sex_fault(row: Row, column: Column) -> Wrong | None:
    sex = SEXES.get(row[column])
    if sex is None:
        return "sex", "性别应写“男”或“女”。请改正。"
    if row.id_fault is None and sex_of(row["id_number"]) != sex:
        other = "女" if sex == "M" else "男"
        return "sex_differs", f"身份证号第 17 位表示{other}，与性别不符。请对照户口簿改正写错的一处。"
    return None


DIGITS_KEPT = 15  # a spreadsheet's number keeps so many digits and makes the rest zeros
ROUNDED = re.compile(r"[0-9.]+[eE]\+?[0-9]+")


def id_fault(row: Row, _: Column) -> Wrong | None:
    return row.id_fault


def fault_of_id(cell: object, text: str) -> Wrong | None:
    if not text:
        return "id_empty", "身份证号没有填。请对照户口簿补上。"
    if (is_number(cell) and len(text) > DIGITS_KEPT) or ROUNDED.fullmatch(text):
        return "id_as_number", "身份证号按数值存，后几位已经丢失。请把这一列设为文本格式，对照户口簿重新填写。"
    fault = fault_in(text)
    if fault is None:
        return None
    small_x = "；末位的 x 写成大写 X" if fault is Fault.CHARACTERS else ""
    return f"id_{fault.name.lower()}", f"{fault.zh}。请对照户口簿改正{small_x}。"


def is_number(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def number_fault(row: Row, column: Column) -> Wrong | None:
    most = MOST_DIGITS[column]
    if re.fullmatch(rf"0{{0,9}}[1-9][0-9]{{0,{most - 1}}}", row[column]):
        return None
    return column, f"{HEADINGS[column]}应为数字，最多 {most} 位。请只填数字，例如 3。"


MOST_DIGITS: Mapping[Column, int] = {"group_no": 4, "household_no": 9}


def yes_or_no_fault(row: Row, column: Column) -> Wrong | None:
    if row[column] in YES_OR_NO:
        return None
    return column, f"{HEADINGS[column]}应写“是”或“否”。请改正。"


CHECKS: Mapping[Column, Callable[[Row, Column], Wrong | None]] = {
    "village": village_fault,
    "name": name_fault,
    "sex": sex_fault,
    "id_number": id_fault,
    "group_no": number_fault,
    "household_no": number_fault,
    "hukou_here": yes_or_no_fault,
    "lives_here": yes_or_no_fault,
}


def twice(id_number: str, here: Place, there: Place) -> Problem:
    sheet, cell = there[0], there[0].cell("id_number", there[1])
    place = cell if sheet is here[0] else f"“{sheet.name}”表 {cell}"
    text = f"与 {place} 是同一个身份证号，这些行都没有导入。同一个人请只留一行；不是同一个人的，请对照户口簿改正。"
    return Problem(*here, "id_number", "id_twice", masked(id_number), text)


# How a report names places and values


def letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def shown(text: str) -> str:
    """A cell as a report may repeat it: what could be an ID number, or a part of one, only masked in any column."""
    digits = sum(character.isdecimal() for character in text)
    if digits > 6 and not re.fullmatch("[0-9]{12}", text):
        return masked(text)
    return text if len(text) <= NAME_LENGTH else f"{text[:NAME_LENGTH]}…"
