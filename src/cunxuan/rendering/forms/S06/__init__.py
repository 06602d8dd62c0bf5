"""换届选举工作日报表: a township's figures, plan and problems of a day; or all townships beside one another."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import DailyReport
from .wording import blank, wording

FORM = Form(
    id="S06",
    title="换届选举工作日报表",
    title_en="Daily report",
    group="统计表",
    when="动员以后每天",
    basis="",
    context=DailyReport,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
