"""What a workbook of duties (三级包联责任表) comes to in this county: whom it names, and what is wrong at which cell.

A row is taken whole or not at all. Nothing is chosen silently: an unknown village is named with those that are called
nearly so, and somebody has to write the right one. What may be meant though it is unusual (a person answers for forty
villages; somebody of this name is known with another unit) is a warning that a person says yes to.

Public: `check_lines`, `Checked`, `Problem`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.conf import settings

from cunxuan.formats.responsibilities import (
    Column,
    Level,
    Line,
    NotSaid,
    groups_in,
    level_in,
    parts_of,
    period_in,
    phone_in,
)
from cunxuan.web.pinyin import initials

from .duties_actions import Key, Named, Person, Task, key_of
from .models import Division, Duty, DutyKind, Official
from .models import Level as PlaceLevel

NEAREST = 4
FIVE_YEARS = 5
#: How long a text of each column may be.
LONGEST: Mapping[Column, int] = {"name": 20, "unit": 60, "post": 60, "phone": 30, "task": 200}
#: In the order in which a place's name is compared: as written, then without these.
SUFFIXES = ("村民委员会", "村委会", "行政村", "人民政府", "街道办事处", "街道", "村", "镇", "乡")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a cell, and what to do; a warning is taken once somebody has agreed (`key`)."""

    sheet: str
    row: int
    cell: str
    zh: str
    en: str
    key: str = ""
    agreed: bool = False
    rows: int = 1  # that wait for it
    column: Column = "name"

    @property
    def warning(self) -> bool:
        return bool(self.key)

    @property
    def open(self) -> bool:
        return not self.agreed


