"""信访（举报）事项登记办理单: what was brought, the clocks that run, and what was done, for the officers alone."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Case
from .wording import blank, wording

FORM = Form(
    id="O54",
    title="信访（举报）事项登记办理单",
    title_en="Complaint: registration and course",
    group="信访",
    when="受理信访、举报时",
    basis="",
    context=Case,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
