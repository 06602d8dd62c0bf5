"""登记参加选举的村民名单更正补充公告 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering import qr
from cunxuan.rendering.closing import close
from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, kept, table, text

TITLE = Face("title", 20, bold=True)
UNDER = Face("fang", 12)
LEAD = Face("fang", 14)
HEAD = Face("hei", 13, bold=True)
CELL_HEAD = Face("hei", 11, bold=True)
CELL = Face("fang", 12)
WIDTHS = (40, 50, WIDTH - 90)


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    for line in printed["title"]:
        yield text(line, TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=4)
    yield text(printed["headline"], LEAD, before=8)
    for found in printed["tables"]:
        yield kept(text(found["title"], HEAD, before=10))
        heads = [Cell(text(head, CELL_HEAD)) for head in found["heads"]]
        rows = [[Cell(text(words, CELL)) for words in row] for row in found["rows"]]
        yield table([heads, *rows], WIDTHS, heads=1, pad_mm=0.8)
        yield gap(2)
    yield from close(printed)
