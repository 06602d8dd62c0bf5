"""A workbook with what does not show on its rows: what is merged, hidden, filtered, coloured, or has no value.

calamine reads the cells. What it does not tell is searched for in the XML of each sheet, piece by piece, with regular
expressions that only run where something is there, so that a county's 340,000 rows cost one more unpacking. This reads
what strangers send: call it in the process that `reading` starts.

Rows are numbered from 1 as Excel does, columns from 0. Public: `open_book`, `Book`, `Sheet`, `Rows`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from cunxuan.core.errors import BadInput

from .delimited import read_delimited
from .kinds import Kind, kind_of, locked, refused, unreadable
from .packages import has, opened, pieces
from .parts import Section, SheetPart, coloured_styles, date1904_in, sections, sheet_parts, words_of

Cell = tuple[int, int]
Range = tuple[int, int, int, int]  # first row, first column, last row, last column

#: Excel has no more rows and columns.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
#: A colour on more cells of a sheet than this is how the table looks, and says nothing of a person.
MOST_COLOURED = 20_000


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet, from the first one on each time that somebody goes through them."""

    begin: Callable[[], Iterator[Sequence[object]]]

    def __iter__(self) -> Iterator[Sequence[object]]:
        return self.begin()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from its first row on; cells of a row begin at column `first_column`.

    `coloured` has the colour (RRGGBB) of a cell's fill, or of its letters where it has no fill. `errors` are cells that
    show #N/A or its like: they read as empty, as do those of `formulas_without_value`.
    """

    name: str
    rows: Iterable[Sequence[object]]
    height: int
    first_column: int = 0
    hidden: bool = False
    date1904: bool = False
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    formulas_without_value: frozenset[Cell] = frozenset()
    errors: frozenset[Cell] = frozenset()
    coloured: Mapping[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """What kind of file it is, in which encoding where that is a question, and its sheets, one after another."""

    kind: Kind
    encoding: str
    sheets: Iterable[Sheet]


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """Opens a file of any suffix for its sheets to be read in their order; raises `BadInput` with one sentence."""
    kind = kind_of(path)
    if kind is Kind.CSV:
        table = read_delimited(path)
        yield Book(kind, table.encoding, (Sheet(path.stem, Rows(table.rows), table.height),))
        return
    try:
        if kind is Kind.XLS:
            with loaded(path, ".xls") as book:
                yield Book(kind, "", plain_sheets(path, book))
        else:
            with opened(path) as (package, kind), loaded(path, f".{kind.value}") as book:
                found = xlsx_sheets(path, package, book) if kind is Kind.XLSX else ods_sheets(path, package, book)
                yield Book(kind, "", found)
    except PasswordError as error:
        raise locked(path) from error
    except CalamineError as error:
        raise unreadable(path) from error


def loaded(path: Path, suffix: str) -> CalamineWorkbook:
    """calamine goes by the suffix of a path, and by the content of what is in memory."""
    return load_workbook(path if path.suffix.lower() == suffix else io.BytesIO(path.read_bytes()))


def plain_sheets(path: Path, book: CalamineWorkbook) -> Iterator[Sheet]:
    found = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if not found:
        raise unreadable(path)
    for one in found:
        cells = book.get_sheet_by_name(one.name)
        merged = tuple((top + 1, left, end + 1, right) for (top, left), (end, right) in merged_in(cells))
        hidden = one.visible != SheetVisibleEnum.Visible
        yield Sheet(one.name, Rows(cells.iter_rows), height_of(cells), first_column(cells), hidden, merged=merged)


def merged_in(cells: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return cells.merged_cell_ranges or []


def first_column(cells: CalamineSheet) -> int:
    return cells.start[1] if cells.start else 0  # iter_rows leaves out empty columns before the first cell


def height_of(cells: CalamineSheet) -> int:
    return cells.end[0] + 1 if cells.end else 0


def ods_sheets(path: Path, package: ZipFile, book: CalamineWorkbook) -> Iterator[Sheet]:
    for _ in pieces(path, package, "content.xml"):
        pass
    yield from plain_sheets(path, book)


# xlsx: what stands in the XML beside the cells


def xlsx_sheets(path: Path, package: ZipFile, book: CalamineWorkbook) -> Iterator[Sheet]:
    for name in package.namelist():
        if name.lower() == "xl/sharedstrings.xml":
            for _ in pieces(path, package, name):
                pass
    date1904 = date1904_in(path, package)
    styles = coloured_styles(path, package)
    with ThreadPoolExecutor(1) as aside:
        for one in sheet_parts(path, package):
            cells = aside.submit(book.get_sheet_by_name, one.name)  # lets us go on meanwhile
            beside = Beside(path, styles)
            beside.read(pieces(path, package, one.part))
            yield with_cells(one, cells.result(), beside, date1904)


def with_cells(one: SheetPart, cells: CalamineSheet, beside: Beside, date1904: bool) -> Sheet:
    return Sheet(
        name=one.name,
        rows=Rows(cells.iter_rows),
        height=height_of(cells),
        first_column=first_column(cells),
        hidden=one.hidden,
        date1904=date1904,
        merged=tuple(beside.merged),
        hidden_rows=frozenset(beside.hidden_rows),
        hidden_columns=frozenset(beside.hidden_columns),
        filtered=beside.filtered,
        formulas_without_value=frozenset(beside.formulas),
        errors=frozenset(beside.errors),
        coloured=beside.coloured,
    )


class Beside:
    """Goes through a sheet's XML once, section by section, and keeps what is beside the values."""

    def __init__(self, path: Path, styles: Mapping[int, str]) -> None:
        self.path = path
        self.styles = styles
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.filtered = False
        self.formulas: set[Cell] = set()
        self.errors: set[Cell] = set()
        self.colours: dict[int, list[Cell]] = {number: [] for number in styles}

    def read(self, xml: Iterable[bytes]) -> None:
        for section, text in sections(self.path, xml):
            if section is Section.HEAD:
                self.read_head(text)
            elif section is Section.ROWS:
                self.read_rows(text)
            else:
                self.read_tail(text)

    def read_head(self, text: bytes) -> None:
        words = words_of(text)
        self.patterns = Patterns(words.prefix)
        self.style = any_of(self.styles)
        for column in self.patterns.column.findall(text):
            if is_set(column, HIDDEN):
                first, last = number_in(MIN, column), number_in(MAX, column)
                self.hidden_columns.update(range(max(first, 1) - 1, min(last, MOST_COLUMNS)))

    def read_rows(self, text: bytes) -> None:
        if last_row(text, self.patterns) > MOST_ROWS:
            raise too_many_rows(self.path)
        if has(text, b"h", b"hidden="):
            for row in self.patterns.hidden_row.findall(text):
                self.hidden_rows.add(number_in(REFERENCE_ROW, row))
        if has(text, b"f", self.patterns.formula_start):
            self.read_formulas(text)
        if has(text, b"e", b't="e"'):
            self.errors.update(map(cell_in, self.patterns.error.findall(text)))
        if has(text, b"-", b"<v>-") and self.patterns.string_before_first.search(text):
            raise unreadable(self.path)
        if self.style is not None:
            self.read_colours(text, self.style)

    def read_formulas(self, text: bytes) -> None:
        for cell, value in self.patterns.without_value.findall(text):
            if not (value and b't="str"' in cell):  # a formula that says "" has its value
                self.formulas.add(cell_in(cell))

    def read_colours(self, text: bytes, style: re.Pattern[bytes]) -> None:
        for found in style.finditer(text):
            tag = text[text.rfind(b"<", 0, found.start()) : text.index(b">", found.end())]
            number = int(found[1])
            if number in self.colours and tag.startswith(self.patterns.cell_start):
                self.colours[number].append(cell_in(tag))
                if len(self.colours[number]) > MOST_COLOURED:
                    del self.colours[number]
                    self.style = any_of(self.colours)

    def read_tail(self, text: bytes) -> None:
        self.filtered = self.patterns.filtered in text
        for reference in self.patterns.merged.findall(text):
            self.merged.append(range_of(reference))

    @property
    def coloured(self) -> dict[Cell, str]:
        return {cell: self.styles[number] for number, cells in self.colours.items() for cell in cells}


