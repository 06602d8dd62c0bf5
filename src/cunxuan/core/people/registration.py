"""Who may take part in an election, and who is registered (登记参加选举) under which head of the law.

Organic Law art 13 (2010, 2018), art 16 (2026): a villager of eighteen who is not deprived of political rights may take
part. Registered are (a) who has hukou and home here; (b) who has hukou here, lives elsewhere and states to take part;
(c) who has hukou elsewhere, has lived here for a year (from 2026: or worked on village affairs), applied, and whom the
villagers' or representatives' meeting agreed to. Provinces add other groups (here: d), ask for further papers, and name
grounds on which a person who was told and does not answer is left off.

What nobody has recorded is not taken for granted: a statement, an application or a vote of the meeting that is not
there is a reason of its own, and all reasons are listed.

The law does not say on which day the year has to be full; it is reckoned on the day of registration where one is given,
else on polling day, and the answer says so. Who lives here and has hukou here need state nothing, so the grounds for
those who are away do not touch them.

Public: `Person`, `eligible`, `registration`, `Standing`, `Registration`, `registers`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cunxuan.core.findings import Finding, Kind, Value
from cunxuan.core.law import Rules, in_words
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people import registration_reasons as why
from cunxuan.core.people.years import NEVER, Stay, completes, full_years


@dataclass(frozen=True, slots=True)
class Person:
    """What is recorded of a person. `None` is what nobody has recorded yet."""

    birth_on: date
    hukou_here: bool
    lives_here: bool
    deprived: bool = False
    died: bool = False
    registered_in: str = ""  # the other village in which the person is registered already
    # said by or about those who live elsewhere
    stated: bool | None = None  # will take part, will not, has said nothing
    told: bool = False  # of the election, in time
    unreachable: bool = False
    returning: bool | None = None
    proxy_given: bool = False
    away_since: date | None = None
    refused_in_writing: bool = False
    incapable: bool = False
    incapacity_proved: bool = False
    # of those whose hukou is elsewhere
    lived: Stay = NEVER
    worked: Stay = NEVER  # on village affairs (从事村务工作)
    continuous: bool = True
    group: str = ""  # one of the groups a province names, such as `married_in`
    applied: bool = False
    in_writing: bool = False
    meeting_agreed: bool | None = None
    home_certificate: bool = False
    duties_done: bool = False


def eligible(rules: Rules, person: Person, polling_day: date, facts: tuple[str, ...] = ()) -> Opinion:
    """Of age on polling day and not deprived of political rights; no other ground counts (OL-08).

    `facts` are grounds that bar a candidate; they do not take the vote away (Y05).
    """
    found = [*_bars(rules, person, polling_day)]
    if not found:
        found.append(Finding(why.ELIGIBLE, _age(person, polling_day), rules["voting_age"]))
    return opinion(
        [*found, *_explained(rules, person, polling_day, facts)],
        eligible=not any(one.blocks for one in found),
        age=full_years(person.birth_on, polling_day),
        of_age_on=completes(person.birth_on, _voting_age(rules)),
    )


def registration(rules: Rules, person: Person, polling_day: date, on: date | None = None) -> Opinion:
    """Is the person registered, under which head, and what is missing? `on` is the day of registration."""
    day = on or polling_day
    against = [*_bars(rules, person, polling_day), *_elsewhere(rules, person), *_left_off(rules, person, day)]
    head = _by_hukou(rules, person) if person.hukou_here else _by_residence(rules, person, day)
    found = [*against, *head.findings]
    registrable = not any(one.blocks for one in found)
    return opinion(
        [*found, *_explained(rules, person, polling_day)],
        registrable=registrable,
        category=head.category if registrable else "",
        counts_in_r=registrable,
        todo=_todo(found),
    )


class Head(NamedTuple):
    """A head of the law's list, with what speaks for or against the person standing under it."""

    category: str  # a, b, c, c_work, d
    findings: tuple[Finding, ...]


# -- who may take part --------------------------------------------------------------------------------------------


def _bars(rules: Rules, person: Person, polling_day: date) -> Iterator[Finding]:
    of_age_on = completes(person.birth_on, _voting_age(rules))
    if of_age_on > polling_day:
        values: dict[str, Value] = {"day": _iso(polling_day), "age": _voting_age(rules), "of_age_on": _iso(of_age_on)}
        yield Finding(why.UNDER_18, values, rules["voting_age"])
    if person.deprived:
        yield Finding(why.DEPRIVED, {}, rules["voting_age"])  # the exception stands in the same sentence
    if person.died:
        yield Finding(why.DIED, {}, rules.get("roll_losses"))


