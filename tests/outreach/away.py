"""People of 柳树村 who are away, with telephones, and sendings to them. Every number is invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import cast
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.outreach import actions
from cunxuan.outreach.models import Kind, Sending
from cunxuan.outreach.people import chosen_for
from cunxuan.outreach.texts import BUILT_IN
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.models import Resident

NAMES = ("卫红", "段文博", "贾永强", "宁小燕", "史建军")
ON = date(2026, 11, 15)
CONTACT = "0311-5521234"
BY: dict[str, Any] = {"by": "ding", "at": cast.AT - timedelta(days=30)}
#: How the numbers begin belongs to no operator's telephones, so that nobody is called by mistake.
FIRST = 19900000000


def phone(place: int) -> str:
    return str(FIRST + place)


def people_away(village: Division, names: Iterable[str] = NAMES, *, phones: bool = True) -> list[Resident]:
    """They live elsewhere; each has a number of their own."""
    born = date(1985, 3, 21)
    serial = int(village.pk[-3:])
    add_residents(
        village,
        [
            NewResident(
                name,
                "M",
                born + timedelta(days=place),
                cast.synthetic(born + timedelta(days=place), serial, division=cast.COUNTY),
                1,
                40 + place,
                True,
                False,
                phone=phone(serial * 1000 + place) if phones else "",
            )
            for place, name in enumerate(names)
        ],
        **BY,
    )
    return list(village.residents.filter(name__in=names, lives_here=False).order_by("pk"))


def agreed(village: Division, residents: Iterable[Resident]) -> Election:
    """The registration is open, and they were asked whether they want messages."""
    election = cast.at_stage(village, "registration_opened")
    actions.record_consents(election, residents, given=True, way="phone", on=ON, **BY)
    return election


def order(kind: str = Kind.REGISTRATION, gateway: str = "") -> actions.Order:
    return actions.Order(kind, BUILT_IN[kind], CONTACT, gateway)


def confirmed(election: Election, kind: str = Kind.REGISTRATION, gateway: str = "") -> Sending:
    (made,) = actions.confirm_sendings([chosen_for(election, kind)], order(kind, gateway), **BY)
    return made


def handed_over(election: Election, kind: str = Kind.REGISTRATION) -> Sending:
    made = confirmed(election, kind)
    actions.hand_over(made, on=ON, **BY)
    return made
