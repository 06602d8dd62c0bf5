"""计票单 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import FORM_MARGINS, Cell, Face, document, paragraph, run, table

TITLE = Face("title", 20)
HEAD = Face("hei", 11)
CELL = Face("fang", 11)
FIGURE = Face("kai", 15)
NOTE = Face("song", 9)
WIDTH = 170


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed, FORM_MARGINS)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield paragraph(run(printed["title"], TITLE), align="center")
    yield paragraph(run("　".join(printed["under"]), CELL), align="center")
    for section in printed["sections"]:
        yield paragraph(run(section["title"], HEAD), run(f"　{section['note']}", NOTE), before=6)
        yield table(rows(section), widths(section, printed["squares"]), height_mm=7.6)
    yield paragraph(line=8)
    found = printed["signers"]
    yield table([[signer(one) for one in found]], (WIDTH / len(found),) * len(found), height_mm=14)
    notes = (printed["help"], printed["definition"], printed["pack"], *printed["codes"], printed["digest"])
    yield paragraph(run("　".join(note for note in notes if note), NOTE), before=4)


def widths(section: Mapping[str, Any], squares: int) -> tuple[float, ...]:
    digits = (7,) * squares
    label = WIDTH - 10 - sum(digits)
    return (10, 40, label - 40, *digits) if section["strokes"] else (10, label, *digits)


def rows(section: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for row in section["rows"]:
        strokes = [Cell(paragraph(run(row["strokes"], NOTE)))] if section["strokes"] else []
        yield [
            Cell(paragraph(run(row["number"], NOTE), align="right")),
            Cell(paragraph(run(row["label"], CELL))),
            *strokes,
            *(Cell(paragraph(run(digit, FIGURE), align="center")) for digit in row["digits"]),
        ]


def signer(found: Mapping[str, str]) -> Cell:
    return Cell(paragraph(run(found["role"], HEAD)) + paragraph(run(found["names"], NOTE)))
