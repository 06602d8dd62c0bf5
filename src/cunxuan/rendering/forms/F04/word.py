"""村民委员会选举结果报告单 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cunxuan.rendering.word import FORM_MARGINS, Cell, Face, document, paragraph, run, table

TITLE = Face("title", 18)
HEAD = Face("hei", 10.5)
CELL = Face("fang", 10.5)
NAME = Face("fang", 12)
BOLD = Face("fang", 10.5, bold=True)
NOTE = Face("song", 9)
WIDTH = 170


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed, FORM_MARGINS)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    gap = paragraph(line=6)
    yield paragraph(run(printed["title"], TITLE), align="center")
    yield paragraph(run(printed["number"], NOTE), align="right")
    facts = printed["facts"]
    yield table([pair(facts[i]) + pair(facts[i + 1]) for i in range(0, len(facts), 2)], (26, 59, 26, 59))
    yield gap
    yield table([ballots(printed["ballots"][:5]), ballots(printed["ballots"][5:])], (WIDTH / 5,) * 5)
    yield gap
    if printed["boxes"]:
        yield table(boxes(printed), (70, 70, 30), heads=1)
        yield gap
    if printed["contests"]:
        yield table(contests(printed), widths(printed), heads=1)
        yield gap
    yield table([pair(finding) for finding in printed["findings"]], (26, 144))
    yield gap
    yield signers(printed["signers"])
    yield from close(printed)


def head(words: str, align: str = "left") -> Cell:
    return Cell(paragraph(run(words, HEAD), align=align))


def said(words: str, align: str = "left", face: Face = CELL, span: int = 1) -> Cell:
    return Cell(paragraph(run(words, face), align=align), span=span)


def pair(labelled: Sequence[str]) -> list[Cell]:
    label, words = labelled
    return [head(label), said(words)]


def ballots(pairs: Sequence[Sequence[str]]) -> list[Cell]:
    return [
        Cell(paragraph(run(label, NOTE), align="center") + paragraph(run(number, HEAD), align="center"))
        for label, number in pairs
    ]


def boxes(printed: Mapping[str, Any]) -> Iterator[list[Cell]]:
    yield [head("投票站"), head("票箱"), head("收回选票", "right")]
    for place, box, returned in printed["boxes"]:
        yield [said(place), said(box), said(returned, "right")]
    yield [Cell(paragraph(run("合计", HEAD)), span=2), said(printed["boxes_total"], "right", BOLD)]


def widths(printed: Mapping[str, Any]) -> tuple[float, ...]:
    numbers = (20,) * len(number_heads(printed))
    return (22, WIDTH - 22 - 14 - 26 - sum(numbers), 14, *numbers, 26)


def number_heads(printed: Mapping[str, Any]) -> tuple[str, ...]:
    return ("得票", "下加", "合计") if printed["merged"] else ("得票",)


def contests(printed: Mapping[str, Any]) -> Iterator[list[Cell]]:
    yield [head(words, "center") for words in ("职务", "姓名", "性别", *number_heads(printed), "结果")]
    for contest in printed["contests"]:
        posts = post(contest)
        for row in contest["rows"]:
            yield [next(posts), *person(row, merged=printed["merged"])]
        for label, number in contest["others"]:
            blank = [said("")] * (2 if printed["merged"] else 0)
            yield [next(posts), said(label, span=2), *blank, said(number, "right"), said("")]


def post(contest: Mapping[str, Any]) -> Iterator[Cell]:
    """The post's cell, then its continuation for as many rows as there are."""
    lines = (run(contest["post"], HEAD), run(contest["seats"], NOTE))
    yield Cell("".join(paragraph(line, align="center") for line in lines), merge="restart")
    while True:
        yield Cell(paragraph(), merge="continue")


def person(row: Mapping[str, Any], *, merged: bool) -> list[Cell]:
    numbers = (row["votes"], row["merged"], row["total"]) if merged else (row["total"],)
    return [
        said(row["name"], face=NAME),
        said(row["sex"], "center"),
        *(said(number, "right") for number in numbers),
        said(row["outcome"], "center", BOLD if row["elected"] else CELL),
    ]


def signers(found: Sequence[Mapping[str, str]]) -> str:
    roles = [head(signer["role"]) for signer in found]
    lines = [Cell(paragraph(line=26) + paragraph(run(signed(signer), NOTE))) for signer in found]
    return table([roles, lines], (WIDTH / len(found),) * len(found))


def signed(signer: Mapping[str, str]) -> str:
    return f"签名（{signer['names']}）" if signer["names"] else "签名"


def close(printed: Mapping[str, Any]) -> Iterator[str]:
    yield paragraph(run(f"{printed['issuer']}{printed['seal']}　{printed['date']}", NAME), align="right", before=8)
    for line in (printed["copies"], "　".join(printed["codes"]), printed["digest"]):
        if line:
            yield paragraph(run(line, NOTE))
