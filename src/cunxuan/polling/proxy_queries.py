"""Who votes for whom, as the election's list of proxies has it, and what stands in the way of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q
from django.http import Http404

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion
from cunxuan.core.people.relatives import in_words
from cunxuan.core.stages import State
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.offices.models import Account
from cunxuan.records.models import IssuedPaper
from cunxuan.roll.models import Resident, RollEntry

from .models import Proxy
from .proxy_actions import Application, letters_of, papers_of, row_of, with_letter
from .proxy_law import REASONS, findings_of, in_force, judged, standing

Words = tuple[str, str]
FOUND_AT_ONCE = 8  # people a search shows


def proxies_in_force(election: Election) -> dict[int, Resident]:
    """Who votes for whom on polling day (principal -> holder): approved, not withdrawn, and lawful as things stand."""
    return {row.principal_id: row.holder for row in in_force(election)}


# -- the page ---------------------------------------------------------------------------------------------------------


class Standing(Enum):
    """Where a proxy stands, in the order of the filters: its word in the address, its words, its sign."""

    FLAGGED = "flagged", "现在不合规定", "No longer lawful", State.VOID
    WAITING = "waiting", "待审核", "To be decided", State.TO_CHECK
    APPROVED = "approved", "同意", "Approved", State.DONE
    REFUSED = "refused", "不同意", "Refused", State.BLOCKED
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn", State.NOT_STARTED

    def __init__(self, word: str, zh: str, en: str, state: State) -> None:
        self.word, self.zh, self.en, self.state = word, zh, en, state


@dataclass(frozen=True, slots=True)
class Line:
    """A proxy in the list. `findings` are the reasons against it, or what a person should look at."""

    row: Proxy
    standing: Standing
    held: int
    cap: int | None
    findings: tuple[Finding, ...]

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def relation(self) -> Words:
        kin = self.row.relation
        return in_words(kin), in_words(kin, "en")  # type: ignore[arg-type]  # the column holds a Relation

    @property
    def reason(self) -> Words:
        zh, en, _ = REASONS[self.row.reason]
        return zh, en

    @property
    def share(self) -> str:
        """3 / 3: for how many the holder votes, of how many at most."""
        return f"{self.held} / {self.cap}" if self.cap is not None else str(self.held)

    @property
    def is_full(self) -> bool:
        return self.cap is not None and self.held >= self.cap

    @property
    def may_be_withdrawn(self) -> bool:
        return self.standing in (Standing.FLAGGED, Standing.WAITING, Standing.APPROVED)


@dataclass(frozen=True, slots=True)
class Filter:
    word: str
    label: Words
    count: int


@dataclass(frozen=True, slots=True)
class ProxyPage:
    """The proxies of a village: the lines that were asked for, and what is to be done next."""

    lines: tuple[Line, ...]
    filters: tuple[Filter, ...]
    approved: int
    holders: int
    unpublished: int  # approved, and not on the published list
    letters: int  # that were made and are still in force
    letters_missing: int
    papers: tuple[IssuedPaper, ...]  # the published list: notice and roster
    flagged: int
    waiting: int


def proxy_page(election: Election, show: str = "", wanted: str = "") -> ProxyPage:
    """A constant number of queries, however long the list."""
    rows = list(
        Proxy.objects.filter(election=election).select_related("principal", "holder", "passed_on_by").order_by("number")
    )
    lines = lines_of(election, rows)
    matching = [line for line in lines if matches(line, wanted)]
    counts, of_all = Counter(line.standing for line in matching), Counter(line.standing for line in lines)
    filters = [Filter(one.word, (one.zh, one.en), counts[one]) for one in Standing if counts[one]]
    chosen = [line for line in matching if not show or line.standing.word == show]
    made = with_letter(election)
    stands = [line.row for line in lines if line.standing is Standing.APPROVED]
    published = [row for row in stands if row.published_on]
    return ProxyPage(
        lines=tuple(reversed(chosen)),
        filters=(Filter("", ("全部", "All"), len(matching)), *filters),
        approved=len(stands),
        holders=len({row.holder_id for row in stands}),
        unpublished=len(stands) - len(published),
        letters=sum(row.pk in made for row in published),
        letters_missing=sum(row.pk not in made for row in published),
        papers=tuple(papers_of(election).values()),
        flagged=of_all[Standing.FLAGGED],
        waiting=of_all[Standing.WAITING],
    )


def lines_of(election: Election, rows: Sequence[Proxy]) -> list[Line]:
    stands = [row for row in rows if row.approved and not row.withdrawn_on]
    now = dict(zip((row.pk for row in stands), judged(election, stands), strict=True))
    held = Counter(row.holder_id for row in stands)
    rules = rules_of(election)
    cap = rules.number("proxy_cap")
    return [
        Line(row, standing_of(row, now), held[row.holder_id], cap, against(row, now.get(row.pk), rules)) for row in rows
    ]


def standing_of(row: Proxy, now: dict[int, Opinion]) -> Standing:
    if row.withdrawn_on:
        return Standing.WITHDRAWN
    if row.approved is None:
        return Standing.WAITING
    if not row.approved:
        return Standing.REFUSED
    return Standing.APPROVED if now[row.pk].ok else Standing.FLAGGED


def against(row: Proxy, now: Opinion | None, rules: Rules) -> tuple[Finding, ...]:
    """Of a proxy in force what the law says today, of a refused one what it said then."""
    found: Iterable[Finding] = now.findings if now else findings_of(row, rules)
    return tuple(one for one in found if one.severity != "note")


def matches(line: Line, wanted: str) -> bool:
    """Part of a name, the beginning of its initials, or the number of the proxy."""
    typed = wanted.strip().lower()
    people = (line.row.principal, line.row.holder)
    return (
        not typed
        or typed == str(line.number)
        or any(typed in person.name.lower() or person.initials.startswith(typed) for person in people)
    )


# -- one of them ------------------------------------------------------------------------------------------------------


def proxy_of(election: Election, number: int) -> Proxy:
    row = Proxy.objects.filter(election=election, number=number).select_related("principal", "holder").first()
    if row is None:
        raise Http404
    row.election = election
    return row


def verdict(election: Election, application: Application) -> Opinion:
    """What the law would say of it now; nothing is written."""
    (answer,) = judged(election, [row_of(election, application, 0)], standing(election))
    return answer


def letters_in_force(election: Election) -> list[IssuedPaper]:
    """The letters to print: of proxies that are in force."""
    numbers = {str(row.number) for row in in_force(election)}
    return [paper for paper in letters_of(election) if paper.subject.rpartition(".")[2] in numbers]


# -- people -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom a search found: enough to tell two of one name apart."""

    pk: int
    name: str
    group_no: int
    household_no: int
    born: date
    on_roll: bool
    held: int
    has_given: bool


