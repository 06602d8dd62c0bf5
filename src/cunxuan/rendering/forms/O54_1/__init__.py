"""Letters to whoever brought a complaint: taken up, not taken up, passed on, answered, reviewed, re-checked."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Letter
from .wording import blank, wording

FORM = Form(
    id="O54_1",
    title="信访事项告知书、答复意见书",
    title_en="Letters on a complaint",
    group="信访",
    when="受理、转送、答复、复查、复核时",
    basis="",
    context=Letter,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
