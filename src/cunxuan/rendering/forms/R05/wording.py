"""The printed words of the roster of proxies, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import lists, words
from cunxuan.rendering.lists import Column

from .context import ProxyRoster, Row

TITLE = "委托投票人员花名册"
COLUMNS = (
    Column("序号", 11, figures=True),
    Column("委托人", 23),
    Column("组", 11),
    Column("受委托人", 23),
    Column("组", 11),
    Column("关系", 32),
    Column("原因", 25),
    Column("委托日期", 20),
    Column("受托", 16, figures=True),
)


def wording(roster: ProxyRoster) -> dict[str, Any]:
    paper = roster.paper
    polled = f"{words.day(roster.polled_on)}选举" if roster.polled_on else ""
    published = f"{words.day(roster.published_on)}公布" if roster.published_on else ""
    return lists.wording(
        paper,
        TITLE,
        under=(polled, published),
        lead=roster.headline,
        sections=[
            lists.section(
                "", COLUMNS, [row_of(row, roster) for row in roster.rows], lines=roster.lines, nobody="没有人委托投票。"
            )
        ],
        facts=(("法律依据", lists.laws((), roster.basis, paper)),),
        signers=("经办人", "选举委员会主任"),
    )


def row_of(row: Row, roster: ProxyRoster) -> list[str]:
    held = f"{row.held}/{roster.cap}" if roster.cap is not None else str(row.held)
    return [
        str(row.number),
        words.in_column(row.principal),
        lists.group(row.principal_group),
        words.in_column(row.holder),
        lists.group(row.holder_group),
        row.relation,
        row.reason,
        f"{row.applied_on.month}月{row.applied_on.day}日",
        held,
    ]
