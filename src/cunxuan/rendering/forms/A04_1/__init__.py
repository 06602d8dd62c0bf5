"""登记参加选举的村民名单更正补充公告: what changed on the roll and why, and how objections were decided."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import RollCorrection
from .word import word
from .wording import wording

FORM = Form(
    id="A04_1",
    title="登记参加选举的村民名单更正补充公告",
    title_en="Correction of the list of registered villagers",
    group="公告",
    when="收到异议之日起三日内",
    basis="村民委员会组织法 第十七条",
    context=RollCorrection,
    wording=wording,
    word=word,
)
