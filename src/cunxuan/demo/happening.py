"""What happens in a county and its townships, in the order of time, so that each chain of the trail runs forward."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain

from cunxuan.web.clock import COUNTY_TIME

#: When it happens, and what is done then.
Event = tuple[datetime, Callable[[], object]]


def moment(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), COUNTY_TIME)


def parted_at(border: datetime, *stories: Iterable[Event]) -> tuple[list[Event], list[Event]]:
    """What happens before a moment, and what from it on."""
    everything = list(chain(*stories))
    return [one for one in everything if one[0] < border], [one for one in everything if one[0] >= border]


def happen(events: Iterable[Event]) -> Iterator[str]:
    """Does everything in the order of time; yields the day of each."""
    for when, act in sorted(events, key=lambda event: event[0]):
        act()
        yield f"{when.month} 月 {when.day} 日"
