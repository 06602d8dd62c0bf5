"""村民委员会选举结果报告单 as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cunxuan.rendering.word import WIDTH, Cell, Face, document, gap, kept, table, text, together

TITLE = Face("title", 18, bold=True)
HEAD = Face("hei", 9, bold=True)
NUMBER = Face("hei", 12, bold=True)
CELL = Face("fang", 10.5)
NAME = Face("fang", 12)
BOLD = Face("fang", 10.5, bold=True)
NOTE = Face("song", 9)
MANY = 10  # people above whom the names get smaller
SMALL = Face("song", 8)


def word(printed: Mapping[str, Any]) -> bytes:
    return document(body(printed), printed)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    yield text(printed["title"], TITLE, align="center")
    yield text(printed["number"], NOTE, align="right", before=2) + gap(2)
    facts = printed["facts"]
    yield table([pair(facts[i]) + pair(facts[i + 1]) for i in range(0, len(facts), 2)], (26, 70, 26, 48), pad_mm=0.3)
    yield gap(5)
    yield table([ballots(printed["ballots"][:5]), ballots(printed["ballots"][5:])], (WIDTH / 5,) * 5)
    yield gap(5)
    if printed["boxes"]:
        yield table(boxes(printed), (70, 70, 30), heads=1)
        yield gap(5)
    if printed["contests"]:
        yield table(contests(printed), widths(printed), heads=1)
        yield gap(5)
    yield kept(table([pair(finding) for finding in printed["findings"]], (26, 144)))
    yield kept(gap(5))
    yield kept(signers(printed["signers"]))
    yield from close(printed)


def head(words: str, align: str = "left") -> Cell:
    return Cell(text(words, HEAD, align=align))


def said(words: str, align: str = "left", face: Face = CELL, span: int = 1) -> Cell:
    return Cell(text(words, face, align=align), span=span)


def pair(labelled: Sequence[str]) -> list[Cell]:
    label, words = labelled
    return [head(label), said(words)]


def ballots(pairs: Sequence[Sequence[str]]) -> list[Cell]:
    return [Cell(text(label, NOTE, align="center") + text(number, NUMBER, align="center")) for label, number in pairs]


def boxes(printed: Mapping[str, Any]) -> Iterator[list[Cell]]:
    yield [head("投票站"), head("票箱"), head("收回选票", "right")]
    for place, box, returned in printed["boxes"]:
        yield [said(place), said(box), said(returned, "right")]
    yield [Cell(text("合计", HEAD), span=2), said(printed["boxes_total"], "right", BOLD)]


def widths(printed: Mapping[str, Any]) -> tuple[float, ...]:
    numbers = (20,) * len(number_heads(printed))
    return (22, WIDTH - 22 - 14 - 26 - sum(numbers), 14, *numbers, 26)


def number_heads(printed: Mapping[str, Any]) -> tuple[str, ...]:
    return ("得票", "下加", "合计") if printed["merged"] else ("得票",)


def contests(printed: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
    numbers = (head(words, "right") for words in number_heads(printed))
    yield [head("职务", "center"), head("姓名"), head("性别", "center"), *numbers, head("结果", "center")]
    people = sum(len(contest["rows"]) for contest in printed["contests"])
    for contest in printed["contests"]:
        yield from together(contest_rows(contest, NAME if people <= MANY else CELL, merged=printed["merged"]))


def contest_rows(contest: Mapping[str, Any], name: Face, *, merged: bool) -> Iterator[list[Cell]]:
    posts = post(contest)
    for row in contest["rows"]:
        yield [next(posts), *person(row, name, merged=merged)]
    for label, number in contest["others"]:
        blank = [said("")] * (2 if merged else 0)
        yield [next(posts), said(label, span=2), *blank, said(number, "right"), said("")]


def post(contest: Mapping[str, Any]) -> Iterator[Cell]:
    """The post's cell, then its continuation for as many rows as there are."""
    lines = text(contest["post"], HEAD, align="center") + text(contest["seats"], NOTE, align="center")
    yield Cell(lines, merge="restart")
    while True:
        yield Cell(text("", CELL), merge="continue")


def person(row: Mapping[str, Any], name: Face, *, merged: bool) -> list[Cell]:
    numbers = (row["votes"], row["merged"], row["total"]) if merged else (row["total"],)
    return [
        said(row["name"], face=name),
        said(row["sex"], "center"),
        *(said(number, "right") for number in numbers),
        said(row["outcome"], "center", BOLD if row["elected"] else CELL),
    ]


def signers(found: Sequence[Mapping[str, str]]) -> str:
    roles = [head(signer["role"]) for signer in found]
    lines = [Cell(gap(22) + text(signed(signer), SMALL)) for signer in found]
    return table([roles, lines], (WIDTH / len(found),) * len(found))


def signed(signer: Mapping[str, str]) -> str:
    return f"签名（{signer['names']}）" if signer["names"] else "签名"


def close(printed: Mapping[str, Any]) -> Iterator[str]:
    yield kept(text(f"{printed['issuer']}{printed['seal']}　{printed['date']}", NAME, align="right", before=6))
    *lines, last = filter(None, (printed["copies"], "　".join(printed["codes"]), printed["digest"]))
    yield kept("".join(text(line, SMALL) for line in lines))
    yield text(last, SMALL)
