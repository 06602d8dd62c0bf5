"""Somebody who answers for a village of the examples, in every way in which somebody can; what was sent in of it."""

from __future__ import annotations

import csv
import io
from typing import Any

import cast
from cunxuan.offices import duties_actions as duties
from cunxuan.offices import groups_actions as groups
from cunxuan.offices.duty_file_actions import receive_duty_file
from cunxuan.offices.models import (
    Division,
    Duty,
    DutyFile,
    DutyKind,
    Group,
    GroupKind,
    GroupMember,
    GuaranteeKind,
    Official,
    Seat,
)

SINCE = cast.DAYS["audit_evaluation"]


def answered_for(village: Division, name: str, said: str) -> None:
    """A village cadre for a group, a guarantee, a group of the township, a workbook in which nothing can be taken."""
    by: dict[str, Any] = {"by": "ren", "at": cast.AT}
    person = duties.Person(name, said[:60], said[:60])
    task = duties.Task(DutyKind.GROUP, village, SINCE, task=said[:200], group_no=1)
    (duty,) = duties.name_all([duties.Named(person, task)], **by)
    duties.give_guarantee(duties.Given(village, GuaranteeKind.TALK, duty.official, said[:200], SINCE), **by)
    township = village.parent
    assert township is not None
    new = groups.NewGroup(GroupKind.INSPECTION, f"{village.pk}{name}"[:60], SINCE, townships=(township.pk,))
    group = groups.set_up_group(township, new, **by)
    groups.add_members(group, [groups.Sitting(person, Seat.HEAD)], since=SINCE, **by)
    receive_duty_file(township, "责任表.csv", table(name), by="chen", at=cast.AT)


def table(name: str) -> bytes:
    """Somebody who answers for a village that is not there."""
    out = io.StringIO()
    csv.writer(out).writerows([("姓名", "负责村"), (name, f"{name}村")])
    return out.getvalue().encode()


def duty_in(village: Division) -> tuple[int]:
    return (Duty.objects.filter(place=village, kind=DutyKind.GROUP).earliest("pk").pk,)


def official_in(village: Division) -> tuple[int]:
    return (Official.objects.filter(place=village).earliest("pk").pk,)


def file_in(village: Division) -> tuple[int]:
    return (DutyFile.objects.filter(place=village.parent_id).earliest("pk").pk,)


def group_in(village: Division) -> tuple[int]:
    return (Group.objects.filter(place=village.parent_id).earliest("pk").pk,)


def seat_in(village: Division) -> tuple[int]:
    return (GroupMember.objects.filter(group__place=village.parent_id).earliest("pk").pk,)
