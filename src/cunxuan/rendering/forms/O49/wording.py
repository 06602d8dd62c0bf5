"""The printed words of the minutes, the same in PDF and Word, and what an empty sheet holds."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Block, Column

from .context import Item, Minutes

TASKS = (
    Column("序号", 10, figures=True),
    Column("办什么", 66),
    Column("地方", 28),
    Column("由谁办", 26),
    Column("期限", 26),
)
NUMBERS = "一二三四五六七八九十"
LINES = 8


def blank(paper: Paper) -> Minutes:
    return Minutes(paper=paper, kind="协调会议", lines=LINES)


def wording(minutes: Minutes) -> dict[str, Any]:
    return sheets.wording(
        minutes.paper,
        f"换届选举{minutes.kind}纪要",
        blocks=[meeting(minutes), *items(minutes), tasks(minutes)],
        signers=("主持人", "记录人"),
    )


def meeting(minutes: Minutes) -> Block:
    return sheets.facts(
        [
            ("时间", words.day(minutes.held_on) if minutes.held_on else ""),
            ("地点", minutes.venue),
            ("主持人", minutes.chaired_by),
            ("记录人", minutes.recorded_by),
            ("参加", minutes.attended),
            ("缺席", minutes.absent or ("无" if minutes.attended else "")),
        ]
    )


def items(minutes: Minutes) -> list[Block]:
    if minutes.lines:
        return [sheets.space("议题、讨论和议定的意见", 110)]
    return [one(number, item) for number, item in enumerate(minutes.items)]


def one(number: int, item: Item) -> Block:
    place = NUMBERS[number] if number < len(NUMBERS) else str(number + 1)
    said = [item.said] if item.said else []
    return sheets.text(f"{place}、{item.subject}", [*said, f"议定：{item.decided}"])


def tasks(minutes: Minutes) -> Block:
    given = [item for item in minutes.items if item.task]
    rows = [
        [str(number), item.task, item.place, words.in_column(item.owner), words.day(item.due_on) if item.due_on else ""]
        for number, item in enumerate(given, start=1)
    ]
    return sheets.rows("会后要办的事", TASKS, rows, lines=minutes.lines, nobody="没有交办新的任务。")
