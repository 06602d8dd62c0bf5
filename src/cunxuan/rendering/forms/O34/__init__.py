"""名单异议处理决定书: the decision that the objector gets."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import ObjectionDecision
from .word import word
from .wording import wording

FORM = Form(
    id="O34",
    title="名单异议处理决定书",
    title_en="Decision on an objection to the list",
    group="名单异议",
    when="收到异议之日起三日内",
    basis="村民委员会组织法 第十七条",
    context=ObjectionDecision,
    wording=wording,
    word=word,
)
