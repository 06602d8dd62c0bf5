"""村情调研报告: what a township knows of a village before the election is called."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import SituationReport, blank
from .wording import TITLE, wording

FORM = Form(
    id="O01",
    title=TITLE,
    title_en="Report on a village's situation",
    group="选前准备",
    when="动员会前六十日",
    basis="",
    context=SituationReport,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
