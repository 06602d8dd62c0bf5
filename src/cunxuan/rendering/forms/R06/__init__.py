"""流动票箱投票、代写人员花名册: who votes at a mobile box, and who writes for whom."""

from __future__ import annotations

from cunxuan.rendering import lists
from cunxuan.rendering.form import Form

from .context import HelpRoster
from .wording import wording

FORM = Form(
    id="R06",
    title="流动票箱投票及代写人员花名册",
    title_en="Roster of mobile-box voters and scribes",
    group="登记册",
    when="选举日前",
    basis="村民委员会选举规程",
    context=HelpRoster,
    wording=wording,
    word=lists.word,
)
