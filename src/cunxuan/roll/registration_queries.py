"""Where everybody of a village stands in the registration: on the roll or not, under which head, and for which reasons.

The law is in `core.people.registration`; here rows become the person it judges. A whole village costs two queries,
however many people live there; those of whom nothing is recorded are judged together with their like (`registers`).

Public: `person_of`, `standing_of`, `standing_of_village`, `PersonStanding`, `Villager`, `Status`, `day_judged`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules
from cunxuan.core.people import registration as law
from cunxuan.core.people.registration import Person, registers, registration
from cunxuan.core.people.years import Stay, completes
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Fact, RegistrationFact, Resident


class Status(Enum):
    """What became of a person's registration, in the words of the register (登记册)."""

    REGISTERED = "registered", "登记", "Registered"
    NOT_CONTACTED = "not_contacted", "未联系", "Not contacted"
    TOLD = "told", "已告知未答复", "Told, no answer"
    UNREACHABLE = "unreachable", "无法联系", "Cannot be reached"
    WILL_NOT = "will_not", "本人不参加", "Will not take part"
    LEFT_OFF = "left_off", "外出不列入", "Away, left off"
    UNFINISHED = "unfinished", "手续未完", "Not settled"
    ELSEWHERE = "elsewhere", "外村登记", "Registered elsewhere"
    DEPRIVED = "deprived", "剥夺政治权利", "Deprived of rights"
    INCAPABLE = "incapable", "不能行使", "Unable to vote"
    UNDER_AGE = "under_age", "未满十八周岁", "Under 18"
    MOVED_OUT = "moved_out", "户籍迁出", "Moved out"
    DIED = "died", "死亡", "Died"

    def __init__(self, key: str, zh: str, en: str) -> None:
        self.key, self.zh, self.en = key, zh, en


#: The first reason against a person that settles what becomes of them; the gravest first.
SETTLES: tuple[tuple[str, Status], ...] = (
    ("DIED", Status.DIED),
    ("UNDER_18", Status.UNDER_AGE),
    ("DEPRIVED_OF_POLITICAL_RIGHTS", Status.DEPRIVED),
    ("REGISTERED_ELSEWHERE", Status.ELSEWHERE),
    ("INCAPABLE", Status.INCAPABLE),
    ("REFUSED_IN_WRITING", Status.WILL_NOT),
    ("WILL_NOT_TAKE_PART", Status.WILL_NOT),
    ("UNREACHABLE", Status.UNREACHABLE),
    ("LONG_AWAY_UNREGISTERED", Status.LEFT_OFF),
    ("NOT_RETURNING_WITHOUT_PROXY", Status.LEFT_OFF),
)


@lru_cache(maxsize=1024)
def settled_by(reasons: tuple[str, ...]) -> Status | None:
    return next((status for reason, status in SETTLES if reason in reasons), None)


class Described(Protocol):
    """What the list of residents says of a person, as far as the law asks."""

    @property
    def birth_on(self) -> date: ...
    @property
    def hukou_here(self) -> bool: ...
    @property
    def lives_here(self) -> bool: ...


class Villager(NamedTuple):
    """A resident without what is enciphered: what lists show."""

    pk: int
    name: str
    initials: str
    sex: str
    birth_on: date
    nation: str
    phone: str
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool

    @property
    def is_away(self) -> bool:
        """Hukou here, and living elsewhere (外出人员)."""
        return self.hukou_here and not self.lives_here


Facts = tuple[RegistrationFact, ...]


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """A villager in the registration. `category` is the head of the law (OL-09) under which they are on the roll.

    `reasons` are the codes of all that settles it: why somebody is registered, or every reason why not.
    """

    villager: Villager
    facts: Facts
    category: str
    reasons: tuple[str, ...]

    @property
    def is_registered(self) -> bool:
        return bool(self.category)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(fact.kind for fact in self.facts)

    @property
    def status(self) -> Status:
        if self.category:
            return Status.REGISTERED
        if settled := settled_by(self.reasons):
            return settled
        if Fact.MOVED_OUT in self.kinds:
            return Status.MOVED_OUT
        return self.contact if self.villager.is_away else Status.UNFINISHED

    @property
    def contact(self) -> Status:
        """How far one has come with somebody who lives elsewhere and is not on the roll."""
        kinds = self.kinds
        if kinds & {Fact.WILL_NOT, Fact.REFUSED_IN_WRITING}:
            return Status.WILL_NOT
        if Fact.UNREACHABLE in kinds:
            return Status.UNREACHABLE
        return Status.TOLD if Fact.TOLD in kinds else Status.NOT_CONTACTED

    def fact(self, kind: str) -> RegistrationFact | None:
        return next((fact for fact in self.facts if fact.kind == kind), None)


def day_judged(election: Election) -> date:
    """Polling day; before the call the day that the county plans."""
    return election.polling_day or election.planned_polling_day


# -- a person as the law sees them -----------------------------------------------------------------------------------

