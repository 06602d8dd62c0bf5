"""名单异议登记表 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, kept, table, text

TITLE = Face("title", 20, bold=True)
UNDER = Face("fang", 12)
HEAD = Face("hei", 10, bold=True)
CELL = Face("fang", 10.5)
NOTE = Face("song", 9)
WIDTHS = (11, 20, WIDTH - 127, 27, 21, 27, 21)


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield text(printed["title"], TITLE, align="center")
    yield text(printed["under"], UNDER, align="center")
    yield text(printed["period"], CELL, before=6)
    yield gap(4)
    heads = [Cell(text(head, HEAD)) for head in printed["heads"]]
    rows = [[Cell(text(words, CELL)) for words in row] for row in printed["rows"]]
    yield table([heads, *rows], WIDTHS, heads=1, height_mm=11, pad_mm=0.6)
    yield kept(gap(8))
    signers = [Cell(text(f"{role}：", HEAD)) for role in printed["signers"]]
    yield kept(table([signers], (WIDTH / len(signers),) * len(signers), height_mm=10, lines=False))
    notes = (printed["help"], *printed["codes"], printed["digest"])
    yield text("　".join(note for note in notes if note), NOTE, before=4)
