"""柳树村 while it registers: two at home, a minor, one who turns 18 on polling day, three away, two from elsewhere."""

from __future__ import annotations

from datetime import date

import cast
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.models import Fact, RegistrationFact, Resident
from cunxuan.roll.registration_actions import record_fact

ON = date(2026, 11, 16)
#: Name, sex, birth, group, household, hukou here, lives here, telephone.
PEOPLE = (
    ("段文博", "M", date(1978, 3, 12), 1, 1, True, True, ""),
    ("宁秀兰", "F", date(1980, 7, 1), 1, 1, True, True, ""),
    ("段小妹", "F", date(2012, 5, 1), 1, 1, True, True, ""),
    ("段晓", "M", date(2008, 12, 16), 1, 1, True, True, ""),
    ("卫小军", "M", date(1985, 10, 20), 1, 2, True, False, "13000000001"),
    ("卫红", "F", date(1988, 1, 9), 1, 2, True, False, "13000000002"),
    ("贾永强", "M", date(1990, 1, 30), 2, 3, True, False, ""),
    ("赵福生", "M", date(1969, 5, 5), 2, 4, False, True, ""),
    ("吴秀梅", "F", date(1971, 9, 9), 2, 4, False, True, ""),
)


def registering(village: Division, people: tuple[tuple[object, ...], ...] = PEOPLE) -> Election:
    election = cast.at_stage(village, "registration_opened")
    add_residents(village, [newcomer(place, *one) for place, one in enumerate(people)], by="ding", at=cast.AT)
    return election


def newcomer(place, name, sex, born, group, household, hukou_here, lives_here, phone):
    number = cast.synthetic(born, 2 * place + (1 if sex == "M" else 2), division="360124")
    return NewResident(name, sex, born, number, group, household, hukou_here, lives_here, phone=phone)


def person(name: str) -> Resident:
    return Resident.objects.get(name=name)


def recorded(election: Election, name: str, kind: Fact, on: date = ON, *, value: str = "") -> RegistrationFact:
    return record_fact(election, person(name), kind, on=on, value=value, evidence="电话，安问", by="an", at=cast.AT)
