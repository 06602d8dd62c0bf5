"""What the trail of a village says of its visits: that there were some. Never whom, never what was said there.

Public: `ACTS`, each named as its act.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cunxuan.core.telling_words import day

Facts = Mapping[str, Any]
Words = tuple[str, str]  # Chinese, English


def visits_recorded(facts: Facts, _: object) -> Words:
    number = facts["count"]
    return f"登记走访 {number} 户", f"recorded {number} visit{'' if number == 1 else 's'}"


def visit_taken_back(_facts: Facts, _: object) -> Words:
    return "撤回一份记错的走访", "took back a visit recorded by mistake"


def visit_followed_up(facts: Facts, _: object) -> Words:
    on = day(date.fromisoformat(facts["on"]))
    return f"办结一件走访中要跟进的事，{on.zh}", f"finished a follow-up of a visit, {on.en}"


ACTS = (visits_recorded, visit_taken_back, visit_followed_up)
