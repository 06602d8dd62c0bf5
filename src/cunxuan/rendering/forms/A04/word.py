"""登记参加选举的村民名单公告 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cunxuan.rendering import qr
from cunxuan.rendering.closing import close
from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, table, text

TITLE = Face("title", 22, bold=True)
UNDER = Face("fang", 12)
LEAD = Face("fang", 14)
HEAD = Face("hei", 12, bold=True)
NAME = Face("fang", 12)
SMALL = Face("fang", 9)
COLUMNS = 9
FITS = 4  # characters in one line of a column


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    for line in printed["title"]:
        yield text(line, TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=4)
    yield text(f"{printed['headline']}{printed['order']}。", LEAD, before=8)
    for group in printed["groups"]:
        yield gap(6)
        yield table(rows(group), (WIDTH / COLUMNS,) * COLUMNS, heads=1, height_mm=6.4)
    yield from close(printed)


def rows(group: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
    """The heading, repeated on each page, and the names from left to right."""
    yield [Cell(text(group["heading"], HEAD), span=COLUMNS)]
    names = group["names"]
    for left in range(0, len(names), COLUMNS):
        row = [*names[left : left + COLUMNS], *[""] * COLUMNS][:COLUMNS]
        yield [Cell(text(name, NAME if len(name) <= FITS else SMALL)) for name in row]
