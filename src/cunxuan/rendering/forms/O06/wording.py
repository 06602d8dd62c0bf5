"""The printed words of the sheet of an evaluation, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Column

from .context import EvaluationForm

TITLE = "民主评议表"
COLUMNS = (
    Column("序号", 14, figures=True),
    Column("姓名", 38),
    Column("职务", 38),
    Column("称职", 26),
    Column("基本称职", 26),
    Column("不称职", 26),
)
HOW = (
    "评议由村务监督机构主持。每人一张，不写自己的姓名。每名被评议人只在一格里画“○”，画两格的、没有画的，这一人不计票。"
)
OPINION = "对村干部的意见和建议（可不写）"


def wording(form: EvaluationForm) -> dict[str, Any]:
    people = [[str(one.number), words.in_column(one.name), one.post, "", "", ""] for one in form.people]
    return sheets.wording(
        form.paper,
        TITLE,
        lead=HOW,
        blocks=[sheets.rows("", COLUMNS, people, lines=form.lines), sheets.space(OPINION, 45)],
        facts=(("法律依据", words.article(form.basis) if form.basis else ""),),
    )
