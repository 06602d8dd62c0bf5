"""The printed words of the record, the same in PDF and Word, and what an empty one holds."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.paper import Paper
from cunxuan.rendering.sheets import Column
from cunxuan.rendering.words import CHINA

from .context import Act, RecordSheet

TITLE = "换届纪实（全程记录）表"
COLUMNS = (
    Column("序号", 11, figures=True),
    Column("时间", 26),
    Column("环节、办了什么", 66),
    Column("地点", 24),
    Column("经办人", 20),
    Column("见证人签名", 25),
)
LINES = 18


def blank(paper: Paper) -> RecordSheet:
    return RecordSheet(paper=paper, lines=LINES)


def wording(record: RecordSheet) -> dict[str, Any]:
    term = f"{words.term(record.paper.term_no)}村民委员会选举" if record.paper.term_no else ""
    less = f"系统留痕中还有{words.figure(record.left_out)}条日常操作，不在本表。" if record.left_out else ""
    lead = "关键环节一事一行；照片、录像注明存放的地方。"
    return sheets.wording(
        record.paper,
        TITLE,
        under=(term,),
        lead=lead + less,
        blocks=[sheets.rows("", COLUMNS, [row(one) for one in record.acts], lines=record.lines, nobody="还没有记录。")],
        signers=("记录人", "村务监督委员会"),
    )


def row(act: Act) -> list[str]:
    local = act.at.astimezone(CHINA)
    return [str(act.number), f"{local:%Y-%m-%d %H:%M}", act.text, act.place, words.in_column(act.people), ""]
