"""The printed words of the rota, the same in PDF and Word, and what an empty one holds."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Column

from .context import Day, ReceptionRota

TITLE = "换届选举信访接访日程安排表"
WEEK = "一二三四五六日"
COLUMNS = (
    Column("日期", 36),
    Column("时间", 26),
    Column("接访领导", 22),
    Column("职务", 30),
    Column("地点", 34),
    Column("电话", 28),
    Column("备注", 16),
)
LINES = 17


def blank(paper: Paper) -> ReceptionRota:
    return ReceptionRota(paper=paper, lines=LINES)


def wording(rota: ReceptionRota) -> dict[str, Any]:
    return sheets.wording(
        rota.paper,
        TITLE,
        lead="来访的村民由当日接访领导接待、登记；能当场答复的当场答复，不能的说明由谁办、几日内答复。",
        blocks=[
            sheets.rows("", COLUMNS, [row(one) for one in rota.days], lines=rota.lines, nobody="没有安排接访。"),
        ],
        signers=("安排人", "审核人"),
    )


def row(one: Day) -> list[str]:
    day = f"{words.day(one.on)}（星期{WEEK[one.on.weekday()]}）"
    return [day, one.hours, words.in_column(one.leader), one.post, one.place, one.phone, one.note]
