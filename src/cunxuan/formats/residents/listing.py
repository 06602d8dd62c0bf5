"""A village's list of residents, from whatever file it stands in, to people and to what is wrong at which cell.

A row is taken whole or not at all. Nothing is guessed silently: what may be meant is a repair that somebody agrees to,
and what was agreed to (`accepted`: sheet, cell and kind) is done when the file is read again. Whoever stands in the
file twice is taken from neither row: people decide. What the database knows is asked elsewhere
(`roll.import_actions`). An ID number leaves this package only in `Listed.id_number`; reports have it masked.

Public: `read_residents`, `read_book`, `as_they_come`, `book_as_it_comes`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path

from cunxuan.core.errors import BadInput
from cunxuan.core.ids import masked
from cunxuan.formats import workbooks
from cunxuan.formats.kinds import Kind
from cunxuan.formats.tables import Follow, unwatched

from .cells import text_in
from .columns import HEADINGS, TITLES, Column
from .first_look import EVERYBODY, looked_over
from .groups import group_in
from .headings import LOOKED_AT, Header, header_of
from .people import Listed, Listing
from .problems import Problem, Repair, Sheet, problem
from .row import Lacks
from .rows import POINTED_AT, Memory, SheetReader, hidden_below, unmerged
from .state import SHEETS, Found

NONE_AGREED: frozenset[Repair] = frozenset()


def read_residents(
    path: Path,
    village: str = "",
    follow: Follow = unwatched,
    accepted: frozenset[Repair] = NONE_AGREED,
    polling_day: date | None = None,
) -> Listing:
    """Reads a whole file; `village` is for a file of one village, which then needs no column of codes."""
    with workbooks.open_book(path) as book:
        plain = book.kind in (Kind.XLS, Kind.ODS)
        return read_book(path.name, book.sheets, village, follow, accepted, polling_day, plain=plain)


def read_book(
    name: str,
    sheets: Iterable[workbooks.Sheet],
    village: str = "",
    follow: Follow = unwatched,
    accepted: frozenset[Repair] = NONE_AGREED,
    polling_day: date | None = None,
    *,
    plain: bool = False,
) -> Listing:
    """The same for a file that is open already; `name` is how sentences call it.

    Of a `plain` one only the values are known, not what is hidden or coloured.
    """
    found = Found(village, accepted, polling_day, EVERYBODY)
    with nothing_collected():
        return listing(found, Reader(name, follow, found, plain).people(sheets))


@contextmanager
def as_they_come(
    path: Path,
    village: str = "",
    follow: Follow = unwatched,
    accepted: frozenset[Repair] = NONE_AGREED,
    polling_day: date | None = None,
) -> Iterator[tuple[int, Iterator[Listed], Callable[[], Listing]]]:
    """The same, for whoever takes people while the file is still being read.

    Gives about how many rows there are, the people, and, once those have been gone through, a listing of all else.
    """
    with workbooks.open_book(path) as book, nothing_collected():
        plain = book.kind in (Kind.XLS, Kind.ODS)
        yield book_as_it_comes(path.name, book.sheets, village, follow, accepted, polling_day, plain=plain)


def book_as_it_comes(
    name: str,
    sheets: Iterable[workbooks.Sheet],
    village: str = "",
    follow: Follow = unwatched,
    accepted: frozenset[Repair] = NONE_AGREED,
    polling_day: date | None = None,
    *,
    plain: bool = False,
) -> tuple[int, Iterator[Listed], Callable[[], Listing]]:
    """The same for a file that is open already."""
    rows, sheets, perhaps_again = looked_over(sheets, follow)
    found = Found(village, accepted, polling_day, perhaps_again)
    return rows, Reader(name, follow, found, plain).people(sheets), lambda: listing(found, ())


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Hundreds of thousands of people are kept and none let go: looking for garbage among them costs a third more."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Reader:
    """Goes through the sheets once."""

    def __init__(self, name: str, follow: Follow, found: Found, plain: bool) -> None:
        self.name = name
        self.plain = plain
        self.follow = follow
        self.found = found
        self.memory = Memory()
        self.lists = self.written = 0  # sheets with headings, and with anything at all

    def people(self, sheets: Iterable[workbooks.Sheet]) -> Iterator[Listed]:
        """Who stands in the sheets, one after another; last those who had to wait for the end."""
        for number, source in enumerate(sheets, start=1):
            yield from self.read(number, source)
        self.refuse_without_headings()
        yield from settle(self.found)

    def read(self, number: int, source: workbooks.Sheet) -> Iterator[Listed]:
        rows = iter(source.rows)
        top = list(islice(rows, LOOKED_AT + 1))
        header = header_of(top, source.first_column, source.merged)
        if header is None:
            self.read_without_headings(number, source, chain(top, rows))
            return
        self.lists += 1
        self.refuse_columns(source, header)
        sheet = Sheet(number, source.name, header.columns)
        self.found.sheets[number] = sheet
        self.found.headings[source.name] = header.row
        self.say_what_is_hidden(source, sheet, header)
        reader = SheetReader(self.found, self.memory, source, sheet, header, self.lacks(sheet, header))
        below = self.follow(chain(top[header.row :], rows), max(0, source.height - header.row))
        yield from reader.read(unmerged(below, self.found, source, sheet, header))

    def read_without_headings(self, number: int, source: workbooks.Sheet, rows: Iterator[Sequence[object]]) -> None:
        """A sheet that is no list, or whose headings are missing: none of its rows is lost without a word."""
        written = blank = 0
        for cells in rows:
            if any(cells) and any(text_in(cell).strip() for cell in cells):
                written += 1
            else:
                blank += 1
        if not written:
            return
        self.written += 1
        sheet = self.found.sheets[number] = Sheet(number, source.name, {})
        left_out = self.found.say(problem(sheet, 1, "name", "sheet_without_headings", most=LOOKED_AT))
        self.found.rows += written + blank
        self.found.not_data += blank + written if left_out else blank

    # What a sheet has and lacks

    def refuse_columns(self, source: workbooks.Sheet, header: Header) -> None:
        """Raises `BadInput` where no row could say whose village it is, or two columns have the same heading."""
        place = f"{self.name}“{source.name}”表第 {header.row} 行"
        place_en = f"{self.name}, sheet {source.name}, row {header.row}"
        for column, heading in header.twice:
            if column in HEADINGS:
                raise BadInput(
                    f"{place}：有两列“{heading}”。请只留一列。",
                    f"{place_en}: {heading} stands twice. Keep one of the two.",
                )
        if "village" not in header.columns and not self.found.village:
            raise BadInput(
                f"{place}：缺少“村代码”一列。请补上，或者用 --village 写明是哪个村。",
                f"{place_en}: there is no column 村代码. Add it, or name the village with --village.",
            )

    def lacks(self, sheet: Sheet, header: Header) -> Lacks:
        """What stands for the columns that are not there; each is asked about before anybody is taken."""
        asked = [self.ask_default(sheet, header, column) for column in ("hukou_here", "lives_here")]
        columns = sheet.columns
        sex = "sex" not in columns
        if sex:
            asked.append(self.found.say(problem(sheet, header.row, "name", "sex_missing")))
        group = None if "group_no" in columns else group_in(sheet.name)
        if group is not None:
            said = problem(
                sheet, header.row, "name", "group_from_sheet", sheet.name, str(group), sheet=sheet.name, group=group
            )
            asked.append(self.found.say(said))
        if "household_no" not in columns:
            kind = "household_from_head" if "relation" in columns else "household_missing"
            asked.append(self.found.say(problem(sheet, header.row, "name", kind)))
        return Lacks(all(asked), group, 0, sex)

    def ask_default(self, sheet: Sheet, header: Header, column: Column) -> bool:
        """In the whole file once: does 是 hold for everybody on the sheets that do not say?"""
        if column in sheet.columns:
            return True
        asked = self.found.asked
        if column not in asked:
            said = problem(sheet, header.row, "name", f"{column}_missing", "", "是")
            asked[column] = self.found.say(said)
        return asked[column]

    def say_what_is_hidden(self, source: workbooks.Sheet, sheet: Sheet, header: Header) -> None:
        say, row = self.found.say, header.row
        if self.plain and self.lists == 1:
            say(problem(sheet, row, "name", "old_workbook"))
        if source.hidden:
            say(problem(sheet, row, "name", "hidden_sheet", sheet.name))
        if (count := len(hidden_below(source, header))) > POINTED_AT:
            say(problem(sheet, row, "name", "hidden_rows", str(count), count=count))
        if source.filtered:
            say(problem(sheet, row, "name", "filtered"))
        for column, at in sheet.columns.items():
            if at in source.hidden_columns:
                say(problem(sheet, row, column, "hidden_column", TITLES[column]))

    def refuse_without_headings(self) -> None:
        if self.lists:
            return
        if not self.written:
            raise BadInput(f"{self.name}：表里没有内容。请检查是不是选错了文件。", f"{self.name} is empty.")
        raise BadInput(
            f"{self.name}：前 {LOOKED_AT} 行里没有找到标题。请加上一行标题，至少有“姓名”和“身份证号”。",
            f"{self.name}: there are no headings in the first {LOOKED_AT} rows. Add a row of headings with 姓名 and "
            "身份证号 at least.",
        )


def settle(found: Found) -> Iterator[Listed]:
    """Of those who waited whoever does not stand in the file twice; each row of the others names another."""
    again = found.again
    by_place = {one.at.number * SHEETS + one.row: one for one in found.waiting if one.id_number in again}
    stay: set[int] = set()
    for id_number, (first, *others) in again.items():
        listed = [by_place[place] for place in (first, *others) if place in by_place]
        if len({one.village for one in listed}) == len(others) + 1:
            stay.add(first)
            found.elsewhere += listed[1:]
            found.problems += (in_two_villages(found, place, first, by_place[first].village) for place in others)
        else:
            found.problems.append(twice(found, id_number, first, others[0]))
            found.problems += (twice(found, id_number, place, first) for place in others)
    out = {place for places in again.values() for place in places} - stay
    found.problems += (
        same_name(found, place, other) for place, other in found.same_names if not (place in out or other in out)
    )
    gone = {id(by_place[place]) for place in out if place in by_place}
    return (one for one in found.waiting if id(one) not in gone) if gone else iter(found.waiting)


def listing(found: Found, people: Iterable[Listed]) -> Listing:
    """What came of the file, once its people have been gone through."""
    taken = tuple(people)
    return Listing(
        found.rows,
        found.not_data,
        taken,
        tuple(sorted(found.problems, key=lambda one: one.order)),
        tuple(sorted(found.applied, key=lambda one: one.order)),
        tuple(found.elsewhere),
        found.headings,
    )


def in_two_villages(found: Found, here: int, there: int, village: str) -> Problem:
    sheet, row = found.at(here)
    name, name_en = found.cell(there, "id_number", sheet)
    return problem(sheet, row, "id_number", "id_in_other_village", there=f"{name}（{village}）", there_en=name_en)


def twice(found: Found, id_number: str, here: int, there: int) -> Problem:
    sheet, row = found.at(here)
    name, name_en = found.cell(there, "id_number", sheet)
    return problem(sheet, row, "id_number", "id_twice", masked(id_number), there=name, there_en=name_en)


def same_name(found: Found, here: int, there: int) -> Problem:
    sheet, row = found.at(here)
    name, name_en = found.cell(there, "name", sheet)
    return problem(sheet, row, "name", "same_name", there=name, there_en=name_en)
