"""The papers of the registration: the register R02, the meeting's resolution O31, the certificate of hukou O32.

They are working papers: printed whenever somebody asks, filled with what is recorded then, or blank to be filled in
by hand. ID numbers stand on them masked.

Public: `PAPERS`, `paper_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from cunxuan.core.ids import masked
from cunxuan.core.law import Rules
from cunxuan.core.meetings import MEETINGS as MEETING_RULES
from cunxuan.core.people.years import completes, full_years
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.papers import cited, head_of
from cunxuan.rendering import catalogue, paper, words
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.O31 import context as o31
from cunxuan.rendering.forms.O32 import context as o32
from cunxuan.rendering.forms.R02 import context as r02

from .id_numbers import Sealer
from .models import Fact, RegistrationFact, Resident
from .registration_lists import APPLIED, DECIDED, applicants, is_adult, is_away
from .registration_queries import PersonStanding, day_judged, standing_of_village
from .registration_words import BEGAN, MEETINGS, evidence_said, meeting_of, said, value_said, votes_of

#: The heads of the law in the narrow column of the register.
HEADS = {"a": "本村居住", "b": "外出表示参加", "c": "居住满一年", "c_work": "村务满一年", "d": "本省规定"}
LINES = 16  # of a blank form
A_REPRESENTATIVES_MEETING = "representatives_assembly"

Asked = tuple[str, dict[str, Any]]  # the file's name, the context


def paper_of(
    form_id: str, election: Election, *, blank: bool, today: date, at: datetime, person: str = "", on: str = ""
) -> Asked | None:
    """The context of a paper; None where there is no such person or no such meeting."""
    head = head_of(election, issued_on=today, figures_at=None if blank else at, pack=rules_of(election).name)
    context = PAPERS[form_id](election, replace(head, seal=paper.Seal.NONE), blank, person, on)
    if context is None:
        return None
    name = f"{election.village.name}{'空白' if blank else ''}{catalogue.form(form_id).title}"
    said: dict[str, Any] = plain(context)
    return name, said


# -- R02 --------------------------------------------------------------------------------------------------------------


def register(election: Election, head: paper.Paper, blank: bool, _person: str, _on: str) -> r02.Register:
    """Every adult, by group and household."""
    basis = cited(rules_of(election)["residence_years"])
    if blank:
        groups: tuple[r02.Group, ...] = (r02.Group(number=None, lines=LINES),)
        return r02.Register(
            paper=head, polled_on=election.polling_day, registered=None, adults=None, groups=groups, basis=basis
        )
    adults = [one for one in standing_of_village(election) if is_adult(one)]
    return r02.Register(
        paper=head,
        polled_on=day_judged(election),
        registered=sum(one.is_registered for one in adults),
        adults=len(adults),
        groups=tuple(register_groups(election, adults)),
        basis=basis,
    )


def register_groups(election: Election, adults: Iterable[PersonStanding]) -> Iterator[r02.Group]:
    numbers = masked_numbers(election)
    rules, day = rules_of(election), day_judged(election)
    lines = ((one, line(number, one, numbers, rules, day)) for number, one in enumerate(adults, start=1))
    for group, people in groupby(lines, key=lambda pair: pair[0].villager.group_no):
        yield r02.Group(number=group, people=tuple(person for _, person in people))


def masked_numbers(election: Election) -> dict[int, str]:
    sealer = Sealer()
    rows = Resident.objects.filter(village_id=election.village_id).values_list("pk", "id_cipher")
    return {pk: masked(sealer.unseal(bytes(cipher))) if cipher else "" for pk, cipher in rows}


def line(number: int, one: PersonStanding, numbers: dict[int, str], rules: Rules, day: date) -> r02.Person:
    villager = one.villager
    return r02.Person(
        number=number,
        household=villager.household_no,
        name=villager.name,
        sex=paper.Sex(villager.sex),
        birth_on=villager.birth_on,
        age=full_years(villager.birth_on, day),
        id_number=numbers[villager.pk],
        hukou_here=villager.hukou_here and Fact.MOVED_OUT not in one.kinds,
        lives_here=villager.lives_here,
        away=is_away(one),
        head=HEADS.get(one.category, ""),
        ground="；".join(map(ground, one.facts)),
        status=one.status.zh,
        phone=villager.phone,
        remark="；".join(remarks(one, numbers, rules, day)),
    )


def ground(fact: RegistrationFact) -> str:
    """2025年3月1日起在本村居住（房东证明）； 11月15日表示参加选举（电话，安问）"""
    value, evidence = value_said(fact)[0], evidence_said(fact)[0]
    more = "，".join(part for part in (value, evidence) if part)
    when = f"{words.day(fact.on)}起" if fact.kind in BEGAN else f"{fact.on.month}月{fact.on.day}日"
    zh = said(fact.kind)[0].removesuffix("开始日期")
    return f"{when}{zh}" + (f"（{more}）" if more else "")


def remarks(one: PersonStanding, numbers: dict[int, str], rules: Rules, day: date) -> Iterator[str]:
    if completes(one.villager.birth_on, rules.number("voting_age") or 18) == day:
        yield "选举日满18"
    if not numbers[one.villager.pk]:
        yield "无身份证号"


# -- O31 --------------------------------------------------------------------------------------------------------------


def resolution(election: Election, head: paper.Paper, blank: bool, _person: str, on: str) -> o31.Resolution | None:
    """The resolution of the meeting held on that day; blank, with the names of those who wait for one."""
    rules = rules_of(election)
    if blank:
        return o31.Resolution(
            paper=head,
            meeting=MEETINGS[A_REPRESENTATIVES_MEETING][0],
            held_on=None,
            of=None,
            present=None,
            lines=LINES // 2,
            basis=cited(rules["residence_years"]),
            decides=cited(rules.get(MEETING_RULES[A_REPRESENTATIVES_MEETING].decides)),
        )
    decided = [(one, fact) for one in applicants(election) for fact in one.facts if is_of_meeting(fact, on)]
    if not decided:
        return None
    kind, present, of = meeting_of(decided[0][1])
    held_on = decided[0][1].on
    return o31.Resolution(
        paper=replace(head, issued_on=held_on),
        meeting=MEETINGS.get(kind, MEETINGS[A_REPRESENTATIVES_MEETING])[0],
        held_on=held_on,
        of=of or None,
        present=present or None,
        applicants=tuple(voted_on(one, fact) for one, fact in decided),
        basis=cited(rules["residence_years"]),
        decides=cited(rules.get(MEETING_RULES[kind].decides)) if kind in MEETING_RULES else None,
    )


def is_of_meeting(fact: RegistrationFact, on: str) -> bool:
    """A meeting is named by its day and, where two were held that day, by what it is: 2026-11-20.villagers_assembly"""
    day, _, kind = on.partition(".")
    return fact.kind in DECIDED and fact.on.isoformat() == day and kind in ("", meeting_of(fact)[0])


def voted_on(one: PersonStanding, fact: RegistrationFact) -> o31.Applicant:
    yes, no, abstained = votes_of(fact)
    since = one.fact(Fact.LIVED_SINCE) or one.fact(Fact.WORKED_SINCE)
    applied = next((found for kind in APPLIED if (found := one.fact(kind))), None)
    return o31.Applicant(
        name=one.villager.name,
        sex=paper.Sex(one.villager.sex),
        birth_on=one.villager.birth_on,
        group=one.villager.group_no,
        since=since.on if since else None,
        applied_on=applied.on if applied else None,
        yes=yes,
        no=no,
        abstained=abstained,
        agreed=fact.kind == Fact.MEETING_AGREED,
    )


# -- O32 --------------------------------------------------------------------------------------------------------------


def certificate(
    election: Election, head: paper.Paper, blank: bool, person: str, _on: str
) -> o32.HomeCertificate | None:
    """For one person whose hukou is elsewhere, to be stamped there."""
    rules = rules_of(election)
    basis = cited(rules.get("residence_certificate") or rules["residence_years"])
    if blank:
        return o32.HomeCertificate(paper=head, bearer=None, polled_on=election.polling_day, basis=basis)
    asked = int(person) if person.isdecimal() and len(person) < 12 else 0
    resident = Resident.objects.filter(village_id=election.village_id, pk=asked).first()
    if resident is None:
        return None
    bearer = o32.Bearer(
        name=resident.name,
        sex=paper.Sex(resident.sex),
        birth_on=resident.birth_on,
        id_number=masked(Sealer().unseal(bytes(resident.id_cipher))) if resident.id_cipher else "",
    )
    return o32.HomeCertificate(paper=head, bearer=bearer, polled_on=day_judged(election), basis=basis)


#: By the form's id: each with its election, head, whether it is blank, and the person or the meeting asked for.
PAPERS: dict[str, Callable[[Election, paper.Paper, bool, str, str], Any]] = {
    "R02": register,
    "O31": resolution,
    "O32": certificate,
}
