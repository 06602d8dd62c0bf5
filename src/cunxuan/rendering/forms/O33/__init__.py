"""名单异议登记表: the register of objections to the roll, with their clocks."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import ObjectionRegister
from .word import word
from .wording import wording

FORM = Form(
    id="O33",
    title="名单异议登记表",
    title_en="Register of objections to the list",
    group="名单异议",
    when="名单公布之日起五日内",
    basis="村民委员会组织法 第十七条",
    context=ObjectionRegister,
    wording=wording,
    word=word,
)
