"""Many residents at once: ID numbers sealed, rows written below the ORM, and each village's digest kept as they go in.

What is written is at hand, so the trail's digest of a village needs no reading back: a county's 340,000 rows pass
through here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import Any, NamedTuple, Protocol

from cunxuan.records.actions import locked_head
from cunxuan.records.bulk import insert_rows, new_keys
from cunxuan.records.protected import GrowingBatch, columns
from cunxuan.web.pinyin import initials_of_person

from .id_numbers import Sealer
from .models import Resident

TABLE = Resident._meta.db_table
COLUMNS = columns(Resident)
#: So many rows are sealed and written in one go.
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class NewResident:
    """A person as a village's list has them. The ID number lives only here and in the cipher."""

    name: str
    sex: str
    birth_on: date
    id_number: str = field(repr=False)
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool
    nation: str = ""
    phone: str = field(default="", repr=False)


class Person(Protocol):
    """Whoever is to be taken in: a `NewResident`, or a row of a list."""

    @property
    def name(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def birth_on(self) -> date: ...
    @property
    def id_number(self) -> str: ...
    @property
    def group_no(self) -> int: ...
    @property
    def household_no(self) -> int: ...
    @property
    def hukou_here(self) -> bool: ...
    @property
    def lives_here(self) -> bool: ...
    @property
    def nation(self) -> str: ...
    @property
    def phone(self) -> str: ...


class Row(NamedTuple):
    """A resident as the table has them, in the order of its columns."""

    id: int
    village_id: str
    name: str
    initials: str
    sex: str
    birth_on: str
    id_cipher: bytes
    id_lookup: bytes
    last_four: bytes
    nation: str
    phone: str
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool


assert Row._fields == COLUMNS, "a row is written as the model has it"


class Newcomers:
    """Takes residents in within one transaction; in the end each village's digest is ready for its trail entry."""

    def __init__(self) -> None:
        self._sealer = Sealer()
        self.batches: dict[str, GrowingBatch] = {}
        self.counts: dict[str, int] = {}

    def add(self, people: Sequence[tuple[str, Person]], lookups: Sequence[bytes] = ()) -> list[int]:
        """People with the codes of their villages, and the hashes of their ID numbers where they are at hand.

        Returns the key of each.
        """
        keys = new_keys(Resident, len(people))
        found = lookups or [self.lookup(person) for _, person in people]
        rows = [
            self.row(key, village, person, lookup)
            for key, (village, person), lookup in zip(keys, people, found, strict=True)
        ]
        for village, some in groupby(rows, key=lambda row: row.village_id):
            self.note(village, [digested(row) for row in some])
        insert_rows(Resident, COLUMNS, rows)
        return keys

    def note(self, village: str, rows: list[tuple[Any, ...]]) -> None:
        """The village's digest grows; its chain is held from the first row on, before those there are read."""
        batch = self.batches.get(village)
        if batch is None:
            locked_head(village)
            batch = self.batches[village] = GrowingBatch(TABLE, village)
        batch.add(rows)
        self.counts[village] = self.counts.get(village, 0) + len(rows)

    def grown(self, village: str) -> dict[str, GrowingBatch]:
        """What the village's trail entry states of its residents, also where nobody came."""
        if village not in self.batches:
            self.batches[village] = GrowingBatch(TABLE, village)
        return {TABLE: self.batches[village]}

    def lookup(self, person: Person) -> bytes:
        return self._sealer.lookup(person.id_number) if person.id_number else b""

    def row(self, key: int, village: str, person: Person, lookup: bytes) -> Row:
        number, sealer = person.id_number, self._sealer
        return Row(
            key,
            village,
            person.name,
            initials_of_person(person.name),
            person.sex,
            person.birth_on.isoformat(),
            sealer.seal(number) if number else b"",
            lookup,
            sealer.last_four(number) if number else b"",
            person.nation,
            person.phone,
            person.group_no,
            person.household_no,
            person.hukou_here,
            person.lives_here,
        )


def digested(row: Row) -> tuple[Any, ...]:
    """As `records.protected.batch_rows` reads it back."""
    return (*row[:6], row.id_cipher.hex(), row.id_lookup.hex(), row.last_four.hex(), *row[9:])


def parts(people: Iterable[tuple[str, Person]]) -> Iterator[list[tuple[str, Person]]]:
    rest = iter(people)
    while some := list(islice(rest, AT_ONCE)):
        yield some
