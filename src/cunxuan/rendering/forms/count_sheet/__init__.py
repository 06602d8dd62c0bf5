"""计票单: the count sheet of one polling place, blank to be filled by hand, or with its figures."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import CountSheet
from .word import word
from .wording import wording

FORM = Form(
    id="count_sheet",
    title="计票单",
    title_en="Count sheet",
    group="计票",
    when="选举日",
    basis="村民委员会组织法 第十八条",
    context=CountSheet,
    wording=wording,
    word=word,
)
