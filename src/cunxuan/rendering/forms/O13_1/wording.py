"""The printed words of the certificates, the same in PDF and Word, and what empty ones hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block

from .context import Certificates, Trained

TITLE = "培训合格证"
ON_A_SHEET = 3
NOBODY = "还没有人合格。"


def blank(paper: Paper) -> Certificates:
    return Certificates(paper=paper, lines=ON_A_SHEET)


def wording(certificates: Certificates) -> dict[str, Any]:
    people: list[Trained | None] = [*certificates.people, *[None] * certificates.lines]
    blocks = list(blocks_of(people, certificates)) or [sheets.text("", [NOBODY])]
    return sheets.wording(certificates.paper, TITLE, blocks=blocks)


def blocks_of(people: list[Trained | None], of: Certificates) -> Iterator[Block]:
    for number, one in enumerate(people):
        if number and number % ON_A_SHEET == 0:
            yield sheets.page_break()
        yield sheets.facts(facts(one, of), heading=f"{number + 1}　换届选举工作人员培训合格证")
        yield sheets.space("经培训合格，可以承担上述岗位的工作。　发证单位（盖章）：", 32)


def facts(one: Trained | None, of: Certificates) -> list[tuple[str, str]]:
    score = "" if one is None or one.score is None else f"{one.score} 分"
    return [
        ("姓名", one.name if one else ""),
        ("单位", one.unit if one else ""),
        ("岗位", one.duty if one else ""),
        ("培训名称", of.title),
        ("日期", words.day(of.on) if of.on else ""),
        ("学时、成绩", "　".join(part for part in (f"{of.hours} 学时" if of.hours else "", score) if part)),
    ]
