"""A village while its election is carried forward: who acts for it, at what hour, and what its dice say."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cunxuan.elections import actions as elections
from cunxuan.elections.models import Election
from cunxuan.roll.models import Resident
from cunxuan.web.clock import COUNTY_TIME

from .folder import OPENED, Demonstration
from .staff import Staff
from .story import Course

RARE = frozenset("䶮𬭎㛃")
OF_AN_AGE_TO_STAND = (date(1964, 1, 1), date(1996, 12, 31))


class Hours:
    """The hour of each act: one after the other, on the days on which they happen."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._last = datetime.min.replace(tzinfo=UTC)

    def on(self, day: date, hour: int = 8) -> datetime:
        """A moment of that day from that hour on, later than every moment given before."""
        opening = datetime.combine(day, time(hour, self._dice.randrange(30)), COUNTY_TIME).astimezone(UTC)
        self._last = max(opening, self._last) + timedelta(seconds=self._dice.randrange(60, 300))
        return self._last


class Village:
    """One village on its way through the election."""

    def __init__(self, election: Election, course: Course, staff: Staff, wanted: Demonstration) -> None:
        self.division = election.village
        self.election = election
        self.course = course
        self.staff = staff
        self.today = wanted.on
        self.dice = Random(f"{wanted.seed} {self.division.code} election")
        self.hours = Hours(self.dice)
        self._people: list[tuple[str, str]] | None = None

    @property
    def by(self) -> str:
        """The user name under which the village's own acts are recorded."""
        return self.staff.recorder.username

    def complete(self, step: str, day: date) -> None:
        """A step that is recorded with its day; those before the county opened the election, on the day it did."""
        at = self.hours.on(max(day, OPENED), 10)
        elections.complete_step(self.election, step, on=day, by=self.by, at=at)

    def person(self, sex: str, family: str = "") -> str:
        """The name of somebody on the roll who has no part in the election yet; no other there has the same name."""
        people = self.people
        place = next(
            place for place, (name, their_sex) in enumerate(people) if their_sex == sex and name.startswith(family)
        )
        return people.pop(place)[0]

    @property
    def people(self) -> list[tuple[str, str]]:
        """Name and sex of those who may stand, as the dice shuffle them; where the story asks, a rare name first."""
        if self._people is None:
            found = Resident.objects.filter(
                village=self.division, hukou_here=True, lives_here=True, birth_on__range=OF_AN_AGE_TO_STAND
            )
            sexes = dict(found.order_by("pk").values_list("name", "sex"))
            self._people = list(sexes.items())
            self.dice.shuffle(self._people)
            if self.course.rare:
                self._people.sort(key=lambda one: not RARE.intersection(one[0]))
        return self._people
