"""The verb that brings a list of residents in: what the database knows against each row, then the good ones, whole.

Who is there already and the same is accepted and nothing changes, so the same list may come again, and of a corrected
one only what was corrected comes in. Who is there and different, or in another village, is not taken: a person belongs
to one village, and people decide which. A difference that somebody has agreed to is taken over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from cunxuan.elections.models import Election
from cunxuan.formats.listings import NOTHING_AGREED, Agreed
from cunxuan.formats.residents import Listed, Problem
from cunxuan.formats.residents.listing import nothing_collected
from cunxuan.formats.tables import Follow, unwatched
from cunxuan.offices.actions import hold_counties
from cunxuan.offices.models import Division
from cunxuan.records.actions import locked_head, trail
from cunxuan.web.pinyin import initials_of_person

from .id_numbers import Sealer
from .import_checks import Case, Judge, Row, There, in_order
from .models import Resident, SamePerson
from .newcomers import AT_ONCE, TABLE, Newcomers


class Incoming(Protocol):
    """A list of residents: a whole `Listing`, or one that comes row by row from the process in which it is read.

    `elsewhere` are the rows of people whom the list has in another of its villages first.
    """

    @property
    def rows(self) -> int: ...
    @property
    def not_data(self) -> int: ...
    @property
    def people(self) -> Iterable[Listed]: ...
    @property
    def problems(self) -> Iterable[Problem]: ...
    @property
    def elsewhere(self) -> Iterable[Listed]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a list came in, as the trail names it."""

    name: str = ""
    digest: str = ""

    @property
    def facts(self) -> dict[str, str]:
        return {"file": self.name, "digest": self.digest} if self.name else {}


