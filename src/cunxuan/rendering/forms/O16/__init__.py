"""政策问答宣传单: what villagers ask and what the county answers, to be handed out."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Leaflet
from .wording import blank, wording

FORM = Form(
    id="O16",
    title="政策问答宣传单",
    title_en="Leaflet of questions and answers",
    group="培训和宣传",
    when="动员会起到选举日",
    basis="村民委员会选举规程",
    context=Leaflet,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
