"""What waits for whoever reads the page: `{% load tasks %}{% tasks_today %}` on the first page of every account."""

from __future__ import annotations

from typing import Any

from django import template

from cunxuan.oversight.task_queries import mine
from cunxuan.web.clock import today

register = template.Library()


@register.inclusion_tag("oversight/tasks_today.html", takes_context=True)
def tasks_today(context: dict[str, Any]) -> dict[str, Any]:
    """One line with its figures; nothing where nothing waits."""
    return {"mine": mine(context["request"].user, today())}
