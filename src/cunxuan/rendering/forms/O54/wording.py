"""The printed words of the sheet of a complaint, the same in PDF and Word, and what an empty sheet holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block, Column

from .context import Case

TITLE = "信访（举报）事项登记办理单"
CLOCKS = (Column("办理环节", 56), Column("期限", 32), Column("办理日期", 32), Column("依据", 52))
LINES = 3
#: Boxes of an empty sheet, with their height in millimetres.
BOXES = (("反映的事情", 34), ("诉求", 11), ("办理意见", 18), ("复查、复核意见", 14))


def blank(paper: Paper) -> Case:
    return Case(paper=paper, lines=LINES)


def wording(case: Case) -> dict[str, Any]:
    return sheets.wording(
        case.paper,
        TITLE,
        lead="内部材料，只限指定的经办人。不得转给、透露给被反映的人和单位。",
        blocks=[facts(case), *what(case), clocks(case), *opinions(case)],
        signers=("登记人", "经办人", "负责人"),
    )


def facts(case: Case) -> Block:
    return sheets.facts(
        [
            ("种类", case.kind),
            ("来件方式", case.channel),
            ("收到日期", day(case.received_on)),
            ("登记日期", day(case.registered_on)),
            ("来访人", case.complainant or ("未署名" if case.text else "")),
            ("联系方式", case.contact),
            ("人数", f"{case.people} 人" if case.people else ""),
            ("反映的地方", case.about),
            ("被反映的人", case.accused),
            ("经办人", case.handler),
            *([("现在", case.stage)] if case.stage else []),
        ]
    )


def day(on: date | None) -> str:
    return words.day(on) if on else ""


def what(case: Case) -> list[Block]:
    if case.lines:
        return [sheets.space(heading, mm) for heading, mm in BOXES[:2]]
    wants = [sheets.text("诉求", [case.wants])] if case.wants else []
    return [sheets.text("反映的事情", case.text.splitlines()), *wants]


def clocks(case: Case) -> Block:
    rows = [[one.step, day(one.due), day(one.done), one.basis] for one in case.clocks]
    return sheets.rows("期限", CLOCKS, rows, lines=case.lines, nobody="收录的规定没有给出办理期限。")


def opinions(case: Case) -> list[Block]:
    if case.lines:
        return [sheets.space(heading, mm) for heading, mm in BOXES[2:]]
    return [sheets.text(one.heading, one.text.splitlines()) for one in case.opinions]
