"""委托投票、流动票箱投票、代写人员名单公告: the lists that hang in the village before the poll."""

from __future__ import annotations

from cunxuan.rendering import lists
from cunxuan.rendering.form import Form

from .context import ListsNotice
from .wording import wording

FORM = Form(
    id="A11",
    title="委托投票、流动票箱、代写人员名单公告",
    title_en="Notice of proxies, mobile boxes and scribes",
    group="公告",
    when="选举日前公布",
    basis="村民委员会组织法 第十八条",
    context=ListsNotice,
    wording=wording,
    word=lists.word,
)
