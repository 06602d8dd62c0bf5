"""Papers that are lists: their columns, how their cells are worded, and the list as a Word file.

The typst side is `typst/lists.typ`. A list to be filled in by hand has empty rows instead of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import qr, words
from .closing import close
from .paper import Basis, Paper
from .word import Cell, Face, document, gap, kept, table, text

TITLE = Face("title", 20, bold=True)
UNDER = Face("fang", 12)
LEAD = Face("fang", 14)
HEAD = Face("hei", 10.5, bold=True)
CELL = Face("fang", 11)
SMALL = Face("fang", 9)
ONE_LINE = 22  # characters of 20 points between the margins


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its label, its width in millimetres, and whether its words are figures."""

    label: str
    mm: float
    figures: bool = False


def section(
    heading: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, lines: int = 0, nobody: str = ""
) -> dict[str, Any]:
    """One list; `nobody` is what it says where nobody stands on it."""
    empty = [[""] * len(columns)] * lines
    return {
        "heading": heading,
        "columns": [{"label": one.label, "mm": one.mm, "figures": one.figures} for one in columns],
        "rows": [list(row) for row in rows] or empty,
        "nobody": "" if rows or lines else nobody,
    }


def wording(
    paper: Paper,
    title: str,
    *,
    foot: str = "",
    under: Sequence[str] = (),
    lead: str = "",
    sections: Sequence[Mapping[str, Any]],
    facts: Sequence[tuple[str, str]] = (),
    signers: Sequence[str] = (),
) -> dict[str, Any]:
    """The printed words of a list, the same in PDF and Word; `foot` is what a long title is called there."""
    return {
        **words.frame(paper, foot or title),
        "title": title_lines(paper, title),
        "under": "　".join(part for part in (f"{paper.county}{paper.township}", paper.number, *under) if part),
        "lead": lead,
        "sections": [dict(one) for one in sections],
        "facts": [[label, said] for label, said in facts if said],
        "signers": list(signers),
        "check": words.codes(paper),
    }


def title_lines(paper: Paper, title: str) -> list[str]:
    first = f"{paper.village}{words.term(paper.term_no)}村民委员会选举"
    return [first + title] if len(first + title) <= ONE_LINE else [first, title]


def laws(texts: Sequence[str], basis: Basis | None, paper: Paper) -> str:
    """The article, the texts and the pack that a list rests on."""
    said = [*texts, *([words.article(basis)] if basis else [])]
    return f"{'、'.join(said)}；规则包 {paper.pack}。" if said else ""


def group(number: int) -> str:
    return f"{number}组" if number else ""


# -- Word -------------------------------------------------------------------------------------------------------------


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    for line in printed["title"]:
        yield text(line, TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=4)
    if printed["lead"]:
        yield text(printed["lead"], LEAD, before=8)
    for found in printed["sections"]:
        yield from one_list(found)
    if printed["signers"]:
        yield gap(8)
        signed = [Cell(text(f"{role}签名：", CELL)) for role in printed["signers"]]
        yield table([signed], (170 / len(signed),) * len(signed), height_mm=14)
    yield from close(printed)


def one_list(found: Mapping[str, Any]) -> Iterator[str]:
    yield gap(6)
    if found["heading"]:
        yield kept(text(found["heading"], HEAD, before=2))
    if found["nobody"]:
        yield text(found["nobody"], CELL, before=2)
        return
    columns = found["columns"]
    heads = [Cell(text(one["label"], HEAD, align="center")) for one in columns]
    rows = [[cell(words, one) for words, one in zip(row, columns, strict=True)] for row in found["rows"]]
    yield table([heads, *rows], tuple(one["mm"] for one in columns), heads=1, height_mm=7)


def cell(words: str, column: Mapping[str, Any]) -> Cell:
    fits = len(words) * CELL.size * 25.4 / 72 <= column["mm"] - 3
    return Cell(text(words, CELL if fits else SMALL, align="right" if column["figures"] else "left"))
