"""致外出务工人员的一封信: the letter to people away, the texts that go with it, and the record of what was sent."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import LetterAway, blank
from .wording import TITLE, wording

FORM = Form(
    id="O17",
    title=TITLE,
    title_en="Letter to people away",
    group="选前准备",
    when="选举日前四十日、十五日、三日",
    basis="村民委员会组织法 第十六条",
    context=LetterAway,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
