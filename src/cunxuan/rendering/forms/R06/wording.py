"""The printed words of the roster of mobile boxes and scribes, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import lists, words
from cunxuan.rendering.lists import Column

from .context import HelpRoster, Voter

TITLE = "流动票箱投票及代写人员花名册"
MOBILE = (
    Column("序号", 14, figures=True),
    Column("姓名", 38),
    Column("组", 18),
    Column("原因", 42),
    Column("票箱", 26),
    Column("批准日期", 34),
)
SCRIBED = (
    Column("序号", 14, figures=True),
    Column("姓名", 38),
    Column("组", 18),
    Column("原因", 42),
    Column("代写人", 38),
    Column("批准日期", 22),
)


def wording(roster: HelpRoster) -> dict[str, Any]:
    polled = f"{words.day(roster.polled_on)}选举" if roster.polled_on else ""
    mobile = [[*start(at, one), box(one.box_no), day(one)] for at, one in enumerate(roster.mobile, start=1)]
    scribed = [
        [*start(at, one), words.in_column(one.scribe), day(one)] for at, one in enumerate(roster.scribed, start=1)
    ]
    return lists.wording(
        roster.paper,
        TITLE,
        under=(polled,),
        lead=roster.headline,
        sections=[
            lists.section("一、流动票箱投票", MOBILE, mobile, lines=roster.lines, nobody="没有人使用流动票箱。"),
            lists.section("二、代写选票", SCRIBED, scribed, lines=roster.lines, nobody="没有人由他人代写。"),
        ],
        facts=(("法律依据", lists.laws((), roster.basis, roster.paper)),),
        signers=("经办人", "选举委员会主任"),
    )


def start(at: int, one: Voter) -> list[str]:
    return [str(at), words.in_column(one.name), lists.group(one.group), one.reason]


def box(number: int | None) -> str:
    return f"流动票箱{number}" if number else "流动票箱"


def day(one: Voter) -> str:
    return f"{one.approved_on.month}月{one.approved_on.day}日" if one.approved_on else ""
