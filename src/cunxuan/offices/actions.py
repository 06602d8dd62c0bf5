"""Verbs on places and people: add the county's divisions, give accounts. Who answers for what: `duties_actions`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from cunxuan.core.errors import Refusal
from cunxuan.records.actions import trail
from cunxuan.web.pinyin import initials

from .models import CODE_LENGTH, Account, Division, Level, Role


@dataclass(frozen=True, slots=True)
class Place:
    """A village as the national list has it, with the township and county it lies in."""

    village_code: str
    village: str
    township_code: str
    township: str
    county_code: str
    county: str


@transaction.atomic
def add_divisions(places: Iterable[Place], *, by: str, at: datetime) -> int:
    """Adds villages with their townships and county; what is there already stays as it is. Returns how many are new."""
    known = set(Division.objects.values_list("code", flat=True))
    new: list[Division] = []
    for place in places:
        for code, name, level, parent in ladder(place):
            if code not in known:
                known.add(code)
                new.append(Division(code=code, name=name, level=level, parent_id=parent, initials=initials(name)))
    new.sort(key=lambda division: len(division.code))
    Division.objects.bulk_create(new)
    counties = {division.code[: CODE_LENGTH[Level.COUNTY]] for division in new}
    for county in sorted(counties):
        rows = [division for division in new if division.code.startswith(county)]
        trail(county, "divisions_added", by=by, at=at, rows=rows, facts={"count": len(rows)})
    return len(new)


def ladder(place: Place) -> tuple[tuple[str, str, Level, str | None], ...]:
    return (
        (place.county_code, place.county, Level.COUNTY, None),
        (place.township_code, place.township, Level.TOWNSHIP, place.county_code),
        (place.village_code, place.village, Level.VILLAGE, place.township_code),
    )


#: Where an account of each role has its place.
LEVEL_OF = {
    Role.COUNTY: Level.COUNTY,
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.CLERK: Level.TOWNSHIP,
    Role.COMMITTEE: Level.VILLAGE,
}


def hold_counties() -> None:
    """Of two acts on a whole county one waits until the other has committed."""
    counties = Division.objects.filter(level=Level.COUNTY).order_by("code")
    if connection.features.has_select_for_update:
        list(counties.select_for_update(no_key=True))


@transaction.atomic
def open_account(
    *, username: str, name: str, role: Role, division: Division, password: str, by: str, at: datetime
) -> Account:
    """Gives an official an account, in one role at one place, which is of the role's level."""
    level = LEVEL_OF[role]
    if division.level != level:
        raise Refusal(
            "ROLE_AT_ANOTHER_LEVEL",
            f"“{role.label}”的账号设在{level.label}一级，{division.name}不是。",
            f"请写它所在的{level.label}的代码，{CODE_LENGTH[level]} 位数字。",
            f"An account of this role belongs to a {level.value}, and {division.name} is none.",
            f"Give the code of the {level.value}, {CODE_LENGTH[level]} digits.",
        )
    if Account.objects.filter(username=username).exists():
        raise Refusal(
            "ACCOUNT_EXISTS",
            f"账号 {username} 已经有了。",
            "请换一个账号名。",
            f"The account {username} exists already.",
            "Choose another name.",
        )
    account = Account.objects.create(
        username=username, name=name, role=role, division=division, password=hashed(password)
    )
    trail(division.code, "account_opened", by=by, at=at, facts={"account": username, "role": str(role), "name": name})
    return account


def hashed(password: str) -> str:
    """Argon2; a text that is a hash already (accounts made in a batch) is taken as it is."""
    return password if password.startswith("argon2$") else make_password(password)


@transaction.atomic
def change_password(account: Account, *, password: str, by: str, at: datetime) -> None:
    """Gives an account another password. The trail says that it changed, never to what."""
    account.password = hashed(password)
    account.save(update_fields=["password"])
    trail(account.division_id, "password_changed", by=by, at=at, facts={"account": account.username})
