"""Sessions of the cast: a morning in 柳林镇 for those who count, with a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from cunxuan.offices.models import Division
from cunxuan.preparation.models import Session
from cunxuan.preparation.training_actions import Came, NewSession, hold_session, sign_in

ON = date(2026, 11, 12)
#: 08:20 in the county: the session begins at half past eight.
MORNING = datetime(2026, 11, 12, 0, 20, tzinfo=UTC)
DUTIES = ("scrutineer", "counter", "caller", "scribe")


def new_session(**other: Any) -> NewSession:
    said: dict[str, Any] = {
        "title": "选举工作人员业务培训",
        "on": ON,
        "begins": time(8, 30),
        "ends": time(11, 30),
        "hours": 4,
        "venue": "柳林镇政府会议室",
        "lecturer": "陈文博",
        "duties": DUTIES,
        "with_test": True,
    }
    return NewSession(**{**said, **other})


def held(place: Division, *people: Came, token: str = "", **other: Any) -> Session:
    """A session with these people on its list."""
    session = hold_session(place, new_session(**other), pass_line=80, by="chen", at=MORNING, token=token)
    if people:
        sign_in(session, people, by="an", at=MORNING)
    return session


def scrutineer(name: str, unit: str = "柳树村") -> Came:
    return Came(name, unit, "scrutineer")
