"""重点（难点）村工作预案: who leads the work in a key village, with whom, what is done and until when."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import KeyVillagePlan, blank
from .wording import TITLE, wording

FORM = Form(
    id="O03",
    title=TITLE,
    title_en="Plan for a key village",
    group="选前准备",
    when="动员会前三十日",
    basis="",
    context=KeyVillagePlan,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
