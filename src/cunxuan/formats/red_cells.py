"""Cells of a sheet marked red and a reason at the right of their row, in the sheet's own XML.

Everything else of the sheet stays as it is: widths, heights, merged cells, filters, number formats, borders. Formulas
become their values, and what could run, link or call is left out. Marks of an earlier return go.

Public: `Styles`, `SheetMarks`, `Room`, `room_in`, `patched`, `NotPatchable`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from .packages import has
from .parts import INK, MARK, SHEET_DATA, Section, sections
from .workbooks import MOST_ROWS, REFERENCE, REFERENCE_ROW, Range, cell_in, column_of, number_in, range_of
from .written import MAIN, STYLES, letters, text_cell

#: The heading of the column with the reasons; whoever reads the file again knows by it that it is none of the list's.
HEADING = "要改正的地方"
REASON_WIDTH = 60


class NotPatchable(Exception):
    """The sheet is written as no spreadsheet program writes one: its values are written anew instead."""


# Styles


class Styles:
    """A workbook's styles and those added to them: each cell's own with a red fill, without one, as a text."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml or STYLES.encode()
        found = CELL_STYLES.search(self.xml)
        self.prefix = found[1] if found else b""
        self.own = ONE_STYLE.findall(found[2]) if found else [b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']
        self.usable = found is not None
        self.new: dict[tuple[int, str], int] = {}
        self.added: list[bytes] = []
        self.fill = self.font = 0
        if found is not None:
            self.xml, self.fill = with_one_more(self.xml, b"fill", RED_FILL)
            self.xml, self.font = with_one_more(self.xml, b"font", RED_FONT)
        self.red = self.numbers_of_marked()
        self.formats = {number_in(FORMAT_ID, one): one for one in ONE_FORMAT.findall(self.xml)}

    def numbers_of_marked(self) -> frozenset[int]:
        """The styles with which cells were marked before."""
        fills = [MARK.encode() in fill.upper() for fill in ONE_FILL.findall(self.xml)]
        ours = {number for number, is_ours in enumerate(fills[:-1]) if is_ours}
        return frozenset(number for number, style in enumerate(self.own) if fill_of(style) in ours)

    def marked(self, style: int) -> int:
        """Red; and as a text unless it is a date, so that an ID number typed there keeps its last digits."""
        if self.is_date(style):
            return self.derived(style, "red", fillId=self.fill, applyFill=1)
        return self.derived(style, "red", fillId=self.fill, applyFill=1, numFmtId=AS_TEXT, applyNumberFormat=1)

    def is_date(self, style: int) -> bool:
        number = number_in(FORMAT_ID, self.own[style]) if style < len(self.own) else 0
        return number in DATES or DATE_LETTERS.search(self.formats.get(number, b"")) is not None

    def unmarked(self, style: int) -> int:
        return self.derived(style, "plain", fillId=0)

    def text(self, style: int) -> int:
        return self.derived(style, "text", quotePrefix=1)

    def reason(self) -> int:
        return self.derived(0, "reason", fontId=self.font, applyFont=1, quotePrefix=1, numFmtId=AS_TEXT)

    def derived(self, style: int, purpose: str, **attributes: int) -> int:
        base = style if 0 <= style < len(self.own) + len(self.added) else 0
        key = base, purpose
        if key not in self.new:
            self.new[key] = len(self.own) + len(self.added)
            self.added.append(with_attributes((self.own + self.added)[base], attributes))
        return self.new[key]

    def written(self) -> bytes:
        found = CELL_STYLES.search(self.xml)
        if found is None or not self.added:
            return self.xml
        end = found.end(2)
        counted = COUNT.sub(
            b' count="%d"' % (len(self.own) + len(self.added)), self.xml[found.start() : found.start(2)]
        )
        return self.xml[: found.start()] + counted + found[2] + b"".join(self.added) + self.xml[end:]


CELL_STYLES = re.compile(rb"<((?:[\w.-]+:)?)cellXfs\b[^>]*(?<!/)>(.*?)</(?:[\w.-]+:)?cellXfs>", re.DOTALL)
ONE_STYLE = re.compile(rb"<(?:[\w.-]+:)?xf\b[^>]*?(?:/>|(?<!/)>.*?</(?:[\w.-]+:)?xf>)", re.DOTALL)
ONE_FILL = re.compile(rb"<(?:[\w.-]+:)?fill(?:/>|>.*?</(?:[\w.-]+:)?fill>)", re.DOTALL)
RED_FILL = (
    f'<~fill><~patternFill patternType="solid"><~fgColor rgb="FF{MARK}"/><~bgColor indexed="64"/>'
    "</~patternFill></~fill>"
).encode()
RED_FONT = f'<~font><~sz val="11"/><~color rgb="FF{INK}"/><~name val="等线"/></~font>'.encode()
COUNT = re.compile(rb' count="[0-9]*"')
ONE_FORMAT = re.compile(rb"<(?:[\w.-]+:)?numFmt\b[^>]*>")
FORMAT_ID = re.compile(rb' numFmtId="([0-9]{1,6})"')
#: Formats that every workbook has: a text, and dates and times.
AS_TEXT, DATES = 49, frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
DATE_LETTERS = re.compile(rb' formatCode="[^"]*[ymdhsYMDHS\xe5]')  # 年 begins with E5
FILL_ID = re.compile(rb' fillId="([0-9]{1,6})"')


def fill_of(style: bytes) -> int:
    return number_in(FILL_ID, style)


def with_one_more(xml: bytes, name: bytes, element: bytes) -> tuple[bytes, int]:
    """The styles with one more fill or font, and its number; where there is no list of them, nothing and 0."""
    whole = rb"(<((?:[\w.-]+:)?)" + name + rb"s\b[^>]*(?<!/)>)(.*?)</(?:[\w.-]+:)?" + name + rb"s>"
    found = re.search(whole, xml, re.DOTALL)
    if found is None:
        return xml, 0
    number = len(re.findall(rb"<" + found[2] + name + rb"[\s/>]", found[3]))
    start = COUNT.sub(b' count="%d"' % (number + 1), found[1])
    return xml[: found.start()] + start + found[3] + element.replace(b"~", found[2]) + xml[found.end(3) :], number


def with_attributes(element: bytes, attributes: dict[str, int]) -> bytes:
    """Its opening tag with these, in place of those of the same name."""
    for name, value in attributes.items():
        element = re.sub(rb"^(<[^>]*?) " + name.encode() + rb'="[^"]*"', rb"\1", element, count=1)
        element = re.sub(rb"^(<[^>]*?)(\s*/?>)", rb'\1 %s="%d"\2' % (name.encode(), value), element, count=1)
    return element


# What a sheet has room for


@dataclass(frozen=True, slots=True)
class Room:
    """Which column the reasons go into, whether they stood there before, and whether the XML says where cells stand."""

    column: int
    again: bool
    patchable: bool
    merged: tuple[Range, ...] = ()


def room_in(path: Path, xml: Iterable[bytes], shared_heading: int | None) -> Room:
    """Goes through the sheet once. `shared_heading` is the number of our heading among the shared strings."""
    last, at, patchable = -1, -1, True
    heading = heading_pattern(shared_heading)
    beyond: re.Pattern[bytes] | None = None
    merged: tuple[Range, ...] = ()
    for section, text in sections(path, xml):
        if section is Section.HEAD:
            patchable = MAIN.encode() in text
        elif section is Section.ROWS:
            if beyond is None:
                patchable = patchable and says_where(text)
                beyond = beyond_pattern(last)
            if at < 0 and (shared_heading is not None or HEADING.encode() in text) and (found := heading.search(text)):
                at = column_of(found[1])
            at_byte = 0
            while found := beyond.search(text, at_byte):  # what stands before it was not beyond the last one either
                last, at_byte = max(last, column_of(found[1])), found.end()
                beyond = beyond_pattern(last)
        else:
            merged = tuple(map(range_of, MERGED.findall(text)))
    return Room(at, True, patchable, merged) if at >= 0 else Room(last + 1, False, patchable, merged)


MERGED = re.compile(rb'<(?:[\w.-]+:)?mergeCell\b[^>]*? ref="([A-Z0-9:$]+)"')


def heading_pattern(shared_heading: int | None) -> re.Pattern[bytes]:
    inline = rb"[^<]*<(?:[\w.-]+:)?is>(?:(?!is>).){0,300}?>" + HEADING.encode() + rb"</"
    shared = rb't="s"[^>]*><(?:[\w.-]+:)?v>%d</' % (-1 if shared_heading is None else shared_heading)
    return re.compile(rb' r="([A-Z]{1,3})[0-9]+"(?:' + inline + rb"|[^>]*" + shared + rb")", re.DOTALL)


def beyond_pattern(last: int) -> re.Pattern[bytes]:
    """Finds a cell with something in it to the right of this column; from AAA on, any cell there."""
    return re.compile(rb' r="(' + b"|".join(names_beyond(last)) + rb')[0-9]+"(?:[^>]*[^/>])?>')


def names_beyond(last: int) -> Iterator[bytes]:
    if last < 0:
        yield b"[A-Z]"
    elif last < 25:
        yield b"[%c-Z]" % (ord("A") + last + 1)
    before, letter = divmod(last, 26)  # AA is 26: its first letter is number 1
    if last < 26:
        yield b"[A-Z]{2}"
    elif last < 701:
        if letter < 25:
            yield b"%c[%c-Z]" % (ord("A") + before - 1, ord("A") + letter + 1)
        if before < 26:
            yield b"[%c-Z][A-Z]" % (ord("A") + before)
    yield b"[A-Z]{3}"


def says_where(text: bytes) -> bool:
    """Whether rows and cells name their place; some programs leave that to be counted."""
    row, cell = FIRST_ROW.search(text), FIRST_CELL.search(text)
    return (row is None or b' r="' in row[0]) and (cell is None or b' r="' in cell[0])


FIRST_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b[^>]*>")
FIRST_CELL = re.compile(rb"<(?:[\w.-]+:)?c\b[^>]*>")


# The sheet again, with marks


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """The columns to mark in each row and the reason beside it; in which row the heading of the reasons stands."""

    rows: dict[int, tuple[set[int], str]]
    heading_row: int

    def with_merged(self, merged: Iterable[Range]) -> SheetMarks:
        """Of merged cells only the first shows, so that one is marked; the reason stays on its row."""
        rows = {row: (set(columns), reason) for row, (columns, reason) in self.rows.items()}
        numbers = sorted(rows)
        for top, left, bottom, right in merged:
            for row in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
                within = {column for column in rows[row][0] if left <= column <= right}
                if within:
                    rows[row][0].difference_update(within)
                    rows.setdefault(top, (set(), ""))[0].add(left)
        return SheetMarks(rows, self.heading_row)


def patched(path: Path, xml: Iterable[bytes], marks: SheetMarks, room: Room, styles: Styles) -> Iterator[bytes]:
    """The sheet's XML with the marks, piece by piece."""
    writer: SheetWriter | None = None
    for section, text in sections(path, xml):
        if section is Section.HEAD:
            writer = SheetWriter(text, marks.with_merged(room.merged), room, styles)
            yield writer.head(text)
        elif writer is not None and section is Section.ROWS:
            yield writer.rows(text)
        elif writer is not None:
            yield writer.rest()
            yield writer.tail(text)


class SheetWriter:
    """Writes a sheet's rows again as they pass by."""

    def __init__(self, head: bytes, marks: SheetMarks, room: Room, styles: Styles) -> None:
        found = SHEET_DATA.search(head)
        assert found is not None
        self.prefix, self.is_empty = found[1], bool(found[2])
        self.marks, self.room, self.styles = marks, room, styles
        self.waiting = sorted({*marks.rows, marks.heading_row}, reverse=True) if marks.rows else []
        self.row = b"<" + self.prefix + b"row"
        self.row_start = self.pattern(rb"<~row\b[^>]*>")
        self.row_end = b"</" + self.prefix + b"row>"
        self.one_cell = self.pattern(rb"<~c\b[^>]*?(?:/>|>.*?</~c>)")
        self.with_formula = self.pattern(rb"(<~c\b[^>]*>)<~f\b(?:[^>]*/>|[^>]*>([^<]*)</~f>)(.*?)(</~c>)")
        self.formula_start = b"<" + self.prefix + b"f"
        self.our_column = self.pattern(rb'<~c\b[^>]*? r="%s[0-9]+"[^>]*?(?:/>|>.*?</~c>)' % self.letters)
        self.red = re.compile(rb' s="(%s)"' % b"|".join(b"%d" % one for one in sorted(styles.red)))

    @property
    def letters(self) -> bytes:
        return letters(self.room.column).encode()

    def pattern(self, text: bytes) -> re.Pattern[bytes]:
        return re.compile(text.replace(b"~", re.escape(self.prefix)), re.DOTALL)

    def prefixed(self, xml: str) -> bytes:
        return re.sub(r"<(/?)(?=\w)", rf"<\1{self.prefix.decode()}", xml).encode()

    # Rows

    def rows(self, text: bytes) -> bytes:
        text = self.without_what_runs(text)
        if self.room.again:
            text = self.our_column.sub(b"", text)
        if self.styles.red:
            text = self.red.sub(lambda found: b' s="%d"' % self.styles.unmarked(int(found[1])), text)
        return self.with_marks(text) if self.waiting else text

    def without_what_runs(self, text: bytes) -> bytes:
        if has(text, b"f", self.formula_start):
            text = self.with_formula.sub(self.value_of, text)
        if has(text, b"f", b"<f", b":f") and ANY_FORMULA.search(text):
            raise NotPatchable
        if has(text, b"m", b' cm="', b' vm="'):
            text = re.sub(rb'(<[^>]*?) (?:cm|vm)="[^"]*"', rb"\1", text)
        return text

    def value_of(self, found: re.Match[bytes]) -> bytes:
        """A cell with a formula as its value; where there is none, the formula as a text that nobody computes."""
        tag, formula, value, end = found.groups()
        if value and not EMPTY_VALUE.fullmatch(value):
            return tag + value + end
        if b't="str"' in tag:
            return tag + end
        place = found_place(tag)
        text = "=" + unescape((formula or b"").decode("utf-8", "replace"))
        return self.prefixed(text_cell(place, text, self.styles.text(number_in(STYLE, tag))))

    def with_marks(self, text: bytes) -> bytes:
        done, out = 0, []
        last = number_in(REFERENCE_ROW, text[text.rfind(self.row) :][:400]) or MOST_ROWS
        while self.waiting and self.waiting[-1] <= last:
            number = self.waiting[-1]
            found = self.row_or_next(number, text, done)
            if found is None:
                break
            self.waiting.pop()
            out.append(text[done : found.start()])
            done = found.start()
            if number_in(REFERENCE_ROW, found[0]) != number:
                out.append(self.new_row(number))
                continue
            closed = found[0].endswith(b"/>")
            end = found.end() if closed else text.index(self.row_end, found.end())
            body = b"" if closed else text[found.end() : end]
            out.append(self.marked_row(number, found[0], body))
            done = end if closed else end + len(self.row_end)
        return b"".join([*out, text[done:]])

    def row_or_next(self, number: int, text: bytes, start: int) -> re.Match[bytes] | None:
        """The tag of this row; of the first behind it where the sheet leaves it out."""
        said = text.find(b' r="%d"' % number, start)
        found = self.row_start.match(text, max(text.rfind(self.row, start, said), start)) if said >= 0 else None
        if found and number_in(REFERENCE_ROW, found[0]) == number:
            return found
        rows = self.row_start.finditer(text, start)
        return next((one for one in rows if number_in(REFERENCE_ROW, one[0]) >= number), None)

    def marked_row(self, number: int, tag: bytes, body: bytes) -> bytes:
        opening = SPANS.sub(b"", tag.rstrip(b"/>").rstrip()) + b">"
        columns, reason = self.marks.rows.get(number, (set(), HEADING))
        if number == self.marks.heading_row:
            reason = HEADING
        cells = dict(placed(self.one_cell.findall(body)))
        for column in columns:
            cells[column] = self.red_cell(cells.get(column), f"{letters(column)}{number}")
        place = f"{letters(self.room.column)}{number}"
        if reason:
            cells[self.room.column] = self.prefixed(text_cell(place, reason, self.styles.reason()))
        behind = self.one_cell.sub(b"", body)
        return opening + b"".join(cells[column] for column in sorted(cells)) + behind + self.row_end

    def red_cell(self, cell: bytes | None, place: str) -> bytes:
        if cell is None:
            return self.prefixed(f'<c r="{place}" s="{self.styles.marked(0)}"/>')
        tag = cell[: cell.index(b">") + 1]
        red = self.styles.marked(number_in(STYLE, tag))
        return with_attributes(tag, {"s": red}) + cell[len(tag) :]

    def new_row(self, number: int) -> bytes:
        return self.marked_row(number, self.prefixed(f'<row r="{number}">'), b"")

    def rest(self) -> bytes:
        """Rows to mark behind the last that the sheet has."""
        rows = b"".join(self.new_row(number) for number in reversed(self.waiting))
        self.waiting = []
        return rows + b"</" + self.prefix + b"sheetData>" if self.is_empty else rows

    # Before and behind the rows

    def head(self, text: bytes) -> bytes:
        data = SHEET_DATA.search(text)
        assert data is not None
        root = self.pattern(rb"<~worksheet\b[^>]*>").search(text)
        if root is None:
            raise NotPatchable
        before = text[: root.end()] + b"".join(element for _, element in self.kept(KEPT_BEFORE, text[root.end() :]))
        start = b"<" + self.prefix + b"sheetData>"
        if not self.marks.rows:
            return before + start
        columns = self.pattern(rb"<~cols>(.*?)</~cols>").search(before)
        if columns is None:
            return before + self.prefixed(f"<cols>{self.our_width()}</cols>") + start
        return before[: columns.start(1)] + self.widths(columns[1]) + before[columns.end(1) :] + start

    def kept(self, names: tuple[bytes, ...], text: bytes) -> Iterator[tuple[bytes, bytes]]:
        one = self.pattern(rb"<~(" + b"|".join(names) + rb")\b[^>]*?(?:/>|(?<!/)>.*?</~\1>)")
        return ((found[1], found[0]) for found in one.finditer(text))

    def our_width(self) -> str:
        number = self.room.column + 1
        return f'<col min="{number}" max="{number}" width="{REASON_WIDTH}" customWidth="1"/>'

    def widths(self, columns: bytes) -> bytes:
        """With ours among them: where one of theirs goes across it, that is cut in two."""
        number, found = self.room.column + 1, {}
        for column in self.pattern(rb"<~col\b[^>]*?(?:/>|></~col>)").findall(columns):
            first, last = (max(number_in(end, column), 1) for end in (MIN, MAX))
            for start, end in ((first, min(last, number - 1)), (max(first, number + 1), last)):
                if start <= end:
                    found[start] = MAX.sub(b' max="%d"' % end, MIN.sub(b' min="%d"' % start, column))
        found[number] = self.prefixed(self.our_width())
        return b"".join(found[start] for start in sorted(found))

    def tail(self, text: bytes) -> bytes:
        """What shows and cannot run; links, pictures, controls and what else leads out of the sheet are left out."""
        for views in (rb"customSheetViews", rb"extLst"):  # which hold elements of the same names
            for element in self.each(views, text):
                text = text.replace(element, b"")
        elements = (self.harmless(name, element) for name, element in self.kept(KEPT, text))
        start = b"" if self.is_empty else b"</" + self.prefix + b"sheetData>"
        return start + b"".join(elements) + b"</" + self.prefix + b"worksheet>"

    def harmless(self, name: bytes, element: bytes) -> bytes:
        if name == b"pageSetup":
            return re.sub(rb' [\w.-]+:id="[^"]*"', b"", element)
        if name == b"dataValidations":
            kept = [one for one in self.each(rb"dataValidation", element) if self.only_values(one)]
            opening = b"<" + self.prefix + b'dataValidations count="%d">' % len(kept)
            return opening + b"".join(kept) + b"</" + self.prefix + b"dataValidations>" if kept else b""
        if name == b"conditionalFormatting":
            return b"" if b"formula>" in element else element
        return element

    def each(self, name: bytes, element: bytes) -> list[bytes]:
        return self.pattern(rb"<~" + name + rb"\b[^>]*?(?:/>|(?<!/)>.*?</~" + name + rb">)").findall(element)

    def only_values(self, validation: bytes) -> bool:
        """A list such as 男,女 or numbers and cells as bounds, nothing computed."""
        formulas = self.pattern(rb"<~formula[12]>(.*?)</~formula[12]>").findall(validation)
        return all(VALUES.fullmatch(formula) for formula in formulas)


#: A formula in a place where no program writes one.
ANY_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
KEPT_BEFORE = (b"sheetPr", b"sheetViews", b"sheetFormatPr", b"cols")
KEPT = (
    b"sheetProtection",
    b"autoFilter",
    b"mergeCells",
    b"phoneticPr",
    b"conditionalFormatting",
    b"dataValidations",
    b"printOptions",
    b"pageMargins",
    b"pageSetup",
    b"headerFooter",
    b"rowBreaks",
    b"colBreaks",
)
VALUES = re.compile(rb'(?:"|&quot;)[^"|=]*(?:"|&quot;)|[0-9.]+|\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?')
EMPTY_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\s*/>|<(?:[\w.-]+:)?v></(?:[\w.-]+:)?v>")
STYLE = re.compile(rb' s="([0-9]{1,6})"')
SPANS = re.compile(rb' spans="[^"]*"')
MIN, MAX = re.compile(rb' min="([0-9]{1,7})"'), re.compile(rb' max="([0-9]{1,7})"')


def placed(cells: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each cell with its column; one that does not say where it stands is the next."""
    column = -1
    for cell in cells:
        row, said = cell_in(cell[: cell.index(b">")])
        column = said if row else column + 1
        yield column, cell


def found_place(tag: bytes) -> str:
    found = REFERENCE.search(tag)
    return (found[1] + found[2]).decode() if found else "A1"
