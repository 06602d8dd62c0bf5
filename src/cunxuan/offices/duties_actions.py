"""Verbs on who answers for what: take officials in, name them to duties, end these, give a guarantee and take it back.

Three levels (三级包联): county leaders answer for townships, township cadres for villages, village cadres for groups;
the county sends instructors (换届选举指导员) to villages for five years. Nothing is deleted: what ends has a reason.

Public: `add_official`, `correct_official`, `link_account`, `name_to`, `name_all`, `end_duty`, `give_guarantee`,
`take_back_guarantee`, `Person`, `Task`, `Named`, `sender_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.records.actions import trail
from cunxuan.web.pinyin import initials_of_person

from .models import CODE_LENGTH, Account, Division, Duty, DutyKind, Guarantee, GuaranteeKind, Level, Official


@dataclass(frozen=True, slots=True)
class Person:
    """An official as a list has them."""

    name: str
    unit: str = ""
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """定人员、定时间、定任务: for which place, from when until when, with what task."""

    kind: DutyKind
    place: Division
    since: date
    until: date | None = None
    task: str = ""
    group_no: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody and a duty."""

    person: Person
    task: Task


#: Who sends those of a kind, and for a place of which level they answer.
SENT_BY: Mapping[DutyKind, Level] = {
    DutyKind.LEADER: Level.COUNTY,
    DutyKind.INSTRUCTOR: Level.COUNTY,
    DutyKind.CADRE: Level.TOWNSHIP,
    DutyKind.GROUP: Level.VILLAGE,
}
ANSWERS_FOR: Mapping[DutyKind, Level] = {
    DutyKind.LEADER: Level.TOWNSHIP,
    DutyKind.INSTRUCTOR: Level.VILLAGE,
    DutyKind.CADRE: Level.VILLAGE,
    DutyKind.GROUP: Level.VILLAGE,
}


def sender_of(kind: DutyKind, place: Division) -> str:
    """The code of the place that sends somebody to answer for this one."""
    return place.code[: CODE_LENGTH[SENT_BY[kind]]]


# Officials


@transaction.atomic
def add_official(place: Division, person: Person, *, by: str, at: datetime) -> Official:
    """Takes in an official of the county, a township or a village."""
    if Official.objects.filter(place=place, name=person.name, unit=person.unit).exists():
        raise Refusal(
            "OFFICIAL_KNOWN",
            f"{place.name}已经有{person.unit}{person.name}。",
            "同一个人请直接查找；同名不同人的，请把单位写清楚。",
            f"{place.name} has {person.name} of this unit already.",
            "Search for the person, or write the unit so that the two are told apart.",
        )
    key = (place.code, person.name, person.unit)
    added = officials_of({key: person}, by=by, at=at)
    return added[key]


Key = tuple[str, str, str]  # place, name, unit


def officials_of(people: Mapping[Key, Person], *, by: str, at: datetime) -> dict[Key, Official]:
    """The officials of these keys; who is not known yet is taken in, who had no telephone or post gets it."""
    names = {name for _, name, _ in people}
    known = {
        (one.place_id, one.name, one.unit): one
        for one in Official.objects.filter(place__in={place for place, _, _ in people}, name__in=names)
    }
    fresh = [
        Official(
            place_id=place,
            name=name,
            unit=unit,
            post=person.post,
            phone=person.phone,
            initials=initials_of_person(name)[:40],
        )
        for (place, name, unit), person in people.items()
        if (place, name, unit) not in known
    ]
    completed = [one for key, one in known.items() if key in people and completes(one, people[key])]
    Official.objects.bulk_create(fresh)
    Official.objects.bulk_update(completed, ["post", "phone"], batch_size=200)
    found = known | {(one.place_id, one.name, one.unit): one for one in fresh}
    for place in sorted({one.place_id for one in (*fresh, *completed)}):
        rows = [one for one in (*fresh, *completed) if one.place_id == place]
        trail(place, "officials_added", by=by, at=at, rows=rows, facts={"count": len(rows)})
    return {key: found[key] for key in people}


def completes(one: Official, person: Person) -> bool:
    """What was not known of an official until now is added; what was is left for somebody to correct."""
    before = one.post, one.phone
    one.post, one.phone = one.post or person.post, one.phone or person.phone
    return (one.post, one.phone) != before


