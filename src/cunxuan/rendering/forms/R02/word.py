"""登记册 as a Word file, lying across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import LANDSCAPE_WIDTH, Cell, Face, document, gap, kept, table, text

TITLE = Face("title", 17, bold=True)
UNDER = Face("fang", 11)
GROUP = Face("hei", 11, bold=True)
HEAD = Face("hei", 8.5, bold=True)
CELL = Face("fang", 9)
TIGHT = Face("fang", 7)
NOTE = Face("song", 9)
MM_A_POINT = 25.4 / 72


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield text(printed["title"], TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=2)
    widths = tuple(column["mm"] for column in printed["columns"])
    heads = [Cell(text(column["head"], HEAD, align="center")) for column in printed["columns"]]
    for found in printed["groups"]:
        yield kept(text(found["heading"], GROUP, before=6))
        rows = [[cell(words, width) for words, width in zip(row, widths, strict=True)] for row in found["rows"]]
        yield table([heads, *rows], widths, heads=1, height_mm=8.4 if found["by_hand"] else 5.6)
    yield kept(gap(8))
    signers = [Cell(text(f"{role}：", HEAD)) for role in printed["signers"]]
    yield kept(table([signers], (LANDSCAPE_WIDTH / len(signers),) * len(signers), height_mm=10, lines=False))
    yield text(printed["help"], NOTE, before=3)


def cell(said: str | list[Any], width: float) -> Cell:
    """Letters get smaller before a word breaks; the evidence may take two lines."""
    words = said if isinstance(said, str) else str(said[0])
    wide = sum(1 if ord(letter) > 0x2E7F else 0.64 for letter in words)
    fits = wide * CELL.size * MM_A_POINT <= width - 2.8
    return Cell(text(words, CELL if fits or width > 40 else TIGHT))
