"""The printed words of the notice of an audit's result, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block, Column

from .context import AuditNotice

TITLE = "审计结果公告"
SUBJECTS = (Column("法定事项", 38), Column("审计情况", 66), Column("金额（元）", 28, figures=True), Column("意见", 40))
PROBLEMS = (
    Column("序号", 12, figures=True),
    Column("发现的问题", 66),
    Column("金额（元）", 28, figures=True),
    Column("怎样整改", 66),
)


SUBJECTS_IN_LAW, PROBLEMS_FOUND = 5, 4


def blank(paper: Paper) -> dict[str, Any]:
    """A notice to be written on the board by hand: a line for each of the five subjects of the law."""
    labels = ("审计期间", "报告日期", "审计组", "公告地点")
    return sheets.wording(
        paper,
        TITLE,
        blocks=[
            sheets.facts([(label, "") for label in labels]),
            sheets.rows("一、法定事项", SUBJECTS, [], lines=SUBJECTS_IN_LAW),
            sheets.rows("二、发现的问题和整改", PROBLEMS, [], lines=PROBLEMS_FOUND),
            sheets.facts([("异议截止", ""), ("向谁反映", "")], heading="三、异议"),
        ],
    )


def wording(notice: AuditNotice) -> dict[str, Any]:
    return sheets.wording(
        notice.paper,
        TITLE,
        lead=notice.headline,
        blocks=list(blocks(notice)),
        facts=(("法律依据", words.article(notice.basis) if notice.basis else ""),),
    )


def blocks(notice: AuditNotice) -> Iterator[Block]:
    yield sheets.facts(
        [
            ("审计期间", f"{words.day(notice.period_from)}至{words.day(notice.period_to)}"),
            ("报告日期", words.day(notice.reported_on)),
            ("审计组", notice.team),
            ("公告地点", notice.place),
        ]
    )
    subjects = [[one.name, one.text, one.amount, one.opinion] for one in notice.subjects]
    yield sheets.rows("一、法定事项", SUBJECTS, subjects)
    problems = [[str(one.number), one.matter, one.amount, one.to_do] for one in notice.problems]
    yield sheets.rows("二、发现的问题和整改", PROBLEMS, problems, nobody="没有发现问题。")
    until = f"对审计结果有异议的，请在{words.day(notice.objections_until)}以前提出，"
    yield sheets.text("三、异议", [until + notice.complaint])
