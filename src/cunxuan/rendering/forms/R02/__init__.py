"""登记参加选举的村民登记册: every adult of the village, with what became of the registration and the evidence."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import Register
from .word import word
from .wording import wording

FORM = Form(
    id="R02",
    title="登记参加选举的村民登记册",
    title_en="Register of the village's adults",
    group="登记",
    when="登记期间",
    basis="村民委员会组织法 第十六条",
    context=Register,
    wording=wording,
    word=word,
)
