"""The printed words of the record of visits, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Block, Column

from .context import VisitRecord, VisitRecords

TITLE = "五必访五摸清走访记录"
KINDS = "□有意见的人　□生活困难的人　□科技示范户　□老党员、老干部　□接触少的人"
COLUMNS = (Column("五摸清", 34), Column("谈到的情况", 138))
CLARITIES = (
    ("development", "发展路子"),
    ("team", "班子整体问题"),
    ("members", "成员自身不足"),
    ("conflicts", "矛盾成因"),
    ("opinions", "意见建议"),
)
TWO = 2  # blank records on a sheet


def wording(records: VisitRecords) -> dict[str, Any]:
    blocks = [block for number, visit in enumerate(records.visits, start=1) for block in filled(number, visit)]
    return sheets.wording(
        records.paper,
        TITLE,
        blocks=[*blocks, *by_hand(records.blanks)],
        under=("内部使用，不张贴，不写身份证号",),
        signers=("走访人", "乡镇负责人"),
    )


def filled(number: int, visit: VisitRecord) -> Iterator[Block]:
    facts = [("访的是哪类人", visit.kind), ("姓名", visit.person), ("走访日期", words.day(visit.on))]
    yield sheets.facts([*facts, ("走访人", visit.visitors)], heading=f"第 {number} 份")
    said = [[label, getattr(visit, key)] for key, label in CLARITIES if getattr(visit, key)]
    yield sheets.rows("", COLUMNS, said, nobody="五项都没有谈到。")
    if visit.follow_up:
        yield sheets.facts([("要跟进的事", visit.follow_up), ("期限和结果", followed(visit))], columns=1)


def followed(visit: VisitRecord) -> str:
    until = [f"{words.day(visit.follow_by)}前办"] if visit.follow_by else []
    return "，".join([*until, f"{words.day(visit.followed_on)}办结" if visit.followed_on else "还没有办结"])


def by_hand(number: int) -> Iterator[Block]:
    """Empty records, two on a sheet."""
    for at in range(number):
        if at and at % TWO == 0:
            yield sheets.page_break()
        yield sheets.facts([("访的是哪类人", KINDS)], columns=1, heading="走访记录")
        yield sheets.facts([("姓名", ""), ("走访日期", ""), ("走访人", ""), ("村民小组", "")])
        asked = [*(label for _, label in CLARITIES), "跟进、谁办、期限"]
        yield sheets.facts([(label, "") for label in asked], columns=1)
