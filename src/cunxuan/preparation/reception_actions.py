"""Verbs of the receptions: a rota is planned, a day is changed, a day is called off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.holidays import day_off
from cunxuan.offices.models import Division
from cunxuan.records.actions import locked_head, trail

from .models import ReceptionDay


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReception:
    """A day on which a leader receives."""

    on: date
    hours: str
    leader: str
    post: str = ""
    where: str
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who takes turns."""

    name: str
    post: str = ""
    phone: str = ""


def in_turn(leaders: Sequence[Leader], first: date, last: date, *, hours: str, where: str) -> list[NewReception]:
    """One leader for each working day from the first to the last, in turn."""
    assert leaders
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    working = [day for day in days if day_off(day) is None]
    return [
        NewReception(on=day, hours=hours, leader=one.name, post=one.post, where=where, phone=one.phone)
        for number, day in enumerate(working)
        for one in (leaders[number % len(leaders)],)
    ]


@transaction.atomic
def plan_receptions(place: Division, days: Iterable[NewReception], *, by: str, at: datetime) -> list[ReceptionDay]:
    """Puts days on the rota of a county or township."""
    wanted = list(days)
    locked_head(place.pk)
    refuse_twice(place, wanted)
    rows = ReceptionDay.objects.bulk_create(
        ReceptionDay(
            place=place,
            on=one.on,
            hours=one.hours,
            leader=one.leader,
            post=one.post,
            where=one.where,
            phone=one.phone,
            note=one.note,
        )
        for one in wanted
    )
    facts = {"count": len(rows), "first": str(min(one.on for one in rows)), "last": str(max(one.on for one in rows))}
    trail(place.pk, "receptions_planned", by=by, at=at, rows=rows, facts=facts)
    return rows


def refuse_twice(place: Division, wanted: Sequence[NewReception], but: int = 0) -> None:
    """Nobody receives twice on one day; and there is something to plan."""
    if not wanted:
        raise Refusal(
            "NO_RECEPTION_DAY",
            "这段时间里没有工作日。",
            "请换一段时间。",
            "There is no working day in this time.",
            "Choose another time.",
        )
    standing = ReceptionDay.objects.standing().filter(place=place, on__in={one.on for one in wanted})
    taken = set(standing.exclude(pk=but).values_list("on", "leader"))
    for one in wanted:
        if (one.on, one.leader) in taken:
            raise Refusal(
                "RECEIVES_TWICE",
                f"{one.leader} {one.on} 已经排了接访。",
                "请换一天，或者换一位领导。",
                f"{one.leader} already receives on {one.on}.",
                "Choose another day or another leader.",
            )
        taken.add((one.on, one.leader))


@transaction.atomic
def change_reception(row: ReceptionDay, new: NewReception, *, by: str, at: datetime) -> None:
    """Another day, hour, leader or place; what it was before stays in the trail."""
    refuse_called_off(row)
    refuse_twice(row.place, [new], but=row.pk)
    before = f"{row.on} {row.leader} {row.where}"
    row.on, row.hours, row.leader, row.post = new.on, new.hours, new.leader, new.post
    row.where, row.phone, row.note = new.where, new.phone, new.note
    row.save()
    facts = {"before": before, "after": f"{row.on} {row.leader} {row.where}"}
    trail(row.place_id, "reception_changed", by=by, at=at, rows=[row], facts=facts)


@transaction.atomic
def call_off_reception(row: ReceptionDay, *, on: date, why: str, by: str, at: datetime) -> None:
    """Nobody receives on this day; the row stays, with the reason."""
    refuse_called_off(row)
    row.called_off_on, row.called_off_why = on, why
    row.save(update_fields=["called_off_on", "called_off_why"])
    facts = {"on": str(row.on), "leader": row.leader, "why": why}
    trail(row.place_id, "reception_called_off", by=by, at=at, rows=[row], facts=facts)


def refuse_called_off(row: ReceptionDay) -> None:
    if row.called_off_on is not None:
        raise Refusal(
            "RECEPTION_CALLED_OFF",
            f"{row.on} {row.leader}的接访已经取消：{row.called_off_why}。",
            "请重新安排一天。",
            f"The reception of {row.leader} on {row.on} was called off: {row.called_off_why}.",
            "Plan another day.",
        )
