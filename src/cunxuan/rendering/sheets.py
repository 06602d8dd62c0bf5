"""Ordinary office papers (办公用表): a title, and under it blocks of fields, text, rows, ticks and room to write in.

A form that is made of these blocks needs no layout of its own: `wording` gives its printed words, the same for PDF
(`typst/sheets.typ`) and Word (`word`). Empty fields and rows are higher, because somebody writes in them by hand.

    sheets.wording(paper, title, under=(…), lead="…", blocks=[…], facts=[…], signers=("经办人", "负责人"))

    sheets.facts([(label, value), …], columns=2)      labelled fields; a long value takes a whole line
    sheets.text(heading, paragraphs)                  paragraphs under a heading
    sheets.rows(heading, columns, rows, lines=8)      a table, with so many empty lines at its end
    sheets.ticks(heading, [(label, True, note), …])   squares to be ticked; what is not ticked stays empty
    sheets.space(heading, mm)                         an empty box of this height
    sheets.page_break()                               what follows begins a new sheet

The widths of a table's columns are shares of the line. `landscape=True` lays the sheet across.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import qr, words
from .closing import close
from .lists import Column as Column
from .paper import Paper
from .word import LANDSCAPE_WIDTH, MM, Cell, Face, document, framed, gap, kept, next_page, table
from .word import paragraph as word_paragraph
from .word import text as word_text

Block = dict[str, Any]

LINE = 172.0  # mm between the margins of an upright sheet
LABEL = 26.0  # mm for the label of a field
INSET = 3.0  # mm that the sides of a cell take

TITLE = Face("title", 20, bold=True)
UNDER = Face("fang", 12)
BODY = Face("fang", 12)
HEAD = Face("hei", 12, bold=True)
COLUMN = Face("hei", 10, bold=True)
CELL = Face("fang", 11)

BY_HAND = 9  # mm: a line that somebody writes in
PRINTED = 7  # mm

#: How much smaller than the others a name may become before it takes a second line instead.
SHRINKS = 0.75
NARROW = 45  # mm


def facts(items: Sequence[tuple[str, str]], *, columns: int = 2, heading: str = "") -> Block:
    """Labelled fields beside one another. A value that is longer than two lines of its field has the line to itself."""
    lines: list[list[list[str]]] = []
    open_line = False
    for label, value in items:
        whole = width_of(value, CELL) > 2 * (LINE / columns - LABEL - INSET)
        if whole or not open_line or len(lines[-1]) == columns:
            lines.append([])
        lines[-1].append([label, value])
        open_line = not whole
    return {"kind": "facts", "heading": heading, "across": columns, "lines": lines}


def width_of(words: str, face: Face) -> float:
    """Millimetres that words take: letters and figures half the width of a Chinese character."""
    return sum(0.5 if character < "\u2000" else 1 for character in words) * face.size * MM


def text(heading: str, paragraphs: Sequence[str]) -> Block:
    return {"kind": "text", "heading": heading, "paragraphs": list(paragraphs)}


def rows(
    heading: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, lines: int = 0, nobody: str = ""
) -> Block:
    """A table; `nobody` is what stands there where it has no rows."""
    filled = [list(row) for row in rows]
    for row in filled:
        assert len(row) == len(columns), (heading, row)
    return {
        "kind": "rows",
        "heading": heading,
        "columns": [{"label": one.label, "mm": one.mm, "figures": one.figures} for one in columns],
        "rows": filled + [[""] * len(columns)] * lines,
        "by_hand": len(filled),  # the rows from here on are written in by hand
        "nobody": "" if filled or lines else nobody,
    }


def ticks(heading: str, items: Sequence[tuple[str, bool | None, str]]) -> Block:
    return {"kind": "ticks", "heading": heading, "items": [[label, bool(is_so), note] for label, is_so, note in items]}


def space(heading: str, mm: float) -> Block:
    return {"kind": "space", "heading": heading, "mm": mm}


def page_break() -> Block:
    return {"kind": "page_break"}


def wording(
    paper: Paper,
    title: str,
    *,
    foot: str = "",
    under: Sequence[str] = (),
    lead: str = "",
    blocks: Sequence[Block] = (),
    facts: Sequence[tuple[str, str]] = (),
    signers: Sequence[str] = (),
    landscape: bool = False,
) -> dict[str, Any]:
    """The printed words of an office paper; `foot` is what a long title is called there, `facts` stand at the end."""
    place = f"{paper.county}{paper.township}{paper.village}"
    return {
        **words.frame(paper, foot or title),
        "layout": "/typst/sheets.typ",
        "landscape": landscape,
        "title": [title],
        "under": "　".join(part for part in (place, paper.number, *under) if part),
        "lead": lead,
        "blocks": [to_the_line(dict(one), landscape) for one in blocks],
        "facts": [[label, said] for label, said in facts if said],
        "signers": list(signers),
        "check": words.codes(paper),
    }


def to_the_line(found: Block, landscape: bool) -> Block:
    """A table's columns share the whole line in the proportion of their widths."""
    if found["kind"] == "rows":
        line = LANDSCAPE_WIDTH if landscape else LINE
        scale = line / sum(column["mm"] for column in found["columns"])
        found["columns"] = [{**column, "mm": round(column["mm"] * scale, 2)} for column in found["columns"]]
    return found


