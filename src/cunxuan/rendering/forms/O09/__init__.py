"""县（乡）换届选举工作实施方案: what the election is for, its phases with their days, and who does what."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import ImplementationPlan
from .wording import blank, wording

FORM = Form(
    id="O09",
    title="换届选举工作实施方案",
    title_en="Plan of the general election",
    group="选举准备",
    when="动员以前",
    basis="村民委员会组织法 第十四条",
    context=ImplementationPlan,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
