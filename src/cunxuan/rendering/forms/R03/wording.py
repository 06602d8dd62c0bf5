"""The printed words of the roster of voter cards handed out, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words
from cunxuan.rendering.rosters import Column, pages, roster

from .context import CardRoster, Group

TITLE = "参选证发放花名册"
COLUMNS = (
    Column("证号", 20, 14, "right"),
    Column("姓名", 42, 15),
    Column("领取人（代领的写姓名）", 40, 14),
    Column("签名或者按指印", 42, 14),
    Column("领取日期", 26, 12),
)


def wording(listed: CardRoster) -> dict[str, Any]:
    return roster(
        listed.paper,
        TITLE,
        polled_on=listed.polled_on,
        columns=COLUMNS,
        pages=[page for group in listed.groups for page in group_pages(group)],
        tally="本页发放　　　　张　　未发放　　　　张　　发放人签名：",
        help="本人领取的，在“领取人”一栏写“本人”。未领取的在日期一栏写明原因。",
    )


def group_pages(group: Group) -> list[dict[str, Any]]:
    people = f"　{words.figure(len(group.lines))}人" if group.lines else ""
    rows = [[[str(line.card_no)], [words.in_column(line.name)], [], [], []] for line in group.lines]
    return pages(f"{group.name or '第　　　村民小组'}{people}", rows, len(COLUMNS))