NO_FILE = Source()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: every row is accepted, rejected or no data; of those accepted some are `new`."""

    rows: int
    accepted: int
    not_data: int
    new: int
    changed: int  # residents who were there and got what the list says, as somebody agreed
    cases: int  # people whom another village lists too
    problems: tuple[Problem, ...]
    after_roll: tuple[tuple[Division, int], ...]  # villages with a roll published before: how many missed it

    @property
    def rejected(self) -> int:
        return self.rows - self.accepted - self.not_data


@transaction.atomic
def import_residents(
    listing: Incoming,
    *,
    by: str,
    at: datetime,
    within: str = "",
    accepted: Agreed = NOTHING_AGREED,
    source: Source = NO_FILE,
    follow: Follow = unwatched,
) -> Imported:
    """Takes in the people of a list whom nothing speaks against; each village gets its entry in the trail.

    `within`: the place of the import; rows of villages outside it are rejected. `accepted`: what somebody agreed to.
    """
    hold_counties()
    taking = Taking(Judge(villages_there(), within, accepted), writes=True)
    found = taking.go_through(listing, follow)
    for entry in taking.entries(at):
        facts = {**source.facts, **entry.facts}
        trail(entry.village, "residents_added", by=by, at=at, rows=entry.cases, facts=facts, **entry.proof)
    return found


def check_residents(
    listing: Incoming, *, within: str = "", accepted: Agreed = NOTHING_AGREED, follow: Follow = unwatched
) -> Imported:
    """What would become of a list if it were taken now. Writes nothing."""
    return Taking(Judge(villages_there(), within, accepted), writes=False).go_through(listing, follow)


def villages_there() -> dict[str, Division]:
    villages = {village.pk: village for village in Division.objects.villages()}
    if not villages:
        # Not at the top: all that is done in an election comes with it, and the command would start later.
        from cunxuan.elections.actions import no_villages

        raise no_villages()
    return villages


def parts(people: Iterable[Listed]) -> Iterator[list[Listed]]:
    """Some at a time. Whoever has no number comes alone, when all before are in: only the database knows them again."""
    some: list[Listed] = []
    for person in people:
        if some and (len(some) == AT_ONCE or not person.id_number):
            yield some
            some = []
        some.append(person)
        if not person.id_number:
            yield some
            some = []
    if some:
        yield some


class Taking:
    """An import on its way: what was accepted so far, who went in, who changed, whom another village lists."""

    def __init__(self, judge: Judge, *, writes: bool) -> None:
        self.judge = judge
        self.writes = writes
        self.accepted = 0
        self.problems: list[Problem] = []
        self.cases: list[Case] = []
        self.new: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.coming = Newcomers(first=writes and judge.is_first)

    def go_through(self, listing: Incoming, follow: Follow) -> Imported:
        with nothing_collected():
            for people in parts(follow(listing.people, listing.rows)):
                self.take(people)
        self.coming.finish()
        self.cases += map(self.judge.elsewhere, listing.elsewhere)
        return self.imported(listing)

    def take(self, people: Sequence[Listed]) -> None:
        if not people[0].id_number:
            self.coming.finish()  # whoever has no number is looked for by name
        new: list[Row] = []
        for row in self.judge.rows(people):
            if row.problems:
                self.problems += row.problems
                self.cases += row.cases
                continue
            self.accepted += 1
            if row.there is None:
                new.append(row)
            elif row.changes:
                self.change(row.there, dict(row.changes))
        if new:
            self.take_in(new)

    def take_in(self, rows: Sequence[Row]) -> None:
        self.new.update(row.person.village for row in rows)
        keys = self.write(rows) if self.writes else [0] * len(rows)
        for row, key in zip(rows, keys, strict=True):
            if row.cases:
                self.cases += (replace(case, other=key) for case in row.cases)
            if not row.key:
                self.judge.took(row, key)

    def write(self, rows: Sequence[Row]) -> list[int]:
        return self.coming.add([(row.person.village, row.person) for row in rows], [row.key for row in rows])

    def change(self, there: There, changes: Mapping[str, object]) -> None:
        self.changed[there.village] += 1
        if self.writes:
            locked_head(there.village)  # before the row: two who change a village wait for each other here
            Resident.objects.filter(pk=there.pk).update(**stored(changes))

    def imported(self, listing: Incoming) -> Imported:
        villages = self.judge.villages
        return Imported(
            rows=listing.rows,
            accepted=self.accepted,
            not_data=listing.not_data,
            new=self.new.total(),
            changed=self.changed.total(),
            cases=len(self.cases),
            problems=in_order((*listing.problems, *self.problems)),
            after_roll=tuple((villages[code], self.new[code]) for code in rolls_out(self.new)),
        )

    # What the trail says, village by village

    def entries(self, at: datetime) -> Iterator[Entry]:
        cases = new_cases(self.cases, at)
        here: dict[str, list[SamePerson]] = {}
        for case in cases:
            here.setdefault(case.resident.village_id, []).append(case)
        there = Counter(case.other_village_id for case in cases)
        for code in sorted({*self.new, *self.changed, *here, *there}):
            own = here.get(code, [])
            facts = {
                "count": self.new[code],
                "changed": self.changed[code],
                "same_person": len(own) + there[code],
            }
            yield Entry(code, own, {key: number for key, number in facts.items() if number or key == "count"}, self)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one village's trail says of an import. A case stands in the trail of the village where the resident is."""

    village: str
    cases: Sequence[SamePerson]
    facts: Mapping[str, int]
    taking: Taking

    @property
    def proof(self) -> dict[str, Any]:
        """The digest of the village's residents: as it grew, or read again where somebody changed."""
        if "changed" in self.facts:
            return {"batches": [TABLE]}
        return {"grown": self.taking.coming.grown(self.village)} if self.facts["count"] else {}


def stored(changes: Mapping[str, object]) -> dict[str, object]:
    """What a resident's row gets for what somebody agreed to."""
    values = {column: value for column, value in changes.items() if column != "id_number"}
    if "name" in values:
        values["initials"] = initials_of_person(str(values["name"]))
    if number := changes.get("id_number"):
        sealer = Sealer()
        values |= {
            "id_cipher": sealer.seal(str(number)),
            "id_lookup": sealer.lookup(str(number)),
            "last_four": sealer.last_four(str(number)),
        }
    return values


def new_cases(cases: Iterable[Case], at: datetime) -> list[SamePerson]:
    """Makes the cases that are not there yet; one that was decided stays decided."""
    made = []
    for case in cases:
        resident = the_resident(case)
        if resident is None or resident.village_id == case.other_village:
            continue
        one, is_new = SamePerson.objects.get_or_create(
            resident=resident,
            other_village_id=case.other_village,
            defaults={"surely": case.surely, "found_at": at, "other_id": case.other or None},
        )
        if is_new:
            made.append(one)
    return made


def the_resident(case: Case) -> Resident | None:
    if case.resident:
        return Resident.objects.get(pk=case.resident)
    return Resident.objects.filter(id_lookup=case.key).first()


def rolls_out(villages: Iterable[str]) -> list[str]:
    """Those among these villages whose roll is published for an election that is not decided."""
    still_open = Election.objects.filter(village_id__in=list(villages), done__has_key="roll_published")
    codes = still_open.exclude(done__has_key="result_announced").order_by("village_id")
    return list(codes.values_list("village_id", flat=True))
