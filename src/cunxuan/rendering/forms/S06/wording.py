"""The printed words of a daily report, the same in PDF and Word, and what an empty one holds."""

from __future__ import annotations

from typing import Any

from cunxuan.core.daily import FIGURES
from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block, Column

from .context import DailyReport, Row

TITLE = "换届选举工作日报表"
ONE = 2  # columns of one township's report beside each other: its figures take half the sheet


def blank(paper: Paper) -> DailyReport:
    rows = tuple(Row(label=figure.zh, figures=("",)) for figure in FIGURES)
    return DailyReport(paper=paper, rows=rows, by_hand=True)


def wording(report: DailyReport) -> dict[str, Any]:
    alone = len(report.columns) == 1
    return sheets.wording(
        report.paper,
        TITLE,
        under=(words.day(report.on) if report.on else "",),
        lead=report.summary,
        blocks=[*(of_one(report) if alone else of_all(report)), *added(report)],
        facts=(("交报情况", report.standing),),
        signers=("填报人", "审核人"),
        landscape=not alone,
    )


def of_one(report: DailyReport) -> list[Block]:
    """A label and its figure, two beside each other."""
    pairs = [(row.label, row.figures[0]) for row in report.rows]
    half = -(-len(pairs) // ONE)
    right = [*pairs[half:], *[("", "")] * (half * ONE - len(pairs))]
    rows = [[*one, *other] for one, other in zip(pairs[:half], right, strict=True)]
    columns = (Column("项目", 62), Column("数", 24, figures=True)) * ONE
    watched = [[row.label, row.figures[0]] for row in report.watched]
    besides = sheets.rows("两不误：同时要抓的工作", columns[:ONE], watched) if watched else None
    return [sheets.rows("", columns, rows), *([besides] if besides else [])]


def of_all(report: DailyReport) -> list[Block]:
    width = 190 / len(report.columns)
    columns = (Column("项目", 60), *(Column(name, width, figures=True) for name in report.columns))
    blocks = [sheets.rows("", columns, [[row.label, *row.figures] for row in report.rows])]
    if report.watched:
        rows = [[row.label, *row.figures] for row in report.watched]
        blocks.append(sheets.rows("两不误：同时要抓的工作", columns, rows))
    return blocks


def added(report: DailyReport) -> list[Block]:
    if report.by_hand:
        return [sheets.space("明日工作打算", 38), sheets.space("问题和需要县里解决的事", 38)]
    blocks = [sheets.text("明日工作打算", [report.plan])] if report.plan else []
    if report.problems:
        problems = [f"{number}. {said}" for number, said in enumerate(report.problems, start=1)]
        blocks.append(sheets.text("问题和需要县里解决的事", problems))
    return blocks