@transaction.atomic
def correct_official(official: Official, person: Person, *, by: str, at: datetime) -> Official:
    """Name, unit, post or telephone as they should be. The trail says which of them changed, not the number."""
    changed = [name for name in ("name", "unit", "post", "phone") if getattr(official, name) != getattr(person, name)]
    if not changed:
        raise Refusal(
            "NOTHING_CHANGED",
            f"{official.name}的这些内容和原来一样。",
            "没有要改的，就不用存。",
            f"Nothing about {official.name} is different.",
            "There is nothing to save.",
        )
    twin = Official.objects.filter(place=official.place_id, name=person.name, unit=person.unit).exclude(pk=official.pk)
    if twin.exists():
        raise Refusal(
            "OFFICIAL_KNOWN",
            f"已经有{person.unit}{person.name}，改了就分不开了。",
            "请把单位写得更清楚。",
            f"There is {person.name} of this unit already.",
            "Write the unit so that the two are told apart.",
        )
    for name in changed:
        setattr(official, name, getattr(person, name))
    official.initials = initials_of_person(official.name)[:40]
    official.save()
    facts = {"official": official.name, "changed": changed}
    trail(official.place_id, "official_corrected", by=by, at=at, rows=[official], facts=facts)
    return official


@transaction.atomic
def link_account(official: Official, account: Account | None, *, by: str, at: datetime) -> Official:
    """The official signs in with this account, or with none any more; then 我的 is theirs."""
    if account is not None and Official.objects.filter(account=account).exclude(pk=official.pk).exists():
        raise Refusal(
            "ACCOUNT_OF_SOMEBODY",
            f"账号 {account.username} 已经是{account.official.name}的。",
            "一个账号只给一个人用。请另选账号，或者先解除原来的。",
            f"The account {account.username} is {account.official.name}'s already.",
            "An account is one person's. Choose another, or take it from the other first.",
        )
    official.account = account
    official.save(update_fields=["account"])
    facts = {"official": official.name, "account": account.username if account else ""}
    trail(official.place_id, "official_linked", by=by, at=at, rows=[official], facts=facts)
    return official


# Duties


@transaction.atomic
def name_to(official: Official, task: Task, *, by: str, at: datetime) -> Duty:
    """Names one official to answer for a place."""
    check_task(official.place_id, official.name, task)
    if official.duties.open().filter(place=task.place, kind=task.kind, group_no=task.group_no).exists():
        raise Refusal(
            "DUTY_NAMED",
            f"{official.name}已经负责{said_place(task)}。",
            "要改时间或者任务，请先解除，再重新指定。",
            f"{official.name} answers for {said_place(task)} already.",
            "To change time or task end the duty first.",
        )
    duty = new_duty(official, task)
    duty.save()
    trail(task.place.code, "duties_named", by=by, at=at, rows=[duty], facts=named_facts([duty]))
    return duty


@transaction.atomic
def name_all(wanted: Sequence[Named], *, by: str, at: datetime) -> list[Duty]:
    """Names many people at once, place by place; a duty that is there already stays as it is. Returns the new ones."""
    people: dict[Key, Person] = {}
    for one in wanted:
        check_task(sender_of(one.task.kind, one.task.place), one.person.name, one.task)
        people.setdefault(key_of(one), one.person)
    officials = officials_of(people, by=by, at=at)
    there = set(
        Duty.objects.open()
        .filter(official__in=officials.values())
        .values_list("official_id", "place_id", "kind", "group_no")
    )
    new: dict[tuple[int, str, str, int], Duty] = {}
    for one in wanted:
        duty = new_duty(officials[key_of(one)], one.task)
        place = duty.official_id, duty.place_id, str(duty.kind), duty.group_no
        if place not in there:
            new.setdefault(place, duty)
    Duty.objects.bulk_create(new.values())
    for place_code, rows in by_place(new.values()).items():
        trail(place_code, "duties_named", by=by, at=at, rows=rows, facts=named_facts(rows))
    return list(new.values())


def key_of(one: Named) -> Key:
    return sender_of(one.task.kind, one.task.place), one.person.name, one.person.unit


def by_place(duties: Iterable[Duty]) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.place_id, []).append(duty)
    return dict(sorted(found.items()))


def new_duty(official: Official, task: Task) -> Duty:
    return Duty(
        official=official,
        kind=task.kind,
        place=task.place,
        group_no=task.group_no,
        since=task.since,
        until=task.until,
        task=task.task,
    )


def named_facts(duties: Sequence[Duty]) -> dict[str, object]:
    return {
        "names": [duty.official.name for duty in duties],
        "kinds": sorted({str(duty.kind) for duty in duties}),
        "groups": sorted({duty.group_no for duty in duties if duty.group_no}),
    }


def check_task(sender: str, name: str, task: Task) -> None:
    """Somebody answers for what lies in the place that sends them, of the level of the duty, in a time that can be."""
    kind = DutyKind(task.kind)
    if task.place.level != ANSWERS_FOR[kind] or sender != sender_of(kind, task.place):
        raise Refusal(
            "DUTY_AT_ANOTHER_LEVEL",
            f"{name}不能作为“{kind.label}”负责{task.place.name}。",
            "县领导和指导员由县里派，包村干部由本乡镇派，包组干部是本村的。",
            f"{name} cannot answer for {task.place.name} in this way.",
            "The county sends leaders and instructors, a township its cadres, a village its own cadres for its groups.",
        )
    if (kind is DutyKind.GROUP) != bool(task.group_no):
        raise Refusal(
            "DUTY_WITHOUT_GROUP",
            "村干部包组要写第几组，其他人负责整个村或者乡镇，不写组。",
            "请核对“负责组”。",
            "A village cadre answers for a numbered group; nobody else does.",
            "Check the group.",
        )
    if task.until is not None and task.until < task.since:
        raise Refusal(
            "DUTY_ENDS_BEFORE_IT_BEGINS",
            f"{name}的结束日期早于开始日期。",
            "请核对起止时间。",
            f"The duty of {name} would end before it begins.",
            "Check the two dates.",
        )