def _explained(rules: Rules, person: Person, polling_day: date, facts: tuple[str, ...] = ()) -> Iterator[Finding]:
    if completes(person.birth_on, _voting_age(rules)) == polling_day:
        values: dict[str, Value] = {"day": _iso(polling_day), "age": _voting_age(rules)}
        yield Finding(why.OF_AGE_ON_POLLING_DAY, values, rules.get("age_on_polling_day") or rules["voting_age"])
    if facts:
        names = "、".join(in_words(fact) for fact in facts), ", ".join(in_words(fact, "en") for fact in facts)
        yield Finding(why.NO_GROUND_AGAINST_VOTING, {"facts": names[0], "facts_en": names[1]}, rules["voting_age"])


def _age(person: Person, polling_day: date) -> dict[str, Value]:
    return {"day": _iso(polling_day), "age": full_years(person.birth_on, polling_day)}


def _elsewhere(rules: Rules, person: Person) -> Iterator[Finding]:
    if person.registered_in and rules.flag("one_village_only"):
        yield Finding(why.REGISTERED_ELSEWHERE, {"village": person.registered_in}, rules["one_village_only"])


# -- hukou here: (a) and (b) --------------------------------------------------------------------------------------


def _by_hukou(rules: Rules, person: Person) -> Head:
    rule = rules["residence_years"]  # the law's list stands in one article
    if person.lives_here:
        return Head("a", (Finding(why.HUKOU_AND_HOME_HERE, {}, rule),))
    if person.stated:
        return Head("b", (Finding(why.AWAY_AND_STATED, {}, rule),))
    return Head("", (Finding(why.AWAY_NOT_STATED if person.stated is None else why.WILL_NOT_TAKE_PART, {}, rule),))


# -- hukou elsewhere: (c), and the groups that a province adds (d) ------------------------------------------------


def _by_residence(rules: Rules, person: Person, day: date) -> Head:
    category, stay = _ground(rules, person, day)
    return Head(category, (*stay, *_conditions(rules, person, category)))


def _ground(rules: Rules, person: Person, day: date) -> tuple[str, tuple[Finding, ...]]:
    """A year of residence, a year of village work, or a group that the province names; else what is missing."""
    rule = rules["residence_years"]
    years = int(str(rule.value))
    values: dict[str, Value] = {"years": years, "day": _iso(day)}
    broken = rules.flag("residence_continuous") and not person.continuous
    if _of_a_named_group(rules, person, day):
        return "d", _group(rules, person)
    if person.lived.lasts(years, day) and not broken:
        return "c", (Finding(why.RESIDENT_OF_A_YEAR, values, rule),)
    if rules.flag("work_in_village_counts") and person.worked.lasts(years, day):
        return "c_work", (Finding(why.WORKER_OF_A_YEAR, values, rules["work_in_village_counts"]),)
    if _named_group(rules, person):
        return "", (_talent_lacks(rules, person, day),)
    if broken and person.lived.lasts(years, day):
        return "", (Finding(why.RESIDENCE_BROKEN, values, rules["residence_continuous"]),)
    lacking = values | {"lived": person.lived.days_on(day), "worked": person.worked.days_on(day)}
    if rules.flag("work_in_village_counts"):
        return "", (Finding(why.RESIDENCE_AND_WORK_LT_1Y, lacking, rules["work_in_village_counts"]),)
    return "", (Finding(why.RESIDENCE_LT_1Y, lacking, rule),)


def _named_group(rules: Rules, person: Person) -> bool:
    rule = rules.get("extra_registered")
    return rule is not None and isinstance(rule.value, tuple) and person.group in rule.value


def _of_a_named_group(rules: Rules, person: Person, day: date) -> bool:
    """Of a group that the province names; recruited talent only after the time it asks for."""
    years = rules.number("recruited_talent_years") if person.group == "recruited_talent" else None
    long_enough = years is None or person.worked.lasts(years, day) or person.lived.lasts(years, day)
    return _named_group(rules, person) and long_enough


def _group(rules: Rules, person: Person) -> tuple[Finding, ...]:
    rule = rules["extra_registered"]
    group = {"group": in_words(person.group), "group_en": in_words(person.group, "en")}
    found = (Finding(why.OF_A_NAMED_GROUP, group, rule),)
    asked = person.applied and person.meeting_agreed
    return found if asked else (*found, Finding(why.GROUP_WITHOUT_VOTE, group, rule))


def _talent_lacks(rules: Rules, person: Person, day: date) -> Finding:
    rule = rules["recruited_talent_years"]
    days = max(person.worked.days_on(day), person.lived.days_on(day))
    return Finding(why.TALENT_LT_1Y, {"years": int(str(rule.value)), "day": _iso(day), "days": days}, rule)


def _conditions(rules: Rules, person: Person, category: str) -> Iterator[Finding]:
    """What is asked of those whose hukou is elsewhere; the application and the vote are asked under head (c)."""
    rule = rules["residence_years"]
    if category != "d":
        yield from _application(rules, person)
    if person.meeting_agreed is False:
        yield Finding(why.MEETING_DECLINED, {}, rule)
    if rules.flag("residence_certificate") and not person.home_certificate:
        yield Finding(why.HOME_CERTIFICATE_MISSING, {}, rules["residence_certificate"])
    if rules.flag("villagers_duties_done") and not person.duties_done:
        yield Finding(why.DUTIES_NOT_DONE, {}, rules["villagers_duties_done"])


