"""委托投票书及委托投票证: the letter of a principal, and the leave of the election committee; two on a sheet."""

from __future__ import annotations

from cunxuan.rendering.form import Form

from .context import ProxyLetter
from .word import word
from .wording import wording

FORM = Form(
    id="O38",
    title="委托投票书及委托投票证",
    title_en="Proxy letter",
    group="委托",
    when="委托审核同意并公布以后",
    basis="村民委员会组织法 第十八条",
    context=ProxyLetter,
    wording=wording,
    word=word,
)
