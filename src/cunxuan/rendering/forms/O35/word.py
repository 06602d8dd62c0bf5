"""参选证 as a Word file: ten cards on a page, between lines to cut along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering.word import PITCH, TAB, WIDTH, Cell, Face, document, gap, paragraph, run, table, text, twips

ELECTION = Face("kai", 10.5)
TITLE = Face("title", 16, bold=True)
NUMBER = Face("hei", 16, bold=True)
LABEL = Face("song", 10.5)
NAME = Face("fang", 16)
SAID = Face("fang", 13)
ISSUER = Face("fang", 10.5)
NOTE = Face("song", 8)
COLUMNS = 2
HEIGHT = 50.5  # mm
RIGHT = f'<w:tabs><w:tab w:val="right" w:pos="{twips(WIDTH / COLUMNS - 4)}"/></w:tabs>'
NEXT_PAGE = "<w:pageBreakBefore/>"


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    for number, sheet in enumerate(printed["sheets"]):
        yield paragraph(line=1, first=NEXT_PAGE if number else "")
        cells = [Cell(card(one, printed)) for one in sheet]
        cells += [Cell(text("", NOTE))] * (len(cells) % COLUMNS)
        rows = [cells[left : left + COLUMNS] for left in range(0, len(cells), COLUMNS)]
        yield table(rows, (WIDTH / COLUMNS,) * COLUMNS, height_mm=HEIGHT)
    yield gap(1)  # a Word file ends with a paragraph


def card(one: Mapping[str, str], printed: Mapping[str, Any]) -> str:
    """The paragraphs of one card; what is not known is a line to write on."""
    person = one["sex"] and f"{one['sex']}　{one['age']}"
    code = f"核对码 {one['code']}" if one["code"] else ""
    return (
        text(printed["election"], ELECTION)
        + parted(run(printed["title"], TITLE), run("证号　", LABEL) + run(one["number"] or line(8), NUMBER), 16, 1)
        + parted(run("姓名　", LABEL) + run(one["name"] or line(12), NAME), run(person or BY_HAND, SAID), 16, 2)
        + labelled("小组", one["group"] or line(20))
        + labelled("日期", printed["polled_on"])
        + labelled("地点", one["place"] or line(20))
        + text(f"{printed['issuer']}{printed['seal']}", ISSUER, before=3)
        + parted(run(printed["help"], NOTE), run(code, NOTE), 8, 1)
    )


def line(length: int) -> str:
    return "＿" * (length // 2)


BY_HAND = f"性别{line(2)}　年龄{line(4)}"


def parted(left: str, right: str, size: float, before: float) -> str:
    """Something at the left of a line and something at its right."""
    return paragraph(left, TAB, right, line=size * PITCH, before=before, first=RIGHT)


def labelled(label: str, said: str) -> str:
    return paragraph(run(f"{label}　", LABEL), run(said, SAID), line=SAID.size * PITCH, before=1)
