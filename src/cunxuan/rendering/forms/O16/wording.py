"""The printed words of the leaflet, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.core.law.citations import chinese_number
from cunxuan.rendering import sheets, words
from cunxuan.rendering.lists import Column
from cunxuan.rendering.paper import Paper

from .context import Entry, Leaflet

TITLE = "村民委员会换届选举政策问答"


ASKED = (Column("问什么", 70), Column("怎么答（写明依据的条文）", 102))
LINES = 14


def blank(paper: Paper) -> dict[str, Any]:
    """Questions that villagers ask at a door, written down to be answered under one explanation."""
    lead = "村民问的、答不准的记在这里，交县换届办统一答复，不要各说各的。"
    return sheets.wording(paper, "政策问答记录", lead=lead, blocks=[sheets.rows("", ASKED, [], lines=LINES)])


def wording(leaflet: Leaflet) -> dict[str, Any]:
    numbers = iter(range(1, 1000))
    blocks = [
        sheets.text(
            f"{chinese_number(place)}、{phase.heading}",
            [said for entry in phase.entries for said in paragraphs(next(numbers), entry)],
        )
        for place, phase in enumerate(leaflet.phases, start=1)
    ]
    return sheets.wording(leaflet.paper, TITLE, blocks=blocks, facts=(("口径", standing(leaflet)),))


def paragraphs(number: int, entry: Entry) -> tuple[str, str]:
    cited = "；".join(words.article(one) for one in entry.bases)
    return f"{number}. 问：{entry.question}", f"答：{entry.answer}{f'（{cited}）' if cited else ''}"


def standing(leaflet: Leaflet) -> str:
    """On which day and under which law the answers were given."""
    paper = leaflet.paper
    return f"{words.day(paper.issued_on)}，规则包 {paper.pack}。各乡镇、各村以此为准，不另作解释。"
