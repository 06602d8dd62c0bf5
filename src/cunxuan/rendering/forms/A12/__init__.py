"""选举结果公告: the announcement of a round's result that hangs in the village."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import ResultNotice
from .word import word
from .wording import wording

FORM = Form(
    id="A12",
    title="选举结果公告",
    title_en="Announcement of the result",
    group="公告",
    when="选举日当场公布",
    basis="村民委员会组织法 第十八条",
    context=ResultNotice,
    wording=wording,
    word=word,
)
