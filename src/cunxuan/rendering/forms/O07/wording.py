"""The printed words of the notice of an evaluation's result, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block, Column

from .context import EvaluationNotice

TITLE = "民主评议结果公告"
COLUMNS = (
    Column("姓名", 30),
    Column("职务", 30),
    Column("称职", 24, figures=True),
    Column("基本称职", 24, figures=True),
    Column("不称职", 24, figures=True),
    Column("评议结果", 30),
)


OFFICIALS = 9


def blank(paper: Paper) -> dict[str, Any]:
    """A notice to be written on the board by hand."""
    labels = ("评议日期", "会议", "主持", "到会", "公告地点")
    return sheets.wording(
        paper,
        TITLE,
        blocks=[
            sheets.facts([(label, "") for label in labels]),
            sheets.rows("评议结果", COLUMNS, [], lines=OFFICIALS),
            sheets.space("依法应当办理的", 24),
            sheets.facts([("向谁反映", "")], columns=1, heading="异议"),
        ],
    )


def wording(notice: EvaluationNotice) -> dict[str, Any]:
    return sheets.wording(
        notice.paper,
        TITLE,
        lead=notice.headline,
        blocks=list(blocks(notice)),
        facts=(("法律依据", words.article(notice.basis) if notice.basis else ""),),
    )


def blocks(notice: EvaluationNotice) -> Iterator[Block]:
    yield sheets.facts(
        [
            ("评议日期", words.day(notice.held_on)),
            ("会议", notice.meeting),
            ("主持", notice.chaired_by),
            ("到会", f"{words.figure(notice.present)}人"),
            ("公告地点", notice.place),
        ]
    )
    people = [
        [
            words.in_column(one.name),
            one.post,
            *(words.figure(number) for number in (one.fit, one.basically_fit, one.unfit)),
            one.grade,
        ]
        for one in notice.people
    ]
    yield sheets.rows("评议结果", COLUMNS, people)
    if notice.consequences:
        yield sheets.text("依法应当办理的", notice.consequences)
    yield sheets.text("异议", [f"对评议结果有异议的，{notice.complaint}"])
