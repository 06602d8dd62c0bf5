"""Finding a person among a village's residents, to say whom an objection or a change is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from cunxuan.elections.models import Election
from cunxuan.offices.models import Account

from .models import Resident, RollEntry

MOST = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A resident, and whether they stand on the roll in force."""

    pk: int
    name: str
    group_no: int
    household_no: int
    sex: str
    born: int  # year
    listed: bool


@dataclass(frozen=True, slots=True)
class Search:
    wanted: str
    people: tuple[Found, ...]
    more: bool


def search(account: Account, election: Election, wanted: str) -> Search:
    """By a part of the name or its initials; the year of birth tells people of one name apart."""
    text = wanted.strip()[:40]
    if not text:
        return Search("", (), more=False)
    people = Resident.objects.of(account).filter(village_id=election.village_id)
    match = Q(name__contains=text) | Q(initials__startswith=text.lower())
    rows = list(people.filter(match).order_by("group_no", "household_no", "pk")[: MOST + 1])
    listed = set(
        RollEntry.objects.filter(election=election, until_version__isnull=True, resident__in=rows[:MOST]).values_list(
            "resident_id", flat=True
        )
    )
    found = tuple(
        Found(one.pk, one.name, one.group_no, one.household_no, one.sex, one.birth_on.year, one.pk in listed)
        for one in rows[:MOST]
    )
    return Search(text, found, more=len(rows) > MOST)


def resident_of(account: Account, election: Election, pk: str) -> Resident | None:
    """The resident that a page names; of another village there is none."""
    if not pk:
        return None
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 12):
        raise Http404
    found = Resident.objects.of(account).filter(village_id=election.village_id, pk=int(pk)).first()
    if found is None:
        raise Http404
    return found
