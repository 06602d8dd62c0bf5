"""The printed words of the plan for a key village, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Block, Column

from .context import KeyVillagePlan

TITLE = "重点（难点）村工作预案"
COLUMNS = (Column("会诊日期", 30), Column("参加人", 46), Column("结论", 68), Column("下次", 28))


def wording(plan: KeyVillagePlan) -> dict[str, Any]:
    return sheets.wording(
        plan.paper,
        TITLE,
        blocks=[*why(plan), *what(plan), consulted(plan)],
        under=("内部使用，不张贴",),
        signers=("责任人", "乡镇负责人", "公安负责人"),
    )


def day(on: date | None) -> str:
    return words.day(on) if on else ""


def why(plan: KeyVillagePlan) -> Iterator[Block]:
    yield sheets.facts(
        [
            ("难点原因", "、".join(plan.reasons)),
            ("情况", plan.said),
            ("县决定列入", day(plan.decided_on)),
            ("责任人", plan.owner),
        ],
        columns=1,
    )


def what(plan: KeyVillagePlan) -> Iterator[Block]:
    yield sheets.facts([("带队", plan.lead), ("完成期限", day(plan.deadline))], heading="预案")
    for heading, said, mm in (
        ("工作组", plan.team, 22),
        ("措施", plan.measures, 38),
        ("情况恶化时怎么办、向谁报告", plan.escalation, 22),
    ):
        yield sheets.text(heading, said.splitlines()) if said else sheets.space(heading, mm)


def consulted(plan: KeyVillagePlan) -> Block:
    rows = [[day(one.on), one.people, one.conclusion, day(one.next_on)] for one in plan.consultations]
    return sheets.rows("公安和乡镇会诊", COLUMNS, rows, lines=plan.lines, nobody="还没有会诊。")
