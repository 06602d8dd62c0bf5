"""The rows of a sheet below its headings, one after another.

Nearly all rows are right. They go one quick way: every cell is looked up among what clean cells have come to before,
and a row for which every answer is there is a person. Whatever is off anywhere goes the slow way (`row`).

Public: `SheetReader`, `Memory`, `unmerged`, `hidden_below`, `POINTED_AT`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cunxuan.formats import workbooks

from .cells import text_in
from .columns import TITLES, Column
from .headings import Header
from .marks import is_red
from .numbers import AREAS, BIRTHS, RIGHT, TAILS
from .people import Listed
from .problems import Sheet, problem
from .row import Above, Beside, Lacks, Row
from .state import SHEETS, Found
from .values import SEXES, YES_OR_NO, Births, Groups, Households, Names, Nations, Remarks, plain_phone

Cells = Sequence[object]
HEAD = ("户主", "本人")
OF_ONE_PERSON: frozenset[Column] = frozenset(("name", "sex", "id_number", "birth_on"))


@dataclass(slots=True)
class Memory:
    """What clean cells have come to, for the whole file."""

    names: Names = field(default_factory=Names)
    groups: Groups = field(default_factory=Groups)
    households: Households = field(default_factory=Households)
    births: Births = field(default_factory=Births)
    nations: Nations = field(default_factory=Nations)
    remarks: Remarks = field(default_factory=Remarks)


class SheetReader:
    """Goes through one sheet; what it finds goes to `found`."""

    def __init__(
        self, found: Found, memory: Memory, source: workbooks.Sheet, sheet: Sheet, header: Header, lacks: Lacks
    ) -> None:
        self.found = found
        self.memory = memory
        self.source = source
        self.sheet = sheet
        self.header = header
        self.lacks = lacks
        self.group = self.quick_group = lacks.group  # the quick way takes only what somebody has agreed to
        self.group_agreed = True
        self.household = 0
        self.above = Above()
        self.unnamed = tuple(at for at in header.unnamed if at >= source.first_column)
        self.plain = Beside(date1904=source.date1904, unnamed=self.unnamed, reason=header.reason)
        self.beside = beside_of(source, header, self.plain)

    def read(self, rows: Iterable[Cells]) -> Iterator[Listed]:
        """The people of the sheet; whoever may stand in the file again waits in `found`."""
        found, memory, sheet = self.found, self.memory, self.sheet
        number_of = self.source.first_column
        at = {column: sheet.columns.get(column, -1) - number_of for column in TITLES}
        at = {column: place if column in sheet.columns else -1 for column, place in at.items()}
        at_village, at_name, at_sex, at_id = at["village"], at["name"], at["sex"], at["id_number"]
        at_group, at_household, at_hukou, at_lives = (
            at["group_no"],
            at["household_no"],
            at["hukou_here"],
            at["lives_here"],
        )
        at_birth, at_nation, at_phone, at_remark = at["birth_on"], at["nation"], at["phone"], at["remark"]
        at_relation = at["relation"] if at_household < 0 else -1
        names, groups, households = memory.names, memory.groups, memory.households
        births, nations, remarks = memory.births, memory.nations, memory.remarks
        unnamed = [one - number_of for one in self.unnamed]
        beside, village_named = self.beside, found.village
        villages: dict[object, str] = {village_named: village_named, "": village_named} if village_named else {}
        perhaps_again, wait = found.perhaps_again, found.waiting.append
        all_names, same_name = found.names, found.same_names.append
        (first_born, last_born), latest = found.turning, found.latest
        new = tuple.__new__
        village, last_village, last_group = village_named, "", -1
        here: dict[str, int] = {}
        code_of_sheet = sheet.number * SHEETS
        number = last_quick = self.header.row
        group = household = blank = 0
        quick = at_id >= 0 and at_sex >= 0 and self.lacks.agreed

        for number, cells in enumerate(rows, self.header.row + 1):
            if not any(cells):
                blank += 1
                continue
            try:
                if not quick or number in beside:
                    raise KeyError(number)
                id_number: Any = cells[at_id]
                born_sum, born = BIRTHS[id_number[6:14]]
                tail_sum, sex = TAILS[id_number[14:]]
                if (AREAS[id_number[:6]] + born_sum + tail_sum) % 11 != RIGHT or SEXES[cells[at_sex]] != sex:
                    raise KeyError(id_number)
                if born > latest:
                    raise KeyError(born)
                name = names[cells[at_name]]
                if at_village >= 0:
                    village = villages[cells[at_village]]
                cell: Any = cells[at_group] if at_group >= 0 else self.quick_group
                if cell is True:
                    raise KeyError(cell)
                group_here = groups[cell]
                hukou = YES_OR_NO[cells[at_hukou]] if at_hukou >= 0 else True
                lives = YES_OR_NO[cells[at_lives]] if at_lives >= 0 else True
                if at_birth >= 0 and (cell := cells[at_birth]) != "" and births[cell] != born:
                    raise KeyError(cell)
                nation = nations[cells[at_nation]] if at_nation >= 0 else ""
                phone: Any = cells[at_phone] if at_phone >= 0 else ""
                if phone != "":
                    phone = plain_phone(phone)
                    if phone is None:
                        raise KeyError(phone)
                if at_remark >= 0:
                    remarks[cells[at_remark]]
                for place in unnamed:
                    if place < len(cells):
                        remarks[cells[place]]
                if at_household >= 0:
                    cell = cells[at_household]
                    if cell is True:
                        raise KeyError(cell)
                    household_here = households[cell]
                else:
                    household_here = self.next_household(cells[at_relation]) if at_relation >= 0 else 0
            except (KeyError, IndexError, TypeError):
                if last_quick > self.above.row:
                    self.above = Above(last_quick, group, household)
                slowly = self.read_slowly(number, cells, villages)
                if slowly is not None:
                    yield slowly
                if self.above.row == number:
                    group, household = self.above.group, self.above.household
                continue
            last_quick, group, household = number, group_here, household_here
            code = code_of_sheet + number
            if group != last_group or village != last_village:
                here = all_names.setdefault((village, group), {})
                last_group, last_village = group, village
            if (first := here.setdefault(name, code)) != code:
                same_name((code, first))
            if first_born <= born <= last_born:
                found.turns_18(sheet, number, born)
            person = new(
                Listed,
                (sheet, number, village, name, sex, born, id_number, group, household, hukou, lives, nation, phone),
            )
            if id_number in perhaps_again:
                found.stands(id_number, code)
                wait(person)
            else:
                yield person
        found.rows += number - self.header.row
        found.not_data += blank

    # The slow way

    def read_slowly(self, number: int, cells: Cells, villages: dict[object, str]) -> Listed | None:
        """The person of a row, where it holds one who needs not wait."""
        found = self.found
        row = Row(found, self.sheet, number, self.source.first_column, cells, self.beside.get(number, self.plain))
        if not self.sheet_has("group_no") and self.lacks.group is None and (group := row.group_title) is not None:
            self.begin_group(row, group)
            found.not_data += 1
            return None
        if row.is_blank or row.is_not_data:
            found.not_data += 1
            return None
        person = row.read(self.above, self.lacks_at(row))
        self.above = Above(number, row.group or self.above.group, row.household or self.above.household, row.texts)
        if row.left_out and not row.blocked:
            found.not_data += 1
            return None
        code = self.sheet.number * SHEETS + number
        waits = row.id_number in found.perhaps_again
        if row.id_number and waits:
            found.stands(row.id_number, code)
        if person is None:
            return None
        if (written := row.raw.get("village")) is not None and text_in(written) == person.village:
            villages[written] = person.village
        here = found.names.setdefault((person.village, person.group_no), {})
        if (first := here.setdefault(person.name, code)) != code:
            found.same_names.append((code, first))
        found.turns_18(self.sheet, number, person.birth_on)
        if waits:
            found.waiting.append(person)
        return None if waits else person

    def sheet_has(self, column: Column) -> bool:
        return column in self.sheet.columns

    # Groups and households that no column names

    def begin_group(self, row: Row, group: int) -> None:
        """第三组 on a row of its own: those below it are of that group, once somebody agrees."""
        self.group = group
        title = row.everything[0]
        at = next(at for at, cell in enumerate(row.cells) if text_in(cell).strip())
        place = self.source.first_column + at
        self.group_agreed = self.found.say(
            problem(self.sheet, row.number, "group_no", "group_from_title", title, str(group), place=place, group=group)
        )
        self.quick_group = group if self.group_agreed else None

    def lacks_at(self, row: Row) -> Lacks:
        """What stands for the columns that the sheet does not have, in this row."""
        agreed, group, household = self.lacks.agreed, self.group, self.lacks.household
        if not self.sheet_has("group_no"):
            if group is None:
                group, self.group_agreed = self.one_group()
            agreed = agreed and self.group_agreed
        if not self.sheet_has("household_no") and self.sheet_has("relation"):
            household = self.next_household(row.raw["relation"])
        return replace(self.lacks, agreed=agreed, group=group, household=household)

    def one_group(self) -> tuple[int, bool]:
        """No column, no name of the sheet, no title names a group: is the village one group? Asked once a sheet."""
        self.group = 1
        self.group_agreed = self.found.say(problem(self.sheet, self.header.row, "name", "group_missing", "", "1"))
        self.quick_group = 1 if self.group_agreed else None
        return 1, self.group_agreed

    def next_household(self, relation: object) -> int:
        """Each 户主 begins a household."""
        if self.household == 0 or text_in(relation).strip() in HEAD:
            self.household += 1
        return self.household


# What the workbook says beside the cells


#: So many hidden rows are pointed at one by one; of more it is said once how many they are.
POINTED_AT = 100


def hidden_below(source: workbooks.Sheet, header: Header) -> list[int]:
    return [row for row in source.hidden_rows if row > header.row]


def beside_of(source: workbooks.Sheet, header: Header, plain: Beside) -> dict[int, Beside]:
    """The rows that are hidden or coloured, or have a formula without a value; all others are `plain`."""
    found = dict.fromkeys(hidden_below(source, header), replace(plain, hidden=True))
    if len(found) > POINTED_AT:
        found.clear()
    for kind in ("without_value", "errors"):
        cells = source.formulas_without_value if kind == "without_value" else source.errors
        for row, column in cells:
            if row > header.row:
                one = found.get(row, plain)
                found[row] = replace(one, **{kind: getattr(one, kind) | {column}})
    for row, column, colour in telling_colours(source, header):
        one = found.get(row, plain)
        found[row] = replace(one, colours=(*one.colours, (column, colour)))
    return found


#: A colour on more of the rows than this is how the table looks; red is asked about on nearly any number.
A_FEW, NEARLY_ALL = 0.4, 0.9


def telling_colours(source: workbooks.Sheet, header: Header) -> Iterator[tuple[int, int, str]]:
    """The coloured cells whose colour may say something of a person."""
    rows: dict[str, set[int]] = {}
    for (row, _), colour in source.coloured.items():
        if row > header.row:
            rows.setdefault(colour, set()).add(row)
    height = max(1, source.height - header.row)
    telling = {
        colour
        for colour, those in rows.items()
        if len(those) <= height * (NEARLY_ALL if is_red(colour) else A_FEW) or (is_red(colour) and height < 4)
    }
    for (row, column), colour in sorted(source.coloured.items()):
        if row > header.row and colour in telling:
            yield row, column, colour


# Merged cells


def unmerged(
    rows: Iterable[Cells], found: Found, source: workbooks.Sheet, sheet: Sheet, header: Header
) -> Iterable[Cells]:
    """The same rows; where one cell stands for several rows, each of them has its value."""
    starts = downward(source, sheet, header)
    return filled(rows, found, source.first_column, sheet, header, starts) if starts else rows


def downward(source: workbooks.Sheet, sheet: Sheet, header: Header) -> dict[int, list[tuple[Column, int, int]]]:
    """By their first row, the merged cells that go down over columns that several people may share."""
    shared = {at: column for column, at in sheet.columns.items() if column not in OF_ONE_PERSON}
    found: dict[int, list[tuple[Column, int, int]]] = {}
    for top, left, bottom, _ in source.merged:
        if top > header.row and bottom > top and left in shared:
            found.setdefault(top, []).append((shared[left], left, bottom))
    return found


def filled(
    rows: Iterable[Cells],
    found: Found,
    first: int,
    sheet: Sheet,
    header: Header,
    starts: dict[int, list[tuple[Column, int, int]]],
) -> Iterator[Cells]:
    running: dict[int, tuple[int, object]] = {}  # by column: down to which row, and the value
    for number, cells in enumerate(rows, header.row + 1):
        for column, at, bottom in starts.get(number, ()):
            value = cells[at - first] if at - first < len(cells) else ""
            running[at] = bottom, value
            if text := text_in(value).strip():
                name = f"{sheet.cell(column, number)}:{sheet.cell(column, bottom)}"
                found.say(problem(sheet, number, column, "merged_cells", text, cells=name))
        if running and any(cells):
            own = list(cells)
            for at, (bottom, value) in running.items():
                if number <= bottom and at - first < len(own):
                    own[at - first] = value
            cells = own
        yield cells
