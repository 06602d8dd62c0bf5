"""The printed words of the report on an audit of the term, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Block, Column

from .context import LINES, AuditReport, Problem, Subject

TITLE = "任期和离任经济责任审计报告"
SUBJECTS = (Column("法定事项", 38), Column("审计情况", 66), Column("金额（元）", 28, figures=True), Column("意见", 40))
PROBLEMS = (
    Column("序号", 12, figures=True),
    Column("发现的问题", 50),
    Column("责任人", 20),
    Column("金额（元）", 26, figures=True),
    Column("怎样整改", 42),
    Column("进展", 22),
)


def wording(report: AuditReport) -> dict[str, Any]:
    return sheets.wording(
        report.paper,
        TITLE,
        lead=report.headline,
        blocks=list(blocks(report)),
        facts=(("法律依据", words.article(report.basis) if report.basis else ""),),
        signers=("审计组组长", "审计人员", "被审计村负责人"),
    )


def blocks(report: AuditReport) -> Iterator[Block]:
    yield sheets.facts(
        [
            ("审计期间", period(report)),
            ("报告日期", words.day(report.reported_on) if report.reported_on else ""),
            ("审计组", report.team),
            ("被审计人员", "、".join(report.persons)),
        ]
    )
    if report.by_hand:
        for number, one in enumerate(report.subjects, start=1):
            yield sheets.space(f"法定事项{number}　{one.name}（审计情况、金额、意见）", 17)
    else:
        yield sheets.rows("一、法定事项", SUBJECTS, [subject(one) for one in report.subjects])
    lines = LINES if report.by_hand else 0
    rows = [problem(one) for one in report.problems]
    yield sheets.rows("二、发现的问题和整改", PROBLEMS, rows, lines=lines, nobody="没有发现问题。")


def period(report: AuditReport) -> str:
    if report.period_from is None or report.period_to is None:
        return ""
    return f"{words.day(report.period_from)}至{words.day(report.period_to)}"


def subject(one: Subject) -> list[str]:
    return [one.name, one.text, one.amount, one.opinion]


def problem(one: Problem) -> list[str]:
    return [str(one.number), one.matter, words.in_column(one.person), one.amount, one.to_do, one.state]
