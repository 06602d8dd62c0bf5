"""Rosters that are signed line by line: their pages, the same in PDF and Word.

A page belongs to one group, so that each group's sheets can lie on a table of their own; title, group and the heads of
the columns stand on every page. How many pages there are is known before anything is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import words
from .paper import Paper, Round
from .word import MM, Cell, Face, document, paragraph, run, table, text

LINES = 21  # of one page
HEIGHT = 9.6  # mm of a line: room for a thumb and for large letters
TWO_LINES = 10  # points, where a cell has two

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, its width in millimetres and the size of its letters in points."""

    head: str
    width: int
    size: int
    align: str = "left"


def page_count(people: int) -> int:
    """How many pages so many people of one group take."""
    return max(1, -(-people // LINES))


def pages(heading: str, rows: Sequence[Sequence[Lines]], columns: int) -> list[dict[str, Any]]:
    """The pages of one group; without rows one page of lines to be filled by hand."""
    if not rows:
        return [{"heading": heading, "rows": [[[]] * columns] * LINES}]
    return [{"heading": heading, "rows": rows[first : first + LINES]} for first in range(0, len(rows), LINES)]


def roster(
    paper: Paper,
    title: str,
    *,
    polled_on: date | None,
    columns: Sequence[Column],
    pages: Sequence[Mapping[str, Any]],
    tally: str,
    help: str,
    round: Round | None = None,
) -> dict[str, Any]:
    """The printed words of a roster."""
    on = f"{words.day(polled_on)}{words.ROUNDS[round] if round else '选举'}" if polled_on else ""
    return {
        **words.frame(paper, title),
        "title": f"{paper.village}{title}",
        "under": "　".join(part for part in (f"{paper.county}{paper.township}", on) if part),
        "columns": [
            {"head": one.head, "width": one.width, "size": one.size, "right": one.align == "right"} for one in columns
        ],
        "height": HEIGHT,
        "pages": list(pages),
        "tally": tally,
        "help": help,
    }


# -- Word ----------------------------------------------------------------------------------------------------------

TITLE = Face("title", 20, bold=True)
UNDER = Face("fang", 11)
HEADING = Face("hei", 13, bold=True)
HEAD = Face("hei", 11, bold=True)
NOTE = Face("song", 9)
NEXT_PAGE = "<w:pageBreakBefore/>"
SIDES = 3.2  # mm that a cell's insets take


def word(printed: Mapping[str, Any]) -> bytes:
    return document(word_pages(printed), printed)


def word_pages(printed: Mapping[str, Any]) -> Iterator[str]:
    columns = printed["columns"]
    widths = [column["width"] for column in columns]
    heads = [Cell(text(column["head"], fitting(column["head"], column["width"], HEAD))) for column in columns]
    for number, page in enumerate(printed["pages"]):
        title = run(printed["title"], TITLE)
        yield paragraph(title, align="center", line=27, first=NEXT_PAGE if number else "")
        yield text(printed["under"], UNDER, align="center")
        yield text(page["heading"], HEADING, before=6)
        rows = [[cell(lines, column) for lines, column in zip(row, columns, strict=True)] for row in page["rows"]]
        yield table([heads, *rows], widths, heads=1, height_mm=printed["height"])
        yield text(printed["tally"], UNDER, before=6)
        yield text(printed["help"], NOTE, before=3)


def cell(lines: Lines, column: Mapping[str, Any]) -> Cell:
    size = TWO_LINES if len(lines) > 1 else column["size"]
    align = "right" if column["right"] else "left"
    faces = [(said, fitting(said, column["width"], Face("fang", size))) for said in lines or [""]]
    return Cell("".join(text(said, face, align=align) for said, face in faces))


def fitting(said: str, width: int, face: Face) -> Face:
    """Words longer than their column get smaller letters, never a second line."""
    room = (width - SIDES) / MM
    fits = len(said) * face.size <= room
    return face if fits else Face(face.style, int(2 * room / len(said)) / 2, face.bold)
