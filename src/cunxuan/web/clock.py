"""The only place that reads the clock. Views pass the day and the moment on; nothing below them asks for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

COUNTY_TIME = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The legal day: the date in Asia/Shanghai, or the day on which a demonstration stands still."""
    return date.fromisoformat(settings.TODAY) if settings.TODAY else datetime.now(COUNTY_TIME).date()


def now() -> datetime:
    """This moment, aware, in UTC; in a demonstration its day with the hour of the clock on the wall."""
    moment = datetime.now(COUNTY_TIME)
    return datetime.combine(today(), moment.timetz()).astimezone(UTC)
