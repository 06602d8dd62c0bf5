"""The printed words of the list of slogans, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets
from cunxuan.rendering.lists import Column
from cunxuan.rendering.paper import Paper

from .context import Slogans

TITLE = "宣传标语口号"
COLUMNS = (Column("序号", 14, figures=True), Column("标语", 108), Column("张贴地点和数量", 50))


LINES = 20


def blank(paper: Paper) -> Slogans:
    return Slogans(paper=paper, slogans=(), lines=LINES)


def wording(list_: Slogans) -> dict[str, Any]:
    rows = [[str(number), slogan, ""] for number, slogan in enumerate(list_.slogans, start=1)]
    block = sheets.rows("", COLUMNS, rows, lines=list_.lines, nobody="没有可用的标语。")
    lead = "标语由县统一口径。各村照此书写，不另加许诺、指名和攻击他人的话。"
    return sheets.wording(list_.paper, TITLE, lead=lead, blocks=[block])
