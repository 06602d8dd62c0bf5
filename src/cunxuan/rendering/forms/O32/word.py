"""未在户籍地登记证明 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, table, text

TITLE = Face("title", 22, bold=True)
SAID = Face("fang", 16)
PLACE = Face("fang", 12)
SIGNED = Face("fang", 14)
NOTE = Face("song", 9)
INDENT = "　　"
RIGHT = 84  # mm for the place of the seal


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield gap(20)
    yield text(printed["title"], TITLE, align="center")
    yield text(printed["addressed"], SAID, before=28)
    for words in printed["said"]:
        yield text(f"{INDENT}{words}", SAID, before=10)
    yield text(printed["place"], PLACE, before=20)
    yield gap(36)
    signed = [text(printed["signer"], SIGNED, align="center"), text(printed["stamp"], NOTE, align="center")]
    signed += [text(words, SIGNED, align="center", before=10) for words in printed["by_hand"]]
    yield table([[Cell(text("", NOTE)), Cell("".join(signed))]], (WIDTH - RIGHT, RIGHT), lines=False)
    yield text(printed["help"], NOTE, before=24)