def _application(rules: Rules, person: Person) -> Iterator[Finding]:
    rule = rules["residence_years"]
    if not person.applied:
        yield Finding(why.NOT_APPLIED, {}, rule)
    elif rules.flag("application_in_writing") and not person.in_writing:
        yield Finding(why.APPLICATION_NOT_IN_WRITING, {}, rules["application_in_writing"])
    if person.meeting_agreed is None:
        yield Finding(why.MEETING_NOT_ASKED, {}, rule)


# -- left off the roll --------------------------------------------------------------------------------------------


def _left_off(rules: Rules, person: Person, day: date) -> Iterator[Finding]:
    """不列入名单: each ground that is a fact, if the law of the place names it; if it does not, the answer says so."""
    if person.refused_in_writing:
        yield _on_ground(
            rules, "written_refusal_left_off", rules.flag("written_refusal_left_off"), why.REFUSED_IN_WRITING
        )
    if person.incapable:
        yield _incapable(rules, person)
    if not person.hukou_here or person.lives_here:
        return
    if person.unreachable:
        yield _on_ground(rules, "left_off_roll", _names(rules, "unreachable"), why.UNREACHABLE_LEFT_OFF)
    if person.told and person.stated is None and _names(rules, "told_and_silent"):
        yield Finding(why.TOLD_AND_SILENT, {}, rules["left_off_roll"])
    if person.returning is False and not person.proxy_given and _names(rules, "not_returning_without_proxy"):
        yield Finding(why.NOT_RETURNING_NO_PROXY, {}, rules["left_off_roll"])
    yield from _long_away(rules, person, day)


def _names(rules: Rules, ground: str) -> bool:
    rule = rules.get("left_off_roll")
    return rule is not None and isinstance(rule.value, tuple) and ground in rule.value


def _on_ground(rules: Rules, key: str, named: bool, kind: Kind) -> Finding:
    if named:
        return Finding(kind, {}, rules[key])
    return Finding(
        why.GROUND_NOT_IN_LAW, {"ground": why.GROUNDS[kind.reason][0], "ground_en": why.GROUNDS[kind.reason][1]}
    )


def _incapable(rules: Rules, person: Person) -> Finding:
    named = _names(rules, "incapable")
    if named and rules.flag("incapacity_needs_proof") and not person.incapacity_proved:
        return Finding(why.INCAPACITY_NOT_PROVED, {}, rules["incapacity_needs_proof"])
    return _on_ground(rules, "left_off_roll", named, why.INCAPABLE_LEFT_OFF)


def _long_away(rules: Rules, person: Person, day: date) -> Iterator[Finding]:
    years = rules.number("left_off_away_years")
    unregistered = not person.stated and not person.proxy_given
    if years is None or person.away_since is None or not unregistered:
        return
    if completes(person.away_since, years) <= day:
        values: dict[str, Value] = {"years": years, "since": _iso(person.away_since)}
        yield Finding(why.LONG_AWAY_UNREGISTERED, values, rules["left_off_away_years"])


def _todo(found: list[Finding]) -> tuple[str, ...]:
    """What is to be done about the person: who has said nothing is asked, and the answer is recorded."""
    return tuple(dict.fromkeys(why.TODO[one.reason] for one in found if one.reason in why.TODO))


def _voting_age(rules: Rules) -> int:
    return int(str(rules["voting_age"].value))


def _iso(day: date) -> str:
    return day.isoformat()


# -- the simple facts of a list of residents ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """What a village's list of residents says of a person."""

    birth_on: date
    hukou_here: bool
    lives_here: bool
    stated: bool = False  # lives elsewhere and has said they will take part


@dataclass(frozen=True, slots=True)
class Registration:
    """`category` as in the law's list (a, b), or empty; `reason` settles it, `reasons` are all there are."""

    category: str
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        return self.reasons[0]


def registers(rules: Rules, person: Standing, polling_day: date) -> Registration:
    """`registration` for many people of whom only these facts are known: fast, and without sentences."""
    of_age = completes(person.birth_on, _voting_age(rules)) <= polling_day
    return _registers(rules, of_age, person.hukou_here, person.lives_here, person.stated)


@lru_cache(maxsize=1024)
def _registers(rules: Rules, of_age: bool, hukou_here: bool, lives_here: bool, stated: bool) -> Registration:
    day = date(2000, 7, 1)
    birth_on = date(day.year - _voting_age(rules) - of_age, 12, 1)
    answer = registration(rules, Person(birth_on, hukou_here, lives_here, stated=stated or None), day)
    gravest = answer.findings[0].severity
    reasons = tuple(one.reason for one in answer.findings if one.severity == gravest)
    return Registration(str(answer.follows["category"]), reasons)
