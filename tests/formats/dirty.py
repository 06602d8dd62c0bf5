"""Lists of residents as villages send them: each of the 32 kinds of dirt (D01 to D32), alone and together.

`draft()` is a clean list of 柳树村. Each kind is a function that dirties a draft in lines of its own and says which
problem is to be found where. Nobody in the lists exists (`cunxuan.demo.people`).

    book = draft()
    expected = D07(book)             # the lines are known, the cells only when everything is laid out
    file = book.write(folder)
    expected.cells(book)             # {("一组", "K5", "birth_differs")}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import cast
from cunxuan.core.ids import check_digit, synthetic
from cunxuan.demo.people import Person, households
from cunxuan.formats.residents import letters
from formats.books import RED, Cell, Formula, SheetOut, write_csv, write_xls, write_xlsx

POLLING_DAY = date(2026, 12, 16)
COLUMNS = {
    "village": "村代码",
    "household_no": "户号",
    "name": "姓名",
    "relation": "与户主关系",
    "sex": "性别",
    "nation": "民族",
    "birth_on": "出生日期",
    "id_number": "身份证号",
    "group_no": "村民小组",
    "phone": "电话",
    "hukou_here": "户籍在本村",
    "lives_here": "居住在本村",
    "remark": "备注",
}
OTHER_NAMES = {
    "village": "村编码",
    "household_no": "户编号",
    "name": "户主及成员 姓名",
    "sex": "性　别",
    "birth_on": "出生年月",
    "id_number": "公民身份号码（18位）",
    "group_no": "组别",
    "phone": "联系方式",
    "hukou_here": "户口所在地",
    "lives_here": "是否在村",
}
TWO_LINES = {
    "village": ("村代码", ""),
    "household_no": ("户", "号"),
    "id_number": ("证件", "号码"),
    "hukou_here": ("是否本村", "户籍"),
    "lives_here": ("是否本村", "居住"),
}

Line = dict[str, Cell]


@dataclass
class Sheet:
    """Titles, headings and lines; a line is a person's cells by column, or texts from the left under "texts"."""

    name: str
    columns: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    two_lines: bool = False
    hidden: bool = False
    filtered: bool = False
    hidden_columns: list[str] = field(default_factory=list)
    hidden_lines: list[Line] = field(default_factory=list)
    merged: list[tuple[str, Line, Line]] = field(default_factory=list)
    coloured: list[tuple[Line, str]] = field(default_factory=list)

    @property
    def header(self) -> int:
        return len(self.titles) + 1 + self.two_lines

    def row(self, line: Line | None) -> int:
        """Where a line stands; None is the headings."""
        if line is None:
            return self.header
        return self.header + 1 + next(at for at, one in enumerate(self.lines) if one is line)

    def column(self, name: str) -> int:
        return list(self.columns).index(name)

    def laid_out(self) -> SheetOut:
        keys = list(self.columns)
        out = SheetOut(self.name, [], hidden=self.hidden, filtered=self.filtered)
        out.rows += [[title] for title in self.titles]
        out.merged += [(at, 0, at, len(keys) - 1) for at in range(1, len(self.titles) + 1)]
        if self.two_lines:
            self.lay_two_lines(out)
        else:
            out.rows.append(list(self.columns.values()))
        for line in self.lines:
            out.rows.append(line["texts"] if "texts" in line else [line.get(key) for key in keys])  # type: ignore
        out.hidden_rows = {self.row(line) for line in self.hidden_lines}
        out.hidden_columns = {self.column(name) for name in self.hidden_columns}
        out.coloured = {(self.row(line), self.column("name")): colour for line, colour in self.coloured}
        for name, first, last in self.merged:
            out.merged.append((self.row(first), self.column(name), self.row(last), self.column(name)))
        return out

    def lay_two_lines(self, out: SheetOut) -> None:
        above, below = [], []
        for at, (name, heading) in enumerate(self.columns.items()):
            upper, lower = TWO_LINES.get(name, (heading, "")) if name in self.columns else (heading, "")
            above.append(upper if not above or upper != "是否本村" or "是否本村" not in above else "")
            below.append(lower)
            if not lower:
                out.merged.append((self.header - 1, at, self.header, at))
        if {"hukou_here", "lives_here"} <= set(self.columns):
            left = self.column("hukou_here")
            out.merged.append((self.header - 1, left, self.header - 1, left + 1))
        out.rows += [above, below]


