"""计票单 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import (
    CELL_SIDE,
    MM,
    PITCH,
    WIDTH,
    Cell,
    Face,
    document,
    gap,
    kept,
    paragraph,
    run,
    table,
    text,
    together,
)

TITLE = Face("title", 20, bold=True)
HEAD = Face("hei", 11, bold=True)
CELL = Face("fang", 10.5)
FIGURE = Face("kai", 14)
STROKES = Face("kai", 11)
NOTE = Face("song", 9)
HALF = (WIDTH - 8) / 2  # mm for one of two sections side by side


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield text(printed["title"], TITLE, align="center")
    yield text("　".join(printed["under"]), CELL, align="center")
    counted = [found for found in printed["sections"] if not found["strokes"]]
    halves = [Cell(section(found, printed, HALF) + gap(1), top=True) for found in counted]
    for left in range(0, len(halves), 2):
        first, second = (*halves[left : left + 2], Cell(gap(1)))[:2]
        yield table([[first, Cell(gap(1)), second]], (HALF, WIDTH - 2 * HALF, HALF), lines=False)
    for found in printed["sections"]:
        if found["strokes"]:
            yield section(found, printed, WIDTH)
    yield kept(gap(8))
    found = printed["signers"]
    yield kept(table([[signer(one) for one in found]], (WIDTH / len(found),) * len(found), height_mm=14))
    notes = (printed["help"], printed["definition"], printed["pack"], *printed["codes"], printed["digest"])
    yield text("　".join(note for note in notes if note), NOTE, before=4)


def section(found: Mapping[str, Any], printed: Mapping[str, Any], width: float) -> str:
    head = paragraph(run(found["title"], HEAD), run(f"　{found['note']}", NOTE), line=HEAD.size * PITCH, before=6)
    return kept(head) + table(
        together(rows(found)), widths(found, printed, width), height_mm=6.7 if printed["dense"] else 7.8
    )


def widths(found: Mapping[str, Any], printed: Mapping[str, Any], width: float) -> tuple[float, ...]:
    """Long names get a wider column, the strokes the rest."""
    digits = (6.5,) * printed["squares"]
    rest = width - 10 - sum(digits)
    label = min(56, max(34, printed["longest"] * CELL.size * MM + 2 * CELL_SIDE + 0.5))
    return (10, label, rest - label, *digits) if found["strokes"] else (10, rest, *digits)


def rows(found: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for row in found["rows"]:
        strokes = [Cell(text(row["strokes"], STROKES))] if found["strokes"] else []
        yield [
            Cell(text(row["number"], NOTE, align="right")),
            Cell(text(row["label"], CELL)),
            *strokes,
            *(Cell(text(digit, FIGURE, align="center")) for digit in row["digits"]),
        ]


def signer(found: Mapping[str, str]) -> Cell:
    return Cell(text(found["role"], HEAD) + text(found["names"], NOTE))