def people_found(account: Account, election: Election, wanted: str) -> tuple[Found, ...]:
    """The village's people whose name holds, or whose initials begin with, what is typed. Three small queries."""
    typed = wanted.strip()
    if not typed:
        return ()
    people = Resident.objects.of(account).filter(village_id=election.village_id)
    people = people.filter(Q(name__contains=typed) | Q(initials__startswith=typed.lower()))
    found = list(people.order_by("group_no", "household_no", "pk")[:FOUND_AT_ONCE])
    ids = [person.pk for person in found]
    on_roll = set(
        RollEntry.objects.filter(election=election, resident__in=ids, until_version=None).values_list(
            "resident_id", flat=True
        )
    )
    stands = Proxy.objects.filter(election=election, approved=True, withdrawn_on=None)
    stands = stands.filter(Q(holder__in=ids) | Q(principal__in=ids))
    pairs = list(stands.values_list("principal_id", "holder_id"))
    held = Counter(holder for _, holder in pairs)
    given = {principal for principal, _ in pairs}
    return tuple(
        Found(
            pk=person.pk,
            name=person.name,
            group_no=person.group_no,
            household_no=person.household_no,
            born=person.birth_on,
            on_roll=person.pk in on_roll,
            held=held[person.pk],
            has_given=person.pk in given,
        )
        for person in found
    )
