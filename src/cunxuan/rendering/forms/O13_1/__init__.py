"""培训合格证: for each who was trained and passed, how long and with what score; three on a sheet, to be cut."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Certificates
from .wording import blank, wording

FORM = Form(
    id="O13_1",
    title="培训合格证",
    title_en="Certificates of a training",
    group="培训和宣传",
    when="培训、测试以后",
    basis="村民委员会选举规程",
    context=Certificates,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
