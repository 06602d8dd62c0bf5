"""未在户籍地登记证明: the home village certifies that a person is not registered there."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import HomeCertificate
from .word import word
from .wording import wording

FORM = Form(
    id="O32",
    title="未在户籍地登记参加选举的证明",
    title_en="Certificate from the place of hukou",
    group="登记",
    when="登记期间",
    basis="村民委员会组织法 第十六条",
    context=HomeCertificate,
    wording=wording,
    word=word,
)
