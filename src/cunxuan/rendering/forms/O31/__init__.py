"""居住满一年人员参选审议决议: how a meeting voted on people whose hukou is elsewhere."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import Resolution
from .word import word
from .wording import wording

FORM = Form(
    id="O31",
    title="居住满一年人员参选审议决议",
    title_en="Resolution on applicants from elsewhere",
    group="登记",
    when="登记期间",
    basis="村民委员会组织法 第十六条",
    context=Resolution,
    wording=wording,
    word=word,
)
