"""How pages say a kind of visit, a clarity, a reason and a risk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template

from cunxuan.core.situation import CLARITIES, REASONS, RISKS, VISIT_KINDS, Words
from cunxuan.core.stages import State
from cunxuan.preparation.models import Visit
from cunxuan.web.templatetags.cx import lang

register = template.Library()


def said(words: Mapping[str, Words], key: str) -> str:
    return str(lang(words[key]))


@register.filter
def kind_said(kind: str) -> str:
    return said(VISIT_KINDS, kind)


@register.filter
def clarity_said(key: str) -> str:
    return said(CLARITIES, key)


@register.filter
def reason_said(key: str) -> str:
    return said(REASONS, key)


@register.filter
def risk_said(key: str) -> str:
    return said(RISKS, key)


@register.simple_tag
def follow_state(visit: Visit, today: date) -> State:
    """How the follow-up of a visit stands on a day."""
    if visit.followed_on:
        return State.DONE
    late = visit.follow_by is not None and visit.follow_by < today
    return State.OVERDUE if late else State.IN_PROGRESS


@register.filter
def of(names: Mapping[str, str], username: str) -> str:
    """A name by the user name; the user name where there is none."""
    return names.get(username, username)