@dataclass
class Draft:
    """A file that is being dirtied."""

    sheets: list[Sheet]
    people: Iterator[Person]
    date1904: bool = False
    encoding: str = ""  # of a CSV; else it is a workbook
    old: bool = False  # an .xls
    broken: bool = False
    names: set[str] = field(default_factory=set)

    @property
    def main(self) -> Sheet:
        return self.sheets[0]

    def person(self, sheet: Sheet | None = None, **changes: Cell) -> Line:
        """A new villager on a line of their own, with some cells written otherwise."""
        line = line_of(next(self.people)) | changes
        (sheet or self.main).lines.append(line)
        return line

    def texts(self, *texts: Cell) -> Line:
        line: Line = {"texts": list(texts)}  # type: ignore[dict-item]
        self.main.lines.append(line)
        return line

    def write(self, folder: Path) -> Path:
        sheets = [sheet.laid_out() for sheet in self.sheets]
        if self.encoding:
            return write_csv(folder / f"{self.main.name}.csv", sheets[0].rows, self.encoding)
        if self.old:
            return write_xls(folder / "名册.xls", sheets, date1904=self.date1904)
        path = write_xlsx(folder / "名册.xlsx", sheets, date1904=self.date1904)
        if self.broken:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path


@dataclass
class Expected:
    """Which problems are to be found, which lines are no data, and how many people are not taken."""

    problems: list[tuple[Sheet, Line | None, str, str]] = field(default_factory=list)  # sheet, line, column, kind
    not_data: int = 0
    rejected: int = 0
    refused: bool = False

    def __add__(self, other: Expected) -> Expected:
        return Expected(
            [*self.problems, *other.problems],
            self.not_data + other.not_data,
            self.rejected + other.rejected,
            self.refused or other.refused,
        )

    def cells(self) -> list[tuple[str, str, str]]:
        return sorted(
            (sheet.name, f"{letters(sheet.column(column))}{sheet.row(line)}", kind)
            for sheet, line, column, kind in self.problems
        )


def line_of(person: Person) -> Line:
    return {
        "village": cast.LIUSHU,
        "household_no": person.household_no,
        "name": person.name,
        "relation": "家庭成员",
        "sex": "男" if person.sex == "M" else "女",
        "nation": "汉族",
        "birth_on": person.birth_on.isoformat(),
        "id_number": person.id_number,
        "group_no": 1,
        "phone": "13800000000",
        "hukou_here": "是" if person.hukou_here else "否",
        "lives_here": "是",
        "remark": None,
    }


def villagers(slot: int = 0) -> Iterator[Person]:
    """Grown-up, each with a name of their own."""
    names: set[str] = set()
    for person in households(cast.LIUSHU, 600, 7, slot=slot):
        if person.birth_on.year < 2000 and person.name not in names and not person.id_number.endswith("000"):
            names.add(person.name)
            yield person


def draft(clean: int = 4) -> Draft:
    book = Draft([Sheet("一组", dict(COLUMNS))], villagers())
    for _ in range(clean):
        book.person()
    return book


def wrong(book: Draft, column: str, kind: str, *, rejected: bool = True, **changes: Cell) -> Expected:
    """One person with one thing wrong."""
    line = book.person(**changes)
    return Expected([(book.main, line, column, kind)], rejected=int(rejected))


def next_id(book: Draft) -> str:
    """A number that nobody else in the file has."""
    return next(book.people).id_number


# The kinds

