"""居住满一年人员参选审议决议 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, kept, table, text

TITLE = Face("title", 20, bold=True)
UNDER = Face("fang", 12)
LEAD = Face("fang", 14)
HEAD = Face("hei", 10, bold=True)
CELL = Face("fang", 10.5)
TIGHT = Face("fang", 8.5)
NOTE = Face("song", 9)
MM_A_POINT = 25.4 / 72
INDENT = "　　"


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield text(printed["title"], TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=2)
    yield text(f"{INDENT}{printed['lead']}", LEAD, before=12)
    yield gap(6)
    heads = [Cell(text(column["head"], HEAD, align="center")) for column in printed["columns"]]
    widths = tuple(column["mm"] for column in printed["columns"])
    rows = [[cell(words, width) for words, width in zip(row, widths, strict=True)] for row in printed["rows"]]
    yield table([heads, *rows], widths, heads=1, height_mm=10 if printed["by_hand"] else 7.6)
    yield kept(text(f"{INDENT}{printed['decided']}", LEAD, before=12))
    yield kept(text(printed["representatives"], UNDER, before=12))
    yield kept(gap(70))
    signers = [Cell(text(f"{role}：", HEAD)) for role in printed["signers"]]
    yield kept(table([signers], (WIDTH / len(signers),) * len(signers), height_mm=10, lines=False))
    yield kept(text(printed["day"], LEAD, align="right", before=8))
    yield text(printed["help"], NOTE, before=8)


def cell(words: str, width: float) -> Cell:
    """Letters get smaller before a word breaks, whatever font a computer has."""
    wide = sum(1 if ord(letter) > 0x2E7F else 0.64 for letter in words)
    return Cell(text(words, CELL if wide * CELL.size * MM_A_POINT <= width - 2.8 else TIGHT, align="center"))
