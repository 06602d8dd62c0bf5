"""换届纪实表: every key act of a village with its time, place and people, as the trail recorded it."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import RecordSheet
from .wording import blank, wording

FORM = Form(
    id="O51",
    title="换届纪实（全程记录）表",
    title_en="Record of the whole election",
    group="选举准备",
    when="每一关键环节",
    basis="村民委员会组织法 第三十九条",
    context=RecordSheet,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
