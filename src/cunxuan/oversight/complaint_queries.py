"""What an officer reads of complaints: the list with what is due next, one case with its clocks, flags on steps.

Everything begins with `Complaint.objects.of(account)`; for who is no officer that asks nothing more of the database,
whether there is a case or not.

Public: `CaseLine`, `line_of`, `Wanted`, `chosen`, `flags_in`, `waiting_for`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from cunxuan.core.clocks import Clock
from cunxuan.core.stages import State
from cunxuan.offices.models import Account

from .complaint_course import next_due
from .complaint_forms import KINDS, STAGES, Words
from .models import Complaint, Stage
from .models.complaints import ComplaintQuerySet

GROUP = 5  # 集体访: from so many people on


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a list shows it: what it is, whose, what is due next and how that stands."""

    case: Complaint
    said: Mapping[str, str]
    kind: Words
    stage: Words
    due: Clock | None
    state: State
    word: Words

    @property
    def is_group(self) -> bool:
        return self.case.people >= GROUP


def line_of(case: Complaint, today: date) -> CaseLine:
    due = next_due(case, today)
    state, word = standing(case, due, today)
    return CaseLine(case, case.said, KINDS[case.kind], STAGES[case.stage], due, state, word)


def standing(case: Complaint, due: Clock | None, today: date) -> tuple[State, Words]:
    if case.stage == Stage.CLOSED:
        return State.DONE, STAGES[case.stage]
    if due is None:
        return State.IN_PROGRESS, STAGES[case.stage]
    days = (due.due - today).days
    if days < 0:
        return State.OVERDUE, (f"已超 {-days} 天", f"{-days} day{'s' if days < -1 else ''} overdue")
    if days <= settings.DUE_SOON_DAYS:
        word = (f"还有 {days} 天", f"{days} day{'s' if days > 1 else ''} left") if days else ("今天到期", "due today")
        return State.DUE_SOON, word
    return State.IN_PROGRESS, STAGES[case.stage]


LEFT, CLOSED, ALL = "left", "closed", "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of the filter, as they stand in the address; never a name, which would stand in a log."""

    state: str = LEFT
    kind: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        state, kind = given.get("state", LEFT), given.get("kind", "")
        return cls(state if state in (LEFT, CLOSED, ALL) else LEFT, kind if kind in KINDS else "")


def chosen(account: Account, wanted: Wanted, text: str, today: date) -> tuple[CaseLine, ...]:
    """The officer's cases, what is due first before the others; the words are looked for in what is sealed."""
    cases = Complaint.objects.of(account).select_related("place__parent__parent", "handler", "first")
    if wanted.kind:
        cases = cases.filter(kind=wanted.kind)
    if wanted.state != ALL:
        cases = cases.filter(stage=Stage.CLOSED) if wanted.state == CLOSED else cases.left()
    lines = [line_of(case, today) for case in cases]
    found = [line for line in lines if not text or text in searched(line)]
    return tuple(sorted(found, key=lambda line: (line.due is None, line.due.due if line.due else date.max)))


def searched(line: CaseLine) -> str:
    return " ".join([line.case.number, line.case.place.name, *line.said.values()])


def same_person(account: Account, case: Complaint) -> ComplaintQuerySet:
    """Other cases of the same person, or in the same place on the same step: what may be one matter."""
    alike = Q(place=case.place_id, step=case.step)
    if case.complainant:
        alike |= Q(complainant=case.complainant)
    mine = Complaint.objects.of(account).filter(alike, officers=case.officers)
    return mine.exclude(pk=case.pk).select_related("place")


def joined(account: Account, case: Complaint) -> ComplaintQuerySet:
    """The cases that are one matter with this one."""
    head = case.first_id or case.pk
    return Complaint.objects.of(account).filter(Q(pk=head) | Q(first=head)).exclude(pk=case.pk)


def flags_in(account: Account, village: str) -> Counter[str]:
    """Steps of a village on which there are complaints, with how many; empty for who may not know."""
    return Counter(steps(Complaint.objects.of(account).left().filter(place=village)))


def steps(cases: ComplaintQuerySet) -> Iterable[str]:
    return cases.exclude(step="").order_by().values_list("step", flat=True)


def waiting_for(account: Account) -> int:
    """Cases that this officer handles, and those that nobody handles yet."""
    mine = Complaint.objects.of(account).left()
    return mine.filter(Q(handler=account) | Q(handler=None)).order_by().count()