Dirt = Callable[[Draft], Expected]


def D01(book: Draft) -> Expected:
    """The number as a number: 1.30123E+17."""
    number = next_id(book)
    cell: Cell = f"{float(number[:17] + '0'):.5E}" if book.encoding else float(number[:17] + "0")
    return wrong(book, "id_number", "id_as_number", id_number=cell)


def D02(book: Draft) -> Expected:
    """A text whose last digits had been lost before."""
    number = next_id(book)[:14]
    lost = next(f"{number}{one}000" for one in range(10) if check_digit(f"{number}{one}00") != "0")
    return wrong(book, "id_number", "id_digits_lost", id_number=lost)


def D03(book: Draft) -> Expected:
    person = next(one for one in book.people)
    return wrong(
        book,
        "id_number",
        "id_15_digits",
        id_number=person.id_number[:6] + person.id_number[8:17],
        birth_on=None,
        sex="男" if person.sex == "M" else "女",
    )


def D04(book: Draft) -> Expected:
    found = Expected()
    for last in ("x", "Ｘ", "×"):
        person = next(one for one in book.people if one.id_number.endswith("X"))
        line = line_of(person) | {"id_number": person.id_number[:17] + last}
        book.main.lines.append(line)
        found += Expected([(book.main, line, "id_number", "id_small_x")], rejected=1)
    return found


def D05(book: Draft) -> Expected:
    line = book.person()
    number = str(line["id_number"])
    line["id_number"] = number[:17] + ("1" if number[17] != "1" else "2")
    return Expected([(book.main, line, "id_number", "id_check_digit")], rejected=1)


def D06(book: Draft) -> Expected:
    """A thirteenth month; a birth in 1880; one in 2091."""
    body, found = next_id(book), Expected()
    for day, kind in (("19801301", "date"), ("18800101", "impossible"), ("20910101", "impossible")):
        first_17 = body[:6] + day + body[14:17]
        number = first_17 + check_digit(first_17)
        sex = "男" if int(number[16]) % 2 else "女"
        found += wrong(book, "id_number", f"id_birth_{kind}", id_number=number, birth_on=None, sex=sex)
    return found


def D07(book: Draft) -> Expected:
    line = book.person()
    year, rest = str(line["birth_on"])[:4], str(line["birth_on"])[4:]
    line["birth_on"] = f"{int(year) - 2}{rest.replace('-02-29', '-02-28')}"
    return Expected([(book.main, line, "birth_on", "birth_differs")], rejected=1)


def D08(book: Draft) -> Expected:
    line = book.person()
    line["sex"] = "女" if line["sex"] == "男" else "男"
    return Expected([(book.main, line, "sex", "sex_differs")], rejected=1)


def D09(book: Draft) -> Expected:
    line = book.person()
    line["id_number"] = f"'{line['id_number']}"
    return Expected([(book.main, line, "id_number", "leading_apostrophe")], rejected=1)


def D10(book: Draft) -> Expected:
    line = book.person()
    number = str(line["id_number"])
    line["id_number"] = "".join(chr(ord(one) + 0xFEE0) for one in number[:17]) + number[17]
    return Expected([(book.main, line, "id_number", "full_width")], rejected=1)


def D11(book: Draft) -> Expected:
    found = Expected()
    for column, kind in (
        ("name", "\xa0"),
        ("id_number", "\u200b"),
        ("sex", "\ufeff"),
        ("group_no", "\t"),
        ("name", "\n"),
    ):
        line = book.person()
        line[column] = f"{line[column]}{kind}"
        found += Expected([(book.main, line, column, "invisible_characters")], rejected=1)
    return found


def D12(book: Draft) -> Expected:
    line = book.person(name="段　玉")
    return Expected([(book.main, line, "name", "inner_spaces")], rejected=1)


def D13(book: Draft) -> Expected:
    book.person(name="刘㐱")
    book.person(name="张𬭎")
    return wrong(book, "name", "name_unknown_character", name="陆\ue5c5") + wrong(
        book, "name", "name_unknown_character", name="陆?鸣"
    )


