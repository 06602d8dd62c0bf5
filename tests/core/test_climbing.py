"""A task that is overdue climbs: by the county's rule, after so many days for each step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cunxuan.core.tasks import Climb, overdue_by, steps_up

DUE = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("days", "overdue", "steps"),
    [(-3, 0, 0), (0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (30, 30, 2)],
)
def test_a_task_climbs_after_one_day_and_again_after_three(days, overdue, steps):
    today = DUE + timedelta(days=days)
    assert (overdue_by(DUE, today), steps_up(DUE, today, Climb())) == (overdue, steps)


def test_the_county_may_be_stricter():
    assert steps_up(DUE, DUE + timedelta(days=1), Climb(1, 1)) == 2
