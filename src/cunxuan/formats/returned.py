"""The workbook that goes back to the village: the same one, with each cell to correct in red and the reason beside it.

The reasons stand in a column 要改正的地方 at the right of each sheet. An .xlsx keeps its looks (`red_cells`); what came
as CSV, .xls or .ods comes back as .xlsx with its values. Nothing in it runs: no macro, no formula, no link, no
picture, no note; cells that begin like a formula are texts. What was marked before and has been corrected is red no
longer.

Public: `mark`, `Wrong`, `HEADING`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from .kinds import Kind, kind_of, refused
from .packages import opened, part, pieces
from .parts import SheetPart, date1904_in, named, sheet_parts, tree
from .reading import LIMITS, Limits, Plain, run
from .red_cells import HEADING, NotPatchable, Room, SheetMarks, Styles, patched, room_in
from .tables import Follow
from .workbooks import CORNERS, MOST_COLUMNS, column_of, open_book
from .written import package_of, part_name, write_book

#: What goes back may be as large as what came.
MARK_LIMITS = replace(LIMITS, written=512 * 2**20)


class Wrong(NamedTuple):
    """A cell to correct, such as C14, and why. Where a colour is what is asked about, the cell keeps it: not `red`."""

    sheet: str
    cell: str
    text: str
    red: bool = True


def mark(
    path: Path,
    problems: Iterable[Wrong],
    out: Path,
    headings: Mapping[str, int] | None = None,
    limits: Limits = MARK_LIMITS,
) -> int:
    """Writes the workbook with these cells in red to `out`; gives how many. In a process of its own, as reading is.

    `headings` says in which row the headings of a sheet stand; ours goes there, or else into the first row.
    """
    wanted = [list(problem) for problem in problems]
    try:
        (marked,) = run(marked_book, path, wanted, dict(headings or {}), str(out.resolve()), limits=limits)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    assert isinstance(marked, int)
    return marked


def marked_book(
    path: Path, problems: Sequence[tuple[str, str, str, bool]], headings: Mapping[str, int], out: str, *, follow: Follow
) -> Iterator[Plain]:
    """In the process."""
    marks = by_sheet(problems, headings)
    target = Path(out)
    if holds_xlsx(path):
        try:
            write_marked(path, marks, target, follow)
        except NotPatchable:
            write_anew(path, marks, target, follow)
    else:
        write_anew(path, marks, target, follow)
    yield sum(len(columns) for sheet in marks.values() for columns, _ in sheet.rows.values())


def holds_xlsx(path: Path) -> bool:
    if kind_of(path) is not Kind.XLSX:
        return False
    with opened(path) as (_, kind):  # an .ods begins in the same way
        return kind is Kind.XLSX


def by_sheet(problems: Sequence[tuple[str, str, str, bool]], headings: Mapping[str, int]) -> dict[str, SheetMarks]:
    """A row that has several things wrong names the cell before each."""
    rows: dict[str, dict[int, list[tuple[int, str, str, bool]]]] = {}
    for sheet, cell, text, red in problems:
        found = CORNERS.fullmatch(cell.encode())
        assert found is not None, cell
        rows.setdefault(sheet, {}).setdefault(int(found[2]), []).append((column_of(found[1]), cell, text, red))
    return {
        sheet: SheetMarks({row: one_row(wrong) for row, wrong in found.items()}, headings.get(sheet, 1))
        for sheet, found in rows.items()
    }


def one_row(wrong: list[tuple[int, str, str, bool]]) -> tuple[set[int], str]:
    columns = {column for column, _, _, red in wrong if red}
    reasons = [text if len(wrong) == 1 else f"{cell}：{text}" for _, cell, text, _ in sorted(wrong)]
    return columns, " ".join(dict.fromkeys(reasons))


def write_anew(path: Path, marks: Mapping[str, SheetMarks], out: Path, follow: Follow) -> None:
    """As a plain workbook first, and that marked."""
    plain = out.with_name(f"{out.name}.plain")
    try:
        with open_book(path) as book:
            names = write_book(book.sheets, plain)
        write_marked(plain, {names[name]: sheet for name, sheet in marks.items()}, out, follow)
    finally:
        plain.unlink(missing_ok=True)


# An .xlsx, part by part


def write_marked(path: Path, marks: Mapping[str, SheetMarks], out: Path, follow: Follow) -> None:
    with opened(path) as (package, _), ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as copy:
        styles = Styles(part(path, package, "xl/styles.xml"))
        if not styles.usable:
            raise NotPatchable
        parts = sheet_parts(path, package)
        heading = shared_heading(path, package)
        for number, one in enumerate(follow(parts, len(parts)), start=1):
            room = room_in(path, pieces(path, package, one.part), heading)
            check(path, one, room)
            xml = pieces(path, package, one.part)
            sheet = marks.get(one.name, SheetMarks({}, 1))
            write(copy, part_name(number), patched(path, xml, sheet, room, styles))
        others = [name for name, part_of in OTHERS.items() if any(part_of == one.lower() for one in package.namelist())]
        for name in others:
            found = next(one for one in package.namelist() if one.lower() == OTHERS[name])
            write(copy, WRITTEN_AS[name], pieces(path, package, found))
        copy.writestr("xl/styles.xml", styles.written())
        for name, content in small_parts(path, package, parts, others).items():
            copy.writestr(name, content)


OTHERS = {"sharedStrings": "xl/sharedstrings.xml", "theme": "xl/theme/theme1.xml"}
WRITTEN_AS = {"sharedStrings": "xl/sharedStrings.xml", "theme": "xl/theme/theme1.xml"}


def check(path: Path, one: SheetPart, room: Room) -> None:
    if not room.patchable:
        raise NotPatchable
    if room.column >= MOST_COLUMNS:
        raise refused(
            path,
            f"“{one.name}”表最右一列（XFD）有内容，旁边没有地方写要改正的原因",
            "请清空这一列，另存后再试",
            f"sheet {one.name} has something in its last column (XFD); there is no room beside it. Clear that column.",
        )


def write(copy: ZipFile, name: str, xml: Iterable[bytes]) -> None:
    with copy.open(name, "w", force_zip64=True) as target:
        for piece in xml:
            target.write(piece)


def shared_heading(path: Path, package: ZipFile) -> int | None:
    """The number of our own heading among the shared strings, where a spreadsheet program put it."""
    before = 0
    rest = b""
    for name in package.namelist():
        if name.lower() == OTHERS["sharedStrings"]:
            for piece in pieces(path, package, name):
                text = rest + piece
                at = text.find(f">{HEADING}</".encode())
                if at >= 0:
                    return before + len(STRING.findall(text[:at])) - 1
                cut = max(text.rfind(b"<si"), text.rfind(b":si"), 0)
                before += len(STRING.findall(text[:cut]))
                rest = text[cut:]
    return None


STRING = re.compile(rb"<(?:[\w.-]+:)?si[\s>/]")


def small_parts(path: Path, package: ZipFile, parts: Sequence[SheetPart], others: Sequence[str]) -> dict[str, str]:
    workbook = tree(path, package, "xl/workbook.xml")
    all_there = len(parts) == sum(1 for _ in named(workbook, "sheet"))  # charts have tabs, too, and do not go back
    more = '<workbookPr date1904="1"/>' if date1904_in(path, package) else ""
    behind = ""
    if all_there:
        names = "".join(
            f'<definedName name="{one.get("name")}" localSheetId="{one.get("localSheetId")}"'
            f"{' hidden=' + chr(34) + '1' + chr(34) if one.get('hidden') in ('1', 'true') else ''}>"
            f"{escape(one.text or '')}</definedName>"
            for one in named(workbook, "definedName")
            if one.get("name") in KEPT_NAMES
            and (one.get("localSheetId") or "").isdecimal()
            and PLACES.fullmatch(one.text or "")
        )
        behind = f"<definedNames>{names}</definedNames>" if names else ""
    hidden = [one.name for one in parts if one.hidden]
    return package_of([one.name for one in parts], hidden=hidden, more=more, behind=behind, parts=others)


#: What Excel keeps with a sheet under a name: where it filters, and what it prints.
KEPT_NAMES = ("_xlnm._FilterDatabase", "_xlnm.Print_Area", "_xlnm.Print_Titles")
PLACES = re.compile(
    r"(?:(?:'[^'\[\]|]+'|[^'\[\]|!=,(]+)!\$?[A-Z]{0,3}\$?[0-9]{0,7}(?::\$?[A-Z]{0,3}\$?[0-9]{0,7})?,?)+"
)
