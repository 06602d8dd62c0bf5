"""My villages, my tasks today: an official with the places for which they answer, and how these stand.

Public: `person_page`, `PersonPage`, `VillageOfMine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.core.stages import State
from cunxuan.offices.duties_queries import given_guarantees
from cunxuan.offices.duties_words import GUARANTEES, KINDS, SEATS, Words
from cunxuan.offices.models import Account, Division, Duty, GuaranteeKind, Level, Official

from .matters import Matter
from .standing import Standing, standings

#: What somebody has to do today, and not only sometime.
TODAY = (State.VOID, State.DIFFERS, State.BLOCKED, State.OVERDUE, State.RUNOFF, State.DUE_SOON, State.TO_CHECK)


@dataclass(frozen=True, slots=True)
class DutyShown:
    duty: Duty
    words: Words


@dataclass(frozen=True, slots=True)
class VillageOfMine:
    """A village, what one has to do there, how it stands, and which guarantees are open."""

    village: Division
    duties: tuple[DutyShown, ...]
    standing: Standing
    open_guarantees: tuple[tuple[str, Words], ...]

    @property
    def due(self) -> tuple[Matter, ...]:
        return tuple(one for one in self.standing.matters if one.state in TODAY)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """An official: duties for townships, villages with their state, groups, and what has ended."""

    official: Official
    townships: tuple[DutyShown, ...]
    villages: tuple[VillageOfMine, ...]
    seats: tuple[tuple[str, Words], ...]
    ended: tuple[DutyShown, ...]

    @property
    def due(self) -> tuple[tuple[Division, Matter], ...]:
        """Everything that is due today, village by village."""
        return tuple((one.village, matter) for one in self.villages for matter in one.due)

    @property
    def open_guarantees(self) -> int:
        return sum(len(one.open_guarantees) for one in self.villages)


def person_page(official: Official, account: Account, today: date) -> PersonPage:
    """As this account sees it: duties in places that are not the account's do not show."""
    rows = Duty.objects.of(account).filter(official=official).select_related("place__parent")
    now = list(rows.on(today))
    of_village: dict[str, list[Duty]] = {}
    for duty in now:
        if duty.place.level == Level.VILLAGE:
            of_village.setdefault(duty.place_id, []).append(duty)
    villages = Division.objects.of(account).villages().filter(code__in=of_village)
    given = given_guarantees(villages)
    seats = official.seats.filter(ended_on__isnull=True, group__ended_on__isnull=True).select_related("group")
    return PersonPage(
        official=official,
        townships=tuple(shown(duty) for duty in now if duty.place.level == Level.TOWNSHIP),
        villages=tuple(
            VillageOfMine(
                standing.village,
                tuple(map(shown, of_village[standing.village.code])),
                standing,
                still_open(given.get(standing.village.code, set())),
            )
            for standing in standings(villages, today)
        ),
        seats=tuple((seat.group.name, SEATS[seat.seat]) for seat in seats),
        ended=tuple(shown(duty) for duty in rows if duty not in now),
    )


def shown(duty: Duty) -> DutyShown:
    return DutyShown(duty, KINDS[duty.kind])


def still_open(given: set[str]) -> tuple[tuple[str, Words], ...]:
    return tuple((str(kind), GUARANTEES[kind]) for kind in GuaranteeKind if kind not in given)