def said_place(task: Task) -> str:
    return f"{task.place.name}{task.group_no}组" if task.group_no else task.place.name


@transaction.atomic
def end_duty(duty: Duty, *, on: date, why: str, by: str, at: datetime) -> Duty:
    """The official does not answer for the place any more: since when, and why. The row stays."""
    if duty.ended_on is not None:
        raise Refusal(
            "DUTY_ENDED",
            f"{duty.official.name}的这项责任已经解除。",
            "要重新负责，请重新指定。",
            f"This duty of {duty.official.name} has ended already.",
            "Name the person anew if they answer again.",
        )
    duty.ended_on, duty.ended_why = on, why
    duty.save(update_fields=["ended_on", "ended_why"])
    facts = {"name": duty.official.name, "kind": str(duty.kind), "group": duty.group_no, "why": why}
    trail(duty.place_id, "duty_ended", by=by, at=at, rows=[duty], facts=facts)
    return duty


# Guarantees


@dataclass(frozen=True, slots=True)
class Given:
    """One of the five guarantees: by whom, on what evidence, on which day."""

    village: Division
    kind: GuaranteeKind
    official: Official
    evidence: str
    on: date


@transaction.atomic
def give_guarantee(given: Given, *, by: str, at: datetime) -> Guarantee:
    """Ticks one of the five for a village."""
    if Guarantee.objects.standing().filter(village=given.village, kind=given.kind).exists():
        raise Refusal(
            "GUARANTEE_GIVEN",
            f"{given.village.name}的“{GuaranteeKind(given.kind).label}”已经登记。",
            "登记错了的，请先收回，再重新登记。",
            "This guarantee is recorded for the village already.",
            "If it was recorded wrongly take it back first.",
        )
    (guarantee,) = give_guarantees([given], by=by, at=at)
    return guarantee


@transaction.atomic
def give_guarantees(given: Sequence[Given], *, by: str, at: datetime) -> list[Guarantee]:
    """Several of them, village by village. Only somebody who answers for a village can give one."""
    answering = {
        (duty.official_id, duty.place_id): duty
        for duty in Duty.objects.open().filter(official__in={one.official.pk for one in given})
    }
    for one in given:
        if not any((one.official.pk, place) in answering for place in (one.village.code, one.village.parent_id)):
            raise not_answering(one)
    rows = Guarantee.objects.bulk_create(
        Guarantee(village=one.village, kind=one.kind, official=one.official, evidence=one.evidence, on=one.on)
        for one in given
    )
    by_village: dict[str, list[Guarantee]] = {}
    for row in rows:
        by_village.setdefault(row.village_id, []).append(row)
    for code, of_it in sorted(by_village.items()):
        facts = {
            "kinds": [str(row.kind) for row in of_it],
            "names": list(dict.fromkeys(row.official.name for row in of_it)),
        }
        trail(code, "guarantees_given", by=by, at=at, rows=of_it, facts=facts)
    return rows


def not_answering(given: Given) -> Refusal:
    return Refusal(
        "NOT_ANSWERING_HERE",
        f"{given.official.name}现在不负责{given.village.name}。",
        "五包由负责这个村的人落实。请先指定责任，或者换人。",
        f"{given.official.name} does not answer for {given.village.name} now.",
        "A guarantee is given by somebody who answers for the village. Name the person first, or choose another.",
    )


@transaction.atomic
def take_back_guarantee(guarantee: Guarantee, *, on: date, why: str, by: str, at: datetime) -> Guarantee:
    """The tick was wrong, or does not hold any more; both stay in the trail."""
    if guarantee.taken_back_on is not None:
        raise Refusal(
            "GUARANTEE_TAKEN_BACK",
            f"“{guarantee.get_kind_display()}”已经收回。",
            "要重新登记，请在本村的包联责任页办理。",
            "This guarantee has been taken back already.",
            "Record it anew on the village's page.",
        )
    guarantee.taken_back_on, guarantee.taken_back_why = on, why
    guarantee.save(update_fields=["taken_back_on", "taken_back_why"])
    facts = {"kind": str(guarantee.kind), "name": guarantee.official.name, "why": why}
    trail(guarantee.village_id, "guarantee_taken_back", by=by, at=at, rows=[guarantee], facts=facts)
    return guarantee
