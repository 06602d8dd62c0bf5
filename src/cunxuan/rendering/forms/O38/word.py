"""委托投票书及委托投票证 as a Word file, two on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cunxuan.rendering import qr
from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, kept, paragraph, picture, run, table, text

TITLE = Face("title", 18, bold=True)
SAID = Face("fang", 12)
SMALL = Face("fang", 11)
LABEL = Face("hei", 10)
NOTE = Face("song", 9)
CUT = Face("song", 8)
QR = 18  # mm
COLUMNS = (26, 60, 26, WIDTH - 112)


def word(printed: Mapping[str, Any]) -> bytes:
    codes = [qr.png(one["qr"]) for one in printed["letters"] if one["qr"]]
    return document(body(printed), printed, codes=codes)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    letters = printed["letters"]
    for index, letter in enumerate(letters):
        if index % 2:
            yield text("…" * 60, CUT, align="center", before=4)
        yield from one_letter(letter, printed["title"], index + 1, new_page=bool(index) and index % 2 == 0)
    yield gap(1)  # a Word file ends with a paragraph


def one_letter(letter: Mapping[str, Any], title: Sequence[str], number: int, *, new_page: bool) -> Iterator[str]:
    first = "<w:pageBreakBefore/>" if new_page else ""
    yield paragraph(run(title[0], TITLE), align="center", line=26, first=first)
    yield kept(text(letter["to"], SAID, before=3))
    yield kept(text(f"　　{letter['said']}", SAID))
    signed = [Cell(text(words, LABEL)) for words in ("委托人签名（手印）", "受委托人签名（手印）", letter["applied"])]
    yield kept(table([signed], (62, 62, WIDTH - 124), height_mm=11))
    yield kept(text(title[1], TITLE, align="center", before=8))
    if letter["number"]:
        yield kept(text(letter["number"], SMALL, align="right"))
    pairs = letter["people"]
    yield kept(table([cells(pairs[:2]), cells(pairs[2:])], COLUMNS, height_mm=7.5))
    yield kept(text(f"　　{letter['leave']}", SMALL, before=3))
    codes = Cell("".join(text(line, NOTE) for line in letter["check"]) or text("", NOTE))
    lines = ((letter["issuer"], SMALL), (letter["date"], SMALL), (letter["seal"], NOTE))
    seal = Cell("".join(text(words, letters, align="center") for words, letters in lines))
    if letter["qr"]:
        square = Cell(paragraph(picture(QR, letter["qr"], number)))
        yield table([[square, codes, seal]], (QR + 3, 62, WIDTH - QR - 65), lines=False)
    else:
        yield table([[codes, seal]], (62, WIDTH - 62), lines=False)


def cells(pairs: list[list[str]]) -> list[Cell]:
    return [Cell(text(words, face)) for label, said in pairs for words, face in ((label, LABEL), (said, SAID))]