def D14(book: Draft) -> Expected:
    return (
        wrong(book, "name", "name_in_brackets", name="贺小满（曾用名贺二满）")
        + wrong(book, "name", "name_in_brackets", name="贺小禾 小名石头")
        + wrong(book, "name", "name_traditional", rejected=False, name="張麥收")
    )


def D15(book: Draft) -> Expected:
    first, second, third = (book.person(household_no=number) for number in (9001, None, None))
    if not book.encoding:
        book.main.merged.append(("household_no", first, third))
        return Expected([(book.main, first, "household_no", "merged_cells")])
    cells = [(book.main, line, "household_no", "household_filled_down") for line in (second, third)]
    return Expected(cells, rejected=2)


def D16(book: Draft) -> Expected:
    book.main.titles += ["清河县柳树村居民名册", "填报单位：柳树村村民委员会"]
    book.main.two_lines = True
    return Expected()


def D17(book: Draft) -> Expected:
    line = book.person()
    book.main.hidden_lines.append(line)
    book.main.hidden_columns.append("nation")
    book.main.filtered = True
    old = Sheet("旧表", dict(COLUMNS), hidden=True)
    book.sheets.append(old)
    book.person(old)
    return Expected(
        [
            (book.main, line, "name", "hidden_row"),
            (book.main, None, "nation", "hidden_column"),
            (book.main, None, "name", "filtered"),
            (old, None, "name", "hidden_sheet"),
        ]
    )


def D18(book: Draft) -> Expected:
    return wrong(book, "id_number", "formula_without_value", id_number=Formula("VLOOKUP(C2,Sheet9!A:B,2,0)"))  # type: ignore


def D19(book: Draft) -> Expected:
    first = book.person()
    second = book.person(**{column: first[column] for column in ("id_number", "sex", "birth_on")})
    return Expected([(book.main, line, "id_number", "id_twice") for line in (first, second)], rejected=2)


def D20(book: Draft) -> Expected:
    first = book.person()
    same = {column: first[column] for column in ("name", "id_number", "sex", "birth_on")}
    return wrong(book, "id_number", "id_in_other_village", village=cast.TAOYUAN, **same)


def D21(book: Draft) -> Expected:
    book.person(name="高玉成")
    return wrong(book, "name", "same_name", rejected=False, name="高玉成")


def D22(book: Draft) -> Expected:
    found = Expected()
    for kind, words in (("dead", "2024年去世"), ("moved", "户口已迁出"), ("deprived", "剥夺政治权利三年")):
        found += wrong(book, "remark", f"mark_{kind}", remark=words)
    return found + wrong(book, "name", "mark_dead", name="贺老满（已故）")


def D23(book: Draft) -> Expected:
    found = Expected()
    for number, born in enumerate((date(2008, 12, 16), date(2008, 12, 17), date(2009, 6, 1)), start=701):
        person = {"birth_on": born.isoformat(), "id_number": synthetic(born, number, division=cast.COUNTY)}
        sex = "男" if number % 2 else "女"
        found += wrong(book, "birth_on", "turns_18", rejected=False, sex=sex, **person)
    return found


def D24(book: Draft) -> Expected:
    found = Expected()
    for shape in ("{0.year}.{0.month}.{0.day}", "{short}年{0.month}月"):
        line = book.person()
        born = date.fromisoformat(str(line["birth_on"]))
        line["birth_on"] = shape.format(born, short=f"{born.year % 100:02}")
        found += Expected([(book.main, line, "birth_on", "birth_text_date")], rejected=1)
    line = book.person()
    days = (date.fromisoformat(str(line["birth_on"])) - date(1899, 12, 30)).days
    line["birth_on"] = days
    found += Expected([(book.main, line, "birth_on", "birth_serial")], rejected=1)
    line = book.person()
    line["birth_on"] = days_between_systems(line) if not book.encoding else days_between_systems(line).isoformat()
    return found + Expected([(book.main, line, "birth_on", "birth_1904")], rejected=1)


