"""How a notice ends in Word: facts, codes and the place of the seal, kept on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .word import PITCH, TAB, WIDTH, Cell, Face, gap, kept, paragraph, picture, run, table, text

LABEL = Face("hei", 11, bold=True)
SAID = Face("fang", 11)
SIGNED = Face("fang", 14)
NOTE = Face("song", 9)

LABELS = 24  # mm for the labels before the facts
QR = 20  # mm
CODES = 55  # mm for the codes beside it


def close(
    printed: Mapping[str, Any], label_face: Face = LABEL, said_face: Face = SAID, codes_mm: int = CODES
) -> Iterator[str]:
    yield kept(gap(5))
    for label, said in printed["facts"]:
        line = said_face.size * PITCH
        yield kept(paragraph(run(label, label_face), TAB, run(said, said_face), line=line, hang=LABELS))
    if printed["digest"]:
        yield kept(text(printed["digest"], NOTE, before=3))
    yield kept(gap(5))
    codes = Cell("".join(text(line, NOTE) for line in printed["check"]) or text("", NOTE))
    signed = ((printed["issuer"], SIGNED), (printed["date"], SIGNED), (printed["seal"], NOTE))
    right = Cell("".join(text(words, letters, align="center") for words, letters in signed))
    if printed["qr"]:
        square = Cell(paragraph(picture(QR, printed["qr"])))
        yield kept(table([[square, codes, right]], (QR + 3, codes_mm, WIDTH - QR - 3 - codes_mm), lines=False))
    else:
        yield kept(table([[codes, right]], (codes_mm, WIDTH - codes_mm), lines=False))
    yield gap(1)  # a Word file ends with a paragraph
