"""What waits for whoever reads the page: `{% load tasks %}{% tasks_today %}` on the first page of every account."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, ngettext

from cunxuan.oversight.complaint_queries import flags_in, waiting_for
from cunxuan.oversight.task_queries import mine
from cunxuan.preparation.templatetags.preparation_tabs import Tab
from cunxuan.web.clock import today
from cunxuan.web.context import address, may_open
from cunxuan.web.templatetags.cx import sign

register = template.Library()


@register.inclusion_tag("oversight/tasks_today.html", takes_context=True)
def tasks_today(context: dict[str, Any]) -> dict[str, Any]:
    """One line with its figures; nothing where nothing waits."""
    return waits_for(context["request"])


@register.inclusion_tag("oversight/tasks_in_the_bar.html", takes_context=True)
def tasks_in_the_bar(context: dict[str, Any]) -> dict[str, Any]:
    """The same as one number."""
    waits = waits_for(context["request"])
    return {"count": waits["mine"].count + waits["cases"]}


def waits_for(request: Any) -> dict[str, Any]:
    """Asked once for a page."""
    if not hasattr(request, "cx_waits"):
        request.cx_waits = {"mine": mine(request.user, today()), "cases": waiting_for(request.user)}
    waits: dict[str, Any] = request.cx_waits
    return waits


@register.simple_tag(takes_context=True)
def cases_waiting(context: dict[str, Any]) -> int:
    """How many cases wait for an officer; a case is never a task, whose number could be counted by others."""
    cases: int = waits_for(context["request"])["cases"]
    return cases


@register.simple_tag(takes_context=True)
def case_flags(context: dict[str, Any], village: str) -> dict[str, int]:
    """How many complaints there are on each step of a village, for who may know: `{% case_flags code as flags %}`."""
    return flags_in(context["request"].user, village)


@register.simple_tag
def case_flag(flags: dict[str, int], step: str) -> SafeString:
    """The flag on one step, which leads to the cases; nothing where there are none to know of."""
    if not flags.get(step):
        return mark_safe("")
    words = ngettext("信访 %(count)d 件", "信访 %(count)d 件", flags[step]) % {"count": flags[step]}
    return format_html('<small><a href="{}">{} {}</a></small>', reverse("complaints"), sign("differs"), words)


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
