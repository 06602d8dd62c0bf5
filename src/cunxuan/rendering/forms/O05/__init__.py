"""审计结果公告: what the audit of the term found, on the village's board, and until when objections are heard."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import AuditNotice
from .wording import TITLE, blank, wording

FORM = Form(
    id="O05",
    title=TITLE,
    title_en="Notice of the audit's result",
    group="选前准备",
    when="审计报告作出以后、民主评议以前",
    basis="村民委员会组织法 第四十条",
    context=AuditNotice,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
