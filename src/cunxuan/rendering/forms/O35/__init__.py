"""参选证: the voter card, ten on a sheet with lines to cut along."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import VoterCards
from .word import word
from .wording import wording

FORM = Form(
    id="O35",
    title="参选证",
    title_en="Voter cards",
    group="参选证",
    when="名单核定以后、选举日以前",
    basis="村民委员会组织法 第十七条",
    context=VoterCards,
    wording=wording,
    word=word,
)
