"""换届选举领导组、办公室、督导组名单: the groups of an election, who sits in them, which townships they cover."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import GroupsList, blank
from .wording import TITLE, wording

FORM = Form(
    id="O10",
    title=TITLE,
    title_en="Groups of the election",
    group="选举准备",
    when="动员以前",
    basis="",
    context=GroupsList,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
