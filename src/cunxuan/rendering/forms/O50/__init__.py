"""督查情况通报: what the inspectors found in ten days, who puts it right by when, and what is done."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import InspectionReport
from .wording import blank, wording

FORM = Form(
    id="O50",
    title="督查情况通报",
    title_en="Report of the inspectors",
    group="督查",
    when="每十天",
    basis="",
    context=InspectionReport,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
