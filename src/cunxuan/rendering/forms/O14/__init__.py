"""培训测试题: the test after a training, blank or with its answers for the office."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Quiz
from .wording import blank, wording

FORM = Form(
    id="O14",
    title="培训测试题",
    title_en="Test after a training",
    group="培训和宣传",
    when="培训结束时",
    basis="村民委员会组织法、村民委员会选举规程",
    context=Quiz,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
