"""选举结果公告 as a Word file: the announcement a village committee can still put its own hand to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.rendering import qr
from cunxuan.rendering.word import (
    OFFICIAL_LINE,
    OFFICIAL_MARGINS,
    Cell,
    Face,
    document,
    paragraph,
    picture,
    run,
    table,
)

TITLE = Face("title", 22)
BODY = Face("fang", 16)
HEADING = Face("hei", 16)
HEAD = Face("hei", 12)
CELL = Face("fang", 12)
NAME = Face("fang", 14, bold=True)

WIDTHS = (20, 28, 20, 22, 66)


def word(printed: Mapping[str, Any]) -> bytes:
    code = qr.png(printed["qr"]) if printed["qr"] else b""
    return document(body(printed), printed, OFFICIAL_MARGINS, code)


def body(printed: Mapping[str, Any]) -> Iterator[str]:
    for line in printed["title"]:
        yield paragraph(run(line, TITLE), align="center", line=36)
    yield paragraph(run(printed["under"], BODY), align="center", line=OFFICIAL_LINE)
    yield said(printed["headline"], before=10)
    for found in printed["figures"]:
        yield said(f"{found['label']}{found['value']}{found['unit']}。{found['reason']}{found['basis']}")
    if printed["contests"]:
        yield paragraph(line=10)
        yield table(rows(printed), WIDTHS, heads=1)
        yield paragraph(line=10)
    for sentence in filter(None, (printed["hidden"], printed["others"])):
        yield said(sentence)
    for step in printed["next"]:
        short = f"{printed['short']}。" if printed["short"] else ""
        yield labelled(step["heading"], f"{short}{step['sentence']}{step['basis']}")
    for label, sentence in printed["facts"]:
        yield labelled(label, sentence)
    check = [words for words in (*printed["check"], printed["digest"]) if words]
    if check:
        yield labelled("怎样核对", "，".join(check) + "。")
    yield from close(printed)


def said(sentence: str, before: float = 0) -> str:
    return paragraph(run(sentence, BODY), align="both", line=OFFICIAL_LINE, indent=2, before=before)


def labelled(label: str, sentence: str) -> str:
    return paragraph(run(f"{label}：", HEADING), run(sentence, BODY), align="both", line=OFFICIAL_LINE, indent=2)


def rows(printed: Mapping[str, Any]) -> Iterator[list[Cell]]:
    yield [Cell(paragraph(run(head, HEAD), align="center")) for head in ("职务", "姓名", "得票", "结果", "理由")]
    for contest in printed["contests"]:
        for index, row in enumerate(contest["rows"]):
            yield person(contest, row, first=index == 0)


def person(contest: Mapping[str, Any], row: Mapping[str, Any], *, first: bool) -> list[Cell]:
    merged = f"（{row['merged']}）" if row["merged"] else ""
    return [
        Cell(post(contest) if first else paragraph(), merge="restart" if first else "continue"),
        Cell(paragraph(run(row["name"], NAME))),
        Cell(paragraph(run(f"{row['votes']}票" if row["votes"] else "", CELL), align="right")),
        Cell(paragraph(run(row["outcome"], HEAD), align="center")),
        Cell(paragraph(run(f"{row['reason']}{merged}{row['basis']}", CELL))),
    ]


def post(contest: Mapping[str, Any]) -> str:
    return paragraph(run(contest["post"], HEAD), align="center") + paragraph(
        run(contest["seats"], CELL), align="center"
    )


def close(printed: Mapping[str, Any]) -> Iterator[str]:
    yield paragraph(run(printed["issuer"] + printed["seal"], BODY), align="right", line=OFFICIAL_LINE, before=24)
    yield paragraph(run(printed["date"], BODY), align="right", line=OFFICIAL_LINE)
    if printed["qr"]:
        yield paragraph(picture(22, printed["qr"]))
