"""The printed words of the table of responsibility, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Block, Column

from .context import Answering, Guaranteed, Kind, ResponsibilityTable

TITLE = "三级包联责任表"
TICK = "√"
PLACES = {Kind.LEADER: "乡镇", Kind.CADRE: "村", Kind.INSTRUCTOR: "村", Kind.GROUP: "村"}
GUARANTEES = ("包谈心", "包释疑", "包解难", "包维稳", "包选举成功")


def columns(kind: Kind) -> tuple[Column, ...]:
    groups = (Column("组", 18),) if kind is Kind.GROUP else ()
    return (
        Column(PLACES[kind], 26),
        *groups,
        Column("姓名", 22),
        Column("单位", 32),
        Column("职务", 32),
        Column("电话", 28),
        Column("起", 30),
        Column("止", 30),
        Column("任务", 52),
    )


def wording(table: ResponsibilityTable) -> dict[str, Any]:
    return sheets.wording(
        table.paper,
        TITLE,
        under=("定人员、定时间、定任务", "电话只供工作使用"),
        blocks=[*(one_level(table, kind) for kind in table.kinds), *guarantees(table)],
        signers=("经办人", "负责人"),
        landscape=True,
    )


def one_level(table: ResponsibilityTable, kind: Kind) -> Block:
    rows = [row_of(one) for one in table.people if one.kind is kind]
    return sheets.rows(str(kind), columns(kind), rows, lines=table.lines, nobody="还没有指定。")


def row_of(one: Answering) -> list[str]:
    groups = [one.groups] if one.kind is Kind.GROUP else []
    until = words.day(one.until) if one.until else ""
    person = [words.in_column(one.name), one.unit, one.post, one.phone]
    return [one.place, *groups, *person, words.day(one.since), until, one.task]


def guarantees(table: ResponsibilityTable) -> Iterator[Block]:
    """五包, a tick for each that somebody has given."""
    if table.guarantees or table.lines:
        heads = (Column("村", 40), *(Column(label, 26) for label in GUARANTEES))
        yield sheets.rows("五包落实情况", heads, [ticks(one) for one in table.guarantees], lines=table.lines)


def ticks(one: Guaranteed) -> list[str]:
    given = (one.talk, one.explain, one.help, one.peace, one.success)
    return [one.village, *(TICK if is_so else "" for is_so in given)]
