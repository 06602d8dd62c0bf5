"""The printed words of the schedule, the same in PDF and Word, and what an empty one holds."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Column

from .context import Cell, Schedule, Village

TITLE = "村民委员会换届选举进度表"
STAGES = (
    "审计评议",
    "党支部",
    "选委会",
    "选民登记",
    "公布名单",
    "提名",
    "资格联审",
    "候选人",
    "投票准备",
    "投票",
    "计票认定",
    "移交归档",
)
LINES = 11


def blank(paper: Paper) -> Schedule:
    return Schedule(paper=paper, stages=STAGES, lines=LINES)


def wording(schedule: Schedule) -> dict[str, Any]:
    columns = (Column("村", 31), *(Column(stage, 20) for stage in schedule.stages))
    towns = [
        sheets.rows(f"{town.name}（{len(town.villages)}村）", columns, [row(one) for one in town.villages])
        for town in schedule.towns
    ]
    by_hand = [sheets.rows("", columns, [], lines=schedule.lines)] if schedule.lines else []
    return sheets.wording(
        schedule.paper,
        TITLE,
        under=("日期前有“√”的已经办理，其余为计划日期。",),
        blocks=[*towns, *by_hand],
        landscape=True,
    )


def row(village: Village) -> list[str]:
    return [village.name, *map(said, village.cells)]


def said(cell: Cell) -> str:
    """√11-09 done, 11-09 planned."""
    if cell.done:
        return f"√{cell.done:%m-%d}"
    return f"{cell.planned:%m-%d}" if cell.planned else ""
