"""A row that is not plainly right: each of its cells read with care, each thing wrong said at its cell.

A repair that nobody has agreed to yet holds the row back, but the row is read on as if it were agreed to, so that a
person sees everything at once.

Public: `Row`, `Lacks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from cunxuan.core.ids import Sex, birth_of, sex_of

from .births import UNREADABLE, Birth, read_birth
from .cells import clean, is_number, text_in
from .columns import TITLES, Column, column_of
from .groups import group_in, group_of_cell
from .marks import colour_in_words, is_away, mark_in
from .names import NAME_LENGTH, read_name, simple_of
from .not_data import is_title, is_total_or_signature
from .numbers import read_number
from .people import Listed
from .problems import Sheet, problem
from .state import Found
from .values import HOUSEHOLD, MOST_GROUPS, SEXES, YES_OR_NO, phones_in

Outcome = Literal["taken", "rejected", "not data"]

SEX_WORDS: Mapping[str, Sex] = {"男性": "M", "女性": "F", "M": "M", "F": "F", "m": "M", "f": "F", "1": "M", "2": "F"}
YES = frozenset(["在", "本村", "在村", "常住", "在家", "住在村", "有", "√", "✓", "✔", "1", "Y", "y", "本组", "本地"])
NO = frozenset(
    (
        "不在",
        "外村",
        "不在村",
        "不常住",
        "无",
        "×",
        "✗",
        "✘",
        "X",
        "x",
        "0",
        "N",
        "n",
        "非",
        "外地",
        "外出",
        "空挂",
        "空挂户",
    )
)
SEX_NAMES: Mapping[Sex, tuple[str, str]] = {"M": ("男", "male"), "F": ("女", "female")}
OF_A_PERSON: tuple[Column, ...] = ("name", "sex", "id_number", "birth_on", "relation")
DAYS_BETWEEN_SYSTEMS = 1462
LONGEST_TITLE = 20


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a sheet has no column for: the value that stands for it, and whether somebody has agreed to that."""

    agreed: bool
    group: int | None = None
    household: int | None = None
    sex: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What the workbook says of this row beside its cells."""

    colours: tuple[tuple[int, str], ...] = ()
    without_value: frozenset[int] = frozenset()  # columns whose formula has no value
    errors: frozenset[int] = frozenset()  # columns that show #N/A or its like
    hidden: bool = False
    date1904: bool = False
    unnamed: tuple[int, ...] = ()  # columns without a heading, in which remarks are written
    reason: int = -1  # the column of a returned workbook that is no data


@dataclass(frozen=True, slots=True)
class Above:
    """The row of a person before this one, for cells that are left empty below it."""

    row: int = 0
    group: int = 0
    household: int = 0
    texts: Mapping[Column, str] = field(default_factory=dict)


class Row:
    """One row; `read` says what became of it, and `person` whom it holds."""

    def __init__(
        self, found: Found, sheet: Sheet, number: int, first: int, cells: Sequence[object], beside: Beside
    ) -> None:
        self.found = found
        self.sheet = sheet
        self.number = number
        self.first = first
        self.cells = cells
        self.raw: dict[Column, object] = {}
        for column, at in sheet.columns.items():
            place = at - first
            self.raw[column] = cells[place] if 0 <= place < len(cells) else ""
        self.texts = {column: text_in(cell).strip() for column, cell in self.raw.items()}
        self.valueless = frozenset(self.find_valueless(beside))
        self.beside = beside
        self.blocked = self.left_out = False
        self.id_number = ""
        self.group = self.household = 0
        self.id_read = False

    # Problems

    def say(
        self, column: Column, kind: str, value: str = "", suggestion: str = "", *, place: int = -1, **words: object
    ) -> bool:
        """Keeps a problem of this row; has somebody agreed to it, where it is a repair?"""
        said = problem(self.sheet, self.number, column, kind, value, suggestion, place=place, **words)
        agreed = self.found.say(said)
        if not agreed and not said.note:
            self.blocked = True
        return agreed

    def cleaned(self, column: Column) -> str:
        """The text of a cell without what does not belong to it, each repair said."""
        raw = text_in(self.raw.get(column, ""))
        read = clean(raw, column)
        for kind in read.repairs:
            if read.text:
                self.say(column, kind, raw, read.text)
        return read.text

    def has(self, column: Column) -> bool:
        return column in self.sheet.columns

    # What kind of row

    @cached_property
    def everything(self) -> list[str]:
        """What stands in the row, whatever the column."""
        reason = self.beside.reason - self.first
        return [text for at, cell in enumerate(self.cells) if at != reason and (text := text_in(cell).strip())]

    @property
    def is_blank(self) -> bool:
        return not any(self.texts.values())

    @property
    def is_a_person(self) -> bool:
        """There is a sex or the figures of an ID number."""
        return self.texts.get("sex") in SEXES or sum(map(str.isdecimal, self.texts.get("id_number", ""))) >= 8

    @property
    def is_not_data(self) -> bool:
        return not self.is_a_person and (
            self.is_headings or is_title(self.everything) or is_total_or_signature(self.everything)
        )

    @property
    def is_headings(self) -> bool:
        again = sum(1 for column, text in self.texts.items() if text and column_of(text) == column)
        return again >= 2 or (again == 1 and sum(map(bool, self.texts.values())) == 1)

    @property
    def group_title(self) -> int | None:
        """第三组 alone on a row, above the people of that group."""
        if (
            self.texts.get("id_number")
            or self.is_a_person
            or len(set(self.everything)) != 1
            or len(self.everything[0]) > LONGEST_TITLE
        ):
            return None
        title = self.everything[0]
        return group_in(title) if len(title) <= LONGEST_TITLE else None

    def continues(self, above: Above) -> bool:
        """Is this the second line of the person above: no name, and nothing that stands there already?"""
        if self.texts.get("name") or not above.texts or above.row + 1 != self.number:
            return False
        own = [column for column in OF_A_PERSON if self.texts.get(column)]
        if not own:
            return False
        number, rest = above.texts.get("id_number", ""), self.texts.get("id_number", "")
        if "id_number" in own and number and len(number) + len(rest) in (15, 18):
            return True
        return all(not above.texts.get(column) for column in own)

    # A person

    def read(self, above: Above, lacks: Lacks) -> Listed | None:
        if self.continues(above):
            column = next(column for column in OF_A_PERSON if self.texts.get(column))
            self.say(column, "person_on_two_lines", self.texts[column], above=above.row)
            return None
        self.look_beside()
        name = self.read_name()
        self.read_id()
        sex = self.read_sex(lacks)
        born = self.read_birth()
        village = self.read_village()
        group = self.read_group(above, lacks)
        household = self.read_household(above, lacks)
        self.group, self.household = group or 0, household or 0
        hukou = self.read_yes_or_no("hukou_here")
        lives = self.read_yes_or_no("lives_here")
        lives = self.read_remarks(lives)
        nation, phone = self.read_nation(), self.read_phone()
        self.ask_for_number(name, sex, born)
        if self.blocked or self.left_out or not lacks.agreed:
            return None
        if sex is None or born is None or group is None or household is None or hukou is None or lives is None:
            raise AssertionError("a row without problems is whole")
        return Listed(
            self.sheet,
            self.number,
            village,
            name,
            sex,
            born,
            self.id_number,
            group,
            household,
            hukou,
            lives,
            nation,
            phone,
        )

    def look_beside(self) -> None:
        first: Column = "name"
        if self.beside.hidden:
            self.say(first, "hidden_row")
        for column in sorted(self.valueless):
            error = self.sheet.columns[column] in self.beside.errors
            self.say(column, "formula_error" if error else "formula_without_value")
        for at, colour in self.beside.colours[:1]:
            column = next((column for column, place in self.sheet.columns.items() if place == at), first)
            zh, en = colour_in_words(colour)
            self.say(column, "colour_as_data", self.texts[column], colour=zh, colour_en=en)

    def find_valueless(self, beside: Beside) -> Iterator[Column]:
        """The columns with a formula that has no result, or its text, as in a CSV or a workbook that was given back."""
        none = beside.without_value | beside.errors
        for column, at in self.sheet.columns.items():
            if at in none or self.texts[column].startswith("="):
                yield column

    def without_value(self, column: Column) -> bool:
        return column in self.valueless

    def read_name(self) -> str:
        raw = text_in(self.raw.get("name", ""))
        if self.without_value("name"):
            return ""
        read = read_name(raw)
        if read.wrong == "name_empty" or not raw.strip():
            self.say("name", "name_empty", raw)
            return ""
        for kind in read.repairs:
            self.say("name", kind, raw, read.name)
        if read.mark is not None:
            self.leave_out_or_go_on("name", *read.mark)
        if read.wrong:
            self.say("name", read.wrong, raw, most=NAME_LENGTH)
        if read.traditional:
            simple = "".join(simple_of(one) or one for one in read.name)
            self.say("name", "name_traditional", raw, simple, character=read.traditional, simple=simple)
        return read.name

    def read_id(self) -> None:
        raw = text_in(self.raw.get("id_number", ""))
        if not raw.strip() or self.without_value("id_number"):
            return
        text = clean(raw, "id_number").text
        if not text:
            return
        read = read_number(text, stored_as_number=is_number(self.raw["id_number"]))
        self.id_read = True
        if read.wrong not in ("two_people", "id_as_number"):
            self.cleaned("id_number")
        wrong = read.wrong
        if not wrong and birth_of(read.number) > self.found.latest:
            wrong = "id_birth_impossible"
        if wrong:
            self.say("id_number", wrong, raw, read.suggestion, day=written(read.number[6:14]))
            return
        if read.repair:
            self.say("id_number", read.repair, raw, read.suggestion)
        if read.note:
            self.say("id_number", read.note, raw)
        self.id_number = read.number

    def read_sex(self, lacks: Lacks) -> Sex | None:
        by_number = sex_of(self.id_number) if self.id_number else None
        if lacks.sex:
            if by_number is None and self.id_read is False:
                self.say("sex", "sex")
            return by_number
        if self.without_value("sex"):
            return by_number
        raw = self.texts.get("sex", "")
        text = self.cleaned("sex")
        sex = SEXES.get(text)
        if sex is None and text in SEX_WORDS:
            sex = SEX_WORDS[text]
            self.say("sex", "sex_word", raw, SEX_NAMES[sex][0])
        if sex is None:
            return self.sex_by_number(raw, by_number)
        if by_number is not None and sex != by_number:
            other, english = SEX_NAMES[by_number]
            self.say("sex", "sex_differs", raw, other=other, other_en=english)
        return sex

    def sex_by_number(self, raw: str, by_number: Sex | None) -> Sex | None:
        if raw or by_number is None:
            self.say("sex", "sex", raw)
            return None
        zh, en = SEX_NAMES[by_number]
        self.say("sex", "sex_from_id", raw, zh, other=zh, other_en=en)
        return by_number

    def read_birth(self) -> date | None:
        born = birth_of(self.id_number) if self.id_number else None
        if not self.texts.get("birth_on") or self.without_value("birth_on"):
            return born
        text = self.cleaned("birth_on")
        birth = read_birth(self.raw["birth_on"], text, date1904=self.beside.date1904)
        if birth == UNREADABLE:
            self.say("birth_on", "birth_on", text)
            return born
        return self.compared(birth, text, born)

    def compared(self, birth: Birth, text: str, born: date | None) -> date | None:
        """The date of birth: the ID number's where there is one and the cell agrees."""
        if born is None:
            return self.by_cell(birth, text)
        if not birth.fits(born):
            own = birth.whole
            if own is not None and abs((own - born).days) == DAYS_BETWEEN_SYSTEMS:
                self.say("birth_on", "birth_1904", text, str(born), day=born)
            else:
                self.say("birth_on", "birth_differs", text, day=born)
        elif birth.repair:
            self.say("birth_on", birth.repair, text, str(born))
        return born

    def by_cell(self, birth: Birth, text: str) -> date | None:
        own = None if birth.short and birth.year < 100 else birth.whole
        if own is None:
            if not self.id_read:
                self.say("birth_on", "birth_on", text)
        elif birth.repair:
            self.say("birth_on", birth.repair, text, str(own))
        return own

    def read_village(self) -> str:
        named = self.found.village
        if not self.texts.get("village"):
            if not named and not self.without_value("village"):
                self.say("village", "village_code")
            return named
        raw = self.texts["village"]
        code = self.cleaned("village")
        if named and code != named:
            self.say("village", "village_other", raw, village=named)
        elif not re.fullmatch("[0-9]{12}", code):
            self.say("village", "village_code", raw)
        return code

    def read_group(self, above: Above, lacks: Lacks) -> int | None:
        if not self.has("group_no"):
            return lacks.group
        if self.without_value("group_no"):
            return None
        raw = self.texts["group_no"]
        text = self.cleaned("group_no") if not isinstance(self.raw["group_no"], bool) else "?"
        if not text and above.group:
            self.say("group_no", "group_filled_down", "", str(above.group), above=above.group)
            return above.group
        group = group_of_cell(text)
        if group is None and (group := group_in(text)) is not None:
            self.say("group_no", "group_in_words", raw, str(group), group=group)
        if group is None or group > MOST_GROUPS:
            self.say("group_no", "group_no", raw)
            return None
        return group

    def read_household(self, above: Above, lacks: Lacks) -> int | None:
        if not self.has("household_no"):
            return lacks.household
        if self.without_value("household_no"):
            return None
        raw = self.texts["household_no"]
        text = self.cleaned("household_no") if not isinstance(self.raw["household_no"], bool) else "?"
        if not text and above.household and self.texts.get("relation") not in ("户主", "本人"):
            self.say("household_no", "household_filled_down", "", str(above.household), above=above.household)
            return above.household
        if not HOUSEHOLD.fullmatch(text):
            self.say("household_no", "household_no", raw)
            return None
        return int(text)

    def read_yes_or_no(self, column: Column) -> bool | None:
        if not self.has(column):
            return True
        if self.without_value(column):
            return None
        raw, cell = self.texts[column], self.raw[column]
        text = self.cleaned(column)
        if text in YES_OR_NO and not isinstance(cell, bool):
            return YES_OR_NO[text]
        answer = cell if isinstance(cell, bool) else meant(text)
        if answer is None:
            self.say(column, column, raw)
            return None
        word = "是" if answer else "否"
        shown_as = ("TRUE" if cell else "FALSE") if isinstance(cell, bool) else raw
        self.say(column, "yes_or_no_word", shown_as, word, heading=TITLES[column], answer=word)
        return answer

    def read_remarks(self, lives: bool | None) -> bool | None:
        """What a remark says of somebody; living elsewhere is asked where the list says otherwise."""
        for place, text in self.remarks:
            mark = mark_in(text)
            if mark is not None:
                self.leave_out_or_go_on("remark", *mark, place=place)
            elif is_away(text) and lives:
                self.say("remark", "note_away", text, "否", place=place)
                lives = False
        return lives

    @property
    def remarks(self) -> Iterator[tuple[int, str]]:
        """What stands in the column of remarks, and in columns that have no heading."""
        if text := self.texts.get("remark"):
            yield self.sheet.columns["remark"], text
        for at in self.beside.unnamed:
            place = at - self.first
            if 0 <= place < len(self.cells) and (text := text_in(self.cells[place]).strip()):
                yield at, text

    def leave_out_or_go_on(self, column: Column, kind: str, words: str, *, place: int = -1) -> None:
        """Whoever has died or moved is left out once somebody agrees; whoever is deprived is taken."""
        agreed = self.say(column, kind, words, place=place)
        if agreed and kind != "mark_deprived":
            self.left_out = True

    def read_nation(self) -> str:
        text = self.texts.get("nation", "")
        if re.fullmatch(r"[\u4e00-\u9fff]{0,10}", text):
            return text
        self.say("nation", "nation", text)
        return ""

    def read_phone(self) -> str:
        text = self.cleaned("phone")
        if not text:
            return ""
        found = phones_in(text)
        if not found:
            self.say("phone", "phone", text)
            return ""
        if found[0] != text:
            kind = "inner_spaces" if len(found) == 1 else "several_phones"
            self.say("phone", kind, text, found[0])
        return found[0]

    def ask_for_number(self, name: str, sex: Sex | None, born: date | None) -> None:
        if self.id_read or self.without_value("id_number"):
            return
        whole = bool(name) and sex is not None and born is not None
        self.say("id_number", "id_pending" if whole else "id_empty")


def meant(text: str) -> bool | None:
    if text in YES:
        return True
    if text in NO or is_away(text):
        return False
    return None


def written(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
