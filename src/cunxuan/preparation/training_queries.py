"""Training as pages show it: the sessions, who has to be trained and is not, and what a village lacks.

Whoever has to be trained before a duty: the officials who answer for the village (包村) and the people whom the village
names. Trained is who was at a session that prepares for the duty, and passed its test where it had one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Count, F, Q, Sum

from cunxuan.core.stages import State
from cunxuan.offices.models import CODE_LENGTH, Account, Division, DivisionQuerySet, Duty, DutyKind, Level
from cunxuan.offices.parts import Lack, Part, page_of, since

from .models.training import Attendance, MustTrain, Session, SessionQuerySet
from .training_words import DUTIES, Words

#: Which training the officials of the county need.
DUTY_OF = {DutyKind.CADRE: "township", DutyKind.GROUP: "village", DutyKind.INSTRUCTOR: "instructor"}
NAMED_AT_MOST = 3  # people whom one sentence names


class Trained(Enum):
    """How far somebody is trained for a duty, from nothing to enough."""

    NOT = ("未培训", "Not trained", State.NOT_STARTED)
    NO_SCORE = ("已培训，还没有成绩", "Trained, no score yet", State.IN_PROGRESS)
    FAILED = ("测试不及格", "Failed the test", State.BLOCKED)
    ENOUGH = ("已培训", "Trained", State.DONE)

    def __init__(self, zh: str, en: str, state: State) -> None:
        self.zh, self.en, self.state = zh, en, state


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has to be trained before a duty in a village. `row` is the named person; officials have none."""

    name: str
    unit: str
    duty: str
    how: Trained
    row: int | None = None

    @property
    def duty_words(self) -> Words:
        return DUTIES[self.duty]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session with how many people are on its list."""

    session: Session
    count: int
    scored: int
    passed: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of a place: sessions held, person-times, and hours taught to all of them together."""

    sessions: int
    person_times: int
    hours: int


# Sessions


def sessions_of(account: Account, today: date, wanted: str = "", level: str = "") -> SessionQuerySet:
    """The sessions of the account's place in this preparation, the latest first."""
    sessions = Session.objects.of(account).filter(on__gte=since(today)).select_related("place")
    if wanted:
        words = Q(title__contains=wanted) | Q(place__name__contains=wanted) | Q(lecturer__contains=wanted)
        sessions = sessions.filter(words | Q(venue__contains=wanted))
    return sessions.filter(place__level=level) if level else sessions


def session_lines(sessions: Iterable[Session]) -> list[SessionLine]:
    """Sessions with the figures of their lists, in one query for all of them."""
    found = list(sessions)
    people = Attendance.objects.standing().filter(session__in=found).order_by()
    passed = Count("pk", filter=Q(score__gte=F("session__pass_line")))
    counted = people.values_list("session").annotate(people=Count("pk"), scored=Count("score"), passing=passed)
    figures = {pk: (count, scored, passing) for pk, count, scored, passing in counted}
    return [SessionLine(one, *figures.get(one.pk, (0, 0, 0))) for one in found]


def totals(account: Account, today: date) -> Totals:
    """What was held up to today; a session that was called off or is still to come is none."""
    held = Session.objects.of(account).held().between(since(today), today)
    people = Attendance.objects.standing().filter(session__in=held)
    hours = people.aggregate(hours=Sum("session__hours"))["hours"] or 0
    return Totals(held.count(), people.count(), hours)


# Who has to be trained


@dataclass(frozen=True, slots=True)
class Taught:
    """What counts of a session: for which duties, and from which score its test is passed; None without a test."""

    duties: frozenset[str]
    pass_line: int | None


Key = tuple[str, str]  # a name with a unit's name or a village's code
Came = tuple[Taught, int | None]  # one attendance: the session and the score


def people_to_train(villages: DivisionQuerySet, today: date) -> dict[str, tuple[Person, ...]]:
    """By the village's code, everybody who has to be trained, with how far that is; with five queries in all."""
    codes = dict(villages.values_list("pk", "name"))
    came = attendances(codes, today)
    found: dict[str, list[Person]] = {code: [] for code in codes}
    for village, kind, name, unit, place, place_name in officials_of(codes, today):
        duty = DUTY_OF[DutyKind(kind)]
        how = best(came, ((name, unit), (name, place_name), (name, place)), duty)
        found[village].append(Person(name, unit, duty, how))
    rows = MustTrain.objects.standing().filter(village__in=codes).order_by("pk")
    for pk, village, name, duty in rows.values_list("pk", "village", "name", "duty"):
        found[village].append(Person(name, codes[village], duty, best(came, ((name, village),), duty), pk))
    return {code: tuple(once(people)) for code, people in found.items()}


