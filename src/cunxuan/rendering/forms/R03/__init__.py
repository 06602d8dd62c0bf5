"""参选证发放花名册: who took each voter card, one group to a page."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import CardRoster
from .word import word
from .wording import wording

FORM = Form(
    id="R03",
    title="参选证发放花名册",
    title_en="Roster of voter cards handed out",
    group="参选证",
    when="名单核定以后、选举日以前",
    basis="村民委员会组织法 第十七条",
    context=CardRoster,
    wording=wording,
    word=word,
)
