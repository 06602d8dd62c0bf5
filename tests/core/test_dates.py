"""Counting days: the starting day is not counted, the last day is."""

from __future__ import annotations

from datetime import date

from cunxuan.core.dates import days_between, due_within, is_before, latest_before, window_after

POLLING = date(2026, 12, 20)


def test_twenty_days_before_polling_day_that_day_itself_will_do() -> None:
    assert latest_before(POLLING, 20) == date(2026, 11, 30)
    assert is_before(date(2026, 11, 30), POLLING, 20)
    assert not is_before(date(2026, 12, 1), POLLING, 20)


def test_clear_days_want_one_day_more() -> None:
    assert latest_before(POLLING, 20, clear_days=True) == date(2026, 11, 29)
    assert not is_before(date(2026, 11, 30), POLLING, 20, clear_days=True)


def test_objections_to_a_roll_of_the_22nd_are_open_from_the_23rd_to_the_27th() -> None:
    assert window_after(date(2026, 11, 22), 5) == (date(2026, 11, 23), date(2026, 11, 27))


def test_a_decision_within_three_days_is_due_on_the_third() -> None:
    assert due_within(date(2026, 11, 27), 3) == date(2026, 11, 30)


def test_days_between_two_days() -> None:
    assert days_between(date(2026, 11, 30), POLLING) == 20
