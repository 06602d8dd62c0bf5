"""The verb that brings a file of residents in: what the database knows against each row, then the good ones, whole.

Who is there already and the same is accepted and nothing changes, so the same file may come again. Who is there and
different, or in another village, is not taken: a person belongs to one village, and people decide which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction

from cunxuan.core.ids import masked
from cunxuan.elections.actions import no_villages
from cunxuan.elections.models import Election
from cunxuan.formats.residents import HEADINGS, Column, Listed, Listing, Problem, shown
from cunxuan.formats.tables import Follow, unwatched
from cunxuan.offices.actions import hold_counties
from cunxuan.offices.models import Division

from .actions import NewResident, add_residents
from .id_numbers import Sealer
from .models import Resident

#: So many ID numbers are looked up in one question.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: every row is accepted, rejected or blank; of those accepted some are `new`."""

    rows: int
    accepted: int
    blank: int
    new: int
    problems: tuple[Problem, ...]
    after_roll: tuple[tuple[Division, int], ...]  # villages with a roll published before: how many missed it

    @property
    def rejected(self) -> int:
        return self.rows - self.accepted - self.blank


class There(NamedTuple):
    """A resident as the database has them."""

    village: str
    name: str
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool


#: What may differ between a row and a resident with the same ID number; sex and birth stand in the number itself.
COMPARED: tuple[Column, ...] = ("name", "group_no", "household_no", "hukou_here", "lives_here")


@transaction.atomic
def import_residents(
    listing: Listing, *, by: str, at: datetime, dry_run: bool = False, follow: Follow = unwatched
) -> Imported:
    """Takes in the people of a file whom nothing speaks against; each village gets its entry in the trail."""
    hold_counties()
    villages = {village.pk: village for village in Division.objects.villages()}
    if not villages:
        raise no_villages()
    judged = Judged(listing.problems)
    for person, there in follow(with_those_there(listing.people), len(listing.people)):
        judged.take(person, there, villages)
    new = by_village(judged.new)
    found = Imported(
        rows=listing.rows,
        accepted=judged.accepted,
        blank=listing.blank,
        new=len(judged.new),
        problems=tuple(sorted(judged.problems, key=lambda problem: problem.order)),
        after_roll=tuple((villages[code], len(new[code])) for code in rolls_out(new)),
    )
    to_write = {} if dry_run else new
    for code, people in follow(to_write.items(), len(to_write)):
        add_residents(villages[code], map(new_resident, people), by=by, at=at)
    return found


# Row by row


class Judged:
    """The rows so far: who is new, who is there already, and what speaks against the others."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.accepted = 0
        self.new: list[Listed] = []
        self.problems = list(problems)

    def take(self, person: Listed, there: Sequence[There], villages: dict[str, Division]) -> None:
        wrong = tuple(problems_of(person, there, villages))
        self.problems += wrong
        if not wrong:
            self.accepted += 1
            if not there:
                self.new.append(person)


def problems_of(person: Listed, there: Sequence[There], villages: dict[str, Division]) -> Iterator[Problem]:
    if person.village not in villages:
        text = "没有这个代码的村。请核对代码；是新增的村，先用 cunxuan import villages 导入。"
        yield person.problem("village", "village_unknown", shown(person.village), text)
    elif here := next((one for one in there if one.village == person.village), None):
        yield from differences(person, here)
    elif there:
        other = villages[there[0].village]
        text = f"同一身份证号已在{other.name}（{other.pk}）。一人只在一个村登记，请两村核对后再定。"
        yield person.problem("id_number", "id_in_other_village", masked(person.id_number), text)


def differences(person: Listed, there: There) -> Iterator[Problem]:
    for column in COMPARED:
        listed, known = getattr(person, column), getattr(there, column)
        if listed != known:
            text = f"本村名册上已有这个身份证号，{HEADINGS[column]}是“{in_words(known)}”。导入不改名册，请核对。"
            yield person.problem(column, "resident_differs", in_words(listed), text)


def in_words(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def with_those_there(people: Iterable[Listed]) -> Iterator[tuple[Listed, Sequence[There]]]:
    """Each person with the residents who have the same ID number: none, or one."""
    sealer, rest = Sealer(), iter(people)
    while some := list(islice(rest, AT_ONCE)):
        keys = [sealer.lookup(person.id_number) for person in some]
        known = those_there(keys)
        yield from ((person, known.get(key, ())) for person, key in zip(some, keys, strict=True))


def those_there(keys: list[bytes]) -> dict[bytes, list[There]]:
    found: dict[bytes, list[There]] = {}
    rows = Resident.objects.filter(id_lookup__in=keys).order_by("pk").values_list("id_lookup", "village_id", *COMPARED)
    for key, *resident in rows:
        found.setdefault(bytes(key), []).append(There(*resident))
    return found


# Village by village


def by_village(people: Iterable[Listed]) -> dict[str, list[Listed]]:
    """The people of each village in the order of the file, the villages in that of their codes."""
    in_order = sorted(people, key=attrgetter("village"))
    return {code: list(group) for code, group in groupby(in_order, key=attrgetter("village"))}


def new_resident(person: Listed) -> NewResident:
    return NewResident(
        person.name,
        person.sex,
        person.birth_on,
        person.id_number,
        person.group_no,
        person.household_no,
        person.hukou_here,
        person.lives_here,
    )


def rolls_out(villages: Iterable[str]) -> list[str]:
    """Those among these villages whose roll is published for an election that is not decided."""
    still_open = Election.objects.filter(village_id__in=list(villages), done__has_key="roll_published")
    codes = still_open.exclude(done__has_key="result_announced").order_by("village_id")
    return list(codes.values_list("village_id", flat=True))
