"""A published roll and what happens to it, for the tests: people by name, objections at an hour, changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import cast
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.change_actions import publish_correction, record_change
from cunxuan.roll.models import Objection, Resident, Roll, RollChange
from cunxuan.roll.objection_actions import NewObjection, decide_objection, register_objection
from cunxuan.web.clock import COUNTY_TIME

PUBLISHED = date(2026, 11, 24)  # objections from 25 to 29 November
LAST_DAY = date(2026, 11, 29)


def published(village: Division) -> Election:
    """A roll of 120 people; beside them one who lives elsewhere, and a child."""
    born = date(1990, 5, 1)
    people = [
        NewResident("外出甲", "F", born, cast.synthetic(born, 2, division="360124"), 2, 31, True, False),
        NewResident("孩子", "M", date(2015, 5, 1), "", 2, 31, True, True),
    ]
    cast.at_stage(village, "registration_opened")
    add_residents(village, people, by="ding", at=cast.AT)
    return cast.at_stage(village, "roll_published")


def person(village: Division, name: str) -> Resident:
    return Resident.objects.get(village=village, name=name)


def clock(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COUNTY_TIME)


def objection(election: Election, about: str, claim: str = "add", *, at: datetime | None = None) -> Objection:
    came = NewObjection(
        applicant="段文博",
        about=about,
        resident=Resident.objects.filter(village=election.village, name=about).first(),
        claim=claim,
        text="她今年搬回村里住。",
        in_writing=True,
        received_at=at or clock(date(2026, 11, 26)),
    )
    return register_objection(election, came, by="ding", at=max(cast.AT, came.received_at))


def decided(one: Objection, decision: str = "upheld", *, on: date = date(2026, 11, 28), **more: Any) -> Objection:
    decide_objection(one, decision=decision, reason="经查属实。", on=on, by="ding", at=cast.AT, **more)
    one.refresh_from_db()
    return one


def died(election: Election, name: str, *, on: date = date(2026, 11, 27)) -> RollChange:
    resident = person(election.village, name)
    return record_change(election, resident, reason="died", on=on, evidence="死亡证明", by="ding", at=cast.AT)


def corrected(election: Election, *, on: date = date(2026, 11, 30)) -> Roll:
    return publish_correction(election, on=on, by="ding", at=cast.AT)
