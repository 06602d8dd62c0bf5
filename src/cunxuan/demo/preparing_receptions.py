"""Receptions in the demonstration: the county's leaders in turn from the beginning on, every township's cadres too.

The names are those of the officials who answer for the places, all invented. One day was called off.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import chain

from cunxuan.offices.models import Account, Division, Duty, DutyKind, Level, Official
from cunxuan.preparation.reception_actions import Leader, call_off_reception, in_turn, plan_receptions

from .folder import BEGUN

FIRST, LAST = BEGUN + timedelta(days=6), date(2026, 12, 31)
TAKE_TURNS = 5
KINDS = {Level.COUNTY: (DutyKind.LEADER,), Level.TOWNSHIP: (DutyKind.CADRE,)}
HOURS = {Level.COUNTY: "上午8:30—12:00", Level.TOWNSHIP: "上午9:00—11:30"}
HALL = {Level.COUNTY: "县信访接待大厅", Level.TOWNSHIP: "政府一楼接待室"}
CALLED_OFF = "当天参加市里的换届调度会，来访的由县信访局接待"


def receive(at: datetime) -> None:
    """A rota for the county and for each township, entered by its own account."""
    for place in Division.objects.exclude(level=Level.VILLAGE):
        account = Account.objects.filter(division=place).order_by("pk").first()
        leaders = leaders_of(place)
        if account is None or not leaders:
            continue
        level = Level(place.level)
        where = HALL[level] if level == Level.COUNTY else f"{place.name}{HALL[level]}"
        rows = plan_receptions(
            place,
            in_turn(leaders, FIRST, LAST, hours=HOURS[level], where=where),
            by=account.username,
            at=at,
        )
        if level == Level.COUNTY:
            call_off_reception(rows[6], on=at.date(), why=CALLED_OFF, by=account.username, at=at)


def leaders_of(place: Division) -> list[Leader]:
    """Some of those who answer for a place, each once."""
    duties = Duty.objects.filter(kind__in=KINDS[Level(place.level)], official__place=place).select_related("official")
    named = chain(
        (duty.official for duty in duties.order_by("official_id")), Official.objects.filter(place=place).order_by("pk")
    )
    once = {official.name: official for official in named}
    return [Leader(one.name, one.post, one.phone) for one in list(once.values())[:TAKE_TURNS]]
