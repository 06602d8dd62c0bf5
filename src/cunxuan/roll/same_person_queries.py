"""One person whom two villages list: the two places, what the law proposes, who has to do what.

Public: `cases_of`, `side_of`, `sides`, `proposed`, `may_be_left_by`, `Side`, `Twice`, `twice`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cunxuan.core.opinions import Opinion
from cunxuan.core.people.duplicates import Registered, duplicates
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.offices.models import Account, Division
from cunxuan.web.clock import COUNTY_TIME

from .change_queries import stands
from .models import Resident, RollEntry, SamePerson


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two villages: the person as it has them, and where its roll stands."""

    village: Division
    resident: Resident | None  # None where its list was kept out, or has not come
    election: Election | None
    on_roll: bool
    frozen: bool

    @property
    def name(self) -> str:
        """With the township: two villages may share a name."""
        assert self.village.parent is not None, "a village lies in a township"
        return f"{self.village.parent.name}{self.village.name}"


@dataclass(frozen=True, slots=True)
class Twice:
    """A case as the page shows it."""

    case: SamePerson
    sides: tuple[Side, Side]
    opinion: Opinion | None  # None before the election is opened

    @property
    def decided(self) -> bool:
        return self.case.decided_on is not None

    @property
    def leaves(self) -> Side | None:
        """The village that strikes the person off, once it is decided."""
        if self.case.stays_in_id is None:
            return None
        return next(side for side in self.sides if side.village.pk != self.case.stays_in_id)

    @property
    def stays(self) -> Side | None:
        return next((side for side in self.sides if side.village.pk == self.case.stays_in_id), None)


def cases_of(account: Account) -> QuerySet[SamePerson]:
    """Those of the account's place, on either side."""
    return SamePerson.objects.of(account).select_related(
        "resident__village__parent", "other_village__parent", "other", "stays_in__parent"
    )


def twice(case: SamePerson) -> Twice:
    both = sides(case)
    return Twice(case, both, proposed(case, both))


def sides(case: SamePerson) -> tuple[Side, Side]:
    here = case.resident
    there = case.other
    if there is None and here.id_lookup:
        there = Resident.objects.filter(village=case.other_village, id_lookup=here.id_lookup).first()
    return side_of(here.village, here), side_of(case.other_village, there)


def side_of(village: Division, resident: Resident | None) -> Side:
    election = Election.objects.filter(village=village).order_by("-year", "-pk").first()
    if election is None:
        return Side(village, resident, None, on_roll=False, frozen=False)
    on_roll = resident is not None and stands(election, resident)
    return Side(village, resident, election, on_roll, frozen="roll_frozen" in election.done)


def proposed(case: SamePerson, both: tuple[Side, Side], choice: str = "") -> Opinion | None:
    """What the law proposes; the person may choose until a roll is frozen."""
    election = next((side.election for side in both if side.election), None)
    if election is None:
        return None
    registrations = [registered(side, case.found_at) for side in both]
    frozen = any(side.frozen for side in both)
    return duplicates(rules_of(election), registrations, choice=choice, roll_frozen=frozen)


def registered(side: Side, found_at: datetime) -> Registered:
    """Confirmed by the published roll, from the day of its first version with the person; before, only listed."""
    if side.election is not None and side.resident is not None:
        entry = RollEntry.objects.filter(election=side.election, resident=side.resident).order_by("pk").first()
        if entry is not None:
            roll = side.election.rolls.get(version=entry.since_version)
            return Registered(side.name, roll.published_on)
    return Registered(side.name, found_at.astimezone(COUNTY_TIME).date(), confirmed=False)


def may_be_left_by(account: Account, both: tuple[Side, Side]) -> tuple[Side, ...]:
    """The villages that this account may strike the person off: its own only."""
    return tuple(side for side in both if side.village.pk.startswith(account.division_id))
