"""选举结果公告 as a Word file: the announcement a village committee can still put its own hand to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from cunxuan.rendering import qr
from cunxuan.rendering.closing import close
from cunxuan.rendering.word import (
    PITCH,
    WIDTH,
    Cell,
    Face,
    document,
    gap,
    paragraph,
    run,
    table,
    text,
    together,
)

TITLE = Face("title", 22, bold=True)
UNDER = Face("fang", 12)
NAME = Face("hei", 12, bold=True)
FIGURE = Face("hei", 16, bold=True)

FEW, MANY = 3, 9  # people up to whom letters are larger, and above whom they are smaller
WIDTHS = (16, 29, 17.5, 22.5, 85)  # 理由 holds 越过当选线1,043票，在委员中得票第一，当选。 in one line
LONG_NAMES = (16, 37, 17.5, 22.5, 77)
SHORT = 6  # characters of a name that stand in one line: 孙秀兰（女）


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    for line in printed["title"]:
        yield text(line, TITLE, align="center")
    yield text(printed["under"], UNDER, align="center", before=4)
    yield text(printed["headline"], lead(printed), before=8)
    yield gap(5)
    found = printed["figures"]
    yield table([[figure(one, cell(printed)) for one in found]], (WIDTH / len(found),) * len(found), pad_mm=1)
    yield gap(5)
    if printed["contests"]:
        yield table(rows(printed), LONG_NAMES if long_names(printed) else WIDTHS, heads=1, pad_mm=0.5)
    for sentence in filter(None, (printed["hidden"], printed["others"])):
        yield text(sentence, cell(printed), before=4)
    if printed["next"]:
        yield gap(5)
        yield table([[step(printed, one)] for one in printed["next"]], (WIDTH,), pad_mm=1)
    yield from close(printed, strong(cell(printed)), cell(printed), 50)


def long_names(printed: Mapping[str, Any]) -> bool:
    return any(len(row["name"]) > SHORT for contest in printed["contests"] for row in contest["rows"])


def crowded(printed: Mapping[str, Any]) -> bool:
    return printed["people"] > MANY or long_names(printed)


def lead(printed: Mapping[str, Any]) -> Face:
    return Face("fang", 14 if crowded(printed) else 16)


def cell(printed: Mapping[str, Any]) -> Face:
    return Face("fang", 12 if printed["people"] <= FEW else 10.5)


def strong(face: Face) -> Face:
    return Face("hei", face.size, bold=True)


def figure(found: Mapping[str, str], face: Face) -> Cell:
    return Cell(
        text(found["label"], face)
        + paragraph(run(found["value"], FIGURE), run(f" {found['unit']}", face), line=FIGURE.size * PITCH)
        + text(found["reason"] + found["basis"], face)
    )


def rows(printed: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
    """A post's people stay on one page, so that its cell is never empty."""
    face = cell(printed)
    yield [Cell(text(head, strong(face), align="center")) for head in ("职务", "姓名", "得票", "结果", "理由")]
    for contest in printed["contests"]:
        posts = chain([Cell(post(contest, face), merge="restart")], repeat(Cell(text("", face), merge="continue")))
        yield from together([next(posts), *person(row, face)] for row in contest["rows"])


def person(row: Mapping[str, Any], face: Face) -> list[Cell]:
    merged = f"（{row['merged']}）" if row["merged"] else ""
    return [
        Cell(text(row["name"], NAME if len(row["name"]) <= SHORT else strong(face))),
        Cell(text(f"{row['votes']}票" if row["votes"] else "—", strong(face), align="right")),
        Cell(text(f"{sign(row)} {row['outcome']}", strong(face))),
        Cell(text(f"{row['reason']}{merged}{row['basis']}", face)),
    ]


def post(contest: Mapping[str, Any], face: Face) -> str:
    return text(contest["post"], strong(face), align="center") + text(contest["seats"], face, align="center")


def sign(row: Mapping[str, Any]) -> str:
    return "●" if row["elected"] else "○" if row["outcome"] == "未当选" else "◎"


def step(printed: Mapping[str, Any], found: Mapping[str, str]) -> Cell:
    short = f"{printed['short']}。" if printed["short"] else ""
    face = Face("fang", 10.5 if crowded(printed) else 12)
    words = run(f"{short}{found['sentence']}{found['basis']}", face)
    return Cell(paragraph(run(f"{found['heading']}：", strong(face)), words, line=face.size * PITCH))
