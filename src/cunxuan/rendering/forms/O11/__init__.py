"""三级包联责任表: who answers for which township, village and group, when, with what task (三定、五包)."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import ResponsibilityTable, blank
from .wording import TITLE, wording

FORM = Form(
    id="O11",
    title=TITLE,
    title_en="Table of responsibility in three levels",
    group="选举准备",
    when="动员以前",
    basis="",
    context=ResponsibilityTable,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
