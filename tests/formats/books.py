"""Workbooks with what villages put into them beside values: merged and hidden cells, filters, colours, formulas, dates.

Written by hand, so that a test knows every byte: a text is a text cell, a number a number, `Formula` has no value.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlwt

from cunxuan.formats.residents import letters
from workbooks import MAIN, OFFICE, PACKAGE, SHEET_XML

RED, YELLOW = "FF0000", "FFFF00"
PLAIN, DAY, FILLS = 0, 1, {RED: 2, YELLOW: 3}
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True)
class Formula:
    """A formula as programs write one that never calculated it."""

    text: str


Cell = str | int | float | bool | date | Formula | None


@dataclass
class SheetOut:
    """A sheet to be written; rows from 1, columns from 0."""

    name: str
    rows: list[Sequence[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    coloured: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    filtered: bool = False


def write_xlsx(path: Path, sheets: Sequence[SheetOut], *, date1904: bool = False) -> Path:
    numbers = range(1, len(sheets) + 1)
    names = "".join(
        f"<sheet name={quoteattr(sheet.name)} sheetId={quoteattr(str(number))}"
        f'{" state=" + quoteattr("hidden") if sheet.hidden else ""} r:id="rId{number}"/>'
        for number, sheet in zip(numbers, sheets, strict=True)
    )
    links = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers] + [("styles", "styles.xml")]
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, start=1)
    )
    types = "".join(
        f'<Override PartName="/xl/{target}" ContentType="{SHEET_XML.format(kind)}"/>' for kind, target in links
    )
    system = '<workbookPr date1904="1"/>' if date1904 else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEET_XML.format("sheet.main")}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{system}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": styles(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        for number, sheet in zip(numbers, sheets, strict=True):
            package.writestr(f"xl/worksheets/sheet{number}.xml", sheet_xml(sheet, date1904))
    return path


def styles() -> str:
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>' for colour in FILLS
    )
    formats = '<xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="14" fontId="0" fillId="0" applyNumberFormat="1"/>'
    formats += "".join(f'<xf numFmtId="0" fontId="0" fillId="{number}"/>' for number in FILLS.values())
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="4"><fill>'
        f'<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        f'<borders count="1"><border/></borders><cellXfs count="4">{formats}</cellXfs></styleSheet>'
    )


def sheet_xml(sheet: SheetOut, date1904: bool) -> str:
    columns = "".join(f'<col min="{at + 1}" max="{at + 1}" hidden="1"/>' for at in sorted(sheet.hidden_columns))
    rows = "".join(row_xml(sheet, number, cells, date1904) for number, cells in enumerate(sheet.rows, start=1))
    merged = "".join(
        f'<mergeCell ref="{letters(left)}{top}:{letters(right)}{bottom}"/>' for top, left, bottom, right in sheet.merged
    )
    criterion = '<filterColumn colId="1"><filters><filter val="男"/></filters></filterColumn>'
    return (
        f'<worksheet xmlns="{MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>{rows}</sheetData>'
        f"{f'<autoFilter ref={chr(34)}A1:C9{chr(34)}>{criterion}</autoFilter>' if sheet.filtered else ''}"
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )


def row_xml(sheet: SheetOut, number: int, cells: Sequence[Cell], date1904: bool) -> str:
    texts = "".join(
        cell_xml(f"{letters(at)}{number}", cell, sheet.coloured.get((number, at)), date1904)
        for at, cell in enumerate(cells)
    )
    hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
    return f'<row r="{number}"{hidden}>{texts}</row>' if texts or hidden else ""


def cell_xml(place: str, cell: Cell, colour: str | None, date1904: bool) -> str:
    style = f' s="{FILLS[colour]}"' if colour else ""
    if cell is None or cell == "":
        return f'<c r="{place}"{style}/>' if colour else ""
    if isinstance(cell, Formula):
        return f'<c r="{place}"{style}><f>{escape(cell.text)}</f></c>'
    if isinstance(cell, bool):
        return f'<c r="{place}"{style} t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="{DAY}"><v>{(cell - EPOCHS[date1904]).days}</v></c>'
    if isinstance(cell, (int, float)):
        return f'<c r="{place}"{style}><v>{cell!r}</v></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


def write_csv(path: Path, rows: Sequence[Sequence[Cell]], encoding: str) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([["" if cell is None else str(cell) for cell in row] for row in rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xls(path: Path, sheets: Sequence[SheetOut], *, date1904: bool = False) -> Path:
    """As Excel 97 to 2003 and older programs of counties write one."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = int(date1904)
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for one in sheets:
        sheet = book.add_sheet(one.name)
        sheet.visibility = int(one.hidden)
        covered = {(row, at) for top, left, bottom, right in one.merged for row, at in within(top, left, bottom, right)}
        for number, cells in enumerate(one.rows, start=1):
            for at, cell in enumerate(cells):
                if cell is None or cell == "" or (number, at) in covered:
                    continue
                sheet.write(number - 1, at, cell, day if isinstance(cell, date) else xlwt.Style.default_style)
        for top, left, bottom, right in one.merged:
            label = one.rows[top - 1][left] if left < len(one.rows[top - 1]) else ""
            sheet.write_merge(top - 1, bottom - 1, left, right, label)
    book.save(str(path))
    return path


def within(top: int, left: int, bottom: int, right: int) -> list[tuple[int, int]]:
    return [(row, at) for row in range(top, bottom + 1) for at in range(left, right + 1)]
