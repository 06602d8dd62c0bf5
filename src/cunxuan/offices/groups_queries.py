"""The groups of an election with their members, head first, and the names of the townships they cover."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from .duties_words import GROUPS, SEATS, Words
from .models import Division, Group, GroupMember, GroupQuerySet, Level, Seat

ORDER = {seat: place for place, seat in enumerate(Seat.values)}


@dataclass(frozen=True, slots=True)
class MemberShown:
    member: GroupMember
    words: Words


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group; without townships it covers the whole of its place."""

    group: Group
    words: Words
    townships: tuple[str, ...]
    members: tuple[MemberShown, ...]
    left: tuple[GroupMember, ...]


def groups_shown(groups: GroupQuerySet) -> tuple[GroupShown, ...]:
    """Three queries, however many groups."""
    members = Prefetch("members", GroupMember.objects.select_related("official"))
    found = list(groups.select_related("place").prefetch_related(members))
    codes = {code for one in found for code in one.townships}
    names = dict(Division.objects.filter(level=Level.TOWNSHIP, code__in=codes).values_list("code", "name"))
    return tuple(shown(one, names) for one in found)


def shown(group: Group, names: dict[str, str]) -> GroupShown:
    every = sorted(group.members.all(), key=lambda one: (ORDER[one.seat], one.pk))
    return GroupShown(
        group=group,
        words=GROUPS[group.kind],
        townships=tuple(names[code] for code in group.townships if code in names),
        members=tuple(MemberShown(one, SEATS[one.seat]) for one in every if one.ended_on is None),
        left=tuple(one for one in every if one.ended_on is not None),
    )
