"""What the pages of the registration list: the overview, the people with a filter and a search, those from elsewhere.

Everything here is made of one `standing_of_village`; nothing is decided here.

Public: `overview`, `people_wanted`, `Filter`, `FILTERS`, `contacts`, `applicants`, `meetings_of`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cunxuan.core.law import Rule, Rules
from cunxuan.core.stages import State
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Fact, RollEntry
from .queries import rule_behind
from .registration_queries import PersonStanding, Status, day_judged, standing_of_village, turns_18
from .registration_words import FROM_ELSEWHERE, Words, meeting_of

#: What a status asks of the people at work: nothing, to be asked, or to be waited for.
STATES: Mapping[Status, State] = {
    Status.REGISTERED: State.DONE,
    Status.NOT_CONTACTED: State.TO_CHECK,
    Status.UNFINISHED: State.TO_CHECK,
    Status.TOLD: State.IN_PROGRESS,
}

#: The heads under which people are registered (OL-09), as lists name them.
HEADS: Mapping[str, Words] = {
    "a": ("户籍在本村并且在本村居住", "Hukou and home here"),
    "b": ("户籍在本村，不在本村居住，表示参加", "Hukou here, living elsewhere, has said to take part"),
    "c": ("户籍不在本村，居住满一年", "Hukou elsewhere, here for a year"),
    "c_work": ("户籍不在本村，从事村务工作满一年", "Hukou elsewhere, a year of village work"),
    "d": ("本省规定的其他人员", "Others whom the province lets register"),
}


def state_of(status: Status) -> State:
    return STATES.get(status, State.NOT_STARTED)


# -- filters --------------------------------------------------------------------------------------------------------

APPLIED = frozenset({Fact.APPLIED, Fact.APPLIED_IN_WRITING})
DECIDED = frozenset({Fact.MEETING_AGREED, Fact.MEETING_DECLINED})
Test = Callable[[PersonStanding], bool]


def is_adult(one: PersonStanding) -> bool:
    return one.status is not Status.UNDER_AGE


def is_from_elsewhere(one: PersonStanding) -> bool:
    """An adult whose hukou is not, or no longer, here and who may come onto the roll all the same."""
    return is_adult(one) and one.status is not Status.DIED and not one.villager.hukou_here


def is_away(one: PersonStanding) -> bool:
    gone = one.kinds & {Fact.DIED, Fact.MOVED_OUT}
    return is_adult(one) and one.villager.is_away and not gone


def is_open(one: PersonStanding) -> bool:
    """Somebody who lives elsewhere and from whom there is no answer yet."""
    return is_away(one) and one.status in ASKED


def waits_for_vote(one: PersonStanding) -> bool:
    return is_from_elsewhere(one) and bool(one.kinds & APPLIED) and not one.kinds & DECIDED


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to look at the list: its key in the address, its words, and whom it keeps."""

    key: str
    zh: str
    en: str
    keeps: Test
    count: int = 0


FILTERS: tuple[Filter, ...] = (
    Filter("registered", "登记", "Registered", lambda one: one.is_registered),
    Filter("not", "成年未登记", "Adults not registered", lambda one: is_adult(one) and not one.is_registered),
    Filter("away", "外出没有答复", "Away, no answer", is_open),
    Filter("elsewhere", "非本村户籍", "Hukou elsewhere", is_from_elsewhere),
    Filter("minors", "未满十八周岁", "Under 18", lambda one: not is_adult(one)),
)


def came_of_age(election: Election, today: date) -> Test:
    """Those who turn eighteen between the day the registration began and polling day."""
    rules, until = rules_of(election), day_judged(election)
    since = election.days_done.get("registration_opened", today)
    return lambda one: turns_18(one, rules, since, until)


def by_status(key: str) -> Test | None:
    status = next((status for status in Status if status.key == key), None)
    return (lambda one: one.status is status) if status else None


@dataclass(frozen=True, slots=True)
class PeopleWanted:
    """The list as asked for, with the filters and how many each keeps."""

    people: tuple[PersonStanding, ...]
    filters: tuple[Filter, ...]
    total: int
    shown: Words | None  # what is shown, where it is a status


def people_wanted(election: Election, *, show: str, text: str, today: date) -> PeopleWanted:
    everybody = standing_of_village(election)
    turning = Filter("turning", "到选举日满十八周岁", "Turning 18 by polling day", came_of_age(election, today))
    published = "roll_published" in election.done
    filters = [*FILTERS, turning, *([differs_filter(election, everybody)] if published else [])]
    keeps = next((one.keeps for one in filters if one.key == show), None) or by_status(show)
    status = next((status for status in Status if status.key == show), None)
    found = (one for one in everybody if (keeps is None or keeps(one)) and matches(one, text))
    return PeopleWanted(
        people=tuple(found),
        filters=tuple(Filter(one.key, one.zh, one.en, one.keeps, sum(map(one.keeps, everybody))) for one in filters),
        total=len(everybody),
        shown=(status.zh, status.en) if status else None,
    )


def matches(one: PersonStanding, text: str) -> bool:
    """A part of the name, or the first letters of its sounds."""
    return not text or text in one.villager.name or one.villager.initials.startswith(text.lower())


# -- the roll that is published, and what was recorded since ---------------------------------------------------------


def differs_filter(election: Election, everybody: Iterable[PersonStanding]) -> Filter:
    """People whom the published roll has otherwise than what is recorded now would."""
    listed = frozenset(
        RollEntry.objects.filter(election=election, until_version__isnull=True).values_list("resident_id", flat=True)
    )
    differing = frozenset(one.villager.pk for one in everybody if one.is_registered != (one.villager.pk in listed))
    return Filter(
        "differs", "与已公布的名单不一致", "Unlike the published roll", lambda one: one.villager.pk in differing
    )