@dataclass(frozen=True, slots=True)
class Checked:
    """What the workbook comes to: `named` can be taken in now, `known` stands already, `rejected` rows wait."""

    rows: int
    rejected: int
    named: tuple[Named, ...]
    known: int
    taken_rows: int
    problems: tuple[Problem, ...]

    @property
    def wrong(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if not one.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.warning)

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many duties of each kind can be taken in."""
        return Counter(str(one.task.kind) for one in self.named)


class Wrong(Exception):
    """Something is wrong with a row."""

    def __init__(self, line: Line, column: Column, zh: str, en: str) -> None:
        super().__init__(zh)
        self.problem = Problem(line.sheet, line.row, line.cell(column), zh, en, column=column)


@dataclass(slots=True)
class Places:
    """The townships and villages of the place whose workbook this is, by what they may be called."""

    scope: Division
    by_code: dict[str, Division]
    named: dict[str, list[Division]] = field(default_factory=dict)

    @classmethod
    def of(cls, scope: Division) -> Places:
        found = cls(scope, {one.code: one for one in Division.objects.filter(code__startswith=scope.code)})
        for one in found.by_code.values():
            for name in dict.fromkeys((one.name, stem(one.name))):
                found.named.setdefault(name, []).append(one)
        return found

    def called(self, name: str, level: str, within: Sequence[Division] = ()) -> list[Division]:
        """Those that are called so; an exact name before one without its last word."""
        for wanted in (name, stem(name)):
            found = [
                one
                for one in self.named.get(wanted, ())
                if one.level == level and (not within or one.parent_id in {place.code for place in within})
            ]
            if found:
                return found
        return []

    def nearest(self, name: str, level: str, within: Sequence[Division] = ()) -> list[str]:
        """Those that are called nearly so, written alike or sounding alike; what all names end with says nothing."""
        codes = {place.code for place in within}
        near = [one for one in self.by_code.values() if one.level == level and (not codes or one.parent_id in codes)]
        alike = get_close_matches(stem(name), {stem(one.name) for one in near}, NEAREST, 0.5)
        sounding = initials(name)
        return [one.name for one in near if stem(one.name) in alike or one.initials == sounding][:NEAREST]


def stem(name: str) -> str:
    return next((name.removesuffix(end) for end in SUFFIXES if name.endswith(end) and len(name) > len(end) + 1), name)


def check_lines(lines: Sequence[Line], scope: Division, agreed: Iterable[str], today: date) -> Checked:
    """Every row against the county as it stands today. `scope`: the county or township whose workbook this is."""
    places, yes = Places.of(scope), frozenset(agreed)
    problems: list[Problem] = []
    read: list[tuple[Line, list[Named]]] = []
    for line in lines:
        try:
            read.append((line, named_in(line, places, today)))
        except Wrong as wrong:
            problems.append(wrong.problem)
    read = list(without_repeated(read, problems))
    known = known_officials(read)
    found = [*names_to_confirm(read, known, yes), *too_many_villages(read, known, yes)]
    problems += [one for one, _ in found]
    waiting = {key for one, keys in found if one.open for key in keys}
    kept = [(line, named) for line, named in read if not any(key_of(one) in waiting for one in named)]
    there = standing_duties(known)
    wanted = [one for _, named in kept for one in named]
    new = [one for one in wanted if duty_key(one, known) not in there]
    order = {sheet: number for number, sheet in enumerate(dict.fromkeys(line.sheet for line in lines))}
    return Checked(
        rows=len(lines),
        rejected=len(lines) - len(kept),
        named=tuple(new),
        known=len(wanted) - len(new),
        taken_rows=len(kept),
        problems=tuple(sorted(problems, key=lambda one: (order[one.sheet], one.row, one.cell))),
    )


# One row


def named_in(line: Line, places: Places, today: date) -> list[Named]:
    """The person of a row and each place for which they answer; raises `Wrong` at a cell."""
    person = person_in(line)
    kind = kind_in(line)
    if places.scope.level == PlaceLevel.TOWNSHIP and kind in (DutyKind.LEADER, DutyKind.INSTRUCTOR):
        raise Wrong(
            line,
            "level",
            f"“{kind.label}”由县里派，请县换届办登记",
            "leaders and instructors are sent by the county; ask the county office to record them",
        )
    since, until = time_in(line, kind, today)
    said = line.text("task")
    answered = dict.fromkeys(answered_for(line, kind, places))
    if not answered:
        raise Wrong(line, NEEDS[kind][0], f"没有写{NEEDS[kind][1]}，请补上", f"{NEEDS[kind][2]} is missing; add it")
    return [Named(person, Task(kind, place, since, until, said, group)) for place, group in answered]


def person_in(line: Line) -> Person:
    name = "".join(line.text("name").split())
    if not name:
        raise Wrong(line, "name", "没有姓名，请补上", "there is no name; add it")
    if any(one.isdigit() for one in name):
        raise Wrong(line, "name", f"姓名“{name}”里有数字，请改正", f"the name “{name}” has digits; correct it")
    for column, longest in LONGEST.items():
        if len(line.text(column)) > longest:
            zh = f"写了 {len(line.text(column))} 个字，最多 {longest} 个，请改短"
            raise Wrong(line, column, zh, f"longer than {longest} characters; make it shorter")
    try:
        phone = phone_in(line.text("phone"))
    except NotSaid as wrong:
        raise Wrong(line, "phone", wrong.zh, wrong.en) from wrong
    return Person(name, line.text("unit"), line.text("post"), phone)


KINDS: Mapping[Level, DutyKind] = {
    "leader": DutyKind.LEADER,
    "cadre": DutyKind.CADRE,
    "group": DutyKind.GROUP,
    "instructor": DutyKind.INSTRUCTOR,
}
NEEDS: Mapping[DutyKind, tuple[Column, str, str]] = {
    DutyKind.LEADER: ("township", "负责乡镇", "the township"),
    DutyKind.CADRE: ("village", "负责村", "the village"),
    DutyKind.INSTRUCTOR: ("village", "负责村", "the village"),
    DutyKind.GROUP: ("group", "负责组", "the group"),
}


def kind_in(line: Line) -> DutyKind:
    """By the cell, by the name of the sheet, or by the narrowest place that the row names."""
    said = line.text("level")
    level = level_in(said)
    if said and level is None:
        raise Wrong(
            line,
            "level",
            f"层级“{said}”看不懂，请写县领导包乡、乡镇干部包村、村干部包组或者指导员",
            f"the level “{said}” is not known; write 县领导包乡, 乡镇干部包村, 村干部包组 or 指导员",
        )
    level = level or level_in(line.sheet)
    if level is None:
        level = "group" if line.text("group") else "cadre" if line.text("village") else "leader"
    kind = KINDS[level]
    column, zh, en = NEEDS[kind]
    if not line.text(column):
        raise Wrong(line, column, f"“{kind.label}”要写{zh}，请补上", f"this level needs {en}; add it")
    return kind


def time_in(line: Line, kind: DutyKind, today: date) -> tuple[date, date | None]:
    """Instructors are sent for five years, whoever says nothing else; everybody else until they are released."""
    try:
        since, until = period_in(line.text("since"), line.text("until"))
    except NotSaid as wrong:
        raise Wrong(line, "since", wrong.zh, wrong.en) from wrong
    begin = since or today
    if kind is DutyKind.INSTRUCTOR and until is None:
        until = five_years_on(begin)
    return begin, until


def five_years_on(day: date) -> date:
    year = day.year + FIVE_YEARS
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else date(year, day.month, day.day)


def answered_for(line: Line, kind: DutyKind, places: Places) -> Iterator[tuple[Division, int]]:
    townships = [township_in(line, name, places) for name in parts_of(line.text("township"))]
    if kind is DutyKind.LEADER:
        yield from ((one, 0) for one in townships)
        return
    villages = [village_in(line, name, places, townships) for name in parts_of(line.text("village"))]
    if kind is not DutyKind.GROUP:
        yield from ((one, 0) for one in villages)
        return
    if len(villages) != 1:
        raise Wrong(line, "village", "包组的一行只写一个村", "a row for groups names one village")
    groups = groups_in(line.text("group"))
    if not groups:
        said = line.text("group")
        raise Wrong(
            line,
            "group",
            f"负责组“{said}”看不懂，请写组号，例如 3组 或者 1、2组",
            f"the group “{said}” cannot be read; write its number, such as 3组",
        )
    yield from ((villages[0], number) for number in groups)


def township_in(line: Line, name: str, places: Places) -> Division:
    found = places.called(name, PlaceLevel.TOWNSHIP)
    if len(found) == 1:
        return found[0]
    raise Wrong(
        line,
        "township",
        f"{places.scope.name}没有“{name}”。{named_nearly(places.nearest(name, PlaceLevel.TOWNSHIP))}请改正",
        f"there is no township {name}. {nearly_in_english(places.nearest(name, PlaceLevel.TOWNSHIP))}Correct it",
    )


def village_in(line: Line, name: str, places: Places, townships: Sequence[Division]) -> Division:
    found = places.called(name, PlaceLevel.VILLAGE, townships)
    if len(found) == 1:
        return found[0]
    where = "、".join(one.name for one in townships) or places.scope.name
    if found:
        several = "、".join(f"{one.parent.name}{one.name}" for one in found if one.parent)
        raise Wrong(
            line,
            "village",
            f"叫“{name}”的村不止一个：{several}。请写明负责乡镇",
            f"there are several villages {name}: {several}. Write the township too",
        )
    near = places.nearest(name, PlaceLevel.VILLAGE, townships)
    raise Wrong(
        line,
        "village",
        f"{where}没有“{name}”。{named_nearly(near)}请改正",
        f"{where} has no village {name}. {nearly_in_english(near)}Correct it",
    )


def named_nearly(names: Sequence[str]) -> str:
    return f"名字相近的有：{'、'.join(names)}。" if names else ""


def nearly_in_english(names: Sequence[str]) -> str:
    return f"Those called nearly so: {', '.join(names)}. " if names else ""


# All rows together


Read = Sequence[tuple[Line, list[Named]]]


def without_repeated(read: Read, problems: list[Problem]) -> Iterator[tuple[Line, list[Named]]]:
    """Somebody who stands in the file twice for the same place: the second row waits."""
    seen: dict[tuple[Key, str, str, int], Line] = {}
    for line, named in read:
        keys = [(key_of(one), str(one.task.kind), one.task.place.code, one.task.group_no) for one in named]
        before = next((seen[key] for key in keys if key in seen), None)
        if before is not None:
            where = f"第 {before.row} 行" if before.sheet == line.sheet else f"“{before.sheet}”表第 {before.row} 行"
            name = named[0].person.name
            zh = f"{name}和{where}是同一人、同一处，请删去一行"
            en = f"{name} stands in row {before.row} of {before.sheet} for the same place; delete one of the rows"
            problems.append(Problem(line.sheet, line.row, line.cell("name"), zh, en))
            continue
        seen |= dict.fromkeys(keys, line)
        yield line, named


@dataclass(frozen=True, slots=True)
class Known:
    """The officials of these names whom the county has, by their key and by place and name."""

    by_key: Mapping[Key, Official]
    by_name: Mapping[tuple[str, str], Sequence[Official]]


def known_officials(read: Read) -> Known:
    keys = {key_of(one) for _, named in read for one in named}
    rows = Official.objects.filter(place__in={place for place, _, _ in keys}, name__in={name for _, name, _ in keys})
    by_name: dict[tuple[str, str], list[Official]] = {}
    for one in rows:
        by_name.setdefault((one.place_id, one.name), []).append(one)
    return Known({(one.place_id, one.name, one.unit): one for one in rows}, by_name)


def names_to_confirm(read: Read, known: Known, yes: frozenset[str]) -> Iterator[tuple[Problem, set[Key]]]:
    """Somebody of this name is known with another unit: one person or two?"""
    asked: set[Key] = set()
    for line, named in read:
        key = key_of(named[0])
        others = known.by_name.get(key[:2], ())
        if not others or key in known.by_key or key in asked:
            continue
        asked.add(key)
        agreed = f"two {'|'.join(key)}"
        units = "、".join(one.unit or "没有写单位" for one in others)
        unit = key[2] or "没有写单位"
        zh = f"已经有{key[1]}（{units}），这里是“{unit}”。是同一人请把单位改成一样；是两个人请点“照此办理”"
        en = f"{key[1]} is known with the unit {units}; here it is {unit}. If it is one person write the same unit"
        yield Problem(line.sheet, line.row, line.cell("unit"), zh, en, agreed, agreed in yes, column="unit"), {key}


OF_VILLAGES = (DutyKind.CADRE, DutyKind.INSTRUCTOR)


def too_many_villages(read: Read, known: Known, yes: frozenset[str]) -> Iterator[tuple[Problem, set[Key]]]:
    """A person answers for more villages than the county's rule, with those they answer for already."""
    villages: dict[Key, dict[str, Line]] = {}
    for line, named in read:
        for one in named:
            if one.task.kind in OF_VILLAGES:
                villages.setdefault(key_of(one), {}).setdefault(one.task.place.code, line)
    before = villages_before(known)
    for key, lines in villages.items():
        official = known.by_key.get(key)
        number = len(lines.keys() | before.get(official.pk if official else 0, set()))
        if number > settings.VILLAGES_A_PERSON:
            line = next(iter(lines.values()))
            agreed = f"many {number} {'|'.join(key)}"
            most = settings.VILLAGES_A_PERSON
            zh = f"{key[1]}负责 {number} 个村，县里定的是每人不超过 {most} 个。确实如此请点“照此办理”"
            en = f"{key[1]} answers for {number} villages; the county's rule is {most} at most"
            rows = len({(one.sheet, one.row) for one in lines.values()})
            yield Problem(line.sheet, line.row, line.cell("name"), zh, en, agreed, agreed in yes, rows), {key}


def villages_before(known: Known) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Duty.objects.open().of_villages().filter(official__in=known.by_key.values())
    for official, place in rows.values_list("official_id", "place_id"):
        found.setdefault(official, set()).add(place)
    return found


def standing_duties(known: Known) -> set[tuple[int, str, str, int]]:
    rows = Duty.objects.open().filter(official__in=known.by_key.values())
    return set(rows.values_list("official_id", "kind", "place_id", "group_no"))


def duty_key(one: Named, known: Known) -> tuple[int, str, str, int]:
    official = known.by_key.get(key_of(one))
    return (official.pk if official else 0), str(one.task.kind), one.task.place.code, one.task.group_no