#: What each kind of fact says of the person. Where the kind has a day or a place, `BEYOND` says the rest.
SAYS: Mapping[str, Mapping[str, Any]] = {
    Fact.STATED: {"stated": True},
    Fact.WILL_NOT: {"stated": False},
    Fact.REFUSED_IN_WRITING: {"stated": False, "refused_in_writing": True},
    Fact.TOLD: {"told": True},
    Fact.UNREACHABLE: {"unreachable": True},
    Fact.RETURNING: {"returning": True},
    Fact.NOT_RETURNING: {"returning": False},
    Fact.APPLIED: {"applied": True},
    Fact.APPLIED_IN_WRITING: {"applied": True, "in_writing": True},
    Fact.MEETING_AGREED: {"meeting_agreed": True},
    Fact.MEETING_DECLINED: {"meeting_agreed": False},
    Fact.HOME_CERTIFICATE: {"home_certificate": True},
    Fact.DUTIES_DONE: {"duties_done": True},
    Fact.DEPRIVED: {"deprived": True},
    Fact.INCAPABLE: {"incapable": True},
    Fact.INCAPACITY_PROVED: {"incapacity_proved": True},
    Fact.DIED: {"died": True},
    Fact.MOVED_OUT: {"hukou_here": False},
}
#: Of somebody who does not come back: a proxy was given in writing.
PROXY_GIVEN = "proxy"


def person_of(resident: Described, facts: Iterable[RegistrationFact]) -> Person:
    """The person as the law judges them: what the list says, and what was recorded for this election."""
    said: dict[str, Any] = {"hukou_here": resident.hukou_here, "lives_here": resident.lives_here}
    for fact in facts:
        said.update(SAYS.get(fact.kind, {}))
        said.update(with_its_day_or_place(fact))
    return Person(birth_on=resident.birth_on, **said)


def with_its_day_or_place(fact: RegistrationFact) -> dict[str, Any]:
    match fact.kind:
        case Fact.AWAY_SINCE:
            return {"away_since": fact.on}
        case Fact.LIVED_SINCE:
            return {"lived": Stay(fact.on)}
        case Fact.WORKED_SINCE:
            return {"worked": Stay(fact.on)}
        case Fact.GROUP:
            return {"group": fact.value}
        case Fact.REGISTERED_IN:
            return {"registered_in": fact.value or "其他村"}
        case Fact.NOT_RETURNING if fact.value == PROXY_GIVEN:
            return {"proxy_given": True}
    return {}


# -- one person, and everybody ---------------------------------------------------------------------------------------


def standing_of(election: Election, resident: Resident) -> PersonStanding:
    """One person, with what is in force of what was recorded."""
    facts = tuple(RegistrationFact.objects.filter(election=election, resident=resident, in_force=True))
    villager = Villager(*(getattr(resident, name) for name in Villager._fields))
    return judged(villager, facts, rules_of(election), day_judged(election))


def standing_of_village(election: Election) -> tuple[PersonStanding, ...]:
    """Everybody on the village's list of residents, by group and household. Two queries."""
    rules, day = rules_of(election), day_judged(election)
    facts = facts_in_force(election)
    people = Resident.objects.filter(village_id=election.village_id).order_by("group_no", "household_no", "pk")
    rows = people.values_list(*Villager._fields).iterator(5000)
    return tuple(judged(villager, facts.get(villager.pk, ()), rules, day) for villager in map(Villager._make, rows))


def facts_in_force(election: Election) -> Mapping[int, Facts]:
    """What is recorded for this election and not taken back, by resident."""
    found: dict[int, list[RegistrationFact]] = defaultdict(list)
    for fact in RegistrationFact.objects.filter(election=election, in_force=True):
        found[fact.resident_id].append(fact)
    return {resident: tuple(facts) for resident, facts in found.items()}


def judged(villager: Villager, facts: Facts, rules: Rules, day: date) -> PersonStanding:
    if not facts:
        plain = law.Standing(villager.birth_on, villager.hukou_here, villager.lives_here)
        settled = registers(rules, plain, day)
        return PersonStanding(villager, (), settled.category, settled.reasons)
    answer = registration(rules, person_of(villager, facts), day)
    gravest = answer.findings[0].severity
    reasons = tuple(one.reason for one in answer.findings if answer.ok or one.severity == gravest)
    return PersonStanding(villager, facts, str(answer.follows["category"]), reasons)


def findings_of(election: Election, standing: PersonStanding) -> tuple[Finding, ...]:
    """Every reason with its article, the gravest first, for the page of one person."""
    person = person_of(standing.villager, standing.facts)
    return registration(rules_of(election), person, day_judged(election)).findings


def turns_18(standing: PersonStanding, rules: Rules, since: date, until: date) -> bool:
    """Comes of age within the registration: a minor on its first day, a voter on polling day."""
    of_age_on = completes(standing.villager.birth_on, rules.number("voting_age") or 18)
    return since < of_age_on <= until
