"""选前审计评议（两先一后）确认单: the township signs that audit and evaluation came first, or what opened the gate."""

from __future__ import annotations

from cunxuan.rendering import sheets
from cunxuan.rendering.form import Form

from .context import GateConfirmation, blank
from .wording import TITLE, wording

FORM = Form(
    id="O08",
    title=TITLE,
    title_en="Confirmation that audit and evaluation came first",
    group="选前准备",
    when="确定选举日以前",
    basis="村民委员会组织法 第四十条",
    context=GateConfirmation,
    wording=wording,
    word=sheets.word,
    blank=blank,
)
