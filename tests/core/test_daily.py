"""The daily report's three rules: what counts up does not fall, the hour, and which figures those are."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from cunxuan.core.daily import FIGURES, Fall, counting_up, fallen, is_late

ON, HOUR = date(2026, 12, 16), time(18)


def at(day: int, *clock: int) -> datetime:
    return datetime(2026, 12, day, *clock, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("sent", "late"),
    [
        (at(16, 17, 59, 59), False),
        (at(16, 18), False),
        (at(16, 18, 0, 1), True),
        (at(17, 8), True),
    ],
)
def test_after_the_countys_hour_it_is_late(sent, late):
    assert is_late(ON, sent, HOUR) is late


def test_only_a_figure_that_counts_up_must_not_fall():
    before, now = {"polled": 5, "polled_today": 3, "gone": 1}, {"polled": 4, "polled_today": 0, "new": 2}
    assert fallen(before, now, counting_up()) == (Fall("polled", 5, 4),)


def test_what_stays_the_same_has_not_fallen():
    assert fallen({"polled": 5}, {"polled": 5}, counting_up()) == ()


def test_no_two_figures_have_one_key_or_one_name():
    assert len({one.key for one in FIGURES}) == len({one.zh for one in FIGURES}) == len(FIGURES)
