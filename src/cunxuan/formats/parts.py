"""The parts of an .xlsx that say more than its cells: its sheets and where they lie, its styles, a sheet in sections.

Public: `SheetPart`, `sheet_parts`, `date1904_in`, `coloured_styles`, `sections`, `Section`, `Words`, `MARK`, `INK`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from xml.etree import ElementTree  # `packages` has refused whatever holds a document type or an entity
from zipfile import ZipFile

from .kinds import refused, unreadable
from .packages import long_cell, part

#: The fill of a cell to correct and the letters of the reason (`returned`); ours, not colours that a village chose.
MARK, INK = "FFB3AB", "C00001"


def tree(path: Path, package: ZipFile, name: str) -> ElementTree.Element:
    """A small part as a tree; one without children where the package does not have it."""
    try:
        content = part(path, package, name)
        return ElementTree.fromstring(content) if content else ElementTree.Element("nothing")  # noqa: S314
    except ElementTree.ParseError as error:
        raise unreadable(path) from error


def named(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The elements of this name below it, in whatever namespace (there is a strict one, too)."""
    return element.iterfind(f".//{{*}}{name}")


# Sheets


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    hidden: bool


def sheet_parts(path: Path, package: ZipFile) -> tuple[SheetPart, ...]:
    """The sheets of cells, in the order of their tabs."""
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in tree(path, package, "xl/_rels/workbook.xml.rels")
        if link.get("Type", "").endswith("/worksheet")
    }
    there = {name.lower(): name for name in package.namelist()}
    found = []
    for sheet in named(tree(path, package, "xl/workbook.xml"), "sheet"):
        target = targets.get(next((value for key, value in sheet.items() if key.endswith("}id")), None))
        if target is not None:
            name = there.get(target.lstrip("/").lower() if target.startswith("/") else normpath(f"xl/{target}").lower())
            if name is None:
                raise unreadable(path)
            found.append(SheetPart(sheet.get("name", ""), name, sheet.get("state", "visible") != "visible"))
    if not found:
        raise unreadable(path)
    if len({one.name for one in found}) < len(found):
        raise refused(
            path,
            "有两张同名的表",
            "请改名后再试",
            "has two sheets of one name. Give one of them another name and try again.",
        )
    return tuple(found)


def date1904_in(path: Path, package: ZipFile) -> bool:
    found = named(tree(path, package, "xl/workbook.xml"), "workbookPr")
    return any(one.get("date1904", "0") not in ("0", "false") for one in found)


# Colours


def coloured_styles(path: Path, package: ZipFile) -> dict[int, str]:
    """Which numbers of a cell's style mean a colour: that of the fill, else of the letters; not black, not white."""
    styles = tree(path, package, "xl/styles.xml")
    colours = Colours(path, package)
    fills = [colours.of_fill(fill) for fill in children(styles, "fills")]
    fonts = [colours.of_font(font) for font in children(styles, "fonts")]
    found = {}
    for number, style in enumerate(children(styles, "cellXfs")):
        colour = pick(fills, style.get("fillId")) or pick(fonts, style.get("fontId"))
        if colour:
            found[number] = colour
    return found


def children(styles: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return list(next(named(styles, name), ()))


def pick(colours: list[str], number: str | None) -> str:
    at = int(number) if number and number.isdecimal() else 0
    return colours[at] if at < len(colours) else ""


class Colours:
    """The colours of a workbook, which names some by their place in its theme or in the old palette."""

    def __init__(self, path: Path, package: ZipFile) -> None:
        self.path, self.package = path, package

    def of_fill(self, fill: ElementTree.Element) -> str:
        pattern = next(named(fill, "patternFill"), None)
        if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
            return ""
        found = self.of(next(named(pattern, "fgColor"), None))
        return "" if found in ("FFFFFF", MARK) else found

    def of_font(self, font: ElementTree.Element) -> str:
        colour = next(named(font, "color"), None)
        if colour is None or colour.get("theme") in ("0", "1"):  # paper and ink
            return ""
        found = self.of(colour)
        return "" if found in ("000000", "FFFFFF", INK) else found

    def of(self, colour: ElementTree.Element | None) -> str:
        if colour is None:
            return ""
        if rgb := colour.get("rgb"):
            return rgb[-6:].upper()
        if theme := colour.get("theme"):
            return pick(self.theme, theme)
        return pick(PALETTE, colour.get("indexed")) if colour.get("indexed") else ""

    @cached_property
    def theme(self) -> list[str]:
        """In the order in which numbers name them: light before dark, which the file has the other way round."""
        scheme = next(named(tree(self.path, self.package, "xl/theme/theme1.xml"), "clrScheme"), ())
        found = [(one.get("lastClr") or one.get("val") or "").upper() for each in scheme for one in each]
        return [found[1], found[0], found[3], found[2], *found[4:]] if len(found) > 3 else []


PALETTE = (
    ["000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"] * 2
    + ["800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"]
    + ["9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"]
    + ["000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"]
    + ["00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"]
    + ["3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"]
    + ["003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"]
)


# The XML of a sheet


class Section(Enum):
    """Before the first row, rows (again and again), behind the last row."""

    HEAD = auto()
    ROWS = auto()
    TAIL = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """How a sheet writes its elements: some programs put a prefix before every name."""

    prefix: bytes

    def start(self, name: bytes) -> bytes:
        return b"<" + self.prefix + name

    def end(self, name: bytes) -> bytes:
        return b"</" + self.prefix + name + b">"


#: A row longer than this, or what stands before the first or behind the last, is no table's.
LONGEST = 32 * 2**20
SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*?(/?)>")


def words_of(head: bytes) -> Words:
    found = SHEET_DATA.search(head)
    return Words(found[1] if found else b"")


def sections(path: Path, xml: Iterable[bytes]) -> Iterator[tuple[Section, bytes]]:
    """The sheet's XML again, cut where a row begins: put together it is what it was."""
    pieces = iter(xml)
    rest = b""
    for piece in pieces:
        rest = within_bounds(path, rest + piece)
        if found := SHEET_DATA.search(rest):
            break
    else:
        raise unreadable(path)
    head, rest = rest[: found.end()], rest[found.end() :]
    yield Section.HEAD, head
    if not found[2]:
        words = Words(found[1])
        row, end = words.start(b"row"), words.end(b"sheetData")
        while (at := rest.find(end)) < 0:
            cut = max(rest.rfind(row), 0)
            if cut:
                yield Section.ROWS, rest[:cut]
            piece = next(pieces, b"")
            if not piece:
                raise unreadable(path)
            rest = within_bounds(path, rest[cut:] + piece)
        if at:
            yield Section.ROWS, rest[:at]
        rest = rest[at:]
    yield Section.TAIL, rest + within_bounds(path, b"".join(pieces))


def within_bounds(path: Path, xml: bytes) -> bytes:
    if len(xml) > LONGEST:
        raise long_cell(path)
    return xml
