"""Many residents at once: ID numbers sealed, rows written below the ORM, and each village's digest kept as they go in.

What is written is at hand, so the trail's digest of a village needs no reading back: a county's 340,000 rows pass
through here once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Protocol, TypeVar

from cunxuan.records.actions import locked_head
from cunxuan.records.bulk import filled_from_empty, insert_rows, new_keys
from cunxuan.records.protected import GrowingBatch, columns
from cunxuan.web.pinyin import initials_of_person

from .id_numbers import Sealer
from .models import Resident

TABLE = Resident._meta.db_table
COLUMNS = columns(Resident)
assert COLUMNS[5:9] == ("birth_on", "id_cipher", "id_lookup", "last_four") and len(COLUMNS) == 15, "as in `Row`"
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


#: A resident as the table has them, in the order of its columns.
Row = tuple[int, str, str, str, str, str, bytes, bytes, bytes, str, str, int, int, bool, bool]
T = TypeVar("T")


class Remembered(dict[str, T]):
    """What a function says of a text, asked once for each: endings and names are few, people many."""

    def __init__(self, ask: Callable[[str], T]) -> None:
        self.ask = ask

    def __missing__(self, text: str) -> T:
        self[text] = found = self.ask(text)
        return found


class Newcomers:
    """Takes residents in within one transaction; in the end each village's digest is ready for its trail entry.

    `first`: the county has no residents yet. Then nothing is read, and the indexes are made at the end (`finish`).
    """

    def __init__(self, *, first: bool = False) -> None:
        self._sealer = Sealer()
        self._last_fours = Remembered(self._sealer.last_four)
        self._initials = Remembered(initials_of_person)
        self._put_back = filled_from_empty(Resident) if first else None
        self._first = self._put_back is not None
        self.batches: dict[str, GrowingBatch] = {}
        self.counts: dict[str, int] = {}

    def add(self, people: Sequence[tuple[str, Person]], lookups: Sequence[bytes] = ()) -> list[int]:
        """People with the codes of their villages, and the hashes of their ID numbers where they are at hand.

        Returns the key of each.
        """
        keys = new_keys(Resident, len(people))
        found = lookups or [self.lookup(person) for _, person in people]
        rows = list(map(self.row, keys, people, found))
        for village, some in groupby(rows, key=itemgetter(1)):
            self.note(village, list(some))
        insert_rows(Resident, COLUMNS, rows)
        return keys

    def note(self, village: str, rows: Sequence[Row]) -> None:
        """The village's digest grows; its chain is held from the first row on, before those there are read."""
        batch = self.batches.get(village)
        if batch is None:
            locked_head(village)
            batch = self.batches[village] = GrowingBatch() if self._first else GrowingBatch.of(TABLE, village)
        batch.add([digested(row) for row in rows])
        self.counts[village] = self.counts.get(village, 0) + len(rows)

    def grown(self, village: str) -> dict[str, GrowingBatch]:
        """What the village's trail entry states of its residents, also where nobody came."""
        if village not in self.batches:
            self.batches[village] = GrowingBatch.of(TABLE, village)
        return {TABLE: self.batches[village]}

    def finish(self) -> None:
        """From here on residents are found by their indexes again."""
        if self._put_back is not None:
            self._put_back()
            self._put_back = None

    def lookup(self, person: Person) -> bytes:
        return self._sealer.lookup(person.id_number) if person.id_number else b""

    def row(self, key: int, one: tuple[str, Person], lookup: bytes) -> Row:
        village, person = one
        number = person.id_number
        return (
            key,
            village,
            person.name,
            self._initials[person.name],
            person.sex,
            person.birth_on.isoformat(),
            self._sealer.seal(number) if number else b"",
            lookup,
            self._last_fours[number[-4:]] if number else b"",
            person.nation,
            person.phone,
            person.group_no,
            person.household_no,
            person.hukou_here,
            person.lives_here,
        )


def digested(row: Row) -> tuple[Any, ...]:
    """As `records.protected.batch_rows` reads it back."""
    return (*row[:6], row[6].hex(), row[7].hex(), row[8].hex(), *row[9:])


def parts(people: Iterable[tuple[str, Person]]) -> Iterator[list[tuple[str, Person]]]:
    rest = iter(people)
    while some := list(islice(rest, AT_ONCE)):
        yield some
