"""Five must-visits, five clarities in the demonstration: some three thousand visits, a report on every village, and the
three key villages of the county's report: 董家庄, 东柏, 东段.

The teams went out from September on; what they had written on paper was typed when the program was set up, the rest
on telephones at the doors. In three other villages a kind of people was forgotten; a few promises are overdue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby, islice
from random import Random
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.offices.models import Account, Division
from cunxuan.preparation.key_village_actions import (
    NewConsultation,
    Owner,
    Plan,
    decide_key_village,
    plan_key_village,
    propose_key_village,
    record_consultation,
)
from cunxuan.preparation.models import KeyVillage, Visit
from cunxuan.preparation.situation_actions import issue_situation, write_situation
from cunxuan.preparation.situation_queries import audit_problems, first_words, proposed
from cunxuan.preparation.visits_actions import NewVisit, finish_follow_up, record_visits
from cunxuan.preparation.visits_queries import Coverage, coverage
from cunxuan.records.models import TrailEntry
from cunxuan.roll.models import Resident
from cunxuan.web.clock import COUNTY_TIME

from .happening import Event
from .people import PEOPLE_A_GROUP, officials
from .population import Population
from .staff import Staff
from .visiting_words import (
    CONCLUSIONS,
    DIFFICULT,
    ESCALATION,
    FOLLOW_UPS,
    FOLLOWED,
    MEASURES,
    OWNER_POSTS,
    SAID,
    TALENT,
)

DAY = timedelta(days=1)
FIRST, TYPED, LAST = date(2026, 9, 16), date(2026, 10, 8), date(2026, 10, 12)
PROMISED_IN = 12  # one visit in so many ends with a promise
FORGOTTEN = 3  # villages in which a kind of people was forgotten
OVERDUE = 4  # villages in which a promise is overdue
REPORTED = date(2026, 10, 14)
REPORT_DAYS = 12
PROPOSED, DECIDED, PLANNED = date(2026, 10, 27), date(2026, 10, 29), date(2026, 10, 30)
CONSULTED = (date(2026, 11, 2), date(2026, 11, 6))


def visit_villages(villages: Mapping[str, Division], staff: Mapping[str, Staff], seed: int) -> Iterator[str]:
    """The visits of each village in two batches: from paper when the program was set up, then from the doors."""
    forgotten = villages_in_which(villages, f"{seed} forgotten", FORGOTTEN)
    for code, village in villages.items():
        dice = Random(f"{seed} {code} visits")
        skipped = dice.choice(tuple(VISIT_KINDS)) if code in forgotten else ""
        came = list(visits_of(village, staff[code], dice, skipped))
        early = [one for one in came if one.on < TYPED]
        first, second = staff[code].clerks
        record_visits(village, early, by=first.username, at=evening(TYPED, dice))
        record_visits(village, came[len(early) :], by=second.username, at=evening(LAST, dice))
        yield village.name


def villages_in_which(villages: Mapping[str, Division], salt: str, number: int) -> set[str]:
    """Some villages by the dice; never the three that are difficult for other reasons."""
    others = [code for code, village in villages.items() if village.name not in DIFFICULT]
    return set(Random(salt).sample(others, min(number, len(others))))


def evening(day: date, dice: Random) -> datetime:
    return datetime.combine(day, time(15, dice.randrange(60), dice.randrange(60)), COUNTY_TIME)


def visits_of(village: Division, staff: Staff, dice: Random, skipped: str) -> Iterator[NewVisit]:
    """Twelve to eighteen households, every kind but the one that was forgotten, in the order of their days."""
    wanted = [kind for kind in VISIT_KINDS if kind != skipped]
    number = dice.randint(13, 18)
    kinds = wanted + [dice.choice(wanted) for _ in range(number - len(wanted))]
    days = sorted(FIRST + dice.randrange((LAST - FIRST).days) * DAY for _ in kinds)
    doors = people_of(village, len(kinds), dice)
    team = [staff.reviewer.name, *(clerk.name for clerk in staff.clerks)]
    clear = list(CLARITIES)
    for place, (kind, on, person) in enumerate(zip(dice.sample(kinds, len(kinds)), days, doors, strict=False)):
        spoken = {clear[place % len(clear)], *dice.sample(clear, dice.randint(0, 2))}
        promised = dice.randrange(PROMISED_IN) == 0
        yield NewVisit(
            key=UUID(int=dice.getrandbits(128), version=4),
            kind=kind,
            person=person,
            on=on,
            visitors="、".join(dice.sample(team, 2)),
            found_out={key: dice.choice(SAID[key]) for key in CLARITIES if key in spoken},
            follow_up=dice.choice(FOLLOW_UPS) if promised else "",
            follow_by=on + dice.randint(10, 25) * DAY if promised else None,
        )


def people_of(village: Division, number: int, dice: Random) -> list[str]:
    """Names with their groups, one of a household, as the residents' list has them."""
    here = Resident.objects.filter(village=village)
    households = range(1, here.aggregate(last=Max("household_no"))["last"] + 1)
    drawn = dice.sample(households, min(2 * number, len(households)))
    rows = here.filter(household_no__in=drawn, lives_here=True).order_by("pk")
    found: dict[int, str] = {}
    for household, name, group in rows.values_list("household_no", "name", "group_no"):
        found.setdefault(household, f"{name}，{group} 组")
    return [found[household] for household in drawn if household in found][:number]


# -- what follows: promises kept, reports, key villages -----------------------------------------------------------


