"""五必访五摸清走访记录: the visits to a village, and the sheet that a visiting team takes along."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import VisitRecords, blank
from .wording import TITLE, wording

FORM = Form(
    id="O02",
    title=TITLE,
    title_en="Record of the five must-visits",
    group="选前准备",
    when="动员会前六十日至前十日",
    basis="",
    context=VisitRecords,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
