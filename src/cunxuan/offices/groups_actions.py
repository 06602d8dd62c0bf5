"""Verbs on the groups of an election (领导组、办公室、指导组、督查组、接访组): set up, take members in, end.

Public: `set_up_group`, `add_members`, `end_seat`, `end_group`, `NewGroup`, `Sitting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.records.actions import trail

from .duties_actions import Person, officials_of
from .models import Division, Group, GroupKind, GroupMember, Seat


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group as its document sets it up; without townships it covers the whole of its place."""

    kind: GroupKind
    name: str
    since: date
    phone: str = ""
    townships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody and what they are in the group."""

    person: Person
    seat: Seat


@transaction.atomic
def set_up_group(place: Division, wanted: NewGroup, *, by: str, at: datetime) -> Group:
    if Group.objects.open().filter(place=place, name=wanted.name).exists():
        raise Refusal(
            "GROUP_KNOWN",
            f"{place.name}已经有“{wanted.name}”。",
            "请换一个名称，或者在原来的组里改人员。",
            f"{place.name} has a group {wanted.name} already.",
            "Choose another name, or change the members of that group.",
        )
    group = Group.objects.create(
        place=place,
        kind=wanted.kind,
        name=wanted.name,
        phone=wanted.phone,
        townships=sorted(wanted.townships),
        since=wanted.since,
    )
    trail(place.code, "group_set_up", by=by, at=at, rows=[group], facts={"group": group.name})
    return group


@transaction.atomic
def add_members(group: Group, sitting: Sequence[Sitting], *, since: date, by: str, at: datetime) -> list[GroupMember]:
    """Takes people into a group; who sits in it already is named."""
    refuse_if_ended(group)
    people = {(group.place_id, one.person.name, one.person.unit): one.person for one in sitting}
    officials = officials_of(people, by=by, at=at)
    rows = []
    for one in sitting:
        official = officials[group.place_id, one.person.name, one.person.unit]
        if group.members.filter(official=official, ended_on__isnull=True).exists():
            raise Refusal(
                "SEAT_TAKEN",
                f"{official.name}已经在“{group.name}”里。",
                "要改组长、副组长，请先退出，再重新加入。",
                f"{official.name} sits in {group.name} already.",
                "To change the seat end it first.",
            )
        rows.append(GroupMember.objects.create(group=group, official=official, seat=one.seat, since=since))
    facts = {"group": group.name, "names": [row.official.name for row in rows]}
    trail(group.place_id, "group_joined", by=by, at=at, rows=rows, facts=facts)
    return rows


@transaction.atomic
def end_seat(member: GroupMember, *, on: date, why: str, by: str, at: datetime) -> GroupMember:
    if member.ended_on is not None:
        raise Refusal(
            "SEAT_ENDED",
            f"{member.official.name}已经退出“{member.group.name}”。",
            "要再加入，请重新登记。",
            f"{member.official.name} has left {member.group.name} already.",
            "Take the person in anew.",
        )
    member.ended_on, member.ended_why = on, why
    member.save(update_fields=["ended_on", "ended_why"])
    facts = {"group": member.group.name, "name": member.official.name, "why": why}
    trail(member.group.place_id, "group_left", by=by, at=at, rows=[member], facts=facts)
    return member


@transaction.atomic
def end_group(group: Group, *, on: date, why: str, by: str, at: datetime) -> Group:
    """The group has done its work, or was set up by mistake; its members stay readable."""
    refuse_if_ended(group)
    group.ended_on, group.ended_why = on, why
    group.save(update_fields=["ended_on", "ended_why"])
    trail(group.place_id, "group_ended", by=by, at=at, rows=[group], facts={"group": group.name, "why": why})
    return group


def refuse_if_ended(group: Group) -> None:
    if group.ended_on is not None:
        raise Refusal(
            "GROUP_ENDED",
            f"“{group.name}”已经撤销。",
            "请在现有的组里办理，或者新设一个组。",
            f"{group.name} has ended.",
            "Work in a group that exists, or set up a new one.",
        )
