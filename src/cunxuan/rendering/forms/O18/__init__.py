"""换届选举纪律: what nobody may do at an election, what follows, and where it is reported."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import DisciplineNotice
from .wording import blank, wording

FORM = Form(
    id="O18",
    title="换届选举纪律",
    title_en="Discipline of the election",
    group="选举准备",
    when="动员以前",
    basis="村民委员会组织法 第二十一条",
    context=DisciplineNotice,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
