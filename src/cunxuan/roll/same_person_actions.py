"""The verb that ends the case of one person in two villages: who stays where, or that they are two people.

Nobody is deleted. The village that the person leaves records that they are registered elsewhere; where its roll is
published and has them, the change of the roll is recorded too, and the next correction publishes it. Organic Law art 16
(2026), art 13 (2018): nobody takes part in the elections of two villages; the election committees decide.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division
from cunxuan.records.actions import hold, trail

from .change_actions import record_change
from .models import Fact, SamePerson
from .registration_actions import record_fact
from .same_person_queries import Side, sides


@transaction.atomic
def decide_same_person(
    case: SamePerson,
    *,
    stays_in: Division | None = None,
    different_people: bool = False,
    reason: str,
    on: date,
    by: str,
    at: datetime,
) -> None:
    """The person stays in one of the two villages, or two people only look alike. Both villages' trails say it."""
    hold(case)
    both = sides(case)
    refuse_what_is_none(case, stays_in, different_people, both)
    if stays_in is not None:
        left, stays = both if both[1].village == stays_in else (both[1], both[0])
        strike_off(left, stays, reason=reason, on=on, by=by, at=at)
    case.stays_in, case.different_people = stays_in, different_people
    case.decided_on, case.reason = on, reason
    case.save()
    facts = {"stays_in": stays_in.pk if stays_in else "", "on": on.isoformat(), "reason": reason}
    trail(case.other_village_id, "same_person_decided", by=by, at=at, facts=facts)
    trail(case.resident.village_id, "same_person_decided", by=by, at=at, rows=[case], facts=facts)


def refuse_what_is_none(
    case: SamePerson, stays_in: Division | None, different_people: bool, both: tuple[Side, Side]
) -> None:
    if case.decided_on is not None:
        raise Refusal(
            "SAME_PERSON_DECIDED",
            "这件事已经有决定。",
            "请看已记录的决定；有错的，由该村用名单更正办理。",
            "This has been decided.",
            "Look at the decision; what is wrong with it is put right by a change of the village's roll.",
        )
    if different_people and case.surely:
        raise Refusal(
            "SAME_ID_NUMBER",
            "两个村写的是同一个身份证号，不能记为两个人。",
            "请对照户口簿，先把写错身份证号的名册改好，再重新导入。",
            "Both villages have the same ID number, so these are not two people.",
            "Correct the list whose number is wrong from the household register and import it again.",
        )
    villages = [side.village for side in both]
    if different_people == (stays_in is not None) or (stays_in is not None and stays_in not in villages):
        raise LookupError(stays_in)


def strike_off(left: Side, stays: Side, *, reason: str, on: date, by: str, at: datetime) -> None:
    """What follows in the village that the person leaves, where it has taken them in."""
    if left.resident is None or left.election is None:
        return
    record_fact(
        left.election, left.resident, Fact.REGISTERED_IN, on=on, evidence=reason, value=stays.name, by=by, at=at
    )
    if left.on_roll:
        record_change(left.election, left.resident, reason="registered_elsewhere", on=on, evidence=reason, by=by, at=at)