def officials_of(codes: Iterable[str], today: date) -> Iterable[tuple[str, str, str, str, str, str]]:
    """Who answers for the villages: the village, the kind of duty, name, unit, and the place that sends them."""
    duties = Duty.objects.on(today).filter(place__in=list(codes), kind__in=list(DUTY_OF)).order_by("pk")
    return duties.values_list(
        "place", "kind", "official__name", "official__unit", "official__place", "official__place__name"
    )


def once(people: Iterable[Person]) -> Iterator[Person]:
    """Who answers for two groups is one person to train."""
    return iter({(one.name, one.unit, one.duty): one for one in people}.values())


def attendances(codes: Iterable[str], today: date) -> dict[Key, list[Came]]:
    """Who was at which session, by name with unit and by name with village."""
    counties = {code[: CODE_LENGTH[Level.COUNTY]] for code in codes}
    if not counties:
        return {}
    of_counties = Q()
    for county in counties:
        of_counties |= Q(place__code__startswith=county)
    held = Session.objects.held().between(since(today), today).filter(of_counties)
    sessions = {
        pk: Taught(frozenset(duties), pass_line if with_test else None)
        for pk, duties, with_test, pass_line in held.values_list("pk", "duties", "with_test", "pass_line")
    }
    found: dict[Key, list[Came]] = defaultdict(list)
    rows = Attendance.objects.standing().filter(session__in=sessions).order_by()
    for pk, name, unit, village, score in rows.values_list("session", "name", "unit", "village", "score"):
        came = (sessions[pk], score)
        found[name, unit].append(came)
        if village and village != unit:
            found[name, village].append(came)
    return found


def how_trained(taught: Taught, score: int | None) -> Trained:
    if taught.pass_line is None:
        return Trained.ENOUGH
    if score is None:
        return Trained.NO_SCORE
    return Trained.ENOUGH if score >= taught.pass_line else Trained.FAILED


ORDER = tuple(Trained)


def best(came: Mapping[Key, list[Came]], keys: Iterable[Key], duty: str) -> Trained:
    """The best of what somebody attended that prepares for the duty."""
    found = [how_trained(*one) for key in keys for one in came.get(key, ()) if duty in one[0].duties]
    return max(found, key=ORDER.index, default=Trained.NOT)


# A village


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """How far each village's people are trained."""
    return {code: part(code, people) for code, people in people_to_train(villages, today).items()}


def part(code: str, people: tuple[Person, ...]) -> Part:
    url = page_of("village_training", code)
    done = sum(one.how is Trained.ENOUGH for one in people)
    said = (
        (f"须培训 {len(people)} 人，已培训 {done} 人", f"{done} of {len(people)} people trained")
        if people
        else ("还没有写明谁要培训", "nobody is named yet who has to be trained")
    )
    return Part(
        key="training",
        title_zh="培训",
        title_en="Training",
        state=state_of(people, done),
        text_zh=said[0],
        text_en=said[1],
        url=url,
        lacks=tuple(lacks_of(people, url)),
        done=done,
        of=len(people),
    )


def state_of(people: tuple[Person, ...], done: int) -> State:
    if not people or all(one.how is Trained.NOT for one in people):
        return State.NOT_STARTED
    return State.DONE if done == len(people) else State.IN_PROGRESS


def lacks_of(people: tuple[Person, ...], url: str) -> Iterator[Lack]:
    if not any(one.row for one in people):
        yield Lack(
            "还没有写明监票人、计票人、代写人等谁要培训",
            "it is not named yet which scrutineers, counters and scribes have to be trained",
            url,
        )
    waiting = [one for one in people if one.how is not Trained.ENOUGH]
    if waiting:
        zh = "、".join(f"{one.name}（{one.duty_words[0]}）" for one in waiting[:NAMED_AT_MOST])
        en = ", ".join(f"{one.name} ({one.duty_words[1]})" for one in waiting[:NAMED_AT_MOST])
        more = len(waiting) > NAMED_AT_MOST
        yield Lack(
            f"{zh}{'等' if more else ''} {len(waiting)} 人还没有培训好，不能上岗",
            f"{len(waiting)} people are not trained for their duty: {en}{' and others' if more else ''}",
            url,
        )


# The county


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village with those who still have to be trained."""

    village: Division
    people: tuple[Person, ...]

    @property
    def waiting(self) -> tuple[Person, ...]:
        return tuple(one for one in self.people if one.how is not Trained.ENOUGH)


def village_lines(account: Account, today: date) -> list[VillageLine]:
    """Every village of the account, those that lack most first, those that named nobody last."""
    villages = Division.objects.of(account).villages().select_related("parent")
    people = people_to_train(villages, today)
    lines = [VillageLine(village, people[village.pk]) for village in villages]
    return sorted(lines, key=lambda line: (-len(line.waiting), line.village.pk))
