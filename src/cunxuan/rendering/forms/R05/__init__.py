"""委托投票人员花名册: who votes for whom, as the election committee keeps it."""

from __future__ import annotations

from cunxuan.rendering import lists
from cunxuan.rendering.form import Form

from .context import ProxyRoster
from .wording import wording

FORM = Form(
    id="R05",
    title="委托投票人员花名册",
    title_en="Roster of proxies",
    group="登记册",
    when="委托办理截止以后",
    basis="村民委员会组织法 第十八条",
    context=ProxyRoster,
    wording=wording,
    word=lists.word,
)
