"""Finding a village, and how an account is named in the bar."""

from __future__ import annotations

import unicodedata

from django.db.models import Case, Q, QuerySet, Value, When

from cunxuan.web.pinyin import in_two_scripts

from .models import Account, Division, DivisionQuerySet, Level, Role, places_above

#: What stands before the name of whoever is signed in: with the place for those who have one of their own.
POSTS: dict[str, tuple[str, str]] = {
    Role.COUNTY: ("县换届办", "County office"),
    Role.TOWNSHIP: ("{place} 审核", "{place} review"),
    Role.CLERK: ("{place} 录入", "{place} entry"),
    Role.COMMITTEE: ("{place} 选举委员会", "{place} election committee"),
}


def post_of(account: Account) -> tuple[str, str]:
    """The account's post at its place, in both languages."""
    zh, en = POSTS[account.role]
    name = account.division.name
    return zh.format(place=name), en.format(place=in_two_scripts(name))


def county_of(account: Account | None) -> str:
    """The county an account works in; without one the installation's county, when it has only one."""
    counties = Division.objects.filter(level=Level.COUNTY)
    if account is not None:
        counties = counties.filter(code=account.division_id[:6])
    names = list(counties.values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""


def matching_villages(account: Account, wanted: str) -> QuerySet[Division]:
    """The account's villages by name, pinyin initials or code, or by their township's name; best matches first."""
    text = as_typed(wanted)
    villages = Division.objects.of(account).villages().select_related("parent")
    if not text:
        return villages.none()
    begins = Q(name__startswith=text) | Q(initials__startswith=text) | Q(code__startswith=text)
    return villages.filter(begins | Q(name__contains=text) | Q(parent__name__startswith=text)).order_by(
        Case(When(begins, then=Value(0)), default=Value(1)), "code"
    )


def villages_asked_for(account: Account, wanted: str, township: str) -> DivisionQuerySet:
    """The account's villages that a list is asked for: of a name, of a township, of both, or all."""
    mine = Division.objects.of(account).villages()
    if wanted:
        mine = mine.filter(code__in=matching_villages(account, wanted).order_by().values("code"))
    return mine.filter(parent_id=township) if township else mine


def accounts_around(code: str) -> QuerySet[Account]:
    """Those in use of a place, of what lies in it, and of the places above it."""
    near = Q(division__code__startswith=code) | Q(division__in=places_above(code))
    return Account.objects.filter(near, is_active=True).select_related("division")


def as_typed(wanted: str) -> str:
    """What was meant: full-width letters and digits as half-width, small letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", wanted).lower().split())