# -- Word -------------------------------------------------------------------------------------------------------------


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    line = LANDSCAPE_WIDTH if printed["landscape"] else LINE
    for title in printed["title"]:
        yield word_text(title, TITLE, align="center")
    if printed["under"]:
        yield word_text(printed["under"], UNDER, align="center", before=4)
    if printed["lead"]:
        yield word_text(f"　　{printed['lead']}", BODY, before=8)
    for found in printed["blocks"]:
        yield from in_word(found, line)
    if printed["signers"]:
        yield kept(gap(8))
        signed = [Cell(word_text(f"{role}签名：", CELL)) for role in printed["signers"]]
        yield kept(table([signed], (line / len(signed),) * len(signed), height_mm=14))
    yield from close(printed)


def in_word(found: Block, line: float) -> Iterator[str]:
    match found["kind"]:
        case "facts":
            yield from facts_in_word(found, line)
        case "text":
            yield from text_in_word(found)
        case "rows":
            yield from rows_in_word(found)
        case "ticks":
            yield from ticks_in_word(found, line)
        case "space":
            yield from space_in_word(found, line)
        case _:
            yield next_page()


def headed(found: Block) -> Iterator[str]:
    yield gap(6)
    if found["heading"]:
        yield kept(word_text(found["heading"], HEAD, before=2))
        yield kept(gap(3))


def facts_in_word(found: Block, line: float) -> Iterator[str]:
    yield from headed(found)
    across = found["across"]
    widths = (LABEL, line / across - LABEL) * across
    empty = any(not value for pairs in found["lines"] for _, value in pairs)
    height = BY_HAND if empty else PRINTED
    yield table([fields(pairs, across) for pairs in found["lines"]], widths, height_mm=height, pad_mm=0.6)


def fields(pairs: Sequence[Sequence[str]], across: int) -> list[Cell]:
    """A line of fields; the last of them has what is left of the line."""
    cells = []
    for number, (label, value) in enumerate(pairs, start=1):
        rest = 2 * (across - number) if number == len(pairs) else 0
        small = width_of(label, COLUMN) > LABEL - INSET
        cells += [
            Cell(word_text(label, Face("hei", 8, bold=True) if small else COLUMN)),
            Cell(word_text(value, CELL), span=1 + rest),
        ]
    return cells


def text_in_word(found: Block) -> Iterator[str]:
    yield from headed(found)
    for one in found["paragraphs"]:
        yield word_text(f"　　{one}", BODY, before=3, align="both")


def rows_in_word(found: Block) -> Iterator[str]:
    yield from headed(found)
    if found["nobody"]:
        yield word_text(found["nobody"], CELL, before=2)
        return
    columns = found["columns"]
    heads = [Cell(word_text(one["label"], COLUMN, align="center")) for one in columns]
    height = BY_HAND if found["by_hand"] < len(found["rows"]) else PRINTED
    cells = [[cell(said, one) for said, one in zip(row, columns, strict=True)] for row in found["rows"]]
    yield table([heads, *cells], tuple(one["mm"] for one in columns), heads=1, height_mm=height, pad_mm=0.6)


def cell(said: str, column: Mapping[str, Any]) -> Cell:
    """In a narrow column a name that is a little too long is set smaller; what is much longer takes more lines."""
    wide, room = width_of(said, CELL), column["mm"] - INSET
    shrinks = column["mm"] <= NARROW and room < wide <= room / SHRINKS
    smaller = Face(CELL.style, int(2 * CELL.size * room / wide) / 2) if shrinks else CELL
    return Cell(word_text(said, smaller, align="right" if column["figures"] else "left"))


def ticks_in_word(found: Block, line: float) -> Iterator[str]:
    yield from headed(found)
    noted = any(note for _, _, note in found["items"])
    widths = (10, 80, line - 90) if noted else (10, line - 10)
    yield table([ticked(one, noted) for one in found["items"]], widths, height_mm=PRINTED, pad_mm=0.6)


def ticked(one: Sequence[Any], noted: bool) -> list[Cell]:
    label, is_so, note = one
    square = framed("√" if is_so else "　", CELL)
    cells = [
        Cell(word_paragraph(square, align="center", line=CELL.size * 1.35)),
        Cell(word_text(label, CELL)),
    ]
    return [*cells, Cell(word_text(note, CELL))] if noted else cells


def space_in_word(found: Block, line: float) -> Iterator[str]:
    yield gap(6)
    yield table([[Cell(word_text(found["heading"], COLUMN), top=True)]], (line,), height_mm=found["mm"], pad_mm=1)
