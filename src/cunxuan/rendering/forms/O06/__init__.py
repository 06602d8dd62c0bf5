"""民主评议表: what everybody at the meeting fills in, one sheet each, without a name."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import EvaluationForm, blank
from .wording import TITLE, wording

FORM = Form(
    id="O06",
    title=TITLE,
    title_en="Evaluation form",
    group="选前准备",
    when="审计结果公告以后",
    basis="村民委员会组织法 第三十八条",
    context=EvaluationForm,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