def villages_reported_on(
    villages: Mapping[str, Division], population: Population, staff: Mapping[str, Staff], seed: int
) -> Iterator[Event]:
    """Promises, then the report of each village on its day, then what the county decided of the difficult ones."""
    overdue = villages_in_which(villages, f"{seed} overdue", OVERDUE)
    owners = iter(officials(seed + 11, 2 * len(DIFFICULT)))
    for code, group in groupby(villages.values(), lambda village: village.parent_id):
        there = list(group)
        with transaction.atomic():
            for village in there:
                keep_promises(village, staff[village.code], village.code in overdue, seed)
        known = coverage(Division.objects.filter(parent_id=code), REPORTED)
        at = afternoon(REPORTED)
        for on, village in sorted(report_days(there, seed), key=lambda one: (one[0], one[1].code)):
            at = max(afternoon(on), at + timedelta(minutes=7))
            people = population.size(village.code)
            yield at, partial(report_on, known[village.code], people, staff[village.code], seed, at)
        for village in there:
            if village.name in DIFFICULT:
                yield from made_key(village, staff[village.code].reviewer, list(islice(owners, 2)))


def report_days(villages: Sequence[Division], seed: int) -> list[tuple[date, Division]]:
    return [
        (REPORTED + Random(f"{seed} {village.code} report").randrange(REPORT_DAYS) * DAY, village)
        for village in villages
    ]


def keep_promises(village: Division, staff: Staff, overdue: bool, seed: int) -> None:
    """What was promised is done within its time; in a few villages one is not."""
    dice = Random(f"{seed} {village.code} promises")
    promised = list(Visit.objects.filter(village=village).exclude(follow_up="").order_by("on", "pk"))
    at = TrailEntry.objects.filter(scope=village.code).latest("seq").at
    for visit in promised[1:] if overdue else promised:
        assert visit.follow_by is not None, "each was promised by a day"
        on = visit.follow_by - dice.randint(0, 5) * DAY
        at = max(datetime.combine(on, time(17), COUNTY_TIME), at) + timedelta(seconds=dice.randrange(40, 200))
        finish_follow_up(visit, on=on, how=dice.choice(FOLLOWED), by=staff.clerks[0].username, at=at)


def report_on(visits: Coverage, people: int, staff: Staff, seed: int, at: datetime) -> None:
    """Written by a clerk from the visits, issued by the reviewer, who mostly agrees with the proposal."""
    village, on = visits.village, at.date()
    dice = Random(f"{seed} {village.code} situation")
    reasons = DIFFICULT[village.name][0] if village.name in DIFFICULT else dice.choice(USUAL)
    figures = {
        "population": people,
        "households": round(people / 3.4),
        "party_members": dice.randint(18, 58),
        "groups": max(1, round(people / PEOPLE_A_GROUP)),
    }
    words = first_words(village, on) | figures | {"talent": dice.choice(TALENT), "reasons": list(reasons)}
    report = write_situation(village, words, by=staff.clerks[1].username, at=at)
    proposal = proposed(report, visits, audit_problems(village, on))
    lower = proposal.risk == "medium" and dice.randrange(6) == 0
    issue_situation(
        report,
        risk="low" if lower else proposal.risk,
        differs_why="这一条多年没有引起争执，群众情绪平稳。" if lower else "",
        on=on,
        by=staff.reviewer.username,
        at=at + timedelta(minutes=dice.randint(2, 6)),
    )


#: Reasons of a village in which nothing is out of the ordinary.
USUAL: tuple[tuple[str, ...], ...] = (*[()] * 9, ("poor",), ("weak",), ("unable",), ("closed",))


def made_key(village: Division, township: Account, people: Sequence[str]) -> Iterator[Event]:
    """Proposed by the township, decided by the county, with its owner, its plan, its consultations."""
    reasons, said = DIFFICULT[village.name]
    owner, policeman = people
    post, by = OWNER_POSTS[village.name], township.username

    def key_village() -> KeyVillage:
        return KeyVillage.objects.get(village=village)

    def propose() -> None:
        propose_key_village(village, reasons=reasons, said=said, on=PROPOSED, by=by, at=afternoon(PROPOSED))

    def decide() -> None:
        why = "乡镇研判属实，公安、信访意见一致，列为重点村。"
        decide_key_village(
            key_village(),
            agreed=True,
            why=why,
            owner=Owner(owner, post),
            on=DECIDED,
            by="county",
            at=afternoon(DECIDED),
        )

    def make_a_plan() -> None:
        plan = Plan(
            owner=owner,
            owner_post=post,
            lead=township.name,
            team=f"镇包村干部三人，派出所民警两人，司法所一人，组长{township.name}。",
            measures="\n".join(MEASURES),
            deadline=date(2026, 12, 31),
            escalation=ESCALATION,
        )
        plan_key_village(key_village(), plan, on=PLANNED, by=by, at=afternoon(PLANNED))

    def consult(place: int) -> None:
        on = CONSULTED[place]
        held = NewConsultation(
            on=on,
            police=f"县公安局 {policeman}，派出所所长",
            township=f"{township.name}，镇政法委员",
            others="县信访局值班干部",
            conclusion=CONCLUSIONS[place],
            next_on=CONSULTED[place + 1] if place + 1 < len(CONSULTED) else None,
        )
        record_consultation(key_village(), held, by=by, at=afternoon(on))

    yield afternoon(PROPOSED), propose
    yield afternoon(DECIDED), decide
    yield afternoon(PLANNED), make_a_plan
    for place, on in enumerate(CONSULTED):
        yield afternoon(on), partial(consult, place)


def afternoon(day: date) -> datetime:
    """Meetings are held in the morning."""
    return datetime.combine(day, time(13), COUNTY_TIME)