def is_listed(election: Election, resident: int) -> bool:
    """Does the person stand on the roll now in force?"""
    return RollEntry.objects.filter(election=election, resident=resident, until_version__isnull=True).exists()


# -- the overview ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """So many people of one kind; `key` is the filter that lists them, `rule` what decides it."""

    key: str
    zh: str
    en: str
    count: int
    rule: Rule | None = None
    state: State = State.DONE


@dataclass(frozen=True, slots=True)
class Overview:
    """The registration of a village: who is on the roll, who is not and why, and what is still to be done."""

    residents: int
    adults: int
    registered: tuple[Line, ...]
    not_registered: tuple[Line, ...]
    away_open: int
    away: int
    elsewhere: int
    not_applied: int
    without_vote: int
    turning: int
    minors: int
    differing: int | None  # None before the roll is published

    @property
    def r(self) -> int:
        """R as it would be."""
        return sum(line.count for line in self.registered)

    @property
    def out(self) -> int:
        return sum(line.count for line in self.not_registered)


def overview(election: Election, today: date) -> Overview:
    everybody = standing_of_village(election)
    adults = [one for one in everybody if is_adult(one)]
    published = "roll_published" in election.done
    differs = differs_filter(election, everybody).keeps if published else None
    return Overview(
        residents=len(everybody),
        adults=len(adults),
        registered=tuple(heads(adults)),
        not_registered=tuple(statuses(adults, rules_of(election))),
        away_open=sum(map(is_open, adults)),
        away=sum(map(is_away, adults)),
        elsewhere=sum(map(is_from_elsewhere, adults)),
        not_applied=sum(is_from_elsewhere(one) and not one.kinds & APPLIED for one in adults),
        without_vote=sum(map(waits_for_vote, adults)),
        turning=sum(map(came_of_age(election, today), everybody)),
        minors=len(everybody) - len(adults),
        differing=sum(map(differs, everybody)) if differs else None,
    )


def heads(adults: Iterable[PersonStanding]) -> Iterator[Line]:
    found = Counter(one.category for one in adults if one.category)
    for category, (zh, en) in HEADS.items():
        if found[category]:
            yield Line("registered", zh, en, found[category])


def statuses(adults: Iterable[PersonStanding], rules: Rules) -> Iterator[Line]:
    """Each status of those who are not on the roll, in the register's order, with the rule behind it."""
    out = [one for one in adults if not one.is_registered]
    found = Counter(one.status for one in out)
    reasons = {one.status: one.reasons for one in reversed(out)}
    for status in Status:
        if found[status]:
            rule = next(filter(None, (rule_behind(reason, rules) for reason in reasons[status])), None)
            yield Line(status.key, status.zh, status.en, found[status], rule, state_of(status))


# -- people who live elsewhere, to be asked --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contacts:
    """Those who live elsewhere, of one group or all, and how far one has come with them."""

    people: tuple[PersonStanding, ...]
    groups: tuple[int, ...]
    counts: tuple[tuple[Status, State, int], ...]
    total: int


ASKED = (Status.NOT_CONTACTED, Status.TOLD)
#: Always counted, even where it is nobody.
ANSWERED = (*ASKED, Status.REGISTERED, Status.WILL_NOT, Status.UNREACHABLE)


def contacts(election: Election, *, group: int | None, everybody: bool) -> Contacts:
    """Those from whom there is no answer, or all."""
    away = [one for one in standing_of_village(election) if is_away(one)]
    here = [one for one in away if group is None or one.villager.group_no == group]
    found = Counter(one.status for one in here)
    shown = (*ANSWERED, *(status for status in Status if found[status] and status not in ANSWERED))
    return Contacts(
        people=tuple(one for one in here if everybody or one.status in ASKED),
        groups=tuple(sorted({one.villager.group_no for one in away})),
        counts=tuple((status, state_of(status), found[status]) for status in shown),
        total=len(here),
    )


# -- people whose hukou is elsewhere ---------------------------------------------------------------------------------


def applicants(election: Election) -> tuple[PersonStanding, ...]:
    """Adults whose hukou is elsewhere, those who are further on the way first."""
    found = [one for one in standing_of_village(election) if is_from_elsewhere(one)]
    return tuple(sorted(found, key=lambda one: -len(one.kinds & (APPLIED | DECIDED | {*FROM_ELSEWHERE}))))


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """A meeting that decided on applications: when, which, how many came, and on how many people it voted."""

    on: date
    kind: str
    present: int
    of: int
    people: tuple[PersonStanding, ...]
    agreed: int


def meetings_of(people: Iterable[PersonStanding]) -> tuple[MeetingTold, ...]:
    """Meetings by their day, as the facts of the people they decided on tell."""
    found: dict[tuple[date, str], list[PersonStanding]] = {}
    for one in people:
        for fact in one.facts:
            if fact.kind in DECIDED:
                found.setdefault((fact.on, fact.evidence), []).append(one)
    return tuple(meeting_told(on, decided) for (on, _), decided in sorted(found.items(), key=lambda item: item[0]))


def meeting_told(on: date, decided: list[PersonStanding]) -> MeetingTold:
    fact = decided[0].fact(Fact.MEETING_AGREED) or decided[0].fact(Fact.MEETING_DECLINED)
    assert fact is not None, "a meeting is known by what it decided"
    kind, present, of = meeting_of(fact)
    return MeetingTold(on, kind, present, of, tuple(decided), sum(Fact.MEETING_AGREED in one.kinds for one in decided))
