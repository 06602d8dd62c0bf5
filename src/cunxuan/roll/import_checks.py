"""What the database says of each row of a list: new, there already, there and different, or in another village too.

Organic Law art 16 (2026), art 13 (2018): nobody takes part in the elections of two villages. An ID number that another
village has settles that it is the same person: the row stays out and both villages get the case. Where an ID number is
missing on either side, a name with the same sex and birth date may be the same person: the row is taken, and people
decide.

Public: `Judge`, `Row`, `Case`, `There`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from cunxuan.formats.listings import Agreed
from cunxuan.formats.residents import TITLES, Column, Listed, Problem, shown
from cunxuan.offices.models import Division

from .id_numbers import Sealer
from .models import Resident, SamePerson
from .repairs import DIFFERS, NUMBER_NOW_KNOWN


class There(NamedTuple):
    """A resident as the database has them."""

    pk: int
    village: str
    id_lookup: bytes
    sex: str
    birth_on: date
    name: str
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool
    nation: str
    phone: str


THERE = ("pk", "village_id", *There._fields[2:])

#: What may differ between a row and a resident with the same ID number; sex and birth stand in the number itself.
COMPARED: tuple[Column, ...] = ("name", "group_no", "household_no", "hukou_here", "lives_here")
#: What a list may leave out; what it does not say does not differ.
IF_SAID: tuple[Column, ...] = ("nation", "phone")


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody whom two villages list: the resident who is there, and the village whose list names them too.

    Of a resident who came with this very file only the hash of the ID number is known: `resident` is 0.
    """

    resident: int
    key: bytes
    other_village: str
    surely: bool
    other: int = 0  # who was taken in there


