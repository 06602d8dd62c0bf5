"""What the law says of a village's proxies: rows become the people that `core.people.proxies` judges.

People are told apart by name, as on paper; two of one name get their group and household after it. A candidate is known
by name and sex only: where several people on the roll have both, nobody is barred and a person has to look.

Public: `judged`, `standing`, `in_force`, `kept`, `findings_of`, `REASONS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from cunxuan.candidates.models import Candidate, Status
from cunxuan.core.findings import CATALOGUE, Finding
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people import proxies as law
from cunxuan.core.people.proxy_reasons import HOLDER_HAS_A_CANDIDATES_NAME
from cunxuan.core.people.relatives import Relation
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.roll.models import Fact, RegistrationFact, Resident, RollEntry

from .models import Proxy

#: Why a principal entrusts somebody: what the letter says, in both languages, and whether it means being away.
REASONS: Mapping[str, tuple[str, str, bool]] = {
    "work": ("外出务工", "away for work", True),
    "trade": ("外出经商", "away on business of their own", True),
    "study": ("外出上学", "away to study", True),
    "treatment": ("外出就医", "away for treatment", True),
    "visit": ("外出探亲", "away with relatives", True),
    "duty": ("出差", "away on duty", True),
    "away": ("其他外出", "away for another reason", True),
    "at_home": ("在村，不便到场", "in the village, cannot come", False),
}


@dataclass(frozen=True, slots=True)
class Village:
    """What has to be known of a village to judge its proxies."""

    rules: Rules
    polling_day: date | None
    on_roll: frozenset[int]
    candidates: frozenset[tuple[str, str]]  # name and sex
    namesakes: Mapping[tuple[str, str], int]  # how many on the roll have the name and sex of a candidate
    returning: frozenset[int]
    list_is_out: bool


def judged(election: Election, rows: Sequence[Proxy], before: Sequence[Proxy] = ()) -> tuple[Opinion, ...]:
    """Each of the rows in sight of those `before` it and of the lawful ones among its own predecessors."""
    seen = village_of(election, (*before, *rows))
    names = told_apart({person.pk: person for row in (*before, *rows) for person in people_of(row)}.values())
    asked = [as_the_law_sees(row, seen, names) for row in (*before, *rows)]
    answers = law.proxy_list(seen.rules, asked, seen.polling_day)[len(before) :]
    return tuple(with_namesakes(answer, row, seen, names) for row, (_, answer) in zip(rows, answers, strict=True))


def standing(election: Election) -> list[Proxy]:
    """The proxies that were approved and not withdrawn, in the order in which they were given."""
    rows = Proxy.objects.filter(election=election, approved=True, withdrawn_on=None)
    return list(rows.select_related("principal", "holder", "passed_on_by").order_by("number"))


def in_force(election: Election) -> list[Proxy]:
    """Those of them that the law lets stand today: a holder who has become a candidate holds none."""
    rows = standing(election)
    return [row for row, answer in zip(rows, judged(election, rows), strict=True) if answer.ok]


def people_of(row: Proxy) -> tuple[Resident, ...]:
    return tuple(filter(None, (row.principal, row.holder, row.passed_on_by)))


def village_of(election: Election, rows: Iterable[Proxy]) -> Village:
    """Four queries, however many the proxies are."""
    people = {person.pk for row in rows for person in people_of(row)}
    facts = RegistrationFact.objects.filter(election=election, kind=Fact.RETURNING, in_force=True)
    standing = Candidate.objects.filter(contest__round__election=election, status=Status.QUALIFIED)
    candidates = frozenset(standing.order_by().values_list("name", "sex"))
    on_roll = RollEntry.objects.filter(election=election, until_version=None)
    alike = Counter(
        on_roll.filter(resident__name__in={name for name, _ in candidates})
        .order_by()
        .values_list("resident__name", "resident__sex")
    )
    return Village(
        rules=rules_of(election),
        polling_day=election.polling_day,
        on_roll=frozenset(people) & frozenset(on_roll.order_by().values_list("resident_id", flat=True)),
        candidates=candidates,
        namesakes=alike,
        returning=frozenset(facts.order_by().values_list("resident_id", flat=True)),
        list_is_out="proxies_published" in election.done,
    )


def as_the_law_sees(row: Proxy, seen: Village, names: Mapping[int, str]) -> law.Proxy:
    day = seen.polling_day
    return law.Proxy(
        principal=names[row.principal_id],
        holder=names[row.holder_id],
        relation=cast("Relation", row.relation),
        holder_is_voter_here=row.holder_id in seen.on_roll,
        holder_is_candidate=is_candidate(row.holder, seen) and not has_namesakes(row.holder, seen),
        principal_registered=row.principal_id in seen.on_roll,
        principal_away=REASONS[row.reason][2] and row.principal_id not in seen.returning,
        in_writing=row.in_writing,
        passed_on_by=names[row.passed_on_by_id] if row.passed_on_by_id else "",
        given_on=row.applied_on,
        on_the_spot=day is not None and row.applied_on >= day,
        published=is_published(row, seen),
        published_on=row.published_on,
    )


def is_published(row: Proxy, seen: Village) -> bool | None:
    """Until the list is out nobody can say that a proxy is missing on it; nor of one that is only being decided."""
    if row.published_on:
        return True
    return False if seen.list_is_out and row.approved else None


def is_candidate(person: Resident, seen: Village) -> bool:
    return (person.name, person.sex) in seen.candidates or (person.name, "") in seen.candidates


def has_namesakes(person: Resident, seen: Village) -> bool:
    return seen.namesakes.get((person.name, person.sex), 0) > 1


def with_namesakes(answer: Opinion, row: Proxy, seen: Village, names: Mapping[int, str]) -> Opinion:
    rule = seen.rules.get("candidate_may_hold_proxy")
    if rule is None or not (is_candidate(row.holder, seen) and has_namesakes(row.holder, seen)):
        return answer
    people = seen.namesakes[row.holder.name, row.holder.sex]
    found = Finding(HOLDER_HAS_A_CANDIDATES_NAME, {"holder": names[row.holder_id], "people": people}, rule)
    return opinion((*answer.findings, found), **answer.follows)


def told_apart(people: Iterable[Resident]) -> dict[int, str]:
    """The name of each; of several with one name, their group and household too, and the birth day where even those
    are the same.
    """
    found = list(people)
    for spoken in (name_alone, name_and_household, name_household_and_birth):
        said = {person.pk: spoken(person) for person in found}
        twice = {name for name, times in Counter(said.values()).items() if times > 1}
        if not twice:
            return said if spoken is name_alone else mixed(found, said)
    return mixed(found, said)


def mixed(people: Sequence[Resident], said: Mapping[int, str]) -> dict[int, str]:
    """The longer name only for those who need it."""
    times = Counter(person.name for person in people)
    return {person.pk: said[person.pk] if times[person.name] > 1 else person.name for person in people}


def name_alone(person: Resident) -> str:
    return person.name


def name_and_household(person: Resident) -> str:
    return f"{person.name}（{person.group_no}组{person.household_no}户）"


def name_household_and_birth(person: Resident) -> str:
    return f"{person.name}（{person.group_no}组{person.household_no}户，{person.birth_on}）"


# -- what is kept of an opinion ---------------------------------------------------------------------------------------


def kept(answer: Opinion) -> list[dict[str, Any]]:
    """Every reason as its code, its figures and names, and the rule it rests on."""
    return [
        {"code": found.code, "values": dict(found.values), "rule": found.rule.key if found.rule else ""}
        for found in answer.findings
    ]


def findings_of(row: Proxy, rules: Rules) -> tuple[Finding, ...]:
    """What was kept, as findings again."""
    return tuple(
        Finding(
            CATALOGUE[found["code"]],
            {key: tuple(value) if isinstance(value, list) else value for key, value in found["values"].items()},
            rules.get(found["rule"]),
        )
        for found in row.findings
    )
