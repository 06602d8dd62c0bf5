"""培训签到册及记录: who was at a training, and how the test went; a list to be signed where it is blank."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import TrainingRecord
from .wording import blank, wording

FORM = Form(
    id="O13",
    title="培训签到册及记录",
    title_en="Sign-in sheet and record of a training",
    group="培训和宣传",
    when="动员会以后、选举日十日以前",
    basis="村民委员会选举规程",
    context=TrainingRecord,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
