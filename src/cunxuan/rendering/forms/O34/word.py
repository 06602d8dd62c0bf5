"""名单异议处理决定书 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering import qr
from cunxuan.rendering.closing import close
from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, kept, table, text

TITLE = Face("title", 22, bold=True)
UNDER = Face("fang", 12)
LABEL = Face("hei", 12, bold=True)
CELL = Face("fang", 13)
SERVED = Face("song", 11)


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield text(printed["title"], TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=4)
    yield gap(6)
    rows = [[Cell(text(label, LABEL)), Cell(text(said, CELL))] for label, said in printed["rows"]]
    yield table(rows, (36, WIDTH - 36), height_mm=12, pad_mm=1)
    yield from close(printed)
    served = [Cell(text(f"{label}：", SERVED)) for label in printed["served"]]
    yield kept(table([served], (WIDTH / len(served),) * len(served), height_mm=14, lines=False))
    yield gap(1)