def days_between_systems(line: Line) -> date:
    """A date that was copied from a workbook of the other system."""
    return date.fromordinal(date.fromisoformat(str(line["birth_on"])).toordinal() - 1462)


def D25(book: Draft) -> Expected:
    book.encoding = next(ENCODINGS)
    return Expected()


def encodings() -> Iterator[str]:
    for number in count():
        yield ("gb18030", "utf-8", "utf-8-sig", "utf-16")[number % 4]


ENCODINGS = encodings()


def D26(book: Draft) -> Expected:
    for _ in range(40):
        book.texts()
    book.person()
    return Expected(not_data=40)


def D27(book: Draft) -> Expected:
    order = [column for column in reversed(COLUMNS) if column != "group_no"]
    sheet = Sheet("第二村民小组", {column: COLUMNS[column] for column in order})
    book.sheets.append(sheet)
    for _ in range(2):
        book.person(sheet)
    return Expected([(sheet, None, "name", "group_from_sheet")], rejected=2)


def D28(book: Draft) -> Expected:
    book.main.columns = {name: OTHER_NAMES.get(name, heading) for name, heading in book.main.columns.items()}
    return Expected()


def D29(book: Draft) -> Expected:
    found = wrong(book, "remark", "note_away", remark="在外打工")
    if book.encoding or book.old:
        return found
    line = book.person()
    book.main.coloured.append((line, RED))
    return found + Expected([(book.main, line, "name", "colour_as_data")], rejected=1)


def D30(book: Draft) -> Expected:
    book.texts("小计", None, "38人")
    book.texts(*book.main.columns.values())
    book.person()
    book.texts("合 计", None, "412", None, "男 208")
    book.texts("村民委员会主任签字：", None, None, None, "制表人：任晓红")
    book.texts("填表日期：2026年11月20日")
    return Expected(not_data=5)


def D31(book: Draft) -> Expected:
    book.broken = True
    return Expected(refused=True)


def D32(book: Draft) -> Expected:
    found = wrong(book, "name", "two_people", name="贺长根、贺长贵")
    number = next_id(book)
    both = f"{number}\n{next_id(book)}"
    found += wrong(book, "id_number", "two_people", id_number=both, birth_on=None)
    first = book.person()
    whole = str(first["id_number"])
    first["id_number"] = whole[:14]
    rest: Line = {"village": cast.LIUSHU, "id_number": whole[14:]}
    book.main.lines.append(rest)
    return found + Expected(
        [(book.main, first, "id_number", "id_length"), (book.main, rest, "id_number", "person_on_two_lines")],
        rejected=2,
    )


DIRTS: dict[str, Dirt] = {
    name: made for name, made in sorted(globals().items()) if name[0] == "D" and name[1:].isdigit()
}
assert len(DIRTS) == 32

#: What a CSV cannot hold: it has one sheet, no formulas, nothing hidden.
NOT_IN_A_CSV = {"D17", "D18", "D27"}
#: What decides how the file is written comes first.
FIRST = ("D25", "D31")


def pairs() -> Iterator[tuple[str, str]]:
    names = sorted(DIRTS, key=lambda name: (name not in FIRST, name))
    for at, first in enumerate(names):
        for second in names[at + 1 :]:
            yield first, second


#: What cannot be seen in an .xls, or makes it something else.
NOT_IN_AN_XLS = {"D17", "D18", "D25", "D31"}


def dirty(*names: str, old: bool = False) -> tuple[Draft, Expected]:
    """A list with these kinds of dirt, and what is to be found in it."""
    book, expected = draft(), Expected()
    if old:
        book.old = True
        expected.problems.append((book.main, None, "name", "old_workbook"))
    for name in names:
        expected += DIRTS[name](book)
    book.person()
    return book, expected
