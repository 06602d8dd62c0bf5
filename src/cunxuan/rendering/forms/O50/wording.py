"""The printed words of the inspectors' report, the same in PDF and Word, and what an empty sheet holds."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Column

from .context import Found, InspectionReport

TITLE = "换届选举督查情况通报"
COLUMNS = (
    Column("村", 24),
    Column("查什么", 24),
    Column("发现的问题", 62),
    Column("由谁整改", 22),
    Column("整改期限", 22),
    Column("整改情况", 28),
)
LINES = 14


def blank(paper: Paper) -> InspectionReport:
    return InspectionReport(paper=paper, lines=LINES)


def wording(report: InspectionReport) -> dict[str, Any]:
    return sheets.wording(
        report.paper,
        TITLE,
        under=(period(report),),
        lead=lead(report),
        blocks=[
            sheets.rows("", COLUMNS, [row(one) for one in report.found], lines=report.lines, nobody="没有发现问题。")
        ],
        signers=("督查组组长", "换届办负责人"),
    )


def period(report: InspectionReport) -> str:
    return f"{words.day(report.since)}至{words.day(report.until)}" if report.since and report.until else ""


def lead(report: InspectionReport) -> str:
    if report.lines:
        return "督查组下乡查看的情况、发现的问题和整改要求如下。"
    where = f"，到{report.places}" if report.places else ""
    left = len(report.found) - report.closed
    late = f"，其中逾期 {report.overdue} 个" if report.overdue else ""
    return (
        f"督查组下乡 {report.trips} 次{where}。发现问题 {len(report.found)} 个，"
        f"已整改 {report.closed} 个，还在整改 {left} 个{late}。"
    )


def row(one: Found) -> list[str]:
    day = f"{one.rectify_by.month}月{one.rectify_by.day}日"
    return [one.village, one.item, one.text, words.in_column(one.owner), day, one.standing]
