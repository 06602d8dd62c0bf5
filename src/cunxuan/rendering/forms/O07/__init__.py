"""民主评议结果公告: what the meeting said of each official, and what follows from it by law."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import EvaluationNotice
from .wording import TITLE, blank, wording

FORM = Form(
    id="O07",
    title=TITLE,
    title_en="Notice of the evaluation's result",
    group="选前准备",
    when="民主评议以后、确定选举日以前",
    basis="村民委员会组织法 第三十八条",
    context=EvaluationNotice,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
