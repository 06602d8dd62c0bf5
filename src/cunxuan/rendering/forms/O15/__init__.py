"""宣传标语口号: the slogans that may be hung up, with where and in what colour they are written."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import Slogans
from .wording import blank, wording

FORM = Form(
    id="O15",
    title="宣传标语口号",
    title_en="Slogans",
    group="培训和宣传",
    when="动员会起到选举日",
    basis="村民委员会选举规程",
    context=Slogans,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
