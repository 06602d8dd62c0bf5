"""The day and the moment that pages work with."""

from datetime import UTC, date, timedelta

from cunxuan.web import clock


def test_a_demonstration_stands_still_on_its_day(settings):
    settings.TODAY = "2026-12-16"
    assert clock.today() == date(2026, 12, 16)
    assert clock.now().astimezone(clock.COUNTY_TIME).date() == date(2026, 12, 16)


def test_the_hour_goes_on_in_a_demonstration(settings):
    before = clock.datetime.now(clock.COUNTY_TIME).timetz()
    settings.TODAY = "2026-12-16"
    now = clock.now().astimezone(clock.COUNTY_TIME)
    assert now - clock.datetime.combine(now.date(), before) < timedelta(minutes=1)


def test_without_a_demonstration_it_is_today(settings):
    settings.TODAY = ""
    assert clock.today() == clock.datetime.now(clock.COUNTY_TIME).date()


def test_moments_are_kept_in_utc(settings):
    settings.TODAY = "2026-12-16"
    assert clock.now().tzinfo is UTC
