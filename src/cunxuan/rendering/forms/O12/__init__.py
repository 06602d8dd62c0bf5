"""接访日程安排表: which leader receives petitioners on which day, where, and under which telephone number."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import ReceptionRota
from .wording import blank, wording

FORM = Form(
    id="O12",
    title="信访接访日程安排表",
    title_en="Rota of those who receive petitioners",
    group="选举准备",
    when="动员以前",
    basis="信访工作条例",
    context=ReceptionRota,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