@dataclass(slots=True)
class Row:
    """A row and what is known of it. `key` finds its ID number again; empty where it has none."""

    person: Listed
    key: bytes
    problems: tuple[Problem, ...] = ()
    there: There | None = None  # who they are, where they are here already
    changes: tuple[tuple[str, object], ...] = ()  # agreed to, of who is here already: what becomes what
    cases: tuple[Case, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.there is None and not self.problems


Alike = tuple[str, str, date]  # name, sex, birth date


class Judge:
    """Looks rows up, some at a time. Who was taken in without a number is told back, so that later rows meet them."""

    def __init__(self, villages: Mapping[str, Division], within: str, accepted: Agreed) -> None:
        self.villages = villages
        self.within = within
        self.accepted = accepted
        self._sealer = Sealer()
        self.is_first = not Resident.objects.exists()  # then no number has to be looked for
        self._nameless: dict[Alike, list[There]] = {}
        for one in found(Resident.objects.filter(id_lookup=b"")):
            self._nameless.setdefault(alike(one), []).append(one)
        #: Whom the villages have agreed on: the resident of one stays in the other, whose list takes them in.
        self._settled = set(
            SamePerson.objects.filter(stays_in=F("other_village")).values_list("resident_id", "other_village_id")
        )

    def rows(self, people: Sequence[Listed]) -> Iterator[Row]:
        """Each person with what is known of them."""
        lookup = self._sealer.lookup
        rows = [Row(person, lookup(person.id_number) if person.id_number else b"") for person in people]
        known = {} if self.is_first else those_with([row.key for row in rows if row.key])
        for row in rows:
            self.judge(row, known.get(row.key, ()))
            yield row

    def judge(self, row: Row, known: Sequence[There]) -> None:
        person, village = row.person, self.villages.get(row.person.village)
        if village is None:
            row.problems += (village_unknown(person),)
        elif not person.village.startswith(self.within):
            row.problems += (village_elsewhere(person, village),)
        elif not row.key:
            self.judge_without_number(row)
        elif known:
            self.judge_known(row, known)
        elif self._nameless:
            self.judge_against_nameless(row)

    def judge_known(self, row: Row, known: Sequence[There]) -> None:
        here = next((one for one in known if one.village == row.person.village), None)
        if here is not None:
            self.meet(row, here)
        elif all((one.pk, row.person.village) not in self._settled for one in known):
            self.in_other_village(row, known[0].village, known[0].pk)

    def judge_without_number(self, row: Row) -> None:
        """Found again by village, name, sex and birth date, because nothing else says who it is."""
        person = row.person
        same = found(Resident.objects.filter(name=person.name, sex=person.sex, birth_on=person.birth_on))
        here = [one for one in same if one.village == person.village]
        if here:
            self.meet(row, here[0])
        else:
            row.cases += tuple(perhaps(one, person) for one in same)

    def judge_against_nameless(self, row: Row) -> None:
        person = row.person
        for one in self._nameless.get((person.name, person.sex, person.birth_on), ()):
            if one.village != person.village:
                row.cases += (perhaps(one, person),)
            else:
                self.number_for(row, one)

    def number_for(self, row: Row, one: There) -> None:
        """A resident whose number was not known gets it from a later list, if a person agrees."""
        row.there = one
        problem = number_now_known(row.person)
        if problem.key in self.accepted:
            row.changes += (("id_number", row.person.id_number),)
            self.compare(row, one)
        else:
            row.problems += (problem,)

    def meet(self, row: Row, there: There) -> None:
        row.there = there
        self.compare(row, there)

    def compare(self, row: Row, there: There) -> None:
        for column in differing(row.person, there):
            problem = resident_differs(row.person, column, getattr(there, column))
            if problem.key in self.accepted:
                row.changes += ((column, getattr(row.person, column)),)
            else:
                row.problems += (problem,)

    def in_other_village(self, row: Row, village: str, resident: int) -> None:
        row.problems += (in_other_village(row.person, self.villages[village]),)
        row.cases += (Case(resident, row.key, row.person.village, surely=True),)

    def took(self, row: Row, key: int) -> None:
        """A new resident without a number went in under this key (or would have: 0)."""
        person = row.person
        one = There(key, person.village, b"", person.sex, person.birth_on, person.name, *person[7:])
        self._nameless.setdefault(alike(one), []).append(one)

    def elsewhere(self, person: Listed) -> Case:
        """A row of the file that stays out because another of its villages lists the person first."""
        return Case(0, self._sealer.lookup(person.id_number), person.village, surely=True)


def alike(one: There) -> Alike:
    return one.name, one.sex, one.birth_on


def found(residents: QuerySet[Resident]) -> list[There]:
    rows = residents.order_by("pk").values_list(*THERE)
    return [There(pk, village, bytes(key), *rest) for pk, village, key, *rest in rows]


def those_with(keys: list[bytes]) -> dict[bytes, list[There]]:
    """Residents with these keyed hashes of an ID number, by the hash."""
    answer: dict[bytes, list[There]] = {}
    for one in found(Resident.objects.filter(Q(id_lookup__in=keys))):
        answer.setdefault(one.id_lookup, []).append(one)
    return answer


def differing(person: Listed, there: There) -> Iterator[Column]:
    for column in COMPARED:
        if getattr(person, column) != getattr(there, column):
            yield column
    for column in IF_SAID:
        if (listed := getattr(person, column)) and listed != getattr(there, column):
            yield column


def perhaps(there: There, person: Listed) -> Case:
    return Case(there.pk, there.id_lookup, person.village, surely=False)


# What is said at the cell


def village_unknown(person: Listed) -> Problem:
    return person.problem(
        "village",
        "village_unknown",
        person.village,
        "没有这个代码的村。请核对代码；是新增的村，先用 cunxuan import villages 导入。",
        "No village has this code. Check it; a new village is added with cunxuan import villages first.",
    )


def village_elsewhere(person: Listed, village: Division) -> Problem:
    return person.problem(
        "village",
        "village_elsewhere",
        person.village,
        f"{village.name}不在这次导入的范围内。请改正代码，或者由该村、乡镇或县导入。",
        f"{village.name} lies outside the place of this import. Correct the code, or let that village import it.",
    )


def in_other_village(person: Listed, other: Division) -> Problem:
    return person.problem(
        "id_number",
        "id_in_other_village",
        person.id_number,
        f"同一身份证号已在{other.name}（{other.pk}）。一人只在一个村登记，请两村核对后再定。",
        f"The same ID number is in {other.name} ({other.pk}) already. A person is registered in one village only; "
        f"both villages have to check and decide.",
    )


def resident_differs(person: Listed, column: Column, known: str | int | bool) -> Problem:
    listed, heading = in_words(getattr(person, column)), TITLES[column]
    before = shown(in_words(known))
    return asking(
        person,
        column,
        DIFFERS,
        listed,
        f"本村名册上已有这个人，{heading}是“{before}”，与表里不同。以表为准的，请同意更正；表写错了的，请改表。",
        f"This person is in the village's list already, and there {heading} is “{before}”. "
        f"Agree to the correction if the file is right; otherwise correct the file.",
    )


def number_now_known(person: Listed) -> Problem:
    return asking(
        person,
        "id_number",
        NUMBER_NOW_KNOWN,
        person.id_number,
        "本村名册上有姓名、性别、出生日期相同的人，还没有身份证号。是同一个人的，请同意补上；不是的，请核对。",
        "The village's list has somebody with the same name, sex and birth date whose ID number is not known. "
        "Agree to add the number if it is the same person; otherwise check.",
    )


def asking(person: Listed, column: Column, kind: str, value: str, zh: str, en: str) -> Problem:
    """What the list says is taken over when a person agrees."""
    return replace(person.problem(column, kind, value, zh, en), suggestion=shown(value), repair=True)


def in_words(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """As one goes through the file."""
    return tuple(sorted(problems, key=lambda problem: problem.order))
