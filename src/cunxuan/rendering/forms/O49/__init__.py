"""协调会议纪要: what a meeting of the election's office discussed and decided, and the task that follows each item."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Minutes
from .wording import blank, wording

FORM = Form(
    id="O49",
    title="协调会议纪要",
    title_en="Minutes of a coordination meeting",
    group="督查",
    when="每周",
    basis="",
    context=Minutes,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
