"""村民委员会选举结果报告单: the signed report of a round, kept by village, township and county."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import ResultReport
from .word import word
from .wording import wording

FORM = Form(
    id="F04",
    title="村民委员会选举结果报告单",
    title_en="Report of the village committee election",
    group="报告单",
    when="选举日",
    basis="村民委员会组织法 第十八条",
    context=ResultReport,
    wording=wording,
    word=word,
)
