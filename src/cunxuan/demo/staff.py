"""The officials of the demonstration who sign in. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from cunxuan.offices.actions import open_account
from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.web.pinyin import syllables

from .people import officials
from .story import Course

PASSWORD = "cunxuan-2026"  # noqa: S105  printed for everybody to see: nothing in a demonstration is a secret
BY = "demo"
NAMES = 420


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts for a village: the reviewer and two clerks of its township, and its committee if it signs in."""

    reviewer: Account
    clerks: tuple[Account, Account]
    committee: Account | None = None

    @property
    def recorder(self) -> Account:
        """Who records what the village does."""
        return self.committee or self.reviewer


class Recruiter:
    """Gives out names and accounts; the password is hashed once, because hashing is made to be slow."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.names = iter(officials(seed, NAMES))
        self._hash = make_password(PASSWORD)
        self._at = at

    def account(self, username: str, role: Role, place: Division) -> Account:
        return open_account(
            username=username,
            name=next(self.names),
            role=role,
            division=place,
            password=self._hash,
            by=BY,
            at=self._at,
        )


def staff_of(
    courses: Mapping[str, Course], villages: Mapping[str, Division], seed: int, at: datetime
) -> dict[str, Staff]:
    """Accounts for the county, its townships and the committees of some villages; who acts for each village."""
    recruit = Recruiter(seed, at)
    places = Division.objects.in_bulk()
    recruit.account("county", Role.COUNTY, next(one for one in places.values() if one.level == Level.COUNTY))
    townships = {
        code: township_staff(recruit, place) for code, place in places.items() if place.level == Level.TOWNSHIP
    }
    found: dict[str, Staff] = {}
    for code, village in villages.items():
        reviewer, *clerks = townships[str(village.parent_id)]
        committee = (
            recruit.account(sound(village.short_name), Role.COMMITTEE, village) if courses[code].committee else None
        )
        found[code] = Staff(reviewer, (clerks[0], clerks[1]), committee)
    return found


def township_staff(recruit: Recruiter, township: Division) -> tuple[Account, Account, Account]:
    """jifeng reviews, jifeng1 and jifeng2 type."""
    name = sound(township.name[:-1])
    return (
        recruit.account(name, Role.TOWNSHIP, township),
        recruit.account(f"{name}1", Role.CLERK, township),
        recruit.account(f"{name}2", Role.CLERK, township),
    )


def sound(name: str) -> str:
    return "".join(syllables(name))
