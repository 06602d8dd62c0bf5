"""Days off: weekends, the holidays whose notice is held, and the weekends worked for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cunxuan.core.holidays import (
    day_off,
    full_working_days_before,
    is_known,
    last_working_day,
    next_working_day,
    notice_of,
    working_days_after,
)


def test_a_saturday_and_a_sunday_are_off_and_a_friday_is_not() -> None:
    assert day_off(date(2026, 12, 4)) is None
    assert day_off(date(2026, 12, 5)) == ("星期六", "a Saturday")
    assert day_off(date(2026, 12, 6)) == ("星期日", "a Sunday")
    assert day_off(date(2026, 12, 7)) is None


def test_a_weekday_of_national_day_is_off_and_says_why() -> None:
    assert day_off(date(2026, 10, 7)) == ("国庆节放假", "National Day")
    assert day_off(date(2026, 10, 8)) is None


def test_a_weekend_worked_for_a_holiday_is_a_working_day() -> None:
    assert day_off(date(2026, 10, 10)) is None
    assert day_off(date(2026, 9, 20)) is None
    assert day_off(date(2026, 10, 11)) is not None


def test_two_holidays_that_meet_are_both_named() -> None:
    assert day_off(date(2020, 10, 1)) == ("国庆节、中秋节放假", "National Day and Mid-Autumn Festival")


def test_an_end_of_december_can_belong_to_the_next_year() -> None:
    assert day_off(date(2018, 12, 31)) == ("元旦放假", "New Year")
    assert day_off(date(2018, 12, 29)) is None
    assert day_off(date(2011, 12, 31)) is None


def test_a_year_is_known_only_where_its_notice_is_held() -> None:
    assert is_known(date(2026, 12, 28))
    assert not is_known(date(2026, 12, 29))
    assert is_known(date(2025, 12, 29))
    assert not is_known(date(2027, 1, 1))
    assert not is_known(date(2009, 12, 31))
    assert day_off(date(2027, 10, 1)) is None
    assert day_off(date(2027, 10, 2)) == ("星期六", "a Saturday")


def test_a_notice_has_its_source_and_says_whether_it_was_read() -> None:
    read = notice_of(2026)
    assert read is not None
    assert read.confirmed
    assert read.source[0].startswith("https://www.gov.cn/")
    compared = notice_of(2020)
    assert compared is not None
    assert not compared.confirmed
    assert notice_of(2027) is None


@pytest.mark.parametrize("year", range(2010, 2027))
def test_every_year_has_the_days_off_that_the_regulation_gives(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    closed = [day for day in days if day_off(day)]
    assert all(day_off(date(year, month, day)) for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3)))
    assert 114 <= len(closed) <= 120  # 104 or 105 days of weekends and eleven to sixteen of holidays


def test_a_last_day_that_is_off_moves_to_the_next_working_day_or_back_to_the_last() -> None:
    assert next_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert next_working_day(date(2026, 10, 8)) == date(2026, 10, 8)
    assert last_working_day(date(2026, 10, 7)) == date(2026, 9, 30)
    assert last_working_day(date(2026, 9, 30)) == date(2026, 9, 30)


def test_five_working_days_over_a_holiday() -> None:
    assert working_days_after(date(2026, 9, 29), 5) == date(2026, 10, 12)  # 30, 8, 9, the Saturday 10, 12
    assert working_days_after(date(2026, 11, 27), 5) == date(2026, 12, 4)
    assert working_days_after(date(2026, 11, 27), 0) == date(2026, 11, 27)


def test_five_whole_working_days_lie_between_a_sunday_and_the_sunday_before() -> None:
    assert full_working_days_before(date(2026, 11, 29), 5) == date(2026, 11, 22)
    assert full_working_days_before(date(2026, 11, 27), 5) == date(2026, 11, 19)
