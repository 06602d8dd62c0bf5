"""Finding one of 340,000 people while a clerk types: by name, by pinyin initials, by the last four of the ID number.

What is typed is words with spaces between them, in any order but one: a village before the person (北吴 3组 张). Each
is looked up as the beginning of an indexed column, so the time does not grow with the county: no `LIKE '%…%'`, no
count of all that would match, one row more than is shown to know that there are more. Three queries, however many
people there are; one of them only where a village may be named.

Public: `look_for(account, text, limit)`, `People`, `Found`, `Asks`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Collate

from cunxuan.core.ids import holds_id_number, masked
from cunxuan.core.names import MIDDLE_DOTS
from cunxuan.formats.residents.groups import IN_A_TEXT, number_in
from cunxuan.offices.models import CODE_LENGTH, Account, Division, Level

from .id_numbers import Sealer
from .models import Resident, ResidentQuerySet

#: The collation in which a column is ordered by the code points of its letters, as its index for prefixes is.
BY_CODE_POINTS = {"sqlite": "BINARY", "postgresql": "C"}
LAST_OF_ALL = "\U0010ffff"  # sorts behind every character that a name has
LONGEST = 40
FOUR = re.compile("[0-9]{3}[0-9x]")
DIGITS = re.compile("[0-9]+x?")
LETTERS = re.compile("[a-z]+")


class Asks(Enum):
    """Why nobody was looked for, and what to type."""

    NOTHING = "nothing"
    ID_NUMBER = "id_number"  # the whole number stays out of search fields
    DIGITS = "digits"  # digits that are not four
    MORE = "more"  # a group, but of no village


@dataclass(frozen=True, slots=True)
class Found:
    """A person as lists show them."""

    pk: int
    name: str
    sex: str
    birth_on: date
    group_no: int
    household_no: int
    id_masked: str
    village: Division


@dataclass(frozen=True, slots=True)
class People:
    """The first people found, whether there are more, or why none was looked for."""

    found: tuple[Found, ...] = ()
    more: bool = False
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, taken apart."""

    words: tuple[str, ...] = ()
    group: int | None = None
    last_four: str = ""
    asks: Asks | None = None


def look_for(account: Account, text: str, limit: int = 20) -> People:
    """The account's people who are meant; somebody of another place does not exist."""
    wanted = taken_apart(text)
    if wanted.asks:
        return People(asks=wanted.asks)
    villages, words = villages_meant(account, wanted.words)
    if not words and not wanted.last_four and not villages:
        return People(asks=Asks.MORE)
    people = Resident.objects.of(account)
    if villages:
        people = people.filter(village_id__in=villages)
    if wanted.group is not None:
        people = people.filter(group_no=wanted.group)
    if wanted.last_four:
        people = people.filter(last_four=Sealer().last_four(wanted.last_four.upper()))
    for word in words:
        people = beginning_with(people, word)
    return shown(people.order_by(*order_of(words)), limit)


def taken_apart(text: str) -> Wanted:
    """A group (3组, 第三组), four digits of an ID number, and words, from what somebody typed."""
    typed = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    if holds_id_number(typed):
        return Wanted(asks=Asks.ID_NUMBER)
    words, group, last_four = [], None, ""
    for word in typed.translate(MIDDLE_DOTS).split():
        if found := IN_A_TEXT.fullmatch(word):
            group = number_in(found[1])
        elif FOUR.fullmatch(word):
            last_four = word
        elif DIGITS.fullmatch(word):
            return Wanted(asks=Asks.DIGITS)
        else:
            words.append(word)
    nothing = not words and group is None and not last_four
    return Wanted(tuple(words), group, last_four, Asks.NOTHING if nothing else None)


def villages_meant(account: Account, words: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """The villages that one of several words names, and the other words; an election committee has its own village.

    Of a single word nobody knows whether a village or a person is meant: it is a person.
    """
    own = [account.division_id] if len(account.division_id) == CODE_LENGTH[Level.VILLAGE] else []
    if own or len(words) < 2:
        return own, words
    named = [Q(name__startswith=word) | Q(initials__startswith=word) for word in words]
    villages = Division.objects.of(account).villages().filter(named[0] | named[1])
    rows = list(villages.values_list("code", "name", "initials"))
    for word in words[:2]:
        codes = [code for code, name, initials in rows if name.startswith(word) or initials.startswith(word)]
        if codes:
            return codes, tuple(other for other in words if other != word)
    return [], words


def beginning_with(people: ResidentQuerySet, word: str) -> ResidentQuerySet:
    """Those whose name, or its initials, begin with the word: a range of an index on either database."""
    column = column_of(word)
    return people.alias(**{f"{column}_found": by_code_points(column)}).filter(
        **{f"{column}_found__gte": word, f"{column}_found__lt": word + LAST_OF_ALL}
    )


def column_of(word: str) -> str:
    return "initials" if LETTERS.fullmatch(word) else "name"


def by_code_points(column: str) -> Collate:
    return Collate(column, BY_CODE_POINTS[connection.vendor])


def order_of(words: tuple[str, ...]) -> tuple[Collate | str, ...]:
    """As the index has them, so that the first of many are found without sorting all; the shortest name first."""
    return (by_code_points(column_of(words[0])) if words else "group_no", "pk")


def shown(people: ResidentQuerySet, limit: int) -> People:
    columns = ("pk", "name", "sex", "birth_on", "group_no", "household_no", "id_cipher", "village_id")
    rows = list(people.values_list(*columns)[: limit + 1])
    villages = Division.objects.select_related("parent").in_bulk({row[-1] for row in rows})
    unseal = Sealer().unseal
    found = tuple(
        Found(pk, name, sex, born, group, household, masked(unseal(sealed)) if sealed else "", villages[code])
        for pk, name, sex, born, group, household, sealed, code in rows[:limit]
    )
    return People(found, more=len(rows) > limit)
