"""The tabs of a village's roll: one line for each page that a clerk goes to and fro between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cunxuan.offices.models import Division

register = template.Library()

#: In the order of the work: the name of the address, and what the tab says.
TABS: tuple[tuple[str, Promise], ...] = (
    ("village_lists", gettext_lazy("导入名册")),
    ("registration", gettext_lazy("登记")),
    ("people", gettext_lazy("居民")),
    ("away", gettext_lazy("外出人员")),
    ("year_residents", gettext_lazy("非本村户籍")),
    ("roll_versions", gettext_lazy("名单")),
    ("objections", gettext_lazy("异议")),
    ("roll_changes", gettext_lazy("更正")),
    ("proxies", gettext_lazy("委托")),
    ("assistance", gettext_lazy("流动票箱和代写")),
    ("cards", gettext_lazy("参选证")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the roll's workspace; `is_here` is the one that is open."""

    url: str
    word: Promise
    is_here: bool


@register.inclusion_tag("roll/tabs.html")
def roll_tabs(village: Division, here: str = "") -> dict[str, object]:
    """The tabs of this village; `here` is the name of the address of the page that is open."""
    return {"tabs": tuple(tabs(village, here))}


def tabs(village: Division, here: str) -> Iterator[Tab]:
    """Those whose pages exist in this installation."""
    for name, word in TABS:
        try:
            yield Tab(reverse(name, args=[village.code]), word, name == here)
        except NoReverseMatch:
            continue
