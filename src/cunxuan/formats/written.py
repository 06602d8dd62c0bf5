"""A plain workbook from tables: texts, numbers, dates, merged cells. What begins like a formula stays a text.

For what comes back as .xlsx though it came as something else (`returned`). Written row by row in flat memory.

Public: `write_book`, `text_cell`, `package_of`, `letters`, `STYLES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from .workbooks import Range, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Numbers of the styles below. In a cell of TEXT an ID number that somebody types stays as it is typed; one that is
#: QUOTED no spreadsheet program computes, also when somebody goes through its cell.
PLAIN, TEXT, QUOTED, DAY, MOMENT, CLOCK = range(6)
STYLES = (
    f'{HEADER}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="21" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
ROWS_AT_ONCE = 500
ROOM_FOR_AN_ID_NUMBER = '<sheetFormatPr defaultColWidth="20" defaultRowHeight="15"/>'


def write_book(sheets: Iterable[Sheet], out: Path) -> dict[str, str]:
    """Writes the sheets one after another; gives the name that each has there, which Excel wants short and plain."""
    names: dict[str, str] = {}
    hidden = []
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for number, sheet in enumerate(sheets, start=1):
            names[sheet.name] = name_for_excel(sheet.name, set(names.values()))
            if sheet.hidden:
                hidden.append(names[sheet.name])
            with package.open(part_name(number), "w", force_zip64=True) as part:
                part.write(f'{HEADER}<worksheet xmlns="{MAIN}">{ROOM_FOR_AN_ID_NUMBER}<sheetData>'.encode())
                rows = rows_xml(sheet)
                while some := "".join(islice(rows, ROWS_AT_ONCE)):
                    part.write(some.encode())
                part.write(f"</sheetData>{merged_xml(sheet.merged)}</worksheet>".encode())
        for name, content in package_of(list(names.values()), hidden=hidden).items():
            package.writestr(name, content)
        package.writestr("xl/styles.xml", STYLES)
    return names


def part_name(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def name_for_excel(name: str, taken: set[str]) -> str:
    short = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", name).strip("'")[:31] or "表"
    number = 1
    found = short
    while found in taken:
        number += 1
        found = f"{short[:27]}-{number}"
    return found


def package_of(
    names: Sequence[str], *, hidden: Sequence[str] = (), more: str = "", behind: str = "", parts: Sequence[str] = ()
) -> dict[str, str]:
    """The small parts of a workbook with these sheets, in order. `parts` are further ones, such as sharedStrings."""
    numbers = range(1, len(names) + 1)
    states = dict.fromkeys(hidden, ' state="hidden"')
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}"{states.get(name, "")} r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    others = {"styles": "styles.xml", **{one: OTHER_PARTS[one] for one in parts}}
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    ) + "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(others.items(), start=len(names) + 1)
    )
    types = "".join(
        f'<Override PartName="/{part_name(number)}" ContentType="{SHEET}.worksheet+xml"/>' for number in numbers
    ) + "".join(f'<Override PartName="/xl/{others[kind]}" ContentType="{TYPES[kind]}"/>' for kind in others)
    return {
        "[Content_Types].xml": f'{HEADER}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEET}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{more}<sheets>{sheets}</sheets>'
        f"{behind}</workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }


OTHER_PARTS = {"sharedStrings": "sharedStrings.xml", "theme": "theme/theme1.xml"}
TYPES = {
    "styles": f"{SHEET}.styles+xml",
    "sharedStrings": f"{SHEET}.sharedStrings+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}


# Rows and cells


def rows_xml(sheet: Sheet) -> Iterator[str]:
    for number, row in enumerate(sheet.rows, start=1):
        cells = "".join(
            cell_xml(f"{letters(sheet.first_column + place)}{number}", cell)
            for place, cell in enumerate(row)
            if cell is not None and cell != ""
        )
        yield f'<row r="{number}">{cells}</row>'


def cell_xml(place: str, cell: object) -> str:
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, (int, float)):
        finite = cell == cell and abs(cell) != float("inf")
        return f'<c r="{place}"><v>{cell!r}</v></c>' if finite else text_cell(place, str(cell))
    if isinstance(cell, (date, time, timedelta)):
        return moment_xml(place, cell)
    return text_cell(place, str(cell))


def moment_xml(place: str, cell: date | time | timedelta) -> str:
    style = CLOCK
    if isinstance(cell, datetime):
        style, since = MOMENT, cell.replace(tzinfo=None) - FIRST_DAY
    elif isinstance(cell, date):
        style, since = DAY, datetime(cell.year, cell.month, cell.day) - FIRST_DAY  # noqa: DTZ001
    elif isinstance(cell, time):
        since = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    else:
        since = cell
    return f'<c r="{place}" s="{style}"><v>{since / timedelta(days=1)!r}</v></c>'


def text_cell(place: str, text: str, style: int | None = None) -> str:
    """A cell of text. Never a formula: not for the program that opens it, nor for whoever edits it there."""
    if style is None:
        style = QUOTED if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(LINE_STARTS) else TEXT
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(clean(text))}</t></is></c>'


#: How a formula begins, in half and full width.
FORMULA_STARTS, LINE_STARTS = tuple("=+-@＝＋－＠"), tuple("\t\r\n")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Without characters that XML cannot hold; a sign stands where they were."""
    return NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def merged_xml(merged: Sequence[Range]) -> str:
    cells = "".join(
        f'<mergeCell ref="{letters(left)}{top}:{letters(right)}{bottom}"/>' for top, left, bottom, right in merged
    )
    return f'<mergeCells count="{len(merged)}">{cells}</mergeCells>' if cells else ""