class Patterns:
    """What is searched for, with the prefix of this sheet's elements."""

    def __init__(self, prefix: bytes) -> None:
        def pattern(text: bytes) -> re.Pattern[bytes]:
            return re.compile(text.replace(b"~", re.escape(prefix)))

        self.cell_start = b"<" + prefix + b"c "
        self.formula_start = b"<" + prefix + b"f"
        self.row_start = b"<" + prefix + b"row"
        self.filtered = b"<" + prefix + b"filterColumn"
        self.column = pattern(rb"<~col\b[^>]*>")
        self.hidden_row = pattern(rb"<~row\b[^>]*? hidden=\"(?:1|true)\"[^>]*>")
        self.error = pattern(rb"<~c\b[^>]*? t=\"e\"[^>]*>")
        self.without_value = pattern(rb"(<~c\b[^>]*>)<~f\b(?:[^>]*/>|[^>]*>[^<]*</~f>)(<~v\s*/>|<~v></~v>)?</~c>")
        self.string_before_first = pattern(rb"<~c\b[^>]*? t=\"s\"[^>]*><~v>-")
        self.merged = pattern(rb"<~mergeCell\b[^>]*? ref=\"([A-Z0-9:$]+)\"")


REFERENCE = re.compile(rb' r="\$?([A-Z]{1,3})\$?([0-9]{1,7})"')
REFERENCE_ROW = re.compile(rb' r="([0-9]{1,10})"')
MIN, MAX = re.compile(rb' min="([0-9]{1,7})"'), re.compile(rb' max="([0-9]{1,7})"')
HIDDEN = re.compile(rb' hidden="(?:1|true)"')
CORNERS = re.compile(rb"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def is_set(tag: bytes, attribute: re.Pattern[bytes]) -> bool:
    return attribute.search(tag) is not None


def number_in(attribute: re.Pattern[bytes], tag: bytes) -> int:
    found = attribute.search(tag)
    return int(found[1]) if found else 0


def last_row(text: bytes, patterns: Patterns) -> int:
    return number_in(REFERENCE_ROW, text[text.rfind(patterns.row_start) :][:400])


def cell_in(tag: bytes) -> Cell:
    """C14 is (14, 2). A cell that does not say where it stands is nowhere: (0, 0)."""
    found = REFERENCE.search(tag)
    return (int(found[2]), column_of(found[1])) if found else (0, 0)


def column_of(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def range_of(reference: bytes) -> Range:
    corners = [(int(row), column_of(column)) for column, row in CORNERS.findall(reference)]
    (top, left), (bottom, right) = corners[0], corners[-1]
    return top, left, bottom, right


def any_of(styles: Iterable[int]) -> re.Pattern[bytes] | None:
    """Finds the style of a cell that has one of these."""
    numbers = b"|".join(b"%d" % number for number in styles)
    return re.compile(rb' s="(' + numbers + rb')"') if numbers else None


def too_many_rows(path: Path) -> BadInput:
    return refused(
        path,
        f"有第 {MOST_ROWS:,} 行以后的行，Excel 不可能写出这样的表",
        "请在 Excel 里打开，另存为 .xlsx 再试",
        f"has rows beyond {MOST_ROWS:,}, which Excel cannot have. Save it anew as .xlsx and try again.",
    )
