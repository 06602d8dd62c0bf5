"""任期和离任经济责任审计报告: the auditors' report on the term, and the sheet they fill in by hand."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import AuditReport, blank
from .wording import TITLE, wording

FORM = Form(
    id="O04",
    title=TITLE,
    title_en="Report on the audit of the term",
    group="选前准备",
    when="确定选举日以前",
    basis="村民委员会组织法 第四十条",
    context=AuditReport,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
