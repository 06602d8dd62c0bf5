"""The tabs of the preparation: one line for each part of it, for a county or township and for one village."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cunxuan.offices.models import Division
from cunxuan.web.context import may_open

register = template.Library()

Listed = tuple[tuple[str, Promise], ...]

#: In the order of the work: the name of the address, and what the tab says.
TABS: Listed = (
    ("preparation", gettext_lazy("总览")),
    ("duties", gettext_lazy("包联责任")),
    ("visits", gettext_lazy("走访摸底")),
    ("key_villages", gettext_lazy("重点村")),
    ("audits", gettext_lazy("审计评议")),
    ("training", gettext_lazy("培训")),
    ("publicity", gettext_lazy("宣传")),
    ("questions", gettext_lazy("问答")),
    ("messages_away", gettext_lazy("外出人员联系")),
    ("receptions", gettext_lazy("接访")),
    ("preparation_papers", gettext_lazy("表册")),
)
VILLAGE_TABS: Listed = (
    ("village_preparation", gettext_lazy("总览")),
    ("village_duties", gettext_lazy("包联责任")),
    ("village_visits", gettext_lazy("走访摸底")),
    ("village_situation", gettext_lazy("村情报告")),
    ("village_key_village", gettext_lazy("重点村")),
    ("village_audit", gettext_lazy("审计评议")),
    ("village_training", gettext_lazy("培训")),
    ("village_publicity", gettext_lazy("宣传")),
    ("village_messages_away", gettext_lazy("外出人员联系")),
    ("village_preparation_papers", gettext_lazy("表册")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the preparation; `is_here` is the one that is open."""

    url: str
    word: Promise
    is_here: bool


@register.inclusion_tag("preparation/tabs.html", takes_context=True)
def preparation_tabs(context: template.Context, here: str = "") -> dict[str, object]:
    """The tabs of the county or township; `here` is the name of the address of the page that is open."""
    return {"tabs": tuple(tabs(TABS, here, role_of(context)))}


@register.inclusion_tag("preparation/tabs.html", takes_context=True)
def village_preparation_tabs(context: template.Context, village: Division, here: str = "") -> dict[str, object]:
    """The tabs of this village; `here` is the part that is open: visits, or the name of its address: village_visits."""
    name = here if here.startswith("village_") else f"village_{here}"
    return {"tabs": tuple(tabs(VILLAGE_TABS, name, role_of(context), [village.code]))}


def role_of(context: template.Context) -> str:
    """The role of who reads; nobody's has none."""
    return getattr(context.get("user"), "role", "")


def tabs(listed: Listed, here: str, role: str, at: Sequence[str] = ()) -> Iterator[Tab]:
    """Those whose pages exist in this installation and are open to the role."""
    for name, word in listed:
        try:
            url = reverse(name, args=at)
        except NoReverseMatch:
            continue
        if may_open(role, url):
            yield Tab(url, word, name == here)
