"""When a task that is overdue climbs: to whoever leads the one who owes it, and from there to the next.

Nothing here rests on a law: it is the county's own rule (工作制度), so many days for each step up.

Public: `Climb`, `overdue_by`, `steps_up`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Climb(NamedTuple):
    """After how many days overdue a task is laid before the leader, and after how many before the leader's leader."""

    first: int = 1
    second: int = 3


def overdue_by(due_on: date, today: date) -> int:
    """Whole days since the day on which it had to be done; 0 on that day and before."""
    return max((today - due_on).days, 0)


def steps_up(due_on: date, today: date, rule: Climb) -> int:
    """How far up it stands: 0 with its owner, 1 also with the leader, 2 also with the leader's leader."""
    days = overdue_by(due_on, today)
    return (days >= rule.first) + (days >= rule.second)
