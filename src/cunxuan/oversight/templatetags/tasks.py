"""What waits for whoever reads the page: `{% load tasks %}{% tasks_today %}` on the first page of every account."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cunxuan.oversight.task_queries import mine
from cunxuan.preparation.templatetags.preparation_tabs import Tab
from cunxuan.web.clock import today
from cunxuan.web.context import address, may_open

register = template.Library()


@register.inclusion_tag("oversight/tasks_today.html", takes_context=True)
def tasks_today(context: dict[str, Any]) -> dict[str, Any]:
    """One line with its figures; nothing where nothing waits."""
    return {"mine": mine(context["request"].user, today())}


#: In the order of the bar of the oversight: the name of the address, and what the tab says.
TABS: tuple[tuple[str, Promise], ...] = (
    ("tasks", gettext_lazy("任务")),
    ("daily_reports", gettext_lazy("工作日报")),
    ("meetings", gettext_lazy("会议")),
    ("inspections", gettext_lazy("督查")),
    ("complaints", gettext_lazy("信访")),
    ("violations", gettext_lazy("违纪线索")),
)


@register.inclusion_tag("preparation/tabs.html", takes_context=True)
def oversight_tabs(context: dict[str, Any], here: str) -> dict[str, Any]:
    """The pages of the oversight that this account may open; `here` is the name of the address of the one it reads."""
    role = context["request"].user.role
    urls = ((name, word, address(name)) for name, word in TABS)
    return {"tabs": [Tab(url, word, name == here) for name, word, url in urls if url and may_open(role, url)]}
