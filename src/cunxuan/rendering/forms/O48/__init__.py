"""村委会换届选举进度表: of every village the twelve stages, planned and done."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Schedule
from .wording import blank, wording

FORM = Form(
    id="O48",
    title="村委会换届选举进度表",
    title_en="Schedule of the villages",
    group="选举准备",
    when="动员以后",
    basis="村民委员会组织法 第十四条",
    context=Schedule,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
