"""Whose numbers a list has, and of which messages a file of receipts speaks, as the database knows them.

Both give what can be taken, by village, and a problem at its cell for every row that cannot. Nothing is written here.
Public: `match_numbers`, `match_receipts`, `Matched`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from cunxuan.elections.models import Election
from cunxuan.formats.telephones import Number, Phones, Problem, Receipt
from cunxuan.offices.models import Division
from cunxuan.roll.id_numbers import Sealer
from cunxuan.roll.models import Resident
from cunxuan.web.clock import COUNTY_TIME

from .models import Message, MessageState, Sending
from .numbers import masked_phone
from .receipt_actions import CameBack

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """What can be taken, by the village's code or the election's key; the numbers of rows; every problem."""

    taken: Mapping[str, T]
    rows: int
    accepted: int
    rejected: int
    not_data: int
    problems: tuple[Problem, ...]


# -- numbers ---------------------------------------------------------------------------------------------------------


class People:
    """The residents of a place by village and name; of a county's 340,000 only those whom the list names."""

    def __init__(self, villages: Iterable[Division], names: Iterable[str]) -> None:
        self.villages = {key: one for one in villages for key in (one.code, one.name, one.short_name)}
        codes = {one.code for one in self.villages.values()}
        found: dict[tuple[str, str], list[Resident]] = defaultdict(list)
        wanted = sorted(set(names))
        for start in range(0, len(wanted), 500):
            rows = Resident.objects.filter(name__in=wanted[start : start + 500])
            for one in rows.only("pk", "village_id", "name", "birth_on", "last_four", "phone"):
                if one.village_id in codes:
                    found[one.village_id, one.name].append(one)
        self.found = found
        self.sealer = Sealer()

    def fit(self, resident: Resident, row: Number) -> bool:
        if row.last_four and bytes(resident.last_four) != self.sealer.last_four(row.last_four):
            return False
        return not row.birth_on or resident.birth_on == row.birth_on


def match_numbers(scope: Division, read: Phones[Number]) -> Matched[dict[int, str]]:
    """Whose number each row is; a list of one village needs no column of villages."""
    villages = list(Division.objects.villages().filter(code__startswith=scope.code))
    people = People(villages, (row.name for row in read.found))
    own = villages[0] if len(villages) == 1 else None
    taken: dict[str, dict[int, str]] = defaultdict(dict)
    problems = list(read.problems)
    accepted = 0
    holders = Counter(row.phone for row in read.found)
    for row in read.found:
        village = people.villages.get(row.village) if row.village else own
        person = village and one_person(people, village, row, problems)
        if village is None:
            problems.append(unknown_village(row, scope))
        elif person:
            accepted += 1
            if holders[row.phone] > 1:
                problems.append(shared(row, holders[row.phone]))
            taken[village.code][person.pk] = row.phone
    rejected = read.rows - read.not_data - accepted
    return Matched(dict(taken), read.rows, accepted, rejected, read.not_data, tuple(problems))


def one_person(people: People, village: Division, row: Number, problems: list[Problem]) -> Resident | None:
    """The one whom the row means; None with a problem where it is nobody, or might be several."""
    of_name = people.found.get((village.code, row.name), [])
    fitting = [one for one in of_name if people.fit(one, row)]
    if len(fitting) == 1:
        return fitting[0]
    if not of_name:
        zh = f"{village.name}的居民名册上没有“{row.name}”。请核对姓名和村。"
        en = f"{village.name} has no resident “{row.name}”. Check name and village."
        problems.append(at_cell(row, "name", "unknown_person", row.name, zh, en))
    elif not fitting:
        column = "id_number" if row.last_four else "birth_on"
        zh = f"{village.name}有“{row.name}”，但身份证后四位或者出生日期对不上。请照身份证改正。"
        en = f"{village.name} has “{row.name}”, but with another ID number or date of birth. Correct it."
        problems.append(at_cell(row, column, "other_person", "", zh, en))
    else:
        zh = f"{village.name}有 {len(fitting)} 个“{row.name}”，看不出是哪一个。请写身份证后四位。"
        en = f"{village.name} has {len(fitting)} people “{row.name}”. Put in the last four places of the ID number."
        problems.append(at_cell(row, "name", "several_people", row.name, zh, en))
    return None


def unknown_village(row: Number, scope: Division) -> Problem:
    if not row.village:
        zh, en = "没有写村。请补上村名或者村代码。", "There is no village. Put in its name or code."
    else:
        zh = f"{scope.name}没有“{row.village[:20]}”。请核对村名或者写村代码。"
        en = f"{scope.name} has no village “{row.village[:20]}”. Check the name or put in the code."
    column = "village" if "village" in row.at else "name"
    return at_cell(row, column, "unknown_village", row.village[:20], zh, en)


def shared(row: Number, people: int) -> Problem:
    zh = f"表里有 {people} 个人是这个号码。照样记入，请核对是不是一家人共用。"
    en = f"{people} people of the list have this number. It is kept; check whether a family shares it."
    return at_cell(row, "phone", "shared_number", masked_phone(row.phone), zh, en, warning=True)


def at_cell(
    row: Number | Receipt, column: str, kind: str, value: str, zh: str, en: str, *, warning: bool = False
) -> Problem:
    cell = row.at.get(column) or next(iter(row.at.values()))
    return Problem(row.sheet, cell, kind, value, zh, en, warning)


# -- receipts --------------------------------------------------------------------------------------------------------


def match_receipts(together: Sequence[Sending], read: Phones[Receipt]) -> Matched[list[CameBack]]:
    """What the file says of the messages that were sent together; a number none of them went to is named."""
    sent: dict[str, set[Election]] = defaultdict(set)
    elections = {one.election_id: one.election for one in together}
    rows = Message.objects.filter(sending__in=[one.pk for one in together]).exclude(state=MessageState.WAITING)
    for phone, election in rows.values_list("phone", "election_id"):
        sent[phone].add(elections[election])
    taken: dict[str, list[CameBack]] = defaultdict(list)
    problems = list(read.problems)
    accepted = 0
    for row in read.found:
        if row.phone not in sent:
            zh = "这次没有给这个号码发过短信。请核对号码，或者换到那一次发送导入。"
            en = "No message of this sending went to this number. Check it, or take the file in at the other sending."
            problems.append(at_cell(row, "phone", "not_sent_to", masked_phone(row.phone), zh, en))
            continue
        accepted += 1
        for one in sent[row.phone]:
            taken[one.village_id].append(came_back(row))
    rejected = read.rows - read.not_data - accepted
    return Matched(dict(taken), read.rows, accepted, rejected, read.not_data, tuple(problems))


def came_back(row: Receipt) -> CameBack:
    return CameBack(
        phone=row.phone,
        state=MessageState(row.state) if row.state else None,
        text=row.text,
        at=in_county(row.moment),
    )


def in_county(moment: datetime | None) -> datetime | None:
    """The office writes the hours of the county."""
    if moment is None or moment.tzinfo:
        return moment
    return moment.replace(tzinfo=COUNTY_TIME)
