"""登记参加选举的村民名单公告: the roll, by villagers' groups, that hangs in the village."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import RollNotice
from .word import word
from .wording import wording

FORM = Form(
    id="A04",
    title="登记参加选举的村民名单公告",
    title_en="List of registered villagers",
    group="公告",
    when="选举日二十日前",
    basis="村民委员会组织法 第十七条",
    context=RollNotice,
    wording=wording,
    word=word,
)
