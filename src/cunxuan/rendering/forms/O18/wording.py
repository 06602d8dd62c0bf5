"""The printed words of the notice of discipline, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Column

from .context import DisciplineNotice, Item

COLUMNS = (Column("序号", 11, figures=True), Column("严禁", 40), Column("哪些行为", 121))
BY_HAND = (("县纪委监委电话", ""), ("县换届办电话", ""), ("乡镇举报电话", ""), ("举报地点", ""))


LINES = 14


def blank(paper: Paper) -> dict[str, Any]:
    """For a county that writes down its own list."""
    blocks = [sheets.rows("", COLUMNS, [], lines=LINES), sheets.facts(BY_HAND)]
    return sheets.wording(paper, "村民委员会换届选举纪律", foot="换届选举纪律", blocks=blocks)


def wording(notice: DisciplineNotice) -> dict[str, Any]:
    paper = notice.paper
    penalty = [f"{notice.penalty_basis}：{notice.penalty}"] if notice.penalty else []
    won = "以不正当手段当选的，当选无效；党员干部违反的，由纪检监察机关依规依纪处理。"
    return sheets.wording(
        paper,
        f"{words.term(paper.term_no)}村民委员会换届选举纪律",
        foot="换届选举纪律",
        lead=f"换届选举期间，任何组织和个人都要遵守以下{len(notice.items)}条纪律。",
        blocks=[
            sheets.rows("", COLUMNS, [row(number, item) for number, item in enumerate(notice.items, start=1)]),
            sheets.text("违反了怎么处理", [won, *penalty]),
            sheets.facts([("向谁举报", notice.reported_to), *BY_HAND] if notice.reported_to else BY_HAND),
        ],
        facts=(("法律依据", laws(notice.items)),),
    )


def row(number: int, item: Item) -> list[str]:
    return [str(number), item.title, item.text]


def laws(items: Sequence[Item]) -> str:
    """Each article once, with the numbers of the items that it forbids; the others are the county's own discipline."""
    behind: dict[str, list[int]] = {}
    for number, item in enumerate(items, start=1):
        if item.basis:
            behind.setdefault(words.article(item.basis), []).append(number)
    return "；".join(f"{article}（第{'、'.join(map(str, numbers))}项）" for article, numbers in behind.items())
